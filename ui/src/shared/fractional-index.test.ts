import { expect, test } from 'vitest';

import { keyBetween } from './fractional-index';

test('keys are spelled as the core spells them: hexadecimal bytes with an end mark', () => {
  expect(keyBetween(null, null)).toBe('80');
  expect(keyBetween('80', null)).toBe('8180');
  expect(keyBetween(null, '80')).toBe('7f80');
  expect(keyBetween('80', '8180')).toBe('817f80');
});

test('a key made between two neighbours sorts between them, however often one inserts', () => {
  // A small generator with a fixed seed: the places differ from each other, not from run to run.
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const keys: string[] = [];
  for (let i = 0; i < 600; i += 1) {
    const at = random(keys.length + 1);
    keys.splice(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null));
  }
  expect(keys).toEqual([...keys].sort());
  expect(new Set(keys).size).toBe(keys.length);
});

test('inserting always at the same place keeps the order too', () => {
  const lower = '80';
  let upper = keyBetween(lower, null);
  for (let i = 0; i < 300; i += 1) {
    const key = keyBetween(lower, upper);
    expect(lower < key && key < upper).toBe(true);
    upper = key;
  }
});
