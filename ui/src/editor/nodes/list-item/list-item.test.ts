import { afterEach, describe, expect, it } from 'vitest';

import { block, lines, p } from '../../testing/blocks';
import { closeEditors, openEditor } from '../../testing/open';

afterEach(closeEditors);

const item = (id: string, text: string, level = 0) =>
  block(id, { type: 'list_item', ordered: false, level }, text);

describe('a list', () => {
  it('goes deeper with Tab and back with Shift and Tab, with the caret anywhere in the item', () => {
    const desk = openEditor([item('A', 'bir'), item('B', 'iki')]);
    desk.select('B', 2);
    expect(desk.press('Tab')).toBe(true);
    expect(lines(desk.blocks())).toEqual(['A:list_item0 bir', 'B:list_item1 iki']);
    desk.press('Tab', { shiftKey: true });
    expect(desk.take()).toBeNull();
  });

  it('keeps Tab also where it goes no deeper or further out', () => {
    const desk = openEditor([item('A', 'bir', 5), item('B', 'iki')]);
    desk.select('A', 0);
    expect(desk.press('Tab')).toBe(true);
    desk.select('B', 0);
    expect(desk.press('Tab', { shiftKey: true })).toBe(true);
    expect(desk.take()).toBeNull();
  });

  it('leaves Tab outside of lists to the window', () => {
    const desk = openEditor([p('A', 'bir')]);
    expect(desk.press('Tab')).toBe(false);
  });

  it('goes deeper with all selected items', () => {
    const desk = openEditor([item('A', 'bir'), item('B', 'iki'), p('C', 'üç')]);
    desk.command('selectAll');
    desk.command('indent');
    expect(lines(desk.blocks())).toEqual([
      'A:list_item1 bir',
      'B:list_item1 iki',
      'C:paragraph üç',
    ]);
  });

  it('goes on with Enter, and is left by Enter in an empty item, level by level', () => {
    const desk = openEditor([item('A', 'bir', 1)]);
    desk.select('A', 3);
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['A:list_item1 bir', 'N1:list_item1']);
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['A:list_item1 bir', 'N1:list_item0']);
    desk.press('Enter');
    expect(lines(desk.blocks())).toEqual(['A:list_item1 bir', 'N1:paragraph']);
  });

  it('is left by Backspace at the start of an item', () => {
    const desk = openEditor([item('A', 'bir')]);
    desk.select('A', 0);
    desk.press('Backspace');
    expect(lines(desk.blocks())).toEqual(['A:paragraph bir']);
  });

  it('keeps its depth when it becomes a numbered one', () => {
    const desk = openEditor([item('A', 'bir', 2)]);
    desk.command('numbered');
    expect(desk.blocks()[0]?.kind).toEqual({ type: 'list_item', ordered: true, level: 2 });
  });
});
