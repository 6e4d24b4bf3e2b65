// The forum's local times without a zone, as the photo desk has them, and back to moments.
import { momentOf } from '../../shared/zoned-time';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Returns a local time as a number that can be computed with; null when it is none. */
export function local(text: string | null): number | null {
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?/.exec(text ?? '');
  const at = match ? Date.parse(`${match[0]}Z`) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Returns the moment, in UTC, at which a clock of the zone shows that local time. */
export function moment(at: number, zone: string): string {
  const clock = new Date(at);
  const wall = {
    year: clock.getUTCFullYear(),
    month: clock.getUTCMonth() + 1,
    day: clock.getUTCDate(),
    hour: clock.getUTCHours(),
    minute: clock.getUTCMinutes(),
  };
  return momentOf(wall, zone).toISOString();
}

/** 10:42 */
export const clockText = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** 10:42:07 */
export const secondText = (at: number): string => new Date(at).toISOString().slice(11, 19);

/** 2025-11-14 */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
