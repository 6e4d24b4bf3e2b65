// Codes as they are typed: letter by letter, as a browser tells of it.
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { CaptionCode } from '../../ipc/bindings';
import { CodeTyping, hasCodes, matching } from './code-typing.svelte';

const codes: CaptionCode[] = [
  { code: 'nt', text: 'Nərgiz Talıbzadə, direktor', inflected: null },
  { code: 'os', text: 'Orxan Sultanlı, sədr', inflected: null },
  { code: 's1', text: '“Su və şəhər”', inflected: null },
];

/** As the core does it, with the two words that the tests need. */
const words: Record<string, string> = {
  '=nt=': 'Nərgiz Talıbzadə, direktor',
  '=nt=nin': 'direktor Nərgiz Talıbzadənin',
  '=os=': 'Orxan Sultanlı, sədr',
  '{time}': '10:42',
};
const expand = (text: string): Promise<string> =>
  Promise.resolve(
    words[text] ?? text.replaceAll(/=\p{L}+=\p{L}*|\{\p{L}+\}/gu, (one) => words[one] ?? one),
  );

let field: HTMLTextAreaElement;
let typing: CodeTyping;
let release: () => void;
let many: boolean;
const failed = vi.fn();

beforeEach(() => {
  many = false;
  field = document.body.appendChild(document.createElement('textarea'));
  typing = new CodeTyping({
    codes: () => Promise.resolve(codes),
    expand,
    atOnce: () => !many,
    failed,
  });
  release = typing.attach(field);
  field.focus();
});

afterEach(() => {
  release();
  field.remove();
});

const user = userEvent.setup();
/** All that was asked for is answered. */
const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

async function type(text: string): Promise<void> {
  // Two of a brace are one that is typed.
  await user.keyboard(text.replaceAll('{', '{{'));
  await settled();
}

test('the second sign makes the code what it stands for, and the caret goes on behind it', async () => {
  await type('Solda =nt=');
  expect(field.value).toBe('Solda Nərgiz Talıbzadə, direktor');
  expect(field.selectionStart).toBe(field.value.length);
  await type(' və =os=');
  expect(field.value).toBe('Solda Nərgiz Talıbzadə, direktor və Orxan Sultanlı, sədr');
});

test('a code in the middle leaves what follows, and the caret stands between', async () => {
  await type('Solda , sağda boşdur');
  field.setSelectionRange(6, 6);
  await type('=os=');
  expect(field.value).toBe('Solda Orxan Sultanlı, sədr, sağda boşdur');
  expect(field.selectionStart).toBe('Solda Orxan Sultanlı, sədr'.length);
});

test('an ending behind a code is asked for once something follows it', async () => {
  await type('=nt=nin');
  // The word is not over: it may go on as `nindir`.
  expect(field.value).toBe('Nərgiz Talıbzadə, direktornin');
  await type(' çıxışı');
  expect(field.value).toBe('direktor Nərgiz Talıbzadənin çıxışı');
  expect(field.selectionStart).toBe(field.value.length);
});

test('an ending that nothing follows is seen to when the field is left', async () => {
  await type('Bu, =nt=nin');
  expect(await typing.rest()).toBe('Bu, direktor Nərgiz Talıbzadənin');
});

test('Ctrl+Z brings the code back, and it stays as it is', async () => {
  await type('=nt=');
  await user.keyboard('{Control>}z{/Control}');
  expect(field.value).toBe('=nt=');
  expect(await typing.rest()).toBeNull();
});

test('codes that were pasted are replaced when the field is left; unknown ones stay', async () => {
  await user.paste('Solda =nt=, sağda =zz=');
  expect(await typing.rest()).toBe('Solda Nərgiz Talıbzadə, direktor, sağda =zz=');
});

test('for several photos, codes and variables wait: each has its own time and roles', async () => {
  await type('{time}');
  expect(field.value).toBe('10:42');
  field.value = '';
  many = true;
  await type('{time} =nt= ');
  expect(field.value).toBe('{time} =nt= ');
  expect(await typing.rest()).toBeNull();
  await type('=or');
  await user.keyboard('{Enter}');
  await settled();
  expect(field.value).toBe('{time} =nt= =os=');
});

test('a code may ask for the name alone, also from the list', async () => {
  words['=os!='] = 'Orxan Sultanlı';
  await type('=os!=, ');
  expect(field.value).toBe('Orxan Sultanlı, ');
  await type('=orx!');
  await user.keyboard('{Enter}');
  await settled();
  expect(field.value).toBe('Orxan Sultanlı, Orxan Sultanlı');
});

test('an ending may stand behind a hyphen', async () => {
  words['=os=-nın'] = 'sədr Orxan Sultanlının';
  await type('=os=-nın ');
  expect(field.value).toBe('sədr Orxan Sultanlının ');
});

test('what is typed on before the answer comes keeps its place', async () => {
  let answer: (text: string) => void = () => undefined;
  const slow = new CodeTyping({
    codes: () => Promise.resolve(codes),
    expand: () => new Promise((resolve) => (answer = resolve)),
    atOnce: () => true,
    failed,
  });
  release();
  release = slow.attach(field);
  await user.keyboard('=nt= burada');
  answer('Nərgiz Talıbzadə');
  await settled();
  expect(field.value).toBe('Nərgiz Talıbzadə burada');
  expect(field.selectionStart).toBe(field.value.length);
});

test('an equals sign in a sum is an equals sign', async () => {
  await type('2=2');
  expect(typing.menu).toBeNull();
  await type(' a =');
  expect(typing.menu?.options).toHaveLength(3);
  await type(' b');
  expect(typing.menu).toBeNull();
  expect(field.value).toBe('2=2 a = b');
});

test('the list narrows by code and by name, arrows choose, Enter takes', async () => {
  await type('=o');
  expect(typing.menu?.options.map(({ code }) => code)).toEqual(['os']);
  await user.keyboard('{Backspace}');
  await settled();
  await user.keyboard('{ArrowDown}{Enter}');
  await settled();
  expect(field.value).toBe('Orxan Sultanlı, sədr');
  expect(typing.menu).toBeNull();
});

test('Escape closes the list and leaves what was typed; it is no key of the window then', async () => {
  const outer = vi.fn();
  document.addEventListener('keydown', outer);
  await type('=o');
  outer.mockClear();
  await user.keyboard('{Escape}');
  expect(outer).not.toHaveBeenCalled();
  expect(typing.menu).toBeNull();
  await type('s');
  expect([field.value, typing.menu]).toEqual(['=os', null]);
  document.removeEventListener('keydown', outer);
});

test('a letter without its tail finds the name that has it', () => {
  expect(matching(codes, 'nerg').map(({ code }) => code)).toEqual(['nt']);
  expect(matching(codes, 'seher').map(({ code }) => code)).toEqual(['s1']);
});

test('codes are told from signs', () => {
  expect(['=nt=', 'x =nt=in', '{time}'].map(hasCodes)).toEqual([true, true, true]);
  expect(['a=b', '= =', '{}', 'E=mc2'].map(hasCodes)).toEqual([false, false, false, false]);
});
