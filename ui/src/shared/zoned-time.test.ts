import { expect, test } from 'vitest';

import { dateText, momentOf, readDate, readTime, timeText, wallTime } from './zoned-time';

test('Baku is four hours ahead of UTC, also over midnight', () => {
  const at = new Date('2025-10-22T21:30:00Z');
  const wall = wallTime(at, 'Asia/Baku');
  expect([dateText(wall), timeText(wall)]).toEqual(['23-10-2025', '01:30']);
  expect(momentOf(wall, 'Asia/Baku')).toEqual(at);
});

test('a wall time becomes the moment that shows it, on both sides of a change of the clocks', () => {
  // Berlin goes from +1 to +2 on 30 March 2025 at 01:00 UTC.
  const before = { year: 2025, month: 3, day: 30, hour: 1, minute: 30 };
  const after = { ...before, hour: 3 };
  expect(momentOf(before, 'Europe/Berlin').toISOString()).toBe('2025-03-30T00:30:00.000Z');
  expect(momentOf(after, 'Europe/Berlin').toISOString()).toBe('2025-03-30T01:30:00.000Z');
});

test('dates and times are read as people write them', () => {
  expect(readDate('22-10-2025')).toEqual({ year: 2025, month: 10, day: 22 });
  expect(readDate(' 1.2.2026 ')).toEqual({ year: 2026, month: 2, day: 1 });
  expect(readTime('9.50')).toEqual({ hour: 9, minute: 50 });
  expect(readTime('0950')).toEqual({ hour: 9, minute: 50 });
});

test('what no calendar and no clock shows is refused', () => {
  expect(readDate('31-02-2025')).toBeNull();
  expect(readDate('22-13-2025')).toBeNull();
  expect(readDate('yesterday')).toBeNull();
  expect(readTime('24:00')).toBeNull();
  expect(readTime('9')).toBeNull();
});
