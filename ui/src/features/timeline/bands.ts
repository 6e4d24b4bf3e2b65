// Sessions as bands over the line, those that overlap under each other, and the borders that can be
// moved: where one session ends and the next begins at once, it is one border for both.
import type { DeskSession, ForumEdit } from '../../ipc/bindings';
import { HOUR, local, MINUTE, moment } from './times';

export type Band = {
  id: string;
  title: string;
  from: number;
  to: number;
  /** Nobody knows when it ended. */
  open: boolean;
  actual: boolean;
  lane: number;
};

/** A border in one lane; `least` and `most` are how far it can go. */
export type Border = {
  key: string;
  at: number;
  lane: number;
  /** The session that ends there. */
  ends: string | null;
  /** The session that begins there. */
  starts: string | null;
  least: number;
  most: number;
};

/** Returns the bands of all sessions that have a time. */
export function bandsOf(sessions: readonly DeskSession[]): Band[] {
  const free: number[] = [];
  return sessions
    .flatMap(({ id, title, starts, ends, actual }) => {
      const [from, to] = [local(starts), local(ends)];
      if (from === null) return [];
      const known = to !== null && to > from;
      return [{ id, title, actual, from, to: known ? to : from + HOUR, open: !known }];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map((band) => {
      const at = free.findIndex((until) => until <= band.from);
      const lane = at < 0 ? free.length : at;
      free[lane] = band.to;
      return { ...band, lane };
    });
}

/** Returns the borders of bands, each lane from the left. */
export function bordersOf(bands: readonly Band[]): Border[] {
  const lanes = [...new Set(bands.map(({ lane }) => lane))].sort((a, b) => a - b);
  return lanes.flatMap((lane) =>
    bands
      .filter((band) => band.lane === lane)
      .flatMap((band, at, own): Border[] => {
        const [before, after] = [own[at - 1], own[at + 1]];
        const shared = after?.from === band.to;
        const borders: Border[] = [];
        if (before?.to !== band.from) {
          borders.push({
            key: `${band.id}/start`,
            at: band.from,
            lane,
            ends: null,
            starts: band.id,
            least: before?.to ?? -Infinity,
            most: band.to - MINUTE,
          });
        }
        borders.push({
          key: `${band.id}/end`,
          at: band.to,
          lane,
          ends: band.id,
          starts: shared ? after.id : null,
          least: band.from + MINUTE,
          most: shared ? after.to - MINUTE : (after?.from ?? Infinity),
        });
        return borders;
      }),
  );
}

/** Returns the bands with a border elsewhere, as they look while it is moved. */
export const withBorder = (bands: readonly Band[], { ends, starts }: Border, at: number): Band[] =>
  bands.map((band) => {
    if (band.id === ends) return { ...band, to: at, open: false };
    return band.id === starts ? { ...band, from: at } : band;
  });

/** Returns where a border may stand that somebody wants there: on a whole minute. */
export const held = ({ least, most }: Border, at: number): number =>
  Math.min(Math.max(Math.round(at / MINUTE) * MINUTE, least), most);

/** Returns what writes a border: when the one really ended and the other really began. */
export function borderEdits({ ends, starts }: Border, at: number, zone: string): ForumEdit[] {
  const time = moment(at, zone);
  const put = (id: string, fields: Record<string, unknown>): ForumEdit => ({
    op: 'put',
    collection: 'sessions',
    id,
    fields,
  });
  return [
    ...(ends === null ? [] : [put(ends, { actual_end: time })]),
    ...(starts === null ? [] : [put(starts, { actual_start: time })]),
  ];
}
