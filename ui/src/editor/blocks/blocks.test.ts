import { TextSelection } from 'prosemirror-state';
import { afterEach, describe, expect, it } from 'vitest';

import { block, lines, p } from '../testing/blocks';
import { closeEditors, openEditor } from '../testing/open';

afterEach(closeEditors);

const heading = (id: string, text: string) => block(id, { type: 'heading', level: 2 }, text);
const quotation = (id: string, text: string) => block(id, { type: 'quotation' }, text);
const photo = (id: string) => block(id, { type: 'photo', placement: '01P' });

describe('Enter', () => {
  it('leaves the id with the beginning and gives the second half a new one', () => {
    const desk = openEditor([p('A', 'bir iki')]);
    desk.select('A', 4);
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'N1:paragraph iki']);
    expect(desk.caret()).toBe('N1:0');
    expect(desk.take()?.order).toEqual(['A', 'N1']);
  });

  it('at the start puts an empty block before, so that the words stay in theirs', () => {
    const desk = openEditor([heading('A', 'Panel')]);
    desk.select('A', 0);
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['N1:paragraph', 'A:heading2 Panel']);
    expect(desk.caret()).toBe('A:0');
  });

  it('at the end of a heading, a lead and a panel goes on with a paragraph', () => {
    for (const kind of [
      { type: 'heading', level: 3 },
      { type: 'lead' },
      { type: 'panel', session: '01S' },
    ] as const) {
      const desk = openEditor([block('A', kind, 'bir')]);
      desk.select('A', 3);
      desk.press('Enter');
      expect(desk.blocks()[1]?.kind).toEqual({ type: 'paragraph' });
    }
  });

  it('goes on with a quotation, and leaves it from an empty one', () => {
    const desk = openEditor([quotation('A', 'bir')]);
    desk.select('A', 3);
    desk.press('Enter');
    expect(desk.blocks()[1]?.kind.type).toBe('quotation');
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['A:quotation bir', 'N1:paragraph']);
  });

  it('replaces selected words, and keeps the ids of what stays', () => {
    const desk = openEditor([p('A', 'bir iki'), p('B', 'üç dörd')]);
    const { view } = desk;
    // From behind "bir " to behind "üç ".
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 5, 13)));
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'N1:paragraph dörd']);
  });

  it('with Shift breaks the line, which is a line break of the core', () => {
    const desk = openEditor([p('A', 'biriki')]);
    desk.select('A', 3);
    desk.press('Enter', { shiftKey: true });
    expect(desk.blocks()[0]?.text.text).toBe('bir\niki');
  });

  it('behind a picture writes on below it', () => {
    const desk = openEditor([photo('A')]);
    desk.selectNode('A');
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['A:photo', 'N1:paragraph']);
    expect(desk.caret()).toBe('N1:0');
  });
});

describe('Backspace and Delete', () => {
  it('join with the block before, whose id and kind stay', () => {
    const desk = openEditor([heading('A', 'bir'), p('B', ' iki')]);
    desk.select('B', 0);
    desk.press('Backspace');
    expect(lines(desk.blocks())).toEqual(['A:heading2 bir iki']);
    expect(desk.caret()).toBe('A:3');
    expect(desk.take()?.removed).toEqual(['B']);
  });

  it('join with the block after', () => {
    const desk = openEditor([p('A', 'bir'), quotation('B', ' iki')]);
    desk.select('A', 3);
    desk.press('Delete');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir iki']);
  });

  it('take away an empty block rather than the one with words', () => {
    const desk = openEditor([p('A'), p('B', 'iki'), p('C'), heading('D', 'dörd')]);
    desk.select('B', 0);
    desk.press('Backspace');
    desk.select('C', 0);
    desk.press('Delete');
    expect(lines(desk.blocks())).toEqual(['B:paragraph iki', 'D:heading2 dörd']);
    expect(desk.take()).toEqual({ blocks: [], removed: ['A', 'C'], order: ['B', 'D'] });
  });

  it('make a special block plain before they join it', () => {
    const desk = openEditor([p('A', 'bir'), quotation('B', 'iki')]);
    desk.select('B', 0);
    desk.press('Backspace');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'B:paragraph iki']);
  });

  it('choose a picture before they remove it', () => {
    const desk = openEditor([photo('A'), p('B', 'iki')]);
    desk.select('B', 0);
    desk.press('Backspace');
    expect(lines(desk.blocks())).toEqual(['A:photo', 'B:paragraph iki']);
    desk.press('Backspace');
    expect(lines(desk.blocks())).toEqual(['B:paragraph iki']);
  });

  it('put no words into an address', () => {
    const desk = openEditor([block('A', { type: 'embed' }, 'https://a.az'), p('B', 'iki')]);
    desk.select('B', 0);
    desk.press('Backspace');
    expect(lines(desk.blocks())).toEqual(['A:embed https://a.az', 'B:paragraph iki']);
    expect(desk.caret()).toBe('A:12');
  });

  it('do nothing at the ends of the text', () => {
    const desk = openEditor([p('A', 'bir')]);
    desk.select('A', 0);
    expect(desk.press('Backspace')).toBe(true);
    desk.select('A', 3);
    expect(desk.press('Delete')).toBe(true);
    expect(desk.take()).toBeNull();
  });
});

