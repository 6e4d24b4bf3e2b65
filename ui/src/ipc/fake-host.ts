// A host in memory that behaves as the core does, for tests and for a plain browser
// (`npm run dev`): search, jobs with progress, steps that can be undone, failures on demand.
import type {
  ImportedPhoto,
  IntakeBlock,
  Job,
  ProfileSummary,
  Settings,
  WireError,
} from './bindings';
import { plainFacts } from './entities';
import { careHost } from './fake/care';
import type { Command, FakeCore } from './fake/core';
import { deliveryHost } from './fake/delivery';
import { demoLibrary } from './fake/demo';
import { readText, sampleText } from './fake/intake';
import { type FakeCard, ingestHost } from './fake/ingest';
import { FakeJobs } from './fake/jobs';
import { type Changed, emptyForum, emptyReport, failure, FakeLibrary } from './fake/library';
import { photosHost } from './fake/photos';
import { drawn } from './fake/pictures';
import type { Host, PictureSide } from './host';
import { ulid } from './ulid';

export type FakeOptions = {
  /** Reports beyond the demo's own, for long lists. */
  extraReports?: number;
  /** Photos of the demo's forum beyond those of its report. */
  extraPhotos?: number;
  /** An empty library. */
  empty?: boolean;
  /** How long a command takes, and a step of a job, in milliseconds. */
  latency?: number;
  stepTime?: number;
  settings?: Partial<Settings>;
  readOnly?: boolean;
};

export type FakeHost = Host & {
  readonly library: FakeLibrary;
  /** The card in the reader, and what comes by itself. */
  readonly card: FakeCard;
  /** How often each command was called. */
  readonly calls: Map<string, number>;
  /** Lets the next calls of a command fail; the error `store.full` when none is given. */
  fail(command: Command, times?: number, error?: WireError): void;
  /** As if a colleague's change or a finished job had touched these. */
  announce(reports: string[], forums: string[]): void;
  handOver(paths: string[]): void;
  /** As if the user closed the window. */
  askToClose(): void;
};

const profiles: ProfileSummary[] = [
  {
    name: 'mia.az',
    title: 'Mia.az',
    language: 'az',
    time_zone: 'Asia/Baku',
    dateline_format: '{day}-{month}-{year} [{hour}:{minute}]',
    sections: [
      { id: 'cemiyyet', title: 'Cəmiyyət' },
      { id: 'medeniyyet', title: 'Mədəniyyət' },
    ],
    gallery_marker: '(FOTOLAR)',
    headline_max: 110,
    renditions: [
      { name: 'gallery', width: 1600, height: 1600, fit: 'contain' },
      { name: 'cover', width: 1200, height: 675, fit: 'cover' },
      { name: 'thumb', width: 400, height: 400, fit: 'contain' },
    ],
  },
  {
    name: 'plain',
    title: 'Plain',
    language: 'en',
    time_zone: 'UTC',
    dateline_format: '{year}-{month}-{day}',
    sections: [],
    gallery_marker: null,
    headline_max: null,
    renditions: [{ name: 'gallery', width: 2048, height: 2048, fit: 'contain' }],
  },
];

const full: WireError = failure(
  'store.full',
  { path: 'library.db' },
  'no space is left on the disk',
);

const isPicture = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xd8) ||
  (bytes[0] === 0x89 && bytes[1] === 0x50) ||
  (bytes[0] === 0x52 && bytes[8] === 0x57);

