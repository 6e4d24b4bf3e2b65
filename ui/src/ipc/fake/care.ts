// The library as a whole, in memory: finding, history, clean-up, copies, texts that belong together,
// more windows.
import type { BackupState, Unused, UnusedFile } from '../bindings';
import type { CareHost } from '../host-care';
import type { FakeCore } from './core';
import type { Demo } from './demo';
import { find, personPlaces } from './finder';
import { derived, siblingsOf, translationOf } from './kinds';
import { failure, type FakeLibrary } from './library';
import { compared, giveHistory, restored, versionOf, versionsOf } from './versions';

/** After how many days the trash lets go of an original. */
const DAYS = 30;

/** A place that vanishes while a copy is being made: a stick that somebody pulls out. */
const PULLED_OUT = 'pulled';

/** What the dialogs "choose". */
const STICK = '/media/reporter/TEZIS';

export function careHost(core: FakeCore, demo: Demo): CareHost {
  const { library, jobs } = core;
  const command: FakeCore['command'] = (...about) => core.command(...about);
  const language = (): string => core.settings().language;
  const backup = new FakeBackup(core);
  const originals = new FakeOriginals(library, demo);
  const [long] = demo.reports;
  if (long && library.reports.has(long.report.id)) {
    giveHistory(library, long.report, new Date());
  }

  const captionIn = (forum: string) => (photo: string) => {
    const entry = library.forum(forum).value.photos.find(({ id }) => id === photo);
    return Object.values(entry?.captions ?? {})[0] ?? entry?.file_name ?? null;
  };

  return {
    find: (query, limit) => command('find', false, () => find(library, query, limit, language())),
    personPlaces: (person) =>
      command('personPlaces', false, () => personPlaces(library, person, language())),

    history: (report) => command('history', false, () => versionsOf(library, report)),
    version: (report, heads) => command('version', false, () => versionOf(library, report, heads)),
    compareVersions: (report, from, to) =>
      command('compareVersions', false, () => {
        const now = library.report(report).value;
        const after = to === null ? now : versionOf(library, report, to);
        return compared(versionOf(library, report, from), after, captionIn(now.forum ?? ''));
      }),
    restoreVersion: (report, heads, block) =>
      command('restoreVersion', true, () => {
        const then = versionOf(library, report, heads);
        const value = restored(library.report(report).value, then, block);
        return core.editedReport(library.replaceReport(report, value));
      }),

    unusedOriginals: () => command('unusedOriginals', false, () => originals.list()),
    cleanOriginals: (hashes) =>
      command('cleanOriginals', true, () => {
        originals.clean(hashes);
        return originals.list();
      }),
    restoreOriginals: (hashes) =>
      command('restoreOriginals', true, () => {
        originals.restore(hashes);
        return originals.list();
      }),

    backupState: () => command('backupState', false, () => backup.state()),
    backup: (to) => command('backup', false, () => backup.start(to)),
    restoreCopy: (from, to) =>
      command('restoreCopy', false, () =>
        jobs.start({
          kind: 'restore',
          subject: to,
          title: from,
          steps: [...library.photos.keys()].map((hash) => ({
            what: `${hash.slice(0, 12)}.jpg`,
            run: () => undefined,
          })),
          finish: () => ({
            type: 'restored',
            to,
            originals: library.photos.size,
            missing: [],
            damaged: [],
          }),
        }),
      ),
    openLibrary: () => command('openLibrary', false, () => undefined),

    deriveReport: (report, kind, into, blocks) =>
      command('deriveReport', true, () => {
        const made = derived(library.report(report).value, kind, into, blocks);
        library.addReport(made, new Date().toISOString());
        return core.opened(made.id);
      }),
    siblings: (report) => command('siblings', false, () => siblingsOf(library, report)),
    translation: (report) => command('translation', false, () => translationOf(library, report)),

    openWindow: (report) =>
      command('openWindow', false, () => {
        library.report(report);
      }),

    makeDemo: () =>
      command('makeDemo', true, () => {
        if (library.reports.size > 0) return null;
        library.add(demo);
        return long?.report.id ?? null;
      }),
    chooseBackup: () => command('chooseBackup', false, (): string | null => STICK),
    chooseCopy: () => command('chooseCopy', false, (): string | null => `${STICK}/kitabxana`),

    onBackup: (listener) => {
      backup.listeners.add(listener);
      return () => backup.listeners.delete(listener);
    },
  };
}

