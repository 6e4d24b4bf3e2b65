import { describe, expect, test } from 'vitest';

import { Pace } from './pace';

describe('the pace of a job', () => {
  test('says nothing before a second is over or anything is done', () => {
    const pace = new Pace();
    expect(pace.rate(10)).toBeNull();
    pace.note(0, 0);
    pace.note(500, 4);
    expect(pace.rate(10)).toBeNull();
    const idle = new Pace();
    idle.note(0, 0);
    idle.note(5000, 0);
    expect(idle.rate(10)).toBeNull();
  });

  test('counts steps, bytes and what is left of both', () => {
    // Four small files, then two of ten times the size: bytes tell the time that is left.
    const pace = new Pace([1, 1, 1, 1, 10, 10].map((size) => size * 1_000_000));
    pace.note(0, 0);
    pace.note(2000, 4);
    expect(pace.rate(6)).toEqual({ perSecond: 2, bytes: 2_000_000, left: 10 });
  });

  test('goes by steps where sizes are not known', () => {
    const pace = new Pace();
    pace.note(0, 2);
    pace.note(4000, 10);
    expect(pace.rate(30)).toEqual({ perSecond: 2, bytes: null, left: 10 });
  });

  test('forgets how it was more than ten seconds ago', () => {
    const pace = new Pace();
    // A hundred a second at first; then the card gives one a second.
    pace.note(0, 0);
    pace.note(1000, 100);
    for (let second = 1; second <= 12; second += 1) pace.note(1000 + second * 1000, 100 + second);
    expect(pace.rate(200)?.perSecond).toBeLessThan(2);
  });
});
