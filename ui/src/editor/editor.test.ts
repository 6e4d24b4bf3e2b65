import { afterEach, describe, expect, it } from 'vitest';

import { lines, block, p } from './testing/blocks';
import { closeEditors, openEditor } from './testing/open';
import { random, randomBody } from './testing/random';

afterEach(closeEditors);

describe('what is to be saved', () => {
  it('is nothing in a body that was only opened and read', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki')]);
    desk.select('B', 2);
    expect(desk.take()).toBeNull();
    expect(desk.changes()).toBe(0);
  });

  it('is the one block that was written in', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki')]);
    desk.select('B', 3);
    desk.type(' İclas');
    expect(desk.take()).toEqual({ blocks: [p('B', 'iki İclas')], removed: [], order: null });
    expect(desk.take()).toBeNull();
  });

  it('is nothing when what was typed was deleted again', () => {
    const desk = openEditor([p('A', 'bir')]);
    desk.select('A', 3);
    desk.type('!');
    desk.command('undo');
    expect(desk.take()).toBeNull();
  });

  it('holds a failed change and what came after it', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki')]);
    desk.select('A', 3);
    desk.type('!');
    const failed = desk.take();
    desk.select('B', 3);
    desk.type('?');
    if (failed) desk.giveBack(failed);
    expect(desk.take()).toEqual({
      blocks: [p('A', 'bir!'), p('B', 'iki?')],
      removed: [],
      order: null,
    });
  });

  it('names a block that was made in a failed save and removed before the next one nowhere', () => {
    const desk = openEditor([p('A', 'bir')]);
    desk.select('A', 3);
    desk.press('Enter');
    const failed = desk.take();
    expect(failed?.order).toEqual(['A', 'N1']);
    if (failed) desk.giveBack(failed);
    desk.press('Backspace');
    expect(desk.take()).toBeNull();
  });

  it('is the first block of an empty report only once it is written in', () => {
    const desk = openEditor([]);
    expect(desk.blocks()).toEqual([]);
    expect(desk.take()).toBeNull();
    desk.type('Xəbər');
    expect(desk.take()).toEqual({
      blocks: [block('N1', { type: 'lead' }, 'Xəbər')],
      removed: [],
      order: ['N1'],
    });
  });
});

describe('what comes from the core', () => {
  it('leaves the caret in its words, and the history as it is', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki üç')]);
    desk.select('B', 6);
    desk.type('!');
    desk.take();
    desk.replaceFromCore([p('X', 'yeni'), p('A', 'bir'), p('B', 'on iki üç!')]);
    expect(lines(desk.blocks())).toEqual([
      'X:paragraph yeni',
      'A:paragraph bir',
      'B:paragraph on iki üç!',
    ]);
    expect(desk.caret()).toBe('B:10');
    // Undo takes back what was typed here, not what came.
    desk.command('undo');
    expect(lines(desk.blocks())).toEqual([
      'X:paragraph yeni',
      'A:paragraph bir',
      'B:paragraph on iki üç',
    ]);
  });

  it('is no change of the user', () => {
    const desk = openEditor([p('A', 'bir')]);
    desk.replaceFromCore([p('A', 'bir iki')]);
    expect(desk.changes()).toBe(0);
    expect(desk.take()).toBeNull();
  });

  it('takes away nothing that was typed since the last save', () => {
    const desk = openEditor([p('A', 'Forum açıldı.'), p('B', 'iki')]);
    desk.select('A', 5);
    desk.type(' bu gün');
    desk.select('B', 3);
    desk.press('Enter');
    desk.type('üç');
    // A colleague wrote in A, removed B, added C.
    desk.replaceFromCore([p('A', 'Forum açıldı, hava isti idi.'), p('C', 'dörd')]);
    expect(lines(desk.blocks())).toEqual([
      'A:paragraph Forum bu gün açıldı, hava isti idi.',
      'N1:paragraph üç',
      'C:paragraph dörd',
    ]);
    expect(desk.caret()).toBe('N1:2');
    expect(desk.take()).toEqual({
      blocks: [p('A', 'Forum bu gün açıldı, hava isti idi.'), p('N1', 'üç')],
      removed: [],
      order: ['A', 'N1', 'C'],
    });
  });

  it('brings back a block that was deleted here while somebody wrote in it', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki'), p('C', 'üç')]);
    desk.selectNode('B');
    desk.press('Delete');
    desk.selectNode('C');
    desk.press('Delete');
    desk.replaceFromCore([p('A', 'bir'), p('B', 'iki!'), p('C', 'üç')]);
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir', 'B:paragraph iki!']);
    expect(desk.take()).toEqual({ blocks: [], removed: ['C'], order: ['A', 'B'] });
  });

  it('keeps the order that was made here, and the caret in a block that moved', () => {
    const desk = openEditor([p('A', 'bir'), p('B', 'iki'), p('C', 'üç')]);
    desk.select('C', 1);
    desk.replaceFromCore([p('C', 'üç'), p('A', 'bir'), p('B', 'iki')]);
    expect(desk.caret()).toBe('C:1');
    desk.press('ArrowDown', { altKey: true });
    desk.replaceFromCore([p('C', 'üç'), p('A', 'bir'), p('D', 'dörd'), p('B', 'iki')]);
    expect(desk.blocks().map(({ id }) => id)).toEqual(['A', 'D', 'C', 'B']);
    expect(desk.take()).toEqual({ blocks: [], removed: [], order: ['A', 'D', 'C', 'B'] });
  });

  it('is shown exactly, also by the view', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const from = random(seed);
      const desk = openEditor(randomBody(from));
      const next = randomBody(from).sort(() => from.below(3) - 1);
      desk.replaceFromCore(next);
      expect(desk.blocks(), `seed ${seed}`).toEqual(next);
      expect(desk.take(), `seed ${seed}`).toBeNull();
      closeEditors();
    }
  });

  it('can empty the report, which can then be written in', () => {
    const desk = openEditor([p('A', 'bir')]);
    desk.replaceFromCore([]);
    expect(desk.blocks()).toEqual([]);
    expect(desk.take()).toBeNull();
    desk.type('a');
    expect(desk.take()?.order).toEqual(['N1']);
  });
});
