// Which photos of the desk are looked at, and in which order. What hides a photo is here and nowhere
// else; bursts that are folded are no filter (bursts.ts).
import type { DeskPhoto, Pick, PhotoDesk } from '../../ipc/bindings';

/** What one looks for besides what photos say of themselves. */
export type Mark = 'no_caption' | 'placed' | 'not_placed' | 'to_check' | 'same' | 'unsorted';

/** Null, nothing or 0 lets everything pass. */
export type Filter = {
  text: string;
  /** A camera's key; '' for photos whose camera is unknown. */
  camera: string | null;
  /** A session; '' for photos outside of all. */
  session: string | null;
  pick: Pick | null;
  stars: number;
  colour: string | null;
  mark: Mark | null;
  /** Photos of a stretch of time that was drawn. */
  among: ReadonlySet<string> | null;
};

export const everything: Filter = {
  text: '',
  camera: null,
  session: null,
  pick: null,
  stars: 0,
  colour: null,
  mark: null,
  among: null,
};

export type SortBy = 'time' | 'name' | 'rating';

export type Sort = { by: SortBy; down: boolean };

/** What the filter asks of the desk beside the rows. */
export type About = { language: PhotoDesk['language']; people: PhotoDesk['people'] };

export const marks: readonly Mark[] = [
  'no_caption',
  'placed',
  'not_placed',
  'to_check',
  'same',
  'unsorted',
];

export const filters = (filter: Filter): boolean =>
  filter.text.trim() !== '' ||
  filter.stars > 0 ||
  [filter.camera, filter.session, filter.pick, filter.colour, filter.mark, filter.among].some(
    (value) => value !== null,
  );

/** Letters as one types them in a hurry: small, without accents, ı as i. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ə', 'e');

/** The session that a photo belongs to, else the one its time proposes. */
export const sessionOf = ({ photo, proposed_session }: DeskPhoto): string | null =>
  photo.session ?? proposed_session;

export const captionOf = ({ photo }: DeskPhoto, language: string): string =>
  photo.captions[language] ?? '';

function bears(row: DeskPhoto, mark: Mark, language: string): boolean {
  switch (mark) {
    case 'no_caption':
      return captionOf(row, language).trim() === '';
    case 'placed':
      return row.placed;
    case 'not_placed':
      return !row.placed;
    case 'to_check':
      return row.flags.length > 0;
    case 'same':
      return row.same_as !== null;
    case 'unsorted':
      return row.photo.pick === 'none' && (row.photo.rating ?? 0) === 0;
  }
}

/** Returns what tells which rows pass. */
export function passes(filter: Filter, { language, people }: About): (row: DeskPhoto) => boolean {
  const words = folded(filter.text).split(/\s+/).filter(Boolean);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const { camera, session, pick, stars, colour, mark, among } = filter;
  const says = (row: DeskPhoto): boolean => {
    const { photo } = row;
    const all = [
      photo.file_name ?? '',
      captionOf(row, language),
      photo.headline ?? '',
      photo.credit ?? '',
      ...photo.keywords,
      ...photo.people.map((person) => names.get(person) ?? ''),
    ];
    const text = folded(all.join('\n'));
    return words.every((word) => text.includes(word));
  };
  return (row) =>
    (camera === null || (row.photo.camera ?? '') === camera) &&
    (session === null || (sessionOf(row) ?? '') === session) &&
    (pick === null || row.photo.pick === pick) &&
    (row.photo.rating ?? 0) >= stars &&
    (colour === null || row.photo.colour === colour) &&
    (mark === null || bears(row, mark, language)) &&
    (among === null || among.has(row.id)) &&
    (words.length === 0 || says(row));
}

const byName = new Intl.Collator('az', { numeric: true });

/** Returns the rows in an order; they come by time, and what is equal stays so. */
export function sorted(rows: DeskPhoto[], { by, down }: Sort): DeskPhoto[] {
  const result =
    by === 'time'
      ? rows
      : by === 'name'
        ? [...rows].sort((a, b) => byName.compare(a.photo.file_name ?? '', b.photo.file_name ?? ''))
        : [...rows].sort((a, b) => (b.photo.rating ?? 0) - (a.photo.rating ?? 0));
  return down ? [...result].reverse() : result;
}

/** How many photos have what; an older version of a photo is none. */
export type Tally = {
  all: number;
  picked: number;
  rejected: number;
  rated: number;
  placed: number;
  pickedNotPlaced: number;
  captionless: number;
  superseded: number;
};

export function tally(rows: readonly DeskPhoto[], language: string): Tally {
  const result: Tally = {
    all: 0,
    picked: 0,
    rejected: 0,
    rated: 0,
    placed: 0,
    pickedNotPlaced: 0,
    captionless: 0,
    superseded: 0,
  };
  for (const row of rows) {
    if (row.superseded) {
      result.superseded += 1;
      continue;
    }
    const { pick, rating } = row.photo;
    result.all += 1;
    if (pick === 'picked') result.picked += 1;
    if (pick === 'picked' && !row.placed) result.pickedNotPlaced += 1;
    if (pick === 'rejected') result.rejected += 1;
    if ((rating ?? 0) > 0) result.rated += 1;
    if (row.placed) result.placed += 1;
    if (pick !== 'rejected' && bears(row, 'no_caption', language)) result.captionless += 1;
  }
  return result;
}
