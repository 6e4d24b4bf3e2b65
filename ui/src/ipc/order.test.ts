import { expect, test } from 'vitest';

import { orderBetween } from './order';

test('keys are the ones that the core makes', () => {
  // The same inputs stand in the tests of crates/report/src/order.rs: V is digit 31 of 62.
  expect(orderBetween(null, null)).toBe('V');
  expect(orderBetween('V', null)).toBe('W');
  expect(orderBetween(null, 'V')).toBe('U');
  expect(orderBetween('V', 'X')).toBe('W');
  expect(orderBetween('V', 'W')).toBe('VV');
  expect(orderBetween('z', null)).toBe('z1');
  expect(orderBetween(null, '1')).toBe('0z');
});

test('a key made between two neighbours sorts between them, however often one inserts', () => {
  // A small generator with a fixed seed: the places differ from each other, not from run to run.
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const keys: string[] = [];
  for (let i = 0; i < 800; i += 1) {
    const at = random(keys.length + 1);
    keys.splice(at, 0, orderBetween(keys[at - 1] ?? null, keys[at] ?? null));
  }
  expect(keys).toEqual([...keys].sort());
  expect(new Set(keys).size).toBe(keys.length);
});

test('inserting always at the same place keeps the order too', () => {
  const lower = 'V';
  let upper = orderBetween(lower, null);
  for (let i = 0; i < 300; i += 1) {
    const key = orderBetween(lower, upper);
    expect(lower < key && key < upper).toBe(true);
    upper = key;
  }
});

test('keys in the wrong order give one after the first', () => {
  expect(orderBetween('X', 'V')).toBe('Y');
});
