// The window as a whole: what is open, what leaving it needs, and what the core announces.
import { tick } from 'svelte';

import { Backup } from '../features/care/backup.svelte';
import { Cull } from '../features/cull/cull.svelte';
import { Desk } from '../features/desk/desk.svelte';
import { Gallery } from '../features/gallery/gallery.svelte';
import { History } from '../features/history/history.svelte';
import { Arrivals } from '../features/ingest/arrivals.svelte';
import { Review } from '../features/intake/review.svelte';
import { Palette, type Target } from '../features/palette/palette.svelte';
import { ReportPage } from '../features/report/page.svelte';
import { savingText } from '../features/report/save-state';
import type { Incoming } from '../features/returned/returned.svelte';
import { errorText, format, setLanguage, t } from '../i18n/index.svelte';
import type {
  Changed,
  IncomingText,
  Job,
  ReportKind,
  ReportOpened,
  Settings,
  Start,
} from '../ipc/bindings';
import { type Host, wireError } from '../ipc/host';
import { Actions } from '../shared/actions';
import { ForumDocument } from '../shared/forum-document.svelte';
import { HeicPictures } from '../shared/heic.svelte';
import { heicDecoder } from '../shared/heic-decoder';
import { JobList } from '../shared/job-list.svelte';
import { Notices } from '../shared/notices.svelte';
import { PhotoDeskDocument } from '../shared/photo-desk.svelte';
import { importInto, isPictureFile, isPicturePath } from '../shared/photo-import';
import { Lately, type Stand } from './lately.svelte';

/** A place of the window that a page in front of it goes back to. */
export type Place =
  | { name: 'desk' }
  | { name: 'report'; id: string }
  | { name: 'forum'; id: string }
  | { name: 'photos'; forum: string; report: string | null };

/** Where in a report or a forum one wants to be. */
export type Spot = {
  block?: string | null;
  photo?: string | null;
  person?: string | null;
  session?: string | null;
};

/** A part of the page of settings. */
export type SettingsPart = 'appearance' | 'backup' | 'photos' | 'templates' | 'clean';

export type Screen =
  | { name: 'desk' }
  | { name: 'intake'; review: Review }
  | { name: 'report'; page: ReportPage; gallery: Gallery }
  | { name: 'forum'; document: ForumDocument; spot: Spot }
  | { name: 'photos'; desk: PhotoDeskDocument; cull: Cull }
  | { name: 'history'; history: History }
  | { name: 'settings'; part: SettingsPart; from: Place };

/** How long a finished job stays in the corner, in milliseconds. */
const JOB_STAYS = 5_000;

/** How long after the last letter the author's name is sent, in milliseconds. */
const SETTINGS_WAIT = 400;

const isWord = (path: string): boolean => /\.docx$/i.test(path);
const isText = (path: string): boolean => isWord(path) || /\.(txt|md|markdown|html?)$/i.test(path);

export class App {
  readonly host: Host;
  readonly notices = new Notices();
  readonly desk: Desk;
  readonly jobs: JobList;
  readonly start: Start;
  readonly actions = new Actions();
  readonly lately = new Lately();
  readonly backup: Backup;
  readonly heic: HeicPictures;
  readonly arrivals: Arrivals;

  screen = $state.raw<Screen>({ name: 'desk' });
  settings: Settings;
  /** A text is being read, a report opened: the page stays, its buttons wait. */
  busy = $state(false);
  palette = $state.raw<Palette | null>(null);
  keysOpen = $state(false);
  newForumOpen = $state(false);
  pasteOpen = $state(false);
  exportOpen = $state(false);
  restoreOpen = $state(false);
  /** The open report asks for something in a dialog of its own. */
  askOpen = $state(false);
  /** A document that came to a report; its page takes it from here. */
  comparing = $state.raw<{ report: string; incoming: Incoming; known: boolean } | null>(null);
  /** Paths whose photos are to be brought in; the photo desk takes them from here. */
  incoming = $state.raw<string[] | null>(null);
  /** Grows when something of the library was changed elsewhere. */
  changes = $state(0);
  /** Says where one stands in the open report. */
  standing: (() => Stand) | null = null;
  #settingsTimer: ReturnType<typeof setTimeout> | undefined;
  #settingsUnsent = false;
  /** The photo desk as it was left. */
  #culled: Cull | null = null;

