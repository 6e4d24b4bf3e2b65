// What the core proposes about photos of a forum, in small: true times, sessions, bursts, doubles,
// versions, what is to be looked at.
import type { DeskPhoto, DeskSession, Forum, PhotoFacts } from '../bindings';

/** Frames of a burst follow each other within so many milliseconds. */
const BURST_GAP = 3_000;

const milliseconds = (local: string | null): number | null =>
  local === null ? null : Date.parse(`${local}Z`);

const localText = (at: number): string => new Date(at).toISOString().slice(0, 19);

/** Returns a moment as clocks of a time zone show it, without the zone. */
function localTime(moment: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(moment));
  return parts.replace(' ', 'T');
}

/** Returns the sessions by time, each until its end or the next one. */
export function sessionsOf({ sessions, time_zone }: Forum, language: string): DeskSession[] {
  const zone = time_zone ?? 'Asia/Baku';
  const times = sessions.map((session, n) => {
    const starts = session.actual_start ?? session.planned_start;
    const ends = session.actual_end ?? session.planned_end;
    return {
      id: session.id,
      title: session.titles[language] ?? session.titles.az ?? '',
      code: `s${n + 1}`,
      starts: starts === null ? null : localTime(starts, zone),
      ends: ends === null ? null : localTime(ends, zone),
      actual: session.actual_start !== null && session.actual_end !== null,
    };
  });
  times.sort((a, b) => (a.starts ?? '9').localeCompare(b.starts ?? '9'));
  return times.map((session, n) => {
    const next = times[n + 1]?.starts ?? null;
    const sameDay = next?.slice(0, 10) === session.starts?.slice(0, 10);
    return { ...session, ends: session.ends ?? (sameDay ? next : null) };
  });
}

const covers = ({ starts, ends }: DeskSession, at: string): boolean =>
  starts !== null &&
  at >= starts &&
  (ends === null ? at.slice(0, 10) === starts.slice(0, 10) : at < ends);

function flagsOf(facts: PhotoFacts | undefined, captions: string[]): string[] {
  const found: [string, boolean][] = [
    ['caption.template', captions.some((text) => /^[A-Z]+ DIGITAL CAMERA$/.test(text.trim()))],
    ['photo.damaged', (facts?.damage ?? null) !== null],
    ['photo.raw_preview', facts?.format === 'RAW'],
    ['photo.needs_window', facts?.format === 'HEIC' && facts.picture === null],
    ['photo.credentials', facts?.credentials ?? false],
    ['photo.small', facts !== undefined && Math.max(facts.width, facts.height) < 1600],
  ];
  return found.flatMap(([code, is]) => (is ? [code] : []));
}

const pixels = (facts: PhotoFacts | undefined): number =>
  facts === undefined ? 0 : facts.width * facts.height;

/** Returns the rows of a forum's photos, by time and name. */
export function rowsOf(
  forum: Forum,
  factsOf: (photo: string) => PhotoFacts | undefined,
  placed: ReadonlySet<string | null>,
): DeskPhoto[] {
  const offsets = new Map(forum.cameras.map(({ id, clock_offset_s }) => [id, clock_offset_s ?? 0]));
  const sessions = sessionsOf(forum, 'az');
  const older = new Set(forum.photos.map(({ version_of }) => version_of));
  const rows = forum.photos.map((photo): DeskPhoto => {
    const clock = milliseconds(photo.taken_at);
    const at =
      clock === null ? null : localText(clock - (offsets.get(photo.camera ?? '') ?? 0) * 1_000);
    const facts = factsOf(photo.id);
    return {
      id: photo.id,
      photo,
      facts: facts ?? null,
      at,
      proposed_session:
        at === null ? null : (sessions.findLast((session) => covers(session, at))?.id ?? null),
      burst: null,
      sharpest: false,
      same_as: null,
      superseded: older.has(photo.id),
      placed: placed.has(photo.id),
      flags: flagsOf(facts, Object.values(photo.captions)),
    };
  });
  const name = ({ photo }: DeskPhoto): string => photo.file_name ?? '';
  rows.sort((a, b) => {
    const [one, other] = [a.at ?? '9', b.at ?? '9'];
    if (one !== other) return one < other ? -1 : 1;
    return name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0;
  });
  findDoubles(rows);
  findBursts(rows);
  return rows;
}

/** Files of unlike size that look the same are one picture; the largest is kept. */
function findDoubles(rows: DeskPhoto[]): void {
  const best = new Map<string, DeskPhoto>();
  for (const row of rows) {
    const { likeness } = row.facts ?? {};
    if (!likeness || row.superseded) continue;
    const other = best.get(likeness);
    if (!other || pixels(row.facts ?? undefined) > pixels(other.facts ?? undefined)) {
      best.set(likeness, row);
    }
  }
  for (const row of rows) {
    const kept = best.get(row.facts?.likeness ?? '');
    if (!kept || kept === row || row.superseded) continue;
    if (pixels(kept.facts ?? undefined) > pixels(row.facts ?? undefined)) row.same_as = kept.id;
  }
}

/** Frames of one camera that follow each other and look alike are a burst. */
function findBursts(rows: DeskPhoto[]): void {
  const last = new Map<string, DeskPhoto[]>();
  const bursts: DeskPhoto[][] = [];
  for (const row of rows) {
    const at = milliseconds(row.at);
    if (at === null || row.photo.time_approximate || row.same_as !== null) continue;
    const camera = row.photo.camera ?? '';
    const run = last.get(camera);
    const before = run?.at(-1);
    const follows =
      run !== undefined &&
      before !== undefined &&
      at - (milliseconds(before.at) ?? 0) <= BURST_GAP &&
      Boolean(before.facts?.likeness) &&
      before.facts?.likeness === row.facts?.likeness;
    if (follows) run.push(row);
    else {
      const next = [row];
      last.set(camera, next);
      bursts.push(next);
    }
  }
  for (const burst of bursts.filter(({ length }) => length > 1)) {
    const number = Number.parseInt(burst[0]?.id.slice(0, 8) ?? '0', 16);
    const sharpness = (row: DeskPhoto): number => row.facts?.sharpness ?? -1;
    const sharpest = burst.reduce((best, row) => (sharpness(row) > sharpness(best) ? row : best));
    for (const row of burst) {
      row.burst = number;
      row.sharpest = row === sharpest;
    }
  }
}
