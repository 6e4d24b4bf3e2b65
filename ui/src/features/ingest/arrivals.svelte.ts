// Photos that come without being asked for on the page: pasted and dropped ones, those that another
// program puts into the watched folder, and versions that another program saves. Each is offered in
// one quiet notice; nothing of it stands in anybody's way.
import { t } from '../../i18n/index.svelte';
import type { EditedElsewhere, ImportedPhoto, Job } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { HeicPictures } from '../../shared/heic.svelte';
import type { JobList } from '../../shared/job-list.svelte';
import type { Notices } from '../../shared/notices.svelte';
import { tellOfImport } from './told';

/** Photos of which nobody has said whose they are. */
export type Unasked = { forum: string; photos: string[] };

/** What is asked of the window. */
export type ArrivalsAbout = {
  host: Host;
  notices: Notices;
  jobs: JobList;
  heic: HeicPictures;
  /** The program of "Edit in…", as the settings have it. */
  editor: () => string | null;
  /** The forum and report that are open, or were last. */
  place: () => Promise<{ forum: string; report: string | null } | null>;
  /** Opens the page of photos on their way in. */
  open: (forum: string, report: string | null, paths: string[]) => void;
};

/** The last part of a path. */
const nameOf = (path: string): string =>
  path.split(/[\\/]/).findLast((part) => part !== '') ?? path;

/** What a program is called: its file's name without the ending. */
function programName(path: string | null): string {
  if (path === null) return t().ingest.some_program;
  const name = nameOf(path).replace(/\.(exe|app|AppImage|desktop)$/i, '');
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

export class Arrivals {
  readonly #about: ArrivalsAbout;
  /** Asked about in a dialog now. */
  asking = $state.raw<Unasked | null>(null);
  /** What waits for a look, by the notice that offers it. */
  #arrived: { notice: number; paths: string[] } | null = null;
  #unasked: (Unasked & { notice: number }) | null = null;
  readonly #edited = new Map<string, number>();

  constructor(about: ArrivalsAbout) {
    this.#about = about;
    const { host, jobs } = about;
    jobs.onEnd((job) => void this.#ended(job));
    host.onArrived((paths) => this.#came(paths));
    host.onEdited((edited) => this.saved(edited));
  }

  #came(paths: string[]): void {
    const { notices } = this.#about;
    const before = this.#arrived && notices.has(this.#arrived.notice) ? this.#arrived : null;
    if (before) notices.close(before.notice);
    const all = [...new Set([...(before?.paths ?? []), ...paths])];
    const [first] = all;
    if (first === undefined) return;
    const folder = nameOf(first.slice(0, -nameOf(first).length));
    const look = { label: t().ingest.look, run: () => void this.#look(all) };
    this.#arrived = {
      notice: notices.offer(t().ingest.arrived(all.length, folder), look),
      paths: all,
    };
  }

  async #look(paths: string[]): Promise<void> {
    const { notices, place, open } = this.#about;
    try {
      const here = await place();
      if (here === null) notices.warn(t().ingest.no_forum);
      else open(here.forum, here.report, paths);
    } catch (thrown) {
      notices.fail(thrown);
    }
  }

  /** Offers what another program saved. Every program saves more than once: the last state counts. */
  saved(edited: EditedElsewhere): void {
    const { notices, editor } = this.#about;
    const before = this.#edited.get(edited.photo);
    if (before !== undefined) notices.close(before);
    const text = t().ingest.edited(programName(editor()), nameOf(edited.path));
    const run = (): void => void this.#take(edited);
    this.#edited.set(edited.photo, notices.offer(text, { label: t().ingest.take_version, run }));
  }

  async #take({ forum, photo, path }: EditedElsewhere): Promise<void> {
    const { host, notices, heic } = this.#about;
    try {
      const taken = await host.takeVersion(forum, photo, path);
      void heic.run([{ hash: taken.new, name: nameOf(path) }]);
      notices.done(t().ingest.version_taken(nameOf(path)), () => host.undoVersion(forum, taken));
    } catch (thrown) {
      notices.fail(thrown);
    }
  }

  async #ended(job: Job): Promise<void> {
    if (job.kind !== 'import') return;
    const { host, notices, jobs, heic } = this.#about;
    const photos = job.result?.type === 'imported' ? job.result.photos : [];
    const undecoded = photos.filter(({ needs_window }) => needs_window);
    if (undecoded.length > 0) void heic.run(undecoded);
    if (jobs.isOwn(job.id)) return;
    try {
      const forum = await this.#forumOf(job.subject);
      tellOfImport(job, { host, notices, forum, again: undefined, asked: false });
      await this.#ask(forum, photos);
    } catch (thrown) {
      notices.fail(thrown);
    }
  }

  /** A job is about a report or about a forum. */
  async #forumOf(subject: string): Promise<string> {
    const here = await this.#about.place();
    if (here?.report === subject || here?.forum === subject) return here.forum;
    const opened = await this.#about.host.openReport(subject).catch(() => null);
    return opened?.report.forum ?? subject;
  }

  /** Offers to say whose new photos are, once for all that came since nobody answered. */
  async #ask(forum: string, came: ImportedPhoto[]): Promise<void> {
    const { host, notices } = this.#about;
    const fresh = came.filter((photo) => photo.new).map(({ hash }) => hash);
    if (fresh.length === 0) return;
    const { forum: document } = await host.openForum(forum);
    const known = new Set(
      document.photos
        .filter(({ creator, credit, source }) => creator ?? credit ?? source)
        .map(({ id }) => id),
    );
    const unknown = fresh.filter((hash) => !known.has(hash));
    const before = this.#unasked;
    const joins = before?.forum === forum && notices.has(before.notice);
    const photos = [...new Set([...(joins ? before.photos : []), ...unknown])];
    if (unknown.length === 0) return;
    if (before) notices.close(before.notice);
    const run = (): void => void (this.asking = { forum, photos });
    const act = { label: t().ingest.unasked_say, run };
    this.#unasked = {
      forum,
      photos,
      notice: notices.offer(t().ingest.unasked(photos.length), act),
    };
  }
}