  constructor(host: Host, start: Start) {
    this.host = host;
    this.start = start;
    this.settings = $state.raw(start.settings);
    this.desk = new Desk(host, this.fail);
    this.jobs = new JobList(host, start.jobs);
    this.backup = new Backup(host, this.jobs, this.fail);
    this.heic = new HeicPictures(host, heicDecoder(), this.fail);
    this.arrivals = new Arrivals({
      host,
      notices: this.notices,
      jobs: this.jobs,
      heic: this.heic,
      editor: () => this.settings.photo_editor,
      place: () => this.#photoPlace(),
      open: (forum, report, paths) => void this.bringIn(forum, report, paths),
    });
    start.edited.forEach((edited) => this.arrivals.saved(edited));
    this.jobs.onEnd((job) => this.#jobEnded(job));
    host.onChanged((changed) => this.#changed(changed));
    host.onHandedOver((paths) => void this.openPaths(paths));
    host.onClosing(() => void this.#close());
    applySettings(start.settings);
    if (!this.readonly) void this.heic.run();
  }

  readonly fail = (thrown: unknown): void => this.notices.fail(thrown);

  /** Whether nothing in the library can be changed. */
  get readonly(): boolean {
    return this.start.read_only !== null;
  }

  get dialogOpen(): boolean {
    return (
      this.keysOpen ||
      this.newForumOpen ||
      this.pasteOpen ||
      this.exportOpen ||
      this.restoreOpen ||
      this.askOpen ||
      this.arrivals.asking !== null ||
      this.palette !== null
    );
  }

  change(settings: Settings): void {
    this.settings = settings;
    applySettings(settings);
    if (this.screen.name === 'report') this.screen.page.redraw();
    this.#settingsUnsent = true;
    clearTimeout(this.#settingsTimer);
    this.#settingsTimer = setTimeout(() => void this.#sendSettings(), SETTINGS_WAIT);
  }

  /** Takes what another window did to the settings, when one comes to this one. */
  async followSettings(): Promise<void> {
    try {
      const { settings } = await this.host.start();
      const same = JSON.stringify(settings) === JSON.stringify(this.settings);
      // What is changed here and not written yet is newer.
      if (same || this.#settingsUnsent) return;
      this.settings = settings;
      applySettings(settings);
      if (this.screen.name === 'report') this.screen.page.redraw();
      this.desk.reload();
      this.backup.look();
    } catch {
      // Coming to a window asked for nothing; the next time asks again.
    }
  }

  async #sendSettings(): Promise<void> {
    clearTimeout(this.#settingsTimer);
    const { settings } = this;
    try {
      await this.host.setSettings(settings);
      // Names in the lists follow the language.
      this.desk.reload();
      this.backup.look();
    } catch (thrown) {
      this.fail(thrown);
    } finally {
      if (settings === this.settings) this.#settingsUnsent = false;
    }
  }

  // Going from place to place

  async showDesk(): Promise<boolean> {
    return this.#go(() => {
      this.desk.reload();
      return { name: 'desk' };
    });
  }

  /** Opens a report, at a block or with a photo chosen where one asks for it. */
  async openReport(id: string, spot: Spot = {}): Promise<boolean> {
    const { screen } = this;
    const here = screen.name === 'report' && screen.page.document.id === id;
    const open = here
      ? true
      : await this.#go(async () => this.#reportScreen(await this.host.openReport(id)));
    if (open) await this.#goTo(spot);
    return open;
  }

  /** Goes to the report that was open before this one. */
  async switchReport(): Promise<void> {
    const { screen } = this;
    const before = this.lately.before(screen.name === 'report' ? screen.page.document.id : null);
    if (before !== null) await this.openReport(before);
  }

  /** Opens another window on a report, with all that was typed here in it. */
  async openWindow(report: string): Promise<void> {
    try {
      const { screen } = this;
      if (screen.name === 'report') await screen.page.flush();
      await this.host.openWindow(report);
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  async showHistory(report: string): Promise<void> {
    await this.#go(async () => {
      const opened = await this.host.openReport(report);
      const history = new History(this.host, opened, this.notices);
      await history.load();
      return { name: 'history', history };
    });
  }

  /** Opens the photo desk of a forum; with a report, for its gallery, with a photo, at that one. */
  async showPhotos(
    forum: string,
    report: string | null,
    photo: string | null = null,
  ): Promise<boolean> {
    return this.#go(async () => {
      const desk = new PhotoDeskDocument(this.host, await this.host.photoDesk(forum, report));
      const cull = new Cull(desk, this.notices);
      if (this.#culled) cull.resume(this.#culled);
      this.#culled = cull;
      if (photo !== null) cull.show(photo);
      return { name: 'photos', desk, cull };
    });
  }

  /** Opens the page of photos on their way in, on the photo desk that they come to. */
  async bringIn(forum: string, report: string | null, paths: string[]): Promise<void> {
    const { screen } = this;
    const here = screen.name === 'photos' && screen.desk.forum === forum;
    if (here || (await this.showPhotos(forum, report))) this.incoming = paths;
  }

  /** Takes pictures that were pasted or dropped as files on the photo desk. */
  async takeFiles(files: File[]): Promise<void> {
    const { screen } = this;
    if (screen.name !== 'photos' || screen.desk.readonly) return;
    const pictures = files.filter(isPictureFile);
    if (pictures.length === 0 && files.length > 0) this.notices.warn(t().gallery.not_pictures);
    try {
      for (const file of pictures) await importInto(this.host, screen.desk.forum, file);
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** Where photos would go that come now: to what is open, else to what was open last. */
  async #photoPlace(): Promise<{ forum: string; report: string | null } | null> {
    const { screen } = this;
    if (screen.name === 'photos') return { forum: screen.desk.forum, report: screen.desk.report };
    if (screen.name === 'forum') return { forum: screen.document.id, report: null };
    const lately = this.lately.before(null);
    const report = this.place.name === 'report' ? this.place.id : lately;
    if (report !== null) {
      const { report: opened } = await this.host.openReport(report);
      if (opened.forum !== null) return { forum: opened.forum, report };
    }
    const forum = this.desk.forum ?? (await this.host.listForums())[0]?.id ?? null;
    return forum === null ? null : { forum, report: null };
  }

  async showSettings(part: SettingsPart = 'appearance'): Promise<void> {
    const from = this.place;
    if (this.screen.name === 'settings') this.screen = { ...this.screen, part };
    else await this.#go(() => ({ name: 'settings', part, from }));
  }

  /** Makes a text that goes on from a report, and opens it. */
  async derive(
    report: string,
    kind: ReportKind,
    language: string | null,
    blocks: string[] | null,
  ): Promise<void> {
    const done = await this.#go(async () =>
      this.#reportScreen(await this.host.deriveReport(report, kind, language, blocks)),
    );
    if (done) this.notices.done(t().kinds.derived[kind]);
  }

  /** Where the window is, as far as one can come back to it. */
  get place(): Place {
    const { screen } = this;
    if (screen.name === 'report') return { name: 'report', id: screen.page.document.id };
    if (screen.name === 'history') return { name: 'report', id: screen.history.report };
    if (screen.name === 'forum') return { name: 'forum', id: screen.document.id };
    if (screen.name === 'photos') {
      return { name: 'photos', forum: screen.desk.forum, report: screen.desk.report };
    }
    return screen.name === 'settings' ? screen.from : { name: 'desk' };
  }

  /** Leaves a page for the one that it stands before. */
  async back(): Promise<void> {
    const { screen } = this;
    if (screen.name === 'photos') {
      const { forum, report } = screen.desk;
      if (report === null) await this.openForum(forum);
      else await this.openReport(report);
      return;
    }
    const to = screen.name === 'history' || screen.name === 'settings' ? this.place : null;
    if (to?.name === 'report') await this.openReport(to.id);
    else if (to?.name === 'forum') await this.openForum(to.id);
    else if (to?.name === 'photos') await this.showPhotos(to.forum, to.report);
    else await this.showDesk();
  }

  // One key to everything

  togglePalette(): void {
    if (this.palette) this.palette = null;
    else if (!this.dialogOpen) {
      this.palette = new Palette(this.host, this.actions, this.#reports(), this.fail);
    }
  }

  /** Goes where something found leads. */
  async follow(target: Target): Promise<void> {
    this.palette = null;
    // The dialog gives the focus back before an action takes it.
    await tick();
    if (target.type === 'command') this.actions.run(target.id);
    else if (target.type === 'report') await this.openReport(target.report, target);
    else await this.openForum(target.forum, target);
  }

  /** The reports that were open before this one: the first is what one comes back to. */
  #reports(): { lately: { id: string; headline: string }[]; here: string | null } {
    const { screen } = this;
    const here = screen.name === 'report' ? screen.page.document.id : null;
    return { lately: this.lately.list.filter(({ id }) => id !== here), here };
  }

  async #goTo({ block, photo }: Spot): Promise<void> {
    await tick();
    const { screen } = this;
    if (screen.name !== 'report') return;
    const { placements } = screen.page.document.report;
    const placed = placements.find((placement) => placement.photo === photo && photo);
    if (placed?.block) screen.page.editor?.scrollTo(placed.block);
    else if (placed) screen.gallery.selectedId = placed.id;
    if (block) {
      screen.page.editor?.scrollTo(block);
      screen.page.editor?.focus();
    }
  }

  async newReport(forum: string | null): Promise<void> {
    if (this.readonly) return;
    await this.#go(async () => this.#reportScreen(await this.host.newReport(forum, null, null)));
  }

  async openForum(id: string, spot: Spot = {}): Promise<void> {
    await this.#go(async () => {
      const { forum, read_only } = await this.host.openForum(id);
      const document = new ForumDocument(this.host, forum, read_only, new Date().toISOString());
      return { name: 'forum', document, spot };
    });
  }

  /** Makes the forum that shows what Tezis is for, and opens it. */
  async makeDemo(): Promise<void> {
    await this.#go(async () => {
      await this.host.makeDemo();
      this.desk.show('all', null);
      await this.desk.load();
      return { name: 'desk' };
    });
  }

  async newForum(name: string): Promise<void> {
    this.newForumOpen = false;
    await this.#go(async () => {
      const { forum } = await this.host.newForum(name, this.settings.language);
      const document = new ForumDocument(this.host, forum, null, new Date().toISOString());
      return { name: 'forum', document, spot: {} };
    });
  }

  // Foreign texts

  async chooseText(): Promise<void> {
    const path = await this.host.chooseText().catch((thrown: unknown) => {
      this.fail(thrown);
      return null;
    });
    if (path !== null) await this.openPaths([path]);
  }

  /** Opens files by path: pictures go to the open report, a text is read. */
  async openPaths(paths: string[]): Promise<void> {
    const { screen } = this;
    const text = paths.find(isText);
    const others = paths.filter((path) => !isText(path));
    if (text !== undefined && isWord(text)) await this.#openWord(text);
    else if (text !== undefined) await this.readAsNew(text);
    else if (screen.name === 'report') await screen.gallery.addPaths(others);
    else if (screen.name === 'photos') this.incoming = others;
    else if (screen.name === 'forum' && others.some(isPicturePath)) {
      await this.bringIn(screen.document.id, null, others);
    } else if (paths[0] !== undefined) {
      // Whatever it is, the reader says why it cannot be read.
      const [path] = paths;
      await this.readAsNew(path);
    }
  }

  /** Reads a file as a text of its own. */
  async readAsNew(path: string): Promise<void> {
    await this.#review(() => this.host.readFile(path, null));
  }

  /** Compares a text with a report that it came back to, and shows that report. */
  async compareIn(report: string, incoming: Incoming): Promise<void> {
    if (await this.openReport(report)) this.comparing = { report, incoming, known: true };
  }

  /**
   * Opens a Word file. One that says it is a report of ours goes to that report; over an open report
   * that report asks what to do with one that is another's or nobody's.
   */
  async #openWord(path: string): Promise<void> {
    const { screen } = this;
    const incoming = { path, text: null, html: null };
    try {
      const file = await this.host.isReturned(path);
      const ours = file !== null && file.headline !== null;
      if (screen.name === 'report') {
        this.comparing = { report: screen.page.document.id, incoming, known: ours };
      } else if (ours) await this.compareIn(file.report, incoming);
      else await this.readAsNew(path);
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  async readPasted(text: string, html: string | null): Promise<void> {
    // What was pasted stays in its field when it cannot be read.
    if (await this.#review(() => this.host.readPasted(text, html, null))) this.pasteOpen = false;
  }

  /** Reads a file that was dropped as a DOM event: a plain browser gives no path. */
  async readDropped(file: File): Promise<void> {
    if (isWord(file.name)) {
      this.notices.warn(t().returned.word_by_choice);
      return;
    }
    const text = await file.text();
    const html = /\.html?$/i.test(file.name) ? text : null;
    await this.#review(() => this.host.readPasted(text, html, null));
  }

  async accept(review: Review): Promise<void> {
    if (this.busy || this.readonly) return;
    await this.#go(async () =>
      this.#reportScreen(
        await this.host.acceptIntake(review.result(), review.forum, review.profile),
      ),
    );
  }

  // Undo

  /** Takes back what was done last: on a page anything, on the desk what a notice offers. */
  undo(): void {
    const { screen } = this;
    if (screen.name === 'report') void this.#say(screen.page.document.undo.undo());
    else if (screen.name === 'forum') void this.#say(screen.document.undo.undo());
    else if (screen.name === 'photos') void this.#say(screen.desk.undo.undo());
    else this.notices.undoLatest();
  }

  redo(): void {
    const { screen } = this;
    if (screen.name === 'report') void this.#say(screen.page.document.undo.redo());
    else if (screen.name === 'forum') void this.#say(screen.document.undo.redo());
    else if (screen.name === 'photos') void this.#say(screen.desk.undo.redo());
  }

  async #say(done: Promise<'text' | 'operation' | 'nothing'>): Promise<void> {
    try {
      if ((await done) === 'operation') this.notices.say(t().app.undone);
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  // The disk

  /** Ctrl+S: there is nothing to do, and one wants to be sure of it. */
  async reassure(): Promise<void> {
    const { screen } = this;
    try {
      if (screen.name === 'report') {
        await screen.page.flush();
        const { saving } = screen.page;
        const at = saving.kind === 'saved' ? new Date(saving.at) : new Date();
        this.notices.done(t().save.reassure(format.clock(at)));
      } else {
        if (screen.name === 'forum') await screen.document.flush();
        if (screen.name === 'photos') await screen.desk.flush();
        this.notices.done(t().save.reassure(format.clock(new Date())));
      }
    } catch (thrown) {
      this.notices.warn(savingText({ kind: 'failed', error: wireError(thrown) }));
    }
  }

  /** Sends what is typed, when the window may be about to go. */
  flushQuietly(): void {
    const { screen } = this;
    if (screen.name === 'report') screen.page.flush().catch(() => undefined);
    if (screen.name === 'forum') screen.document.flush().catch(() => undefined);
    if (screen.name === 'photos') screen.desk.flush().catch(() => undefined);
  }

  async #review(read: () => Promise<IncomingText>): Promise<boolean> {
    return this.#go(async () => {
      const text = await read();
      return { name: 'intake', review: new Review(text, this.desk.forum, null) };
    });
  }

  #reportScreen(opened: ReportOpened): Screen {
    const page = new ReportPage(this.host, opened, this.fail, this.notices);
    this.lately.opened(opened.report.id, opened.report.headlines.main ?? '');
    const decode = (): void => void this.heic.run();
    const gallery = new Gallery(this.host, page.document, this.notices, decode);
    return { name: 'report', page, gallery };
  }

  /** Goes to another screen once all of this one is on disk; stays when it cannot be saved. */
  async #go(open: () => Screen | Promise<Screen>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      if (!(await this.#leave())) return false;
      const next = await open();
      // What was typed while the next page was read goes to disk, too.
      while (this.#unsaved) if (!(await this.#leave())) return false;
      this.#rememberStand();
      this.screen = next;
      return true;
    } catch (thrown) {
      this.fail(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #rememberStand(): void {
    const { screen } = this;
    if (screen.name !== 'report' || !this.standing) return;
    const { id, report } = screen.page.document;
    this.lately.left(id, report.headlines.main ?? '', this.standing());
  }

  get #unsaved(): boolean {
    const { screen } = this;
    if (screen.name === 'report') return screen.page.saving.kind !== 'saved';
    if (screen.name === 'photos') return screen.desk.saveState.kind !== 'saved';
    return screen.name === 'forum' && screen.document.saveState.kind !== 'saved';
  }

  async #leave(): Promise<boolean> {
    const { screen } = this;
    try {
      if (screen.name === 'report') await screen.page.flush();
      if (screen.name === 'forum') await screen.document.flush();
      if (screen.name === 'photos') await screen.desk.flush();
      return true;
    } catch (thrown) {
      this.notices.warn(`${t().app.keep_open} ${errorText(wireError(thrown))}`);
      return false;
    }
  }

  /** The window goes only when nothing of what was typed goes with it. */
  async #close(): Promise<void> {
    try {
      if (this.#settingsUnsent) await this.#sendSettings();
      await ((await this.#leave()) ? this.host.closeWindow() : this.host.keepWindow());
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  #changed({ reports, forums }: Changed): void {
    this.changes += 1;
    const { screen } = this;
    if (screen.name === 'desk') this.desk.reload();
    if (screen.name === 'report') {
      const { document } = screen.page;
      if (reports.includes(document.id) || forums.includes(document.forum.id)) {
        screen.page.refresh().catch(this.fail);
      }
    }
    if (screen.name === 'forum' && forums.includes(screen.document.id)) {
      screen.document.refresh().catch(this.fail);
    }
    if (screen.name === 'photos') {
      const { desk } = screen;
      if (forums.includes(desk.forum) || reports.includes(desk.report ?? '')) {
        desk.refresh().catch(this.fail);
      }
    }
    if (screen.name === 'history' && reports.includes(screen.history.report)) {
      screen.history.load().catch(this.fail);
    }
  }

  #jobEnded(job: Job): void {
    const goes =
      job.state === 'cancelled' ||
      (job.state === 'done' && ['import', 'backup'].includes(job.kind));
    if (goes) setTimeout(() => void this.jobs.dismiss(job.id).catch(this.fail), JOB_STAYS);
  }
}

function applySettings({ language, theme }: Settings): void {
  setLanguage(language);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
