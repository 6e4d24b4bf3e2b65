import { describe, expect, test } from 'vitest';

import type { Crop } from '../../ipc/bindings';
import { fineOf, fineTurned, LEAST, moved, pulled, scaled, straightened } from './drawing';

/** A frame's numbers without the dust of their sums. */
const sides = ({ x, y, width, height }: Crop): number[] =>
  [x, y, width, height].map((side) => Math.round(side * 1e6) / 1e6);

const frame = { x: 0.2, y: 0.2, width: 0.4, height: 0.4 };

test('a frame is moved as far as the picture goes, and keeps its size', () => {
  expect(sides(moved(frame, [0.1, -0.05]))).toEqual([0.3, 0.15, 0.4, 0.4]);
  expect(moved(frame, [9, 9])).toEqual({ ...frame, x: 0.6, y: 0.6 });
  expect(moved(frame, [-9, -9])).toEqual({ ...frame, x: 0, y: 0 });
});

describe('a frame that is pulled', () => {
  test('at a corner goes freely where the rendition has no shape, and the other corner stays', () => {
    const pulledOut = pulled(frame, 'se', [0.1, 0.2], null);
    expect(sides(pulledOut)).toEqual([0.2, 0.2, 0.5, 0.6]);
    const pulledIn = pulled(frame, 'nw', [0.1, 0.2], null);
    expect(sides(pulledIn)).toEqual([0.3, 0.4, 0.3, 0.2]);
  });

  test('keeps the shape of its rendition at every grip, and stays in the picture', () => {
    for (const grip of ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const) {
      for (const way of [
        [0.1, 0.1],
        [-0.3, 0.2],
        [2, 2],
        [-2, -2],
        [0.5, -2],
      ] as const) {
        const { x, y, width, height } = pulled(frame, grip, way, 1.5);
        expect(width / height, grip).toBeCloseTo(1.5);
        for (const side of [x, y, 1 - x - width, 1 - y - height]) {
          expect(side, `${grip} ${way.join()}`).toBeGreaterThanOrEqual(-1e-9);
        }
      }
    }
  });

  test('never becomes nothing', () => {
    const small = pulled(frame, 'se', [-2, -2], null);
    expect([small.width, small.height]).toEqual([LEAST, LEAST]);
    expect(small.x).toBe(0.2);
  });
});

test('a frame becomes larger about its middle, until it meets the picture', () => {
  expect(sides(scaled(frame, 1.5))).toEqual([0.1, 0.1, 0.6, 0.6]);
  expect(sides(scaled({ x: 0, y: 0, width: 0.5, height: 0.8 }, 4))).toEqual([0, 0, 0.625, 1]);
});

describe('rotation', () => {
  test('a fine angle keeps the quarter turns, in tenths of a degree', () => {
    expect(fineTurned(90, -3)).toBe(87);
    expect(fineTurned(0, -3.04)).toBe(357);
    expect(fineOf(357)).toBe(-3);
    expect(fineOf(87.3)).toBe(-2.7);
    expect(fineTurned(182, 0)).toBe(180);
  });

  test('goes no further than where a quarter turn begins', () => {
    expect(fineOf(fineTurned(90, 60))).toBe(44.9);
    expect(fineOf(fineTurned(90, -60))).toBe(-44.9);
  });

  test('a line that slopes down to the right turns the picture back, until it is level', () => {
    const slope = Math.tan((3 * Math.PI) / 180) * 1000;
    expect(fineOf(straightened(0, [0, 0], [1000, slope]))).toBe(-3);
    // It does not matter from where it was drawn.
    expect(fineOf(straightened(0, [1000, slope], [0, 0]))).toBe(-3);
    // What was turned already counts.
    expect(fineOf(straightened(5, [0, 0], [1000, slope]))).toBe(2);
  });

  test('a line that is nearly upright becomes upright', () => {
    const lean = Math.tan((2 * Math.PI) / 180) * 1000;
    // Its upper end leans to the right: the picture is turned to the left.
    expect(fineOf(straightened(0, [0, 1000], [lean, 0]))).toBe(-2);
  });

  test('a click is no line', () => {
    expect(straightened(12.3, [10, 10], [10, 10])).toBe(12.3);
  });
});
