// Versions of the fake library's reports: changes with no long pause between them are one.
import type { BlockChange, FieldChange, PhotoChange, Report, Version } from '../bindings';
import { blockChanges, fieldChanges } from './difference';
import { failure, type FakeLibrary } from './library';

/** Writing that stops for longer ends a version, in milliseconds. */
const PAUSE = 10 * 60_000;

/** What belongs to a report and is no word of it. */
const NOT_WORDS = new Set([
  ...['id', 'body', 'placements', 'waivers', 'publications', 'conflicts'],
  ...['created_at', 'follows', 'forum', 'state', 'translated', 'translation_of', 'trashed_at'],
]);

type State = { head: string; value: Report; at: string };

function statesOf(library: FakeLibrary, report: string): State[] {
  const { past, times } = library.report(report);
  return [...past]
    .map(([head, value]) => ({ head, value, at: times.get(head) ?? '' }))
    .sort((a, b) => a.at.localeCompare(b.at) || a.head.localeCompare(b.head));
}

const wordsOf = ({ body }: Report): number =>
  body
    .filter(({ kind }) => kind.type !== 'note')
    .reduce((sum, { text }) => sum + (text.text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0), 0);

/** Returns the versions, the latest first. */
export function versionsOf(library: FakeLibrary, report: string): Version[] {
  const { value, heads } = library.report(report);
  const exported = library.exported.get(report);
  const published = new Map(value.publications.map((one) => [one.heads.join(), one.id]));
  const versions: Version[] = [];
  let open: Version | null = null;
  for (const { head, value: then, at } of statesOf(library, report)) {
    const paused = open !== null && new Date(at).getTime() - new Date(open.to).getTime() > PAUSE;
    if (open === null || paused) {
      open = {
        heads: [head],
        from: at,
        to: at,
        changes: 0,
        authors: 1,
        words: 0,
        publication: null,
        exported_at: null,
        now: false,
      };
      versions.unshift(open);
    }
    Object.assign(open, {
      heads: [head],
      to: at,
      changes: open.changes + 1,
      words: wordsOf(then),
      now: head === heads[0],
      publication: published.get(head) ?? null,
      exported_at: exported?.heads[0] === head ? exported.at : null,
    });
    // What went out is a version of its own.
    if (open.publication !== null || open.exported_at !== null) open = null;
  }
  return versions;
}

/** Returns the report as it was. */
export function versionOf(library: FakeLibrary, report: string, heads: string[]): Report {
  const value = library.report(report).past.get(heads[0] ?? '');
  if (value) return value;
  throw failure('report.unknown_heads', {}, 'that state is not in the history');
}

/** Returns what differs between two states of the working text. */
export function compared(
  before: Report,
  after: Report,
  captionOf: (photo: string) => string | null,
): { fields: FieldChange[]; blocks: BlockChange[]; photos: PhotoChange[] } {
  return {
    fields: fieldChanges(writtenOf(before), writtenOf(after)),
    blocks: blockChanges(blocksOf(before), blocksOf(after)).map((change) => ({
      ...change,
      html: null,
    })),
    photos: photosBetween(before, after, captionOf),
  };
}

const blocksOf = ({ body }: Report) =>
  body.map(({ id, kind, text }) => ({
    id,
    text: text.text,
    html: JSON.stringify([kind, text]),
  }));

function writtenOf(report: Report): Map<string, string> {
  const texts = new Map<string, string>();
  const fields: [string, unknown][] = Object.entries(report);
  for (const [name, value] of fields) {
    if (NOT_WORDS.has(name) || value === null) continue;
    if (Array.isArray(value)) texts.set(name, value.join(', '));
    else if (typeof value === 'object') {
      for (const [key, text] of Object.entries(value)) {
        const full = name === 'headlines' && key === 'main' ? 'headline' : `${name}/${key}`;
        texts.set(full, String(text));
      }
    } else texts.set(name, JSON.stringify(value).replace(/^"|"$/g, ''));
  }
  return texts;
}

function photosBetween(
  before: Report,
  after: Report,
  captionOf: (photo: string) => string | null,
): PhotoChange[] {
  const photosIn = ({ placements }: Report): string[] =>
    placements.flatMap(({ photo }) => photo ?? []);
  const [then, now] = [photosIn(before), photosIn(after)];
  const change = (kind: PhotoChange['kind'], list: string[]) => (photo: string) => ({
    kind,
    number: list.indexOf(photo) + 1,
    file: '',
    photo,
    caption: captionOf(photo),
  });
  return [
    ...now.filter((photo) => !then.includes(photo)).map(change('new', now)),
    ...then.filter((photo) => !now.includes(photo)).map(change('removed', then)),
  ];
}

/** Returns the report as it reads again; one block alone where one is asked for. */
export function restored(now: Report, then: Report, block: string | null): Report {
  // What happened outside since stays true.
  if (block === null) {
    return { ...then, publications: now.publications, trashed_at: now.trashed_at };
  }
  const old = then.body.find(({ id }) => id === block);
  if (!old) throw failure('desk.not_found', { what: 'block', id: block }, 'no such block then');
  if (now.body.some(({ id }) => id === block)) {
    return { ...now, body: now.body.map((one) => (one.id === block ? old : one)) };
  }
  const at = then.body.indexOf(old);
  const before = then.body.slice(0, at).findLast(({ id }) => now.body.some((one) => one.id === id));
  const place = before ? now.body.findIndex(({ id }) => id === before.id) + 1 : 0;
  return { ...now, body: [...now.body.slice(0, place), old, ...now.body.slice(place)] };
}

/** Gives the demo's long report the two days before today. */
export function giveHistory(library: FakeLibrary, report: Report, now: Date): void {
  const hoursAgo = (hours: number): string =>
    new Date(now.getTime() - hours * 3_600_000).toISOString();
  const first: Report = {
    ...report,
    headlines: { main: 'Gəncədə Yaşıl Şəhərlər Forumu keçirilib' },
    byline: [],
    body: report.body.slice(0, 3),
    placements: report.placements.slice(0, 2),
  };
  const reworded = report.body.slice(0, 10).map((block, n) => {
    if (n !== 3) return block;
    const text = block.text.text.replace('14 dərəcə sərin', '11 dərəcəyədək sərin');
    return { ...block, text: { ...block.text, text } };
  });
  const second: Report = {
    ...report,
    headlines: { main: 'Gəncədə küçələrə kölgə qayıdır: Yaşıl Şəhərlər Forumunda nələr deyildi?' },
    body: reworded,
    placements: report.placements.slice(0, 5),
  };
  library.remember(report.id, first, hoursAgo(50));
  library.remember(report.id, { ...first, body: report.body.slice(0, 4) }, hoursAgo(49.9));
  library.remember(report.id, { ...second, body: reworded.slice(0, 6) }, hoursAgo(26));
  library.remember(report.id, second, hoursAgo(3));
}