describe('undo', () => {
  it('brings back a joined block with its id', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki')]);
    desk.select('B', 0);
    desk.press('Backspace');
    desk.press('z', { ctrlKey: true });
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'B:paragraph iki']);
    desk.press('y', { ctrlKey: true });
    expect(lines(desk.blocks())).toEqual(['A:paragraph biriki']);
  });
});

describe('ids', () => {
  it('stay with the block that had them when its copy is put before it', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki')]);
    const { view } = desk;
    const copy = view.state.schema.nodeFromJSON(view.state.doc.child(1).toJSON());
    view.dispatch(view.state.tr.insert(0, copy));
    expect(desk.blocks().map(({ id }) => id)).toEqual(['N1', 'A', 'B']);
  });

  it('are given to whatever has none', () => {
    const desk = openEditor([p('A', 'bir')]);
    const { view } = desk;
    view.dispatch(view.state.tr.insert(0, view.state.schema.node('paragraph')));
    expect(desk.blocks().map(({ id }) => id)).toEqual(['N1', 'A']);
  });
});

describe('moving', () => {
  it('takes caret and selection along and saves the order alone', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki'), p('C', 'üç')]);
    desk.select('C', 1, 2);
    desk.press('ArrowUp', { altKey: true });
    desk.press('ArrowUp', { altKey: true });
    desk.press('ArrowUp', { altKey: true });
    expect(desk.take()).toEqual({ blocks: [], removed: [], order: ['C', 'A', 'B'] });
    expect(desk.caret()).toBe('C:2');
    desk.press('ArrowDown', { altKey: true });
    expect(desk.take()?.order).toEqual(['A', 'C', 'B']);
    expect(desk.caret()).toBe('C:2');
  });

  it('moves a picture', () => {
    const desk = openEditor([p('A', 'bir'), photo('B')]);
    desk.selectNode('B');
    desk.command('moveUp');
    expect(lines(desk.blocks())).toEqual(['B:photo', 'A:paragraph bir']);
    desk.command('moveDown');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'B:photo']);
  });
});

describe('kinds', () => {
  it('change without touching id, words and marks, and back', () => {
    const marked = p('A', 'bir', [{ start: 0, end: 3, mark: { type: 'person', id: '01A' } }]);
    const desk = openEditor([marked]);
    desk.command('heading3');
    expect(desk.blocks()).toEqual([{ ...marked, kind: { type: 'heading', level: 3 } }]);
    expect(desk.selection().kind).toEqual({ type: 'heading', level: 3 });
    desk.command('heading3');
    expect(desk.blocks()).toEqual([marked]);
  });

  it('change for all selected blocks', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki'), p('C', 'üç')]);
    desk.command('selectAll');
    desk.command('bulleted');
    expect(lines(desk.blocks())).toEqual([
      'A:list_item0 bir',
      'B:list_item0 iki',
      'C:list_item0 üç',
    ]);
  });

  it('of a panel take the session', () => {
    const desk = openEditor([p('A', 'bir')]);
    desk.command('panel', { session: '01S' });
    expect(desk.blocks()[0]?.kind).toEqual({ type: 'panel', session: '01S' });
  });

  it('leave pictures alone, and a picture comes where one writes', () => {
    const desk = openEditor([p('A', 'bir'), p('B', '')]);
    desk.select('B', 0);
    desk.command('photo', { placement: '01P' });
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'N1:photo']);
    desk.command('heading2');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'N1:photo']);
    desk.select('A', 1);
    desk.command('photo', { placement: '01Q' });
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'N2:photo', 'N1:photo']);
  });
});

describe('a body that may not be changed', () => {
  it('takes no command', () => {
    const desk = openEditor([p('A', 'bir')], { editable: false });
    expect(desk.command('heading2')).toBe(false);
    expect(desk.take()).toBeNull();
  });
});
