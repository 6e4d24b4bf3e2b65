// Photos on their way in, in the fake host: cards, folders and files, the job that takes them, what
// only the window decodes, and versions from other programs.
import type {
  Batch,
  EditedElsewhere,
  Frame,
  ImportedPhoto,
  Ingest,
  PhotoFacts,
  PhotosEdited,
  Replaced,
  Scan,
  VersionTaken,
  Volume,
  WireError,
} from '../bindings';
import { plainFacts } from '../entities';
import type { PhotosHost } from '../host-photos';
import { type CardFrame, cardFrames, cardVolume, looseFrame } from './card';
import type { FakeCore } from './core';
import { failure } from './library';
import { drawn } from './pictures';

/** What of the host this file answers. */
export type OfIngest = Pick<
  PhotosHost,
  | 'volumes'
  | 'scanPhotos'
  | 'closeScan'
  | 'ingest'
  | 'ingestBytes'
  | 'describeBatch'
  | 'frameUrl'
  | 'undecoded'
  | 'original'
  | 'putPicture'
  | 'takeVersion'
  | 'undoVersion'
  | 'editElsewhere'
  | 'chooseFolder'
  | 'choosePhoto'
  | 'chooseProgram'
  | 'onArrived'
  | 'onEdited'
>;

/** What a test or a curious developer can do to the fake host's cards and folders. */
export type FakeCard = {
  volumes: Volume[];
  frames: CardFrame[];
  /** Room on the library's disk, in bytes. */
  free: number;
  /** The card is pulled out after so many frames of the next job. */
  pullAfter: number | null;
  /** The next job finds that these small photos of the library have larger originals now. */
  replaces: Replaced[];
  /** The bytes of originals that the window decodes. */
  readonly originals: Map<string, Uint8Array>;
  /** As if pictures had come into the watched folder. */
  arrive(paths: string[]): void;
  /** As if another program had saved a photo. */
  saveElsewhere(edited: EditedElsewhere): void;
  /** What jobs were asked for, and what was said of batches. */
  readonly ingests: Ingest[];
  readonly batches: { forum: string; photos: string[]; batch: Batch }[];
};

type OpenScan = { paths: string[]; frames: CardFrame[] };

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
const isHeic = (name: string): boolean => /\.hei[cf]$/i.test(name);

/** A name that is a file's: a folder and a card have no ending. */
const isFile = (path: string): boolean => /\.[a-z0-9]{2,4}$/i.test(path);

const gone = (path: string): WireError =>
  failure('file.not_found', { path }, `${path}: there is no such file`);

const factsOf = ({ hash, bytes, format, size, taken_at, camera, body, fate }: CardFrame) => {
  const [width, height] = size ?? [0, 0];
  const damage = fate === 'truncated' ? 'photo.truncated' : null;
  const known = { hash, bytes, format, width, height, taken_at, camera };
  return { ...plainFacts, ...known, orientation: 1, damage, body } satisfies PhotoFacts;
};

/** The fields of a photo that a frame and its batch give. */
function fieldsOf(frame: CardFrame, { batch, picked }: Ingest, index: number) {
  const { creator, credit, source, permission, session, template } = batch;
  const isPicked = picked.includes(index) || frame.locked || frame.rating !== null;
  return {
    file_name: frame.name,
    taken_at: frame.taken_at,
    time_approximate: frame.approximate,
    camera: frame.body,
    rating: frame.rating,
    pick: isPicked ? 'picked' : 'none',
    ...{ source, permission, session },
    creator: creator ?? template?.creator ?? null,
    credit: credit ?? template?.credit ?? null,
    ...(template?.caption ? { captions: { az: template.caption } } : {}),
  };
}

