// Where the points of a photo lie when it is turned: the core's formula (crates/photo, `Turning`),
// so that what is drawn over a picture stands where the core will do it. Focal points and blurred
// regions are fractions of the upright picture, crops of the turned one. Which crop a rendition gets
// is asked of the core and never computed here.
import type { Crop } from './bindings';

/** A point in fractions of a picture, from its upper left corner. */
export type Spot = readonly [x: number, y: number];

export type Size = { width: number; height: number };

/** Fine angles below this many degrees turn nothing. */
const LEAST_ANGLE = 0.005;

/** Rounds halves away from zero, as the core does. */
const rounded = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/** A hair below a whole number is that number. */
const wholePixels = (length: number): number => Math.max(1, Math.floor(length + 1e-6));

const swapped = ({ width, height }: Size): Size => ({ width: height, height: width });

/** A rotation in quarter turns and the rest of at most 45°, both clockwise. */
export function parted(rotation: number): { quarters: number; fine: number } {
  const within = Number.isFinite(rotation) ? rotation % 360 : 0;
  const quarters = rounded(within / 90);
  return { quarters: (quarters + 4) % 4, fine: within - quarters * 90 };
}

/** The rotation of one picture. */
export class Turning {
  readonly quarters: number;
  /** The picture's size in pixels when it is turned and its empty corners are cut off. */
  readonly size: Size;
  readonly #fine: { sin: number; cos: number } | null;
  readonly #quartered: Size;

  /** `upright`: size in pixels; `rotation`: degrees clockwise. */
  constructor(upright: Size, rotation: number) {
    const { quarters, fine } = parted(rotation);
    this.quarters = quarters;
    this.#quartered = quarters % 2 === 1 ? swapped(upright) : upright;
    if (Math.abs(fine) < LEAST_ANGLE) {
      this.#fine = null;
      this.size = this.#quartered;
      return;
    }
    const radians = (fine * Math.PI) / 180;
    this.#fine = { sin: Math.sin(radians), cos: Math.cos(radians) };
    const { width, height } = this.#quartered;
    const [sin, cos] = [Math.abs(this.#fine.sin), Math.abs(this.#fine.cos)];
    const factor = Math.min(
      width / (width * cos + height * sin),
      height / (width * sin + height * cos),
    );
    this.size = { width: wholePixels(width * factor), height: wholePixels(height * factor) };
  }

  /** Returns where a point of the upright picture lies in the turned one; a cut one lies outside. */
  point([x, y]: Spot): Spot {
    const [a, b] = (
      [
        [x, y],
        [1 - y, x],
        [1 - x, 1 - y],
        [y, 1 - x],
      ] as const
    )[this.quarters] ?? [x, y];
    if (this.#fine === null) return [a, b];
    const { sin, cos } = this.#fine;
    const [across, down] = [(a - 0.5) * this.#quartered.width, (b - 0.5) * this.#quartered.height];
    return [
      (across * cos - down * sin) / this.size.width + 0.5,
      (across * sin + down * cos) / this.size.height + 0.5,
    ];
  }

  /** Returns which point of the upright picture lies there in the turned one. */
  back([x, y]: Spot): Spot {
    let [a, b] = [x, y];
    if (this.#fine !== null) {
      const { sin, cos } = this.#fine;
      const [across, down] = [(x - 0.5) * this.size.width, (y - 0.5) * this.size.height];
      a = (across * cos + down * sin) / this.#quartered.width + 0.5;
      b = (down * cos - across * sin) / this.#quartered.height + 0.5;
    }
    return (
      (
        [
          [a, b],
          [b, 1 - a],
          [1 - a, 1 - b],
          [1 - b, a],
        ] as const
      )[this.quarters] ?? [a, b]
    );
  }
}

/** Returns a crop as documents hold it: `x y width height`. */
export const cropText = ({ x, y, width, height }: Crop): string =>
  [x, y, width, height].map((value) => String(Math.round(value * 1e6) / 1e6)).join(' ');

/** Reads a crop as documents hold it; null when it is none. */
export function readCrop(text: string | null | undefined): Crop | null {
  const values = (text ?? '').trim().split(/\s+/).map(Number);
  const [x, y, width, height] = values;
  if (values.length !== 4 || values.some((value) => !Number.isFinite(value))) return null;
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return null;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
