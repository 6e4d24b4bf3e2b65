import { afterEach, describe, expect, it } from 'vitest';

import { countText } from './count';
import { block, p } from './testing/blocks';
import { closeEditors, openEditor } from './testing/open';

afterEach(closeEditors);

describe('counting', () => {
  it('counts words as the core does', () => {
    // The same sentences as in crates/lang/src/count.rs.
    expect(countText('QHT-lərlə iş – 2022-ci ildən, O’Neill dedi.').words).toBe(6);
    expect(countText('gənclər/tələbələr').words).toBe(2);
    expect(countText(' … — \n').words).toBe(0);
  });

  it('counts characters as one sees them, without line breaks', () => {
    expect(countText('Şəki\nGəncə').characters).toBe(9);
    expect(countText('s\u0327əki 😀').characters).toBe(6);
  });

  it('leaves out what is not published as text', () => {
    const desk = openEditor([
      p('A', 'bir iki'),
      block('B', { type: 'note' }, 'gizli qeyd'),
      block('C', { type: 'embed' }, 'https://example.org'),
      block('D', { type: 'photo', placement: '01P' }),
    ]);
    expect(desk.stats()).toEqual({ words: 2, characters: 7, letters: 6 });
  });
});

describe('the outline', () => {
  it('has lead, headings and panels, in order', () => {
    const desk = openEditor([
      block('A', { type: 'lead' }, 'Xəbər'),
      p('B', 'bir'),
      block('C', { type: 'heading', level: 3 }, 'Açılış'),
      block('D', { type: 'panel', session: 's1' }, 'Panel 1'),
    ]);
    expect(desk.outline()).toEqual([
      { id: 'A', kind: 'lead', text: 'Xəbər', session: null, level: 1 },
      { id: 'C', kind: 'heading', text: 'Açılış', session: null, level: 3 },
      { id: 'D', kind: 'panel', text: 'Panel 1', session: 's1', level: 1 },
    ]);
    desk.scrollTo('C');
    expect(desk.caret()).toBe('C:0');
  });
});

describe('the state of the selection', () => {
  it('says what a toolbar shows', () => {
    const desk = openEditor([
      p('A', 'bir iki', [{ start: 0, end: 3, mark: { type: 'strong' } }]),
      block('B', { type: 'quotation' }, 'üç'),
    ]);
    desk.select('A', 0, 3);
    expect(desk.selection()).toMatchObject({ block: 'A', strong: true, em: false, empty: false });
    desk.select('A', 1, 5);
    expect(desk.selection().strong).toBe(false);
    desk.command('selectAll');
    expect(desk.selection()).toMatchObject({ block: null, kind: null, undo: false });
    desk.command('quotation');
    expect(desk.selection()).toMatchObject({ kind: { type: 'quotation' }, undo: true });
  });

  it('is told when it changes', () => {
    const seen: boolean[] = [];
    const desk = openEditor([p('A', 'bir')], { onSelection: ({ em }) => seen.push(em) });
    desk.select('A', 3);
    desk.press('i', { ctrlKey: true });
    expect(seen).toEqual([false, true]);
  });
});