const headlinesOf = (main: string | null): Record<string, string> =>
  main === null ? {} : { main };

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fakeHost(options: FakeOptions = {}): FakeHost {
  const { latency = 4, stepTime = 260 } = options;
  const demo = demoLibrary(options.extraReports ?? 0, new Date(), options.extraPhotos ?? 0);
  const library = new FakeLibrary(options.empty ? { forums: [], reports: [], photos: [] } : demo);
  const pause = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));
  const jobs = new FakeJobs(() => pause(stepTime));
  const calls = new Map<string, number>();
  const failures = new Map<string, { times: number; error: WireError }>();
  const changed = new Set<(change: { forums: string[]; reports: string[] }) => void>();
  const handedOver = new Set<(paths: string[]) => void>();
  const closing = new Set<() => void>();
  let settings: Settings = {
    language: 'az',
    theme: 'system',
    author: null,
    backup_to: null,
    backup_after_export: false,
    watched_folder: null,
    second_copy: null,
    photo_editor: null,
    templates: [],
    ...options.settings,
  };
  let chosen = 0;

  const readOnly = options.readOnly
    ? failure('store.read_only', { path: '/demo' }, 'the library folder cannot be written')
    : null;

  /** Runs a command: counted, with latency, failing when told so; values cross as copies. */
  async function command<T>(
    name: Command,
    writes: boolean,
    work: () => T | Promise<T>,
  ): Promise<T> {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    await pause(latency);
    const planned = failures.get(name);
    if (planned && planned.times > 0) {
      planned.times -= 1;
      throw planned.error;
    }
    if (writes && readOnly !== null) throw readOnly;
    return structuredClone(await work());
  }

  const announce = (reports: string[], forums: string[]): void => {
    for (const listener of changed) listener({ reports, forums });
  };

  const opened = (id: string) => {
    const { value: report, heads, savedAt } = library.report(id);
    const forum = library.forum(report.forum ?? '').value;
    const profile = profiles.find(({ name }) => name === report.profile) ?? profiles[0];
    if (profile === undefined) throw new Error('the fake host has profiles');
    const damaged = library.damaged.has(id)
      ? failure('report.damaged', {}, '2 changes of this report cannot be read')
      : readOnly;
    const photos = library.photosOf(report, forum);
    return { report, heads, forum, photos, profile, read_only: damaged, saved_at: savedAt };
  };

  const openedForum = (id: string) => {
    const { value: forum, heads } = library.forum(id);
    return { forum, heads, read_only: readOnly };
  };

  const editedForum = ({
    value,
    heads,
    savedAt,
    step,
    made,
  }: Changed<ReturnType<typeof emptyForum>>) => ({
    forum: value,
    heads,
    saved_at: savedAt,
    step,
    made,
  });
  const editedReport = ({
    value,
    heads,
    savedAt,
    step,
    made,
  }: Changed<ReturnType<typeof emptyReport>>) => ({
    report: value,
    heads,
    saved_at: savedAt,
    step,
    made,
  });

  /** A forum made silently for a text without one. */
  const forumFor = (forum: string | null, name: string): string => {
    if (forum !== null) return library.forum(forum).value.id;
    const made = emptyForum({ kind: 'event', names: { az: name } });
    library.addForum(made, new Date().toISOString());
    return made.id;
  };

  const newReport = (fields: Parameters<typeof emptyReport>[0], forum: string | null): string => {
    const now = new Date().toISOString();
    const report = emptyReport({
      ...fields,
      forum: forumFor(forum, fields.headlines?.main ?? ''),
      language: 'az',
      profile: fields.profile ?? 'mia.az',
      dateline_at: fields.dateline_at ?? now,
      created_at: now,
    });
    library.addReport(report, now);
    return report.id;
  };

  const photoJob = (
    report: string,
    files: { name: string; hash: string; url: string | null; bad: boolean }[],
  ) => {
    const photos: ImportedPhoto[] = [];
    const failed: { name: string; error: WireError }[] = [];
    return jobs.start({
      kind: 'import',
      subject: report,
      title: library.report(report).value.headlines.main ?? '',
      steps: files.map(({ name, hash, url, bad }) => ({
        what: name,
        run: () => {
          if (bad) {
            failed.push({
              name,
              error: failure('photo.not_an_image', { name }, `${name}: not an image`),
            });
            return;
          }
          const drawing = demo.photos[photos.length % demo.photos.length]?.drawing ?? null;
          const { width, height } = drawing ?? { width: 3000, height: 2000 };
          const facts = {
            hash,
            bytes: 5_000_000,
            format: 'jpeg',
            width,
            height,
            orientation: 1,
            taken_at: null,
            camera: null,
            damage: null,
            ...plainFacts,
          };
          const { wasThere } = library.place(
            report,
            { facts, drawing: url === null ? drawing : null, url },
            name,
          );
          photos.push({ hash, new: !wasThere, name, damage: null, needs_window: false });
          announce([report], [library.report(report).value.forum ?? '']);
        },
      })),
      finish: () => ({ type: 'imported', photos, failed, replaced: [], left: 0 }),
    });
  };

  const core: FakeCore = {
    library,
    jobs,
    command,
    announce,
    opened,
    editedReport,
    editedForum,
    settings: () => settings,
    readOnly,
  };

  const pictureUrl = (hash: string, side: PictureSide): string => {
    const photo = library.photos.get(hash);
    if (photo?.url) return photo.url;
    return photo?.drawing
      ? drawn(photo.drawing, side === 'full' ? Infinity : side, photo.facts.damage !== null)
      : '';
  };

  return {
    ...deliveryHost(core, (hash) => pictureUrl(hash, 1600)),
    ...careHost(core, demo),
    ...photosHost(core, profiles, pictureUrl),
    ...ingestHost(core),
    library,
    calls,
    announce,
    fail: (name, times = 1, error = full) => failures.set(name, { times, error }),
    handOver: (paths) => handedOver.forEach((listener) => listener(paths)),
    askToClose: () => closing.forEach((listener) => listener()),

    start: () =>
      command('start', false, () => ({
        version: '0.1.0',
        library: '/demo/Tezis',
        read_only: readOnly,
        settings,
        profiles,
        jobs: jobs.list(),
        open: [],
        edited: [],
      })),
    setSettings: (next) => command('setSettings', false, () => (settings = next)),

    listForums: () => command('listForums', false, () => library.forumRows(settings.language)),
    listReports: (filter) =>
      command('listReports', false, () => library.page(filter, settings.language)),

    newForum: (name, language) =>
      command('newForum', true, () => {
        const forum = emptyForum({ names: { [language]: name }, time_zone: 'Asia/Baku' });
        library.addForum(forum, new Date().toISOString());
        return openedForum(forum.id);
      }),
    openForum: (id) => command('openForum', false, () => openedForum(id)),
    editForum: (id, edits) =>
      command('editForum', true, () => editedForum(library.editForum(id, edits))),
    revertForum: (id, step) =>
      command('revertForum', true, () => editedForum(library.revertForum(id, step))),

    newReport: (forum, profile, headline) =>
      command('newReport', true, () =>
        opened(newReport({ profile, headlines: headlinesOf(headline) }, forum)),
      ),
    openReport: (id) => command('openReport', false, () => opened(id)),
    editReport: (id, edits) =>
      command('editReport', true, () => editedReport(library.editReport(id, edits))),
    revertReport: (id, step) =>
      command('revertReport', true, () => editedReport(library.revertReport(id, step))),
    saveBody: (id, save) =>
      command('saveBody', true, () => {
        const { heads, savedAt, step } = library.saveBody(id, save);
        return { heads, saved_at: savedAt, step, elsewhere: null };
      }),

    readFile: (path) =>
      command('readFile', false, () => readText(path.split(/[\\/]/).at(-1) ?? path, sampleText)),
    readPasted: (text) =>
      command('readPasted', false, () => {
        if (text.trim() !== '') return readText('', text);
        throw failure('intake.empty', { name: '' }, 'there is no text');
      }),
    acceptIntake: (incoming, forum, profile) =>
      command('acceptIntake', true, () => {
        const fields = {
          profile,
          headlines: headlinesOf(incoming.headline),
          byline: incoming.byline,
          body: incoming.blocks.map((block) => ({ id: ulid(), ...block })),
        };
        return opened(newReport(fields, forum));
      }),
    pasteBlocks: (text) =>
      command('pasteBlocks', false, (): IntakeBlock[] =>
        text
          .split(/\r?\n+/)
          .filter((line) => line.trim() !== '')
          .map((line) => ({ kind: { type: 'paragraph' }, text: { text: line.trim(), marks: [] } })),
      ),

    importPhotos: (report, paths) =>
      command('importPhotos', true, async () => {
        const files = paths.map(async (path) => ({
          name: path.split(/[\\/]/).at(-1) ?? path,
          hash: await sha256(new TextEncoder().encode(path)),
          url: null,
          bad: !/\.(jpe?g|png|webp)$/i.test(path),
        }));
        return photoJob(report, await Promise.all(files));
      }),
    importPhotoBytes: (report, name, bytes) =>
      command('importPhotoBytes', true, async () => {
        const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
        return photoJob(report, [{ name, hash: await sha256(bytes), url, bad: !isPicture(bytes) }]);
      }),
    exportReport: (report, shape, to, _at, onlyChanged) =>
      command('exportReport', false, () => {
        const { value } = library.report(report);
        const sent = new Set(value.publications.flatMap(({ photos }) => Object.keys(photos)));
        const names = value.placements
          .map(({ photo }, n) => ({ photo, file: `foto-${String(n + 1).padStart(2, '0')}.jpg` }))
          .filter(({ photo }) => !onlyChanged || !sent.has(photo ?? ''))
          .map(({ file }) => file);
        const files = ['index.html', 'article.html', 'article.json', 'captions.csv', ...names];
        const captioned = value.placements.filter(({ photo }) => {
          const entry = library
            .forum(value.forum ?? '')
            .value.photos.find(({ id }) => id === photo);
          return Object.keys(entry?.captions ?? {}).length > 0;
        });
        const notes = value.placements.slice(captioned.length).map(() => ({
          code: 'photo.smaller_than_asked',
          params: { name: 'DSC04216.JPG' },
        }));
        return jobs.start({
          kind: 'export',
          subject: report,
          title: value.headlines.main ?? '',
          steps: files.map((what) => ({ what, run: () => undefined })),
          finish: () => {
            const at = new Date().toISOString();
            const { heads } = library.report(report);
            if (shape === 'folder' && !onlyChanged)
              library.exported.set(report, { path: to, heads, at });
            return {
              type: 'exported',
              path: to,
              files: files.length,
              bytes: shape === 'bag' ? 4_310_000 : 4_280_000,
              notes,
            };
          },
        });
      }),
    cancelJob: (job) => command('cancelJob', false, () => jobs.cancel(job)),
    dismissJob: (job) => command('dismissJob', false, () => jobs.dismiss(job)),

    proposeExport: (report, shape) =>
      command('proposeExport', false, () => {
        const { slug } = library.report(report).value;
        return `/demo/${slug ?? 'reportaj'}${shape === 'bag' ? '.zip' : ''}`;
      }),
    choosePhotos: () =>
      command('choosePhotos', false, () => {
        chosen += 1;
        return [1, 2, 3].map((n) => `/demo/card/DSC0${5000 + chosen * 10 + n}.JPG`);
      }),
    chooseText: () =>
      command('chooseText', false, (): string | null => '/demo/goygol-bagbanlar.txt'),
    chooseExport: (name, shape) =>
      command('chooseExport', false, (): string | null =>
        shape === 'bag' ? `/demo/${name}` : '/demo/paketlər',
      ),

    closeWindow: () => command('closeWindow', false, () => undefined),
    keepWindow: () => command('keepWindow', false, () => undefined),

    onJob: (listener: (job: Job) => void) => {
      jobs.listeners.add(listener);
      return () => jobs.listeners.delete(listener);
    },
    onChanged: (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onHandedOver: (listener) => {
      handedOver.add(listener);
      return () => handedOver.delete(listener);
    },
    onClosing: (listener) => {
      closing.add(listener);
      return () => closing.delete(listener);
    },
    onFileDrag: () => () => undefined,

    pictureUrl,
  };
}
