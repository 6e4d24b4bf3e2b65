import { afterEach, describe, expect, it, vi } from 'vitest';

import { block, lines, p } from '../testing/blocks';
import { closeEditors, openEditor } from '../testing/open';

afterEach(closeEditors);

const options = () => [...document.querySelectorAll('.te-menu:not([hidden]) .te-option-label')];

describe('/', () => {
  it('makes another block of an empty one, and leaves no sign behind', () => {
    const desk = openEditor([p('A')]);
    desk.type('/quo');
    expect(options().map((option) => option.textContent)).toEqual(['quotation']);
    desk.press('Enter');
    expect(desk.blocks()).toEqual([block('A', { type: 'quotation' })]);
  });

  it('keeps the block that it is already', () => {
    const desk = openEditor([p('A')]);
    desk.type('/par');
    desk.press('Enter');
    expect(desk.blocks()).toEqual([p('A')]);
  });

  it('is a stroke where there are words', () => {
    const desk = openEditor([p('A', '2')]);
    desk.select('A', 1);
    desk.type('/3');
    expect(options()).toEqual([]);
    expect(lines(desk.blocks())).toEqual(['A:paragraph 2/3']);
  });

  it('runs what the window adds', () => {
    const run = vi.fn();
    const desk = openEditor([p('A')], {
      extraBlocks: [{ name: 'photo', label: 'Şəkil', detail: '', run }],
    });
    desk.type('/sek');
    desk.press('Enter');
    expect(run).toHaveBeenCalledOnce();
    expect(desk.blocks()).toEqual([p('A')]);
  });
});
