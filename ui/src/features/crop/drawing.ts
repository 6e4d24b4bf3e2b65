// What a hand draws over a picture, in fractions of it: a frame that is moved, pulled at its edges or
// made larger, a line along the horizon. Which frame a rendition then really gets says the core.
import type { Crop } from '../../ipc/bindings';
import { parted, type Spot } from '../../ipc/turned';

/** What of a frame is pulled: an edge or a corner, as on a compass. */
export type Grip = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';

export const grips: readonly Grip[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** The least side of a frame: a hand slips further than that. */
export const LEAST = 0.02;

const clamp = (value: number, from: number, to: number): number =>
  Math.min(Math.max(value, from), Math.max(from, to));

export const inside = ([x, y]: Spot): Spot => [clamp(x, 0, 1), clamp(y, 0, 1)];

/** Returns the frame moved, as far as the picture goes. */
export const moved = (crop: Crop, [dx, dy]: Spot): Crop => ({
  ...crop,
  x: clamp(crop.x + dx, 0, 1 - crop.width),
  y: clamp(crop.y + dy, 0, 1 - crop.height),
});

/** Returns the frame between two points. */
export const between = ([ax, ay]: Spot, [bx, by]: Spot): Crop => ({
  x: Math.min(ax, bx),
  y: Math.min(ay, by),
  width: Math.abs(ax - bx),
  height: Math.abs(ay - by),
});

/** Returns the frame pulled at a grip. `ratio` is width by height in fractions; null lets it go. */
export function pulled(crop: Crop, grip: Grip, [dx, dy]: Spot, ratio: number | null): Crop {
  const across = grip.includes('e') ? 1 : grip.includes('w') ? -1 : 0;
  const down = grip.includes('s') ? 1 : grip.includes('n') ? -1 : 0;
  // The point that stays: the opposite corner, or the middle of the opposite edge.
  const fixed: Spot = [
    crop.x + (crop.width * (1 - across)) / 2,
    crop.y + (crop.height * (1 - down)) / 2,
  ];
  const room: Spot = [roomFor(fixed[0], across), roomFor(fixed[1], down)];
  let width = clamp(crop.width + across * dx, LEAST, room[0]);
  let height = clamp(crop.height + down * dy, LEAST, room[1]);
  if (ratio !== null) {
    const wanted =
      across === 0 ? height * ratio : down === 0 ? width : Math.max(width, height * ratio);
    width = clamp(wanted, Math.max(LEAST, LEAST * ratio), Math.min(room[0], room[1] * ratio));
    height = width / ratio;
  }
  return {
    x: clamp(fixed[0] - (width * (1 - across)) / 2, 0, 1 - width),
    y: clamp(fixed[1] - (height * (1 - down)) / 2, 0, 1 - height),
    width,
    height,
  };
}

/** How long a side can become that begins at `fixed` and goes one way, or both. */
function roomFor(fixed: number, way: -1 | 0 | 1): number {
  if (way === 1) return 1 - fixed;
  return way === -1 ? fixed : 2 * Math.min(fixed, 1 - fixed);
}

/** Returns the frame larger or smaller about its middle, of the same shape. */
export function scaled(crop: Crop, factor: number): Crop {
  const most = Math.min(1 / crop.width, 1 / crop.height);
  const least = Math.max(LEAST / crop.width, LEAST / crop.height);
  const by = clamp(factor, Math.min(least, 1), most);
  const [width, height] = [crop.width * by, crop.height * by];
  return moved(
    {
      x: crop.x + (crop.width - width) / 2,
      y: crop.y + (crop.height - height) / 2,
      width,
      height,
    },
    [0, 0],
  );
}

/** The furthest fine angle, in degrees: half a degree more would be a quarter turn less. */
export const FURTHEST = 44.9;

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Returns the rotation with another fine angle; 0 to 360, in tenths of a degree. */
export function fineTurned(rotation: number, fine: number): number {
  const { quarters } = parted(rotation);
  const turned = quarters * 90 + clamp(fine, -FURTHEST, FURTHEST) + 360;
  // The tenths last: a sum of tenths is rarely one.
  return tenths(turned % 360) % 360;
}

/** The fine angle of a rotation, in tenths of a degree. */
export const fineOf = (rotation: number): number => tenths(parted(rotation).fine) + 0;

/**
 * Returns the rotation that makes a line level, or upright when it is nearer to that. The points are
 * pixels of the picture as it is turned now.
 */
export function straightened(rotation: number, [ax, ay]: Spot, [bx, by]: Spot): number {
  if (Math.hypot(bx - ax, by - ay) < 1) return rotation;
  const slope = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
  return fineTurned(rotation, fineOf(rotation) - parted(slope).fine);
}
