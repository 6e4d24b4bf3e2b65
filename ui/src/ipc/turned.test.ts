import { expect, test } from 'vitest';

import { cropText, parted, readCrop, type Spot, Turning } from './turned';

const upright = { width: 640, height: 400 };
const angles = [0, 0.1, -7.3, 44.9, 90, 93.5, 180, 266, -135.5];

test('a rotation is the nearest quarter turn and a rest, as the core parts it', () => {
  expect(parted(93.5)).toEqual({ quarters: 1, fine: 3.5 });
  expect(parted(357)).toEqual({ quarters: 0, fine: -3 });
  // Halves go away from zero on both sides.
  expect(parted(45)).toEqual({ quarters: 1, fine: -45 });
  expect(parted(-45)).toEqual({ quarters: 3, fine: 45 });
  expect(parted(Number.NaN)).toEqual({ quarters: 0, fine: 0 });
});

test('the way back undoes the way there', () => {
  const spots: Spot[] = [
    [0.5, 0.5],
    [0.31, 0.62],
    [0.7, 0.4],
  ];
  for (const angle of angles) {
    const turning = new Turning(upright, angle);
    for (const spot of spots) {
      const [x, y] = turning.back(turning.point(spot));
      expect(x, `${angle}°`).toBeCloseTo(spot[0], 9);
      expect(y, `${angle}°`).toBeCloseTo(spot[1], 9);
    }
  }
});

test('a quarter turn clockwise brings the upper left corner to the upper right', () => {
  const turning = new Turning(upright, 90);
  expect(turning.size).toEqual({ width: 400, height: 640 });
  expect(turning.point([0, 0])).toEqual([1, 0]);
  expect(turning.point([0.25, 0.1])).toEqual([0.9, 0.25]);
  expect(new Turning(upright, 180).point([0.25, 0.1])).toEqual([0.75, 0.9]);
  expect(new Turning(upright, 270).point([0.25, 0.1])).toEqual([0.1, 0.75]);
});

test('a fine turn clockwise takes a point right of the middle down, and leaves no empty corner', () => {
  const turning = new Turning(upright, 5);
  const [x, y] = turning.point([0.6, 0.5]);
  // 64 pixels right of the middle, turned by 5°: 63.757 across, 5.578 down.
  expect((x - 0.5) * turning.size.width).toBeCloseTo(63.757, 2);
  expect((y - 0.5) * turning.size.height).toBeCloseTo(5.578, 2);
  for (const angle of angles) {
    const other = new Turning(upright, angle);
    for (const corner of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as Spot[]) {
      for (const side of other.back(corner)) {
        expect(side, `${angle}°`).toBeGreaterThanOrEqual(-1e-9);
        expect(side, `${angle}°`).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  }
});

test('the turned size is that of the core, in whole pixels', () => {
  // The figures of crates/photo/tests/it/crop.rs, worked out there by hand.
  const sizeOf = (width: number, height: number, angle: number): string => {
    const { size } = new Turning({ width, height }, angle);
    return `${size.width}×${size.height}`;
  };
  expect(sizeOf(1000, 1000, 44.999_999)).toBe('707×707');
  expect(sizeOf(6000, 4000, 10)).toBe('4818×3212');
  expect(sizeOf(6000, 4000, -10)).toBe('4818×3212');
  expect(sizeOf(6000, 4000, 100)).toBe('3212×4818');
  expect(sizeOf(600, 400, 450)).toBe('400×600');
  expect(sizeOf(600, 400, -0.001)).toBe('600×400');
});

test('a crop is kept as four numbers, and anything else is none', () => {
  const crop = { x: 0.1, y: 1 / 3, width: 0.5, height: 0.25 };
  expect(cropText(crop)).toBe('0.1 0.333333 0.5 0.25');
  expect(readCrop('0.1 0.333333 0.5 0.25')).toEqual({ ...crop, y: 0.333333 });
  for (const text of [null, undefined, '', '0 0 1', '0 0 0 1', 'a b c d', '0 0 1 1 1']) {
    expect(readCrop(text), String(text)).toBeNull();
  }
});
