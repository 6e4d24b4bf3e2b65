import { afterEach, describe, expect, it } from 'vitest';

import { p } from '../testing/blocks';
import { closeEditors, openEditor } from '../testing/open';
import { cleanAddress } from './link';

afterEach(closeEditors);

const link = (start: number, end: number, href: string) => ({
  start,
  end,
  mark: { type: 'link' as const, href },
});

describe('an address', () => {
  it.each([
    ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
    ['example.org/a', 'https://example.org/a'],
    [' HTTP://example.org ', 'HTTP://example.org'],
    ['info@example.org', 'mailto:info@example.org'],
    ['mailto:info@example.org', 'mailto:info@example.org'],
    ['localhost:8080/a', 'https://localhost:8080/a'],
  ])('%s is taken', (typed, address) => expect(cleanAddress(typed)).toBe(address));

  it.each(['', 'Bakı', 'iki söz', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    '%s is none',
    (typed) => expect(cleanAddress(typed)).toBeNull(),
  );
});

describe('Ctrl+K', () => {
  const input = () => document.querySelector<HTMLInputElement>('.te-field .te-input');
  const enter = (value: string) => {
    const field = input();
    if (field) field.value = value;
    field?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    );
  };

  it('links the selected words', () => {
    const desk = openEditor([p('A', 'sayt burada')]);
    desk.select('A', 5, 11);
    expect(desk.press('k', { ctrlKey: true, shiftKey: true })).toBe(true);
    enter('example.org');
    expect(desk.blocks()).toEqual([p('A', 'sayt burada', [link(5, 11, 'https://example.org')])]);
    expect(input()).toBeNull();
  });

  it('says what is wrong and stays open', () => {
    const desk = openEditor([p('A', 'sayt')]);
    desk.select('A', 0, 4);
    desk.command('link');
    enter('Bakı');
    expect(document.querySelector('.te-bad')?.textContent).toBe('Not an address');
    expect(input()?.getAttribute('aria-invalid')).toBe('true');
    expect(desk.take()).toBeNull();
  });

  it('changes and removes the link that the caret is in, whole', () => {
    const desk = openEditor([p('A', 'sayt burada', [link(5, 11, 'https://example.org')])]);
    desk.select('A', 7);
    desk.command('link');
    expect(input()?.value).toBe('https://example.org');
    enter('https://example.com');
    expect(desk.blocks()[0]?.text.marks).toEqual([link(5, 11, 'https://example.com')]);
    desk.command('link');
    enter('');
    expect(desk.blocks()[0]?.text.marks).toEqual([]);
  });

  it('is free for the palette where there is nothing to link', () => {
    const desk = openEditor([p('A', 'sayt')]);
    desk.select('A', 2);
    expect(desk.press('k', { ctrlKey: true })).toBe(false);
  });

  it('links what was chosen though text came in before it meanwhile', () => {
    const desk = openEditor([p('A', 'sayt burada')]);
    desk.select('A', 5, 11);
    desk.command('link');
    desk.replaceFromCore([p('A', 'Bizim sayt burada')]);
    enter('example.org');
    expect(desk.blocks()[0]?.text.marks).toEqual([link(11, 17, 'https://example.org')]);
  });

  it('by name takes the address', () => {
    const desk = openEditor([p('A', 'sayt')]);
    desk.select('A', 0, 4);
    expect(desk.command('link', 'javascript:alert(1)')).toBe(false);
    expect(desk.command('link', 'https://example.org')).toBe(true);
    expect(desk.selection().href).toBe('https://example.org');
    expect(desk.command('unlink')).toBe(true);
    expect(desk.selection().href).toBeNull();
  });
});
