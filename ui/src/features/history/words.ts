// Days and moments as the history says them.
import { format, t } from '../../i18n/index.svelte';

/** Today, yesterday, or the day. */
export function dayText(day: Date, now: Date = new Date()): string {
  const midnight = (at: Date): number => new Date(at).setHours(0, 0, 0, 0);
  const ago = Math.round((midnight(now) - midnight(day)) / 86_400_000);
  if (ago === 0) return t().history.today;
  if (ago === 1) return t().history.yesterday;
  return format.moment(day).split(',')[0] ?? '';
}

/** 10:42 today, else with its day. */
export function momentText(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  return at.toDateString() === now.toDateString() ? format.time(at) : format.moment(at);
}

/** 09:50–10:42 */
export function spanText(from: string, to: string): string {
  const [start, end] = [format.time(new Date(from)), format.time(new Date(to))];
  return start === end ? end : `${start}–${end}`;
}
