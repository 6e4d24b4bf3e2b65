// A session's day and times as people write them, in the forum's own time zone.
import type { Session } from '../../ipc/bindings';
import {
  dateText,
  momentOf,
  readDate,
  readTime,
  timeText,
  wallTime,
} from '../../shared/zoned-time';

export type TypedTimes = { day: string; start: string; end: string };

/** Returns what the fields show of a session; `day` is the forum's first, for one without a time. */
export function typedTimes(session: Session, zone: string, day: string | null): TypedTimes {
  const wall = (at: string | null) => (at === null ? null : wallTime(new Date(at), zone));
  const start = wall(session.planned_start);
  const end = wall(session.planned_end);
  const known = start ?? end;
  const [year = '', month = '', date = ''] = (day ?? '').split('-');
  return {
    day: known ? dateText(known) : day === null ? '' : `${date}-${month}-${year}`,
    start: start ? timeText(start) : '',
    end: end ? timeText(end) : '',
  };
}

/** Returns the fields to write; null while something typed is no day or time. */
export function readTimes(
  typed: TypedTimes,
  zone: string,
): Pick<Session, 'planned_start' | 'planned_end'> | null {
  const moment = (time: string): string | null | undefined => {
    if (time.trim() === '') return null;
    const day = readDate(typed.day);
    const clock = readTime(time);
    return day && clock ? momentOf({ ...day, ...clock }, zone).toISOString() : undefined;
  };
  const planned_start = moment(typed.start);
  const planned_end = moment(typed.end);
  return planned_start === undefined || planned_end === undefined
    ? null
    : { planned_start, planned_end };
}

/** 14-11, 10:00–12:00 */
export function timesText(session: Session, zone: string): string {
  const { day, start, end } = typedTimes(session, zone, null);
  if (start === '' && end === '') return '';
  return `${day.slice(0, 5)}, ${[start, end].filter((time) => time !== '').join('–')}`;
}
