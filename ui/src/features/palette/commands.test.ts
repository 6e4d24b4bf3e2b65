import { beforeEach, expect, test } from 'vitest';

import { setLanguage } from '../../i18n/index.svelte';
import { findCommands, fit } from './commands';

beforeEach(() => setLanguage('az'));

const ids = ['export', 'history', 'settings', 'new_report'] as const;

test('letters without their diacritics find the word, and it is shown where', () => {
  const [hit] = findCommands(ids, 'tarixce');
  expect(hit).toMatchObject({ id: 'history', matches: [[0, 7]] });
});

test('the words of the other language find it as well', () => {
  expect(findCommands(ids, 'settings')[0]?.id).toBe('settings');
});

test('the beginning of the label is better than that of a later word', () => {
  expect(fit('Yeni reportaj', 'yeni')?.score).toBeGreaterThan(
    fit('Yeni reportaj', 'rep')?.score ?? 0,
  );
});

test('letters in their order count while they hang together', () => {
  expect(fit('Yeni reportaj', 'yenirep')?.matches).toEqual([
    [0, 4],
    [5, 8],
  ]);
  // One letter here and one there is chance.
  expect(fit('Yeni reportaj', 'ynrj')).toBeNull();
});
