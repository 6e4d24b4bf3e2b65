// Moments as a wall clock in a time zone shows them, and back. The core sends UTC; a date line is
// written in the portal's own time.

/** What a wall clock and a calendar show. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number };

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** Returns what a clock in the zone shows at that moment. */
export function wallTime(at: Date, zone: string): WallTime {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

const asUtc = ({ year, month, day, hour, minute }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute);

/** Returns the moment at which a clock in the zone shows that; the later one of a doubled hour. */
export function momentOf(wall: WallTime, zone: string): Date {
  const wanted = asUtc(wall);
  let at = wanted;
  // The offset is that of the moment itself: two rounds settle it even at a change of the clocks.
  for (let round = 0; round < 2; round += 1) {
    at = wanted - (asUtc(wallTime(new Date(at), zone)) - at);
  }
  return new Date(at);
}

const two = (n: number): string => String(n).padStart(2, '0');

/** 22-10-2025 */
export const dateText = ({ day, month, year }: WallTime): string =>
  `${two(day)}-${two(month)}-${year}`;

/** 09:50 */
export const timeText = ({ hour, minute }: WallTime): string => `${two(hour)}:${two(minute)}`;

/** Reads 22-10-2025, 22.10.2025 and 22/10/2025; null when there is no such day. */
export function readDate(text: string): Pick<WallTime, 'year' | 'month' | 'day'> | null {
  const match = /^\s*(\d{1,2})[-./](\d{1,2})[-./](\d{4})\s*$/.exec(text);
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? { year, month, day }
    : null;
}

/** Reads 09:50, 9.50 and 0950; null when no clock shows that. */
export function readTime(text: string): Pick<WallTime, 'hour' | 'minute'> | null {
  const match = /^\s*(\d{1,2})[:.]?(\d{2})\s*$/.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}
