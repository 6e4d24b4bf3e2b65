// Bringing photos in: what was found on a card, which of it comes along, and what is said of all.
// What is told when they are in is in `told`; the pictures of frames are in `frame-loader`.
import type { Batch, Frame, Scan, Settings, Volume, WireError } from '../../ipc/bindings';
import { type Host, wireError } from '../../ipc/host';
import type { JobList } from '../../shared/job-list.svelte';
import type { Notices } from '../../shared/notices.svelte';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { tellOfImport } from './told';

/** What the page of photos on their way in is given. */
export type IngestProps = {
  host: Host;
  jobs: JobList;
  notices: Notices;
  desk: PhotoDeskDocument;
  settings: Settings;
  onsettings: (settings: Settings) => void;
  /** What is looked through at once; without, one chooses. */
  paths: string[] | null;
  onclose: () => void;
  /** The photos are in the library: they can be shown. */
  ondone: (hashes: string[]) => void;
  /** The card was pulled out, or a disk was full: look through it once more. */
  onagain?: (paths: string[]) => void;
};

/** So few photos of a report's desk are meant for its gallery; of a whole card one chooses later. */
const FEW = 24;

/** A camera that took some of the frames. */
export type FrameCamera = {
  body: string;
  name: string;
  frames: number;
  photographer: string;
  credit: string;
  /** The forum knew its photographer before. */
  remembered: boolean;
};

/** Whose photos a camera's are, as one typed it. */
type Owner = { photographer: string; credit: string };