/** The copy elsewhere: made on demand, and after an export where that is wanted. */
class FakeBackup {
  readonly listeners = new Set<(state: BackupState) => void>();
  readonly #core: FakeCore;
  #at: string | null = null;
  /** The state of every document when the last copy was made. */
  #copied = '';
  #running = false;

  constructor(core: FakeCore) {
    this.#core = core;
    core.jobs.listeners.add(({ kind, state }) => {
      const { backup_to, backup_after_export } = core.settings();
      const exported = kind === 'export' && state === 'done';
      if (exported && backup_after_export && backup_to !== null) this.start(null);
      if (kind === 'backup' && state !== 'running') {
        this.#running = false;
        this.#announce();
      }
    });
  }

  state(): BackupState {
    const to = this.#core.settings().backup_to;
    return {
      to,
      at: this.#at,
      there: to !== null && !to.includes(PULLED_OUT),
      changed: this.#copied !== this.#everything(),
      running: this.#running,
    };
  }

  start(place: string | null): number {
    const to = place ?? this.#core.settings().backup_to;
    if (to === null) throw failure('desk.empty', { what: 'backup_to' }, 'no place is chosen');
    const { library, jobs } = this.#core;
    const photos = [...library.photos.keys()];
    const already = this.#at === null ? 0 : photos.length;
    this.#running = true;
    const id = jobs.start({
      kind: 'backup',
      subject: to,
      title: to,
      steps: ['library.db', ...photos.slice(already).map((hash) => `${hash.slice(0, 12)}.jpg`)].map(
        (what) => ({
          what,
          run: () => {
            if (!to.includes(PULLED_OUT)) return;
            throw failure('file.not_found', { path: to }, `${to}: no such file or directory`);
          },
        }),
      ),
      finish: () => {
        this.#at = new Date().toISOString();
        this.#copied = this.#everything();
        const copied = photos.length - already + 1;
        return { type: 'copied', to, copied, kept: already, bytes: copied * 8_000_000 };
      },
    });
    this.#announce();
    return id;
  }

  #everything(): string {
    const { reports, forums } = this.#core.library;
    return [...reports.values(), ...forums.values()].map(({ heads }) => heads.join()).join();
  }

  #announce(): void {
    for (const listener of this.listeners) listener(this.state());
  }
}

/** Originals that nothing names: the demo has three of an import that was given up. */
class FakeOriginals {
  readonly #library: FakeLibrary;
  #files: UnusedFile[] = [];
  #trashed: UnusedFile[] = [];

  constructor(library: FakeLibrary, demo: Demo) {
    this.#library = library;
    if (library.photos.size === 0) return;
    this.#files = demo.photos.slice(0, 3).map(({ facts, drawing }, n) => {
      const hash = `${'e'.repeat(60)}${facts.hash.slice(-3)}${n}`;
      library.photos.set(hash, { facts: { ...facts, hash }, drawing, url: null });
      const since = new Date(Date.now() - (40 + n) * 86_400_000).toISOString();
      return { hash, name: `DSC0${3980 + n}.JPG`, bytes: facts.bytes, since };
    });
  }

  list(): Unused {
    const sum = (files: UnusedFile[]): number => files.reduce((all, { bytes }) => all + bytes, 0);
    const named = this.#named();
    const files = this.#files.filter(({ hash }) => !named.has(hash));
    const trashed = this.#trashed;
    return { files, bytes: sum(files), trashed, trashed_bytes: sum(trashed), days: DAYS };
  }

  clean(hashes: string[] | null): void {
    const now = new Date().toISOString();
    const goes = ({ hash }: UnusedFile): boolean => hashes?.includes(hash) ?? true;
    const gone = this.#files.filter(goes).map((file) => ({ ...file, since: now }));
    this.#trashed = [...this.#trashed, ...gone];
    this.#files = this.#files.filter((file) => !goes(file));
  }

  restore(hashes: string[]): void {
    this.#files = [...this.#files, ...this.#trashed.filter(({ hash }) => hashes.includes(hash))];
    this.#trashed = this.#trashed.filter(({ hash }) => !hashes.includes(hash));
  }

  #named(): Set<string> {
    const forums = [...this.#library.forums.values()];
    return new Set(forums.flatMap(({ value }) => value.photos.map(({ id }) => id)));
  }
}
