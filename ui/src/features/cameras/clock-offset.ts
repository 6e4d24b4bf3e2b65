// How far a camera's clock is off: as it is written, as it is said, and as a photo of the true time
// tells it.

const SIGNED = /^\s*([+−-]?)\s*(\d{1,4}):(\d{2})(?::(\d{2}))?\s*$/;

/** Reads +00:02:14, -1:30:00 and 0:02, in seconds; null when it is no span. */
export function readOffset(text: string): number | null {
  if (text.trim() === '') return 0;
  const match = SIGNED.exec(text);
  if (!match) return null;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (minutes > 59 || seconds > 59) return null;
  const span = hours * 3600 + minutes * 60 + seconds;
  return match[1] === '' || match[1] === '+' ? span : -span + 0;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** +00:02:14 */
export function offsetText(seconds: number): string {
  const span = Math.abs(Math.round(seconds));
  const sign = seconds < 0 ? '−' : '+';
  const [hours, minutes] = [Math.floor(span / 3600), Math.floor(span / 60) % 60];
  return `${sign}${two(hours)}:${two(minutes)}:${two(span % 60)}`;
}

export type SpanUnits = { days: string; hours: string; minutes: string; seconds: string };

/** 2 min 14 s */
export function spanText(seconds: number, units: SpanUnits): string {
  const span = Math.abs(Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(span / 86_400), units.days],
    [Math.floor(span / 3600) % 24, units.hours],
    [Math.floor(span / 60) % 60, units.minutes],
    [span % 60, units.seconds],
  ];
  const said = parts.flatMap(([n, unit]) => (n > 0 ? [`${n} ${unit}`] : []));
  return said.length > 0 ? said.join(' ') : `0 ${units.seconds}`;
}

/** Reads 10:42:07 and 10.42.07, in seconds of the day; null when no clock shows that. */
export function readClock(text: string): number | null {
  const match = /^\s*(\d{1,2})[:.](\d{2})[:.](\d{2})\s*$/.exec(text);
  if (!match) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 59) return null;
  return hour * 3600 + minute * 60 + second;
}

const DAY = 86_400;

/**
 * Returns how far a camera is ahead that wrote `taken` (its local time) on a photo of a clock showing
 * `shown` seconds of the day. Without a `day` (2025-11-14) the nearest one is meant: no camera that
 * knows its date is half a day off.
 */
export function offsetOf(taken: string, shown: number, day: string | null): number | null {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)/.exec(taken);
  if (!match) return null;
  const at = Date.parse(`${match[0]}Z`) / 1000;
  if (day !== null) {
    const midnight = Date.parse(`${day}T00:00:00Z`) / 1000;
    return Number.isNaN(midnight) ? null : at - (midnight + shown);
  }
  const apart = (((at - shown) % DAY) + DAY) % DAY;
  return apart > DAY / 2 ? apart - DAY : apart;
}