export function ingestHost({ library, command, jobs, announce }: FakeCore): OfIngest & {
  card: FakeCard;
} {
  const scans = new Map<number, OpenScan>();
  const arrived = new Set<(paths: string[]) => void>();
  const edited = new Set<(edited: EditedElsewhere) => void>();
  const undecoded = new Set<string>();
  let lastScan = 0;

  const card: FakeCard = {
    volumes: [cardVolume],
    frames: cardFrames([...library.photos.keys()].slice(0, 6)),
    free: 54_000_000_000,
    pullAfter: null,
    replaces: [],
    originals: new Map(),
    arrive: (paths) => arrived.forEach((listener) => listener(paths)),
    saveElsewhere: (one) => edited.forEach((listener) => listener(one)),
    ingests: [],
    batches: [],
  };

  const scanOf = (id: number): OpenScan => {
    const open = scans.get(id);
    if (open) return open;
    throw failure('desk.not_found', { what: 'scan', id: String(id) }, 'there is no such scan');
  };

  const scan = (paths: string[]): Scan => {
    const failed = paths
      .filter((path) => path.startsWith(cardVolume.path) && card.volumes.length === 0)
      .map((path) => ({ name: path, error: gone(path) }));
    const there = paths.filter((path) => !failed.some(({ name }) => name === path));
    const folders = there.some((path) => !isFile(path));
    const found = [...(folders ? card.frames : []), ...there.filter(isFile).map(looseFrame)];
    const id = (lastScan += 1);
    scans.set(id, { paths, frames: found });
    const frames = found.map((frame, index): Frame => {
      const known = library.photos.has(frame.hash) ? frame.hash : null;
      return { ...frame, index, known };
    });
    const fresh = frames.filter(({ known }) => known === null);
    const new_bytes = fresh.reduce((sum, { bytes }) => sum + bytes, 0);
    return { id, paths, frames, new_bytes, free_bytes: card.free, failed };
  };

  /** Puts a frame into the library and the forum, and into a report's gallery. */
  const take = (frame: CardFrame, index: number, ingest: Ingest): ImportedPhoto => {
    const { forum, report } = ingest;
    const wasThere = library.photos.has(frame.hash);
    const needs_window = frame.format === 'heif' && !wasThere;
    if (!wasThere) {
      library.photos.set(frame.hash, {
        facts: factsOf(frame),
        drawing: needs_window ? null : frame.drawing,
        url: null,
      });
    }
    if (needs_window) undecoded.add(frame.hash);
    const fields = fieldsOf(frame, ingest, index);
    library.editForum(forum, [{ op: 'put', collection: 'photos', id: frame.hash, fields }]);
    const stored = library.photos.get(frame.hash);
    if (report !== null && stored) library.place(report, stored, frame.name);
    announce(report === null ? [] : [report], [forum]);
    const damage = frame.fate === 'truncated' ? 'photo.truncated' : null;
    return { hash: frame.hash, new: !wasThere, name: frame.name, damage, needs_window };
  };

  const start = (ingest: Ingest, frames: CardFrame[]): number => {
    card.ingests.push(ingest);
    const wanted = ingest.frames ?? frames.map((_, index) => index);
    const room = Math.min(card.pullAfter ?? Infinity, wanted.length);
    if (card.pullAfter !== null) card.volumes = [];
    const { replaces } = card;
    card.pullAfter = null;
    card.replaces = [];
    const photos: ImportedPhoto[] = [];
    const failed: { name: string; error: WireError }[] = [];
    return jobs.start({
      kind: 'import',
      subject: ingest.forum,
      title: library.forum(ingest.forum).value.names.az ?? '',
      steps: wanted.slice(0, room).flatMap((index) => {
        const frame = frames[index];
        if (!frame) return [];
        const { name } = frame;
        const run = (): void => {
          if (frame.fate !== 'refused') photos.push(take(frame, index, ingest));
          else {
            const error = failure('photo.not_an_image', { name }, `${name}: not an image`);
            failed.push({ name, error });
          }
        };
        return [{ what: name, run }];
      }),
      finish: () => {
        const left = wanted.length - room;
        return { type: 'imported', photos, failed, replaced: replaces, left };
      },
    });
  };

  /** Puts one photo in the place of another, in the forum and in every report that shows it. */
  const swap = (forum: string, old: string, fresh: string): string[] => {
    const reports: string[] = [];
    for (const [id, { value }] of library.reports) {
      const shown = value.placements.filter(({ photo }) => photo === old);
      if (value.forum !== forum || shown.length === 0) continue;
      const placements = value.placements.map((one) =>
        one.photo === old ? { ...one, photo: fresh } : one,
      );
      library.replaceReport(id, { ...value, placements });
      reports.push(id);
    }
    announce(reports, [forum]);
    return reports;
  };

  return {
    card,
    volumes: () => command('volumes', false, () => card.volumes),
    scanPhotos: (paths) => command('scanPhotos', false, () => scan(paths)),
    closeScan: (id) => command('closeScan', false, () => void scans.delete(id)),
    ingest: (ingest) =>
      command('ingest', true, () => {
        const { frames } = scanOf(ingest.scan);
        const wanted = ingest.frames ?? [];
        const bytes = wanted.reduce((sum, index) => sum + (frames[index]?.bytes ?? 0), 0);
        if (bytes <= card.free) return start(ingest, frames);
        const params = { needed: String(bytes), free: String(card.free) };
        throw failure('store.full', params, 'there is no room for these photos');
      }),
    ingestBytes: (forum, name, bytes) =>
      command('ingestBytes', true, () => {
        const frame = looseFrame(`/yapışdırılan/${name}`);
        if (isHeic(name)) card.originals.set(frame.hash, bytes);
        const batch: Batch = {
          ...{ creator: null, credit: null, source: null, permission: null },
          ...{ session: null, template: null },
        };
        const plain = { scan: 0, frames: [0], picked: [], picks_only: false, report: null, batch };
        return start({ ...plain, forum, with_raw: false, second: null }, [frame]);
      }),
    describeBatch: (forum, photos, batch) =>
      command('describeBatch', true, (): PhotosEdited => {
        card.batches.push({ forum, photos, batch });
        const all = library.forum(forum).value.photos;
        const { creator, credit, source, permission, session } = batch;
        const said = { creator, credit, source, permission, session };
        const edits = photos.map((id) => {
          const photo = all.find((one) => one.id === id);
          const open = Object.entries(said).filter(
            ([field, value]) => value !== null && !photo?.[field as keyof typeof said],
          );
          const fields = Object.fromEntries(open);
          return { op: 'put' as const, collection: 'photos' as const, id, fields };
        });
        const { heads, savedAt, step } = library.editForum(forum, edits);
        announce([], [forum]);
        return { photos: [], heads, saved_at: savedAt, step };
      }),
    frameUrl: (id, index, side) => {
      const frame = scans.get(id)?.frames[index];
      if (!frame || frame.fate === 'refused') return '';
      // The small picture inside a HEIC is all that the core can show of it.
      if (frame.format === 'heif' && side > 160) return '';
      return drawn(frame.drawing, side, frame.fate === 'truncated');
    },

    undecoded: () => command('undecoded', false, () => [...undecoded]),
    original: (photo) =>
      command('original', false, () => card.originals.get(photo) ?? new Uint8Array([0, 0, 0, 24])),
    putPicture: (photo, width, height) =>
      command('putPicture', true, () => {
        const stored = library.photos.get(photo);
        if (!stored) throw failure('desk.not_found', { what: 'photo', id: photo }, 'no such photo');
        const { drawing } = card.frames.find(({ hash }) => hash === photo) ?? looseFrame(photo);
        const facts = { ...stored.facts, width, height, picture: `${photo.slice(0, -2)}ff` };
        library.photos.set(photo, { ...stored, facts, drawing });
        undecoded.delete(photo);
        const forums = [...library.forums.values()].map(({ value }) => value);
        const own = forums.filter(({ photos }) => photos.some(({ id }) => id === photo));
        announce([], own.map(({ id }) => id)); // prettier-ignore
        return facts;
      }),

    takeVersion: (forum, photo, path) =>
      command('takeVersion', true, (): VersionTaken => {
        const stored = library.photos.get(photo);
        const before = library.forum(forum).value.photos.find(({ id }) => id === photo);
        if (!stored || !before) {
          throw failure('desk.not_found', { what: 'photo', id: photo }, 'no such photo');
        }
        const { hash } = looseFrame(path);
        library.photos.set(hash, { ...stored, facts: { ...stored.facts, hash } });
        const fields = { ...before, id: hash, file_name: nameOf(path), version_of: photo };
        library.editForum(forum, [{ op: 'put', collection: 'photos', id: hash, fields }]);
        return { old: photo, new: hash, reports: swap(forum, photo, hash) };
      }),
    undoVersion: (forum, taken) =>
      command('undoVersion', true, () => {
        library.editForum(forum, [{ op: 'remove', collection: 'photos', id: taken.new }]);
        swap(forum, taken.new, taken.old);
      }),
    editElsewhere: () => command('editElsewhere', false, () => undefined),

    chooseFolder: () => command('chooseFolder', false, (): string | null => '/demo/Yükləmələr'),
    choosePhoto: () => command('choosePhoto', false, (): string | null => '/demo/DSC05999.JPG'),
    chooseProgram: () => command('chooseProgram', false, (): string | null => '/usr/bin/gimp'),
    onArrived: (listener) => {
      arrived.add(listener);
      return () => arrived.delete(listener);
    },
    onEdited: (listener) => {
      edited.add(listener);
      return () => edited.delete(listener);
    },
  };
}
