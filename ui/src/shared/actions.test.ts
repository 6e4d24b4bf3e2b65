import { beforeEach, describe, expect, test, vi } from 'vitest';

import { setLanguage } from '../i18n/index.svelte';
import { type Action, type ActionId, Actions, catalogue } from './actions';

beforeEach(() => setLanguage('az'));

const all = Object.entries(catalogue) as [ActionId, Action][];

describe('the catalogue', () => {
  test('no key means two things in one place', () => {
    const keys = all.flatMap(([, { place, key, also = [] }]) =>
      [key, ...also].flatMap((one) => (one === null ? [] : `${place} ${one}`)),
    );
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('no key of one place hides one that works everywhere', () => {
    const everywhere = new Set(
      all.flatMap(([, { place, key }]) => (place === 'everywhere' && key !== null ? key : [])),
    );
    const hidden = all.filter(
      ([, { place, key }]) => place !== 'everywhere' && key !== null && everywhere.has(key),
    );
    expect(hidden).toEqual([]);
  });

  test('every action has words', () => {
    for (const [id, { label }] of all) expect(label(), id).toMatch(/\p{L}/u);
  });
});

const press = (key: string, about: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, ...about });

describe('what is offered', () => {
  test('is run by its key, until it is not offered any more', () => {
    const actions = new Actions();
    const run = vi.fn();
    const end = actions.offer({ export: run });
    expect(actions.press(press('e', { ctrlKey: true }), false)).toBe(true);
    end();
    expect(actions.press(press('e', { ctrlKey: true }), false)).toBe(false);
    expect(run).toHaveBeenCalledOnce();
  });

  test('comes before what was offered earlier, while it can be done', () => {
    const actions = new Actions();
    const [first, second] = [vi.fn(), vi.fn()];
    let possible = true;
    actions.offer({ back: first });
    actions.offer({ back: { run: second, enabled: () => possible } });
    actions.press(press('Escape'), false);
    possible = false;
    actions.press(press('Escape'), false);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  test('keeps still over a dialog, and leaves plain letters to the text', () => {
    const actions = new Actions();
    const run = vi.fn();
    actions.offer({ keys: run, export: run });
    const field = document.body.appendChild(document.createElement('input'));
    field.addEventListener('keydown', (event) => actions.press(event, false));
    field.dispatchEvent(press('?', { bubbles: true }));
    expect(actions.press(press('e', { ctrlKey: true }), true)).toBe(false);
    expect(run).not.toHaveBeenCalled();
    field.dispatchEvent(press('e', { ctrlKey: true, bubbles: true }));
    expect(run).toHaveBeenCalledOnce();
    field.remove();
  });
});