/** Locked or rated in the camera: picked, and it stays so. */
export const chosenInCamera = ({ locked, rating }: Frame): boolean => locked || (rating ?? 0) > 0;

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export class Ingesting {
  readonly #host: Host;
  readonly #jobs: JobList;
  readonly #notices: Notices;
  readonly desk: PhotoDeskDocument;

  volumes = $state.raw<Volume[]>([]);
  scan = $state.raw<Scan | null>(null);
  /** What is being looked through. */
  looking = $state.raw<string[] | null>(null);
  problem = $state.raw<WireError | null>(null);
  starting = $state(false);

  showKnown = $state(false);
  /** Frames that come in, by number. */
  #taken = $state.raw<ReadonlySet<number>>(new Set());
  #picked = $state.raw<ReadonlySet<number>>(new Set());
  /** Places among the shown frames: where one stands, and from where one has selected. */
  current = $state(0);
  #anchor = $state(0);

  picksOnly = $state(false);
  withRaw = $state(false);
  intoGallery = $state(false);
  withSecond = $state(false);
  source = $state('');
  permission = $state('');
  session = $state<string | null>(null);
  template = $state<string | null>(null);
  /** Of photos whose camera nobody knows. */
  creator = $state('');
  credit = $state('');
  #owners = $state.raw<ReadonlyMap<string, Owner>>(new Map());
  #lastScan = 0;
  #handedOver = false;

  constructor(host: Host, jobs: JobList, notices: Notices, desk: PhotoDeskDocument) {
    this.#host = host;
    this.#jobs = jobs;
    this.#notices = notices;
    this.desk = desk;
  }

  readonly frames: Frame[] = $derived(this.scan?.frames ?? []);
  readonly fresh: Frame[] = $derived(this.frames.filter(({ known }) => known === null));
  readonly shown: Frame[] = $derived(this.showKnown ? this.frames : this.fresh);
  readonly knownCount: number = $derived(this.frames.length - this.fresh.length);

  /** What the job takes. */
  readonly coming: Frame[] = $derived(
    this.frames.filter((frame) => this.isTaken(frame) && (!this.picksOnly || this.isPicked(frame))),
  );
  readonly bytes: number = $derived(this.coming.reduce((sum, { bytes }) => sum + bytes, 0));
  readonly pickedCount: number = $derived(
    this.frames.filter((frame) => this.isTaken(frame) && this.isPicked(frame)).length,
  );
  readonly rawCount: number = $derived(this.coming.filter(({ raw }) => raw !== null).length);

  /** Room that is missing for what comes in, in bytes. */
  readonly lacks: number = $derived(Math.max(0, this.bytes - (this.scan?.free_bytes ?? 0)));

  /** The cameras of what comes in, with their photographers; those with most frames first. */
  readonly cameras: FrameCamera[] = $derived.by(() => {
    const byBody = new Map<string | null, Frame[]>();
    for (const frame of this.coming) {
      const frames = byBody.get(frame.body);
      if (frames) frames.push(frame);
      else byBody.set(frame.body, [frame]);
    }
    const rows = [...byBody].flatMap(([body, frames]): FrameCamera[] => {
      if (body === null) return [];
      const known = this.desk.about.cameras.find(({ id }) => id === body);
      const owner = this.#owners.get(body);
      return [
        {
          body,
          name: known?.name ?? frames[0]?.camera ?? '',
          frames: frames.length,
          photographer: owner?.photographer ?? known?.photographer ?? '',
          credit: owner?.credit ?? known?.credit ?? '',
          remembered: Boolean(known?.photographer) && owner === undefined,
        },
      ];
    });
    return rows.sort((a, b) => b.frames - a.frames);
  });

  /** Frames whose camera nobody knows, as those from messengers. */
  readonly others: number = $derived(this.coming.filter(({ body }) => body === null).length);

  /** Whether there is something to take, and room for it. */
  get ready(): boolean {
    return !this.starting && !this.desk.readonly && this.coming.length > 0 && this.lacks === 0;
  }

  isTaken(frame: Frame): boolean {
    return this.#taken.has(frame.index);
  }

  isPicked(frame: Frame): boolean {
    return this.#picked.has(frame.index);
  }

  // Where from

  async findCards(): Promise<void> {
    try {
      this.volumes = await this.#host.volumes();
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }

  async chooseFolder(): Promise<void> {
    await this.#choose(async () => {
      const folder = await this.#host.chooseFolder();
      return folder === null ? [] : [folder];
    });
  }

  async chooseFiles(): Promise<void> {
    await this.#choose(() => this.#host.choosePhotos());
  }

  async #choose(ask: () => Promise<string[]>): Promise<void> {
    try {
      const paths = await ask();
      if (paths.length > 0) await this.look(paths);
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }

  /** Looks through cards, folders and files; what is asked last is what is shown. */
  async look(paths: string[]): Promise<void> {
    const number = (this.#lastScan += 1);
    this.looking = paths;
    this.problem = null;
    try {
      const scan = await this.#host.scanPhotos(paths);
      if (number === this.#lastScan) this.#open(scan);
      else await this.#host.closeScan(scan.id);
    } catch (thrown) {
      if (number === this.#lastScan) this.problem = wireError(thrown);
    } finally {
      if (number === this.#lastScan) this.looking = null;
    }
  }

  #open(scan: Scan): void {
    this.#forget();
    this.scan = scan;
    this.current = this.#anchor = 0;
    this.showKnown = false;
    this.#taken = new Set(this.fresh.map(({ index }) => index));
    this.#picked = new Set(this.frames.filter(chosenInCamera).map(({ index }) => index));
    this.intoGallery = this.desk.report !== null && this.fresh.length <= FEW;
  }

  /** Goes back to where one chooses a card. */
  leaveScan(): void {
    this.#lastScan += 1;
    this.looking = null;
    this.problem = null;
    this.#forget();
    this.scan = null;
    void this.findCards();
  }

  /** The page goes: without a job the core may forget the frames. */
  close(): void {
    this.#lastScan += 1;
    if (!this.#handedOver) this.#forget();
  }

  #forget(): void {
    const { scan } = this;
    if (scan) void this.#host.closeScan(scan.id).catch(() => undefined);
  }

  // Which frames

  get currentFrame(): Frame | null {
    return this.shown[this.current] ?? null;
  }

  /** From where to where the selection goes, among the shown frames. */
  get selection(): [number, number] {
    const [a, b] = [this.#anchor, this.current];
    return a < b ? [a, b] : [b, a];
  }

  isSelected(place: number): boolean {
    const [first, last] = this.selection;
    return place >= first && place <= last;
  }

  /** Goes to a frame; `extend` keeps what is selected up to there. */
  go(place: number, extend = false): void {
    this.current = Math.max(0, Math.min(this.shown.length - 1, place));
    if (!extend) this.#anchor = this.current;
  }

  selectAll(): void {
    this.#anchor = 0;
    this.current = Math.max(0, this.shown.length - 1);
  }

  #selected(): Frame[] {
    const [first, last] = this.selection;
    return this.shown.slice(first, last + 1);
  }

  /** Picks the selected frames, or none of them when all are; what is picked comes in. */
  togglePick(): void {
    const frames = this.#selected();
    const free = frames.filter((frame) => !chosenInCamera(frame));
    const on = frames.some((frame) => !this.isPicked(frame) || !this.isTaken(frame));
    this.#picked = changed(this.#picked, free, on);
    if (on) this.#taken = changed(this.#taken, frames, true);
  }

  /** Leaves the selected frames out, or brings them in when none comes. */
  toggleTaken(): void {
    const frames = this.#selected();
    this.#taken = changed(this.#taken, frames, !frames.some((frame) => this.isTaken(frame)));
  }

  take(which: 'all' | 'fresh' | 'none'): void {
    if (which === 'all') this.showKnown = true;
    const frames = { all: this.frames, fresh: this.fresh, none: [] }[which];
    this.#taken = new Set(frames.map(({ index }) => index));
  }

  /** Shows frames that the library has, or hides them; one stays at the same frame. */
  setShowKnown(show: boolean): void {
    const { currentFrame } = this;
    this.showKnown = show;
    if (!show) this.#taken = changed(this.#taken, this.frames.filter(isKnown), false);
    this.go(Math.max(0, currentFrame ? this.shown.indexOf(currentFrame) : 0));
  }

  frameUrl(frame: Frame, side: 160 | 400 | 1600): string {
    return this.scan ? this.#host.frameUrl(this.scan.id, frame.index, side) : '';
  }

  // What is said of them

  /** Says whose photos a camera's are. */
  own(body: string, owner: Partial<Owner>): void {
    const camera = this.cameras.find((one) => one.body === body);
    const { photographer = '', credit = '' } = camera ?? {};
    this.#owners = new Map(this.#owners).set(body, { photographer, credit, ...owner });
  }

  /** Starts the job. What was started is told of when it ends, wherever one is then. */
  async start(
    settings: Settings,
    ondone: (hashes: string[]) => void,
    onagain: ((paths: string[]) => void) | undefined,
  ): Promise<boolean> {
    const { scan } = this;
    if (!scan || !this.ready) return false;
    this.starting = true;
    try {
      await this.#rememberOwners();
      // All is read now: the page is gone when the second one begins.
      const [first, second] = this.#parts().map((frames) => {
        const ingest = {
          scan: scan.id,
          frames: frames.map(({ index }) => index),
          picked: frames.filter((frame) => this.isPicked(frame)).map(({ index }) => index),
          picks_only: this.picksOnly,
          forum: this.desk.forum,
          report: this.intoGallery ? this.desk.report : null,
          with_raw: this.withRaw,
          second: this.withSecond ? settings.second_copy : null,
          batch: this.#batch(settings, frames),
        };
        const sizes = frames.map(({ bytes }) => bytes);
        return () => this.#jobs.own(() => this.#host.ingest(ingest), sizes);
      });
      if (!first) return false;
      const id = await first();
      this.#handedOver = true;
      const again = onagain && (() => onagain(scan.paths));
      void this.#follow(id, ondone, again)
        .then(async (goesOn) => {
          if (second && goesOn) await this.#follow(await second(), ondone, again);
        })
        .catch((thrown: unknown) => this.#notices.fail(thrown))
        .finally(() => this.#forget());
      return true;
    } catch (thrown) {
      this.#notices.fail(thrown);
      return false;
    } finally {
      this.starting = false;
    }
  }

  /** Waits for a job and tells of it; false when what follows it must not begin. */
  async #follow(
    id: number,
    ondone: (hashes: string[]) => void,
    again: (() => void) | undefined,
  ): Promise<boolean> {
    const job = await this.#jobs.ended(id);
    const { forum } = this.desk;
    tellOfImport(job, { host: this.#host, notices: this.#notices, forum, again, asked: true });
    if (job.result?.type !== 'imported') return false;
    ondone(job.result.photos.map(({ hash }) => hash));
    return job.state === 'done' && job.result.left === 0;
  }

  /**
   * What is said of a batch comes before what a camera is known for. So frames of known cameras and
   * the others, when somebody is named for these, are two jobs.
   */
  #parts(): Frame[][] {
    const named = given(this.creator) ?? given(this.credit);
    const others = this.coming.filter(({ body }) => body === null);
    if (named === null || others.length === 0 || others.length === this.coming.length) {
      return [this.coming];
    }
    return [this.coming.filter(({ body }) => body !== null), others];
  }

  #batch(settings: Settings, frames: Frame[]): Batch {
    const [only] = this.cameras;
    // One camera took all of them: its photographer is everybody's.
    const owner = this.others === 0 && this.cameras.length === 1 ? only : undefined;
    const unknown = frames.some(({ body }) => body === null);
    return {
      creator: given(owner?.photographer ?? (unknown ? this.creator : '')),
      credit: given(owner?.credit ?? (unknown ? this.credit : '')),
      source: given(this.source),
      permission: given(this.permission),
      session: this.session,
      template: settings.templates.find(({ name }) => name === this.template) ?? null,
    };
  }

  /** Keeps whose cameras these are: the next card tells it by itself. */
  async #rememberOwners(): Promise<void> {
    const edits = this.cameras.flatMap(({ body, name, photographer, credit }) => {
      const known = this.desk.about.cameras.find(({ id }) => id === body);
      const fields: Record<string, string | null> = {};
      if (given(photographer) !== (known?.photographer ?? null)) {
        fields.photographer = given(photographer);
      }
      if (given(credit) !== (known?.credit ?? null)) fields.credit = given(credit);
      if (Object.keys(fields).length === 0) return [];
      if (!known?.name) fields.name = given(name);
      return [{ op: 'put' as const, collection: 'cameras' as const, id: body, fields }];
    });
    if (edits.length > 0) await this.desk.change(edits);
  }
}

const isKnown = ({ known }: Frame): boolean => known !== null;

function changed(set: ReadonlySet<number>, frames: Frame[], on: boolean): ReadonlySet<number> {
  const result = new Set(set);
  for (const { index } of frames) {
    if (on) result.add(index);
    else result.delete(index);
  }
  return result;
}
