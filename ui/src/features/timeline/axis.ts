// The line that times are drawn on. Nights and other long pauses, in which nothing happened, are cut
// out of it, so that a forum of three days fits a strip.
import { dayOf, HOUR, MINUTE } from './times';

/** A stretch of time, in milliseconds of local time. */
export type Stretch = { from: number; to: number };

/** A stretch that is drawn, with the part of the strip that it takes: 0 to 1. */
export type Segment = Stretch & { left: number; right: number };

/** A longer pause is cut out. */
const LONGEST_PAUSE = 3 * HOUR;
/** What is drawn before the first and behind the last thing of a segment. */
const MARGIN = 10 * MINUTE;
/** What a cut takes of the strip. */
const CUT = 0.015;

export type Mark = { at: number; x: number; day: boolean };

export class Axis {
  readonly segments: readonly Segment[];

  constructor(things: readonly Stretch[]) {
    const joined: Stretch[] = [];
    for (const { from, to } of [...things].sort((a, b) => a.from - b.from)) {
      const last = joined.at(-1);
      if (last && from - last.to <= LONGEST_PAUSE) last.to = Math.max(last.to, to);
      else joined.push({ from, to });
    }
    const padded = joined.map(({ from, to }) => ({ from: from - MARGIN, to: to + MARGIN }));
    const total = padded.reduce((sum, { from, to }) => sum + to - from, 0);
    const share = 1 - CUT * Math.max(0, padded.length - 1);
    let left = 0;
    this.segments = padded.map((stretch) => {
      const right = left + ((stretch.to - stretch.from) / total) * share;
      const segment = { ...stretch, left, right };
      left = right + CUT;
      return segment;
    });
  }

  /** Where a time is drawn; one inside of a cut stands at its edge. */
  xOf(at: number): number {
    let x = 0;
    for (const { from, to, left, right } of this.segments) {
      if (at < from) break;
      x = left + ((Math.min(at, to) - from) / (to - from)) * (right - left);
    }
    return x;
  }

  /** Which time is drawn there. */
  timeAt(x: number): number {
    const segment = this.segments.find(({ right }) => x <= right) ?? this.segments.at(-1);
    if (!segment) return 0;
    const { from, to, left, right } = segment;
    const inside = Math.min(Math.max(x, left), right) - left;
    return from + (inside / (right - left)) * (to - from);
  }

  /**
   * Full times to write under a strip of that many pixels: `apart` pixels from each other, twice that
   * behind one that tells the day, and none that would stand out at the end.
   */
  marks(width: number, apart: number): Mark[] {
    return this.segments.flatMap(({ from, to, left, right }) => {
      const perPixel = (to - from) / Math.max(1, (right - left) * width);
      const step =
        MINUTE *
        ([5, 10, 15, 30, 60, 120, 180, 360].find((m) => m * MINUTE >= apart * perPixel) ?? 720);
      const marks: Mark[] = [];
      for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
        const last = marks.at(-1);
        const day = last === undefined || dayOf(last.at) !== dayOf(at);
        const room = (at - (last?.at ?? -Infinity)) / perPixel;
        const end = (to - at) / perPixel;
        if (room >= (last?.day ? 2 : 1) * apart && end >= apart / 2) {
          marks.push({ at, x: this.xOf(at), day });
        }
      }
      return marks;
    });
  }
}
