// The photo desk as the window holds it: what the core last said of a forum's photos, with what is on
// its way laid over it. Which photos are chosen and how they are looked at is a feature's.
import type {
  CaptionTemplate,
  DeskPhoto,
  ForumEdit,
  PhotoDesk,
  PhotoEdit,
  PhotosEdited,
  Step,
  TemplateMode,
} from '../ipc/bindings';
import { written } from '../ipc/edits';
import { blank } from '../ipc/entities';
import type { Host } from '../ipc/host';
import { EditQueue, type SaveState } from './edit-queue.svelte';
import { type Steps, UndoOrder } from './undo.svelte';

/** The least time between two readings of the desk while photos come in, in milliseconds. */
const READING_PAUSE = 250;

type Fields = Record<string, unknown>;
type Many = { op: 'photos'; edits: PhotoEdit[] };
type Typed = { op: 'put'; collection: 'photos'; id: string | null; fields: Fields };

/** What is typed to several photos at once goes through the queue under all their hashes. */
const photoEdits = (edits: (Many | Typed)[]): PhotoEdit[] =>
  edits.flatMap((edit) =>
    edit.op === 'photos'
      ? edit.edits
      : (edit.id ?? '').split(' ').map((photo) => ({ photo, fields: edit.fields })),
  );

/** Returns the rows with edits done; a row that nothing touches stays the same object. */
function withEdits(rows: DeskPhoto[], edits: PhotoEdit[]): DeskPhoto[] {
  if (edits.length === 0) return rows;
  const fields = new Map<string, Fields[]>();
  for (const edit of edits) {
    fields.set(edit.photo, [...(fields.get(edit.photo) ?? []), edit.fields]);
  }
  return rows.map((row) => {
    const own = fields.get(row.id);
    if (!own) return row;
    let { photo } = row;
    for (const next of own) photo = written(photo, next, blank.photos);
    return { ...row, photo };
  });
}

/** Returns the rows as the gallery shows them after these were placed; others stay the same objects. */
function withPlaces(
  rows: DeskPhoto[],
  placing: readonly { ids: readonly string[]; placed: boolean }[],
): DeskPhoto[] {
  if (placing.length === 0) return rows;
  const places = new Map(placing.flatMap(({ ids, placed }) => ids.map((id) => [id, placed])));
  return rows.map((row) => {
    const placed = places.get(row.id) ?? row.placed;
    return placed === row.placed ? row : { ...row, placed };
  });
}

export class PhotoDeskDocument {
  readonly #host: Host;
  readonly #queue: EditQueue<'photos', Many, PhotosEdited>;
  /** All but the rows. */
  #about: Omit<PhotoDesk, 'photos'>;
  #server: DeskPhoto[];
  /** Given to the core by `edit` and not answered: shown at once, however long the line is. */
  #pending = $state.raw<PhotoEdit[][]>([]);
  /** As `#pending`, for what goes into the gallery or out of it. */
  #placing = $state.raw<{ ids: readonly string[]; placed: boolean }[]>([]);
  /** Operations that the core has not answered. */
  readonly #running = new Set<Promise<unknown>>();
  #refreshing: Promise<void> | null = null;
  #readAt = 0;
  readonly undo: UndoOrder;

  constructor(host: Host, opened: PhotoDesk, undo = new UndoOrder()) {
    const { photos, ...about } = opened;
    this.#host = host;
    this.undo = undo;
    this.#about = $state.raw(about);
    this.#server = $state.raw(photos);
    this.#queue = new EditQueue(
      new Date().toISOString(),
      (edits) => host.editPhotos(this.forum, this.report, photoEdits(edits)),
      (answer) => this.#took(answer),
      { order: undo, document: this },
    );
  }

  readonly rows: DeskPhoto[] = $derived.by(() =>
    withPlaces(
      withEdits(withEdits(this.#server, photoEdits(this.#queue.unsaved)), this.#pending.flat()),
      this.#placing,
    ),
  );

  readonly #byId: Map<string, DeskPhoto> = $derived(new Map(this.rows.map((row) => [row.id, row])));

  /** Sessions, people, cameras, profile, language of the desk. */
  get about(): Omit<PhotoDesk, 'photos'> {
    return this.#about;
  }

  get forum(): string {
    return this.#about.forum;
  }

  get report(): string | null {
    return this.#about.report;
  }

  get readonly(): boolean {
    return this.#about.read_only !== null;
  }

  get saveState(): SaveState {
    return this.#queue.state;
  }

  row(id: string): DeskPhoto | undefined {
    return this.#byId.get(id);
  }

  /** Writes fields of one photo some time soon, as they are typed. */
  type(id: string, fields: Fields): void {
    this.#queue.put('photos', id, fields);
  }

  /** As `type`, to all of them: what is typed into one field is taken back from all at once. */
  typeAll(ids: readonly string[], fields: Fields): void {
    if (ids.length > 0 && !this.readonly) this.#queue.put('photos', ids.join(' '), fields);
  }

  /** Writes fields of photos now; one operation, and shown before the core answers. */
  async edit(edits: PhotoEdit[]): Promise<PhotosEdited | null> {
    if (edits.length === 0 || this.readonly) return null;
    this.#pending = [...this.#pending, edits];
    try {
      return await this.#underway(this.#queue.run([{ op: 'photos', edits }]));
    } finally {
      this.#pending = this.#pending.filter((other) => other !== edits);
    }
  }

  /** As `edit`, with the same fields for all. */
  editAll(ids: readonly string[], fields: Fields): Promise<PhotosEdited | null> {
    return this.edit(ids.map((photo) => ({ photo, fields })));
  }

  /** Turns photos by quarters clockwise, their crops with them. */
  turn(ids: string[], quarters: number): Promise<Step> {
    return this.#command(() => this.#host.turnPhotos(this.forum, this.report, ids, quarters));
  }

  /** Fills in a template; resolves with what undoes it. */
  template(ids: string[], template: CaptionTemplate, mode: TemplateMode): Promise<Step> {
    return this.#command(() =>
      this.#host.applyTemplate(this.forum, this.report, ids, template, mode),
    );
  }

  /** Puts photos into the report's gallery or takes them out; shown before the core answers. */
  async place(ids: string[], placed: boolean): Promise<Step | null> {
    const { report } = this;
    if (report === null || ids.length === 0 || this.readonly) return null;
    const settle = this.undo.begin().expect(this.#gallery(report));
    const placing = { ids, placed };
    this.#placing = [...this.#placing, placing];
    try {
      const { step } = await this.#underway(
        this.#queue.exclusive(() => this.#host.placePhotos(report, ids, placed)),
      );
      this.#server = withPlaces(this.#server, [placing]);
      settle(step);
      return step;
    } catch (thrown) {
      settle(null);
      throw thrown;
    } finally {
      this.#placing = this.#placing.filter((other) => other !== placing);
    }
  }

  /** Changes other data of the forum (cameras, sessions, people), and reads the desk anew. */
  async change(edits: ForumEdit[]): Promise<string[]> {
    await this.flush();
    const settle = this.undo.begin().expect(this.#all);
    try {
      const { step, made } = await this.#underway(
        this.#queue.exclusive(() => this.#host.editForum(this.forum, edits)),
      );
      settle(step);
      await this.reload();
      return made;
    } catch (thrown) {
      settle(null);
      throw thrown;
    }
  }

  /** Resolves when all is on disk: what is typed, and every operation that was begun. */
  async flush(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    await this.#queue.flush();
  }

  /** Takes an operation back, as a notice offers it. */
  revert(step: Step): Promise<void> {
    return this.undo.revert(this, step);
  }

  takeBack(step: Step): Promise<Step> {
    return this.#queue.exclusive(async () => {
      const answer = await this.#host.revertPhotos(this.forum, this.report, step);
      this.#queue.acknowledged(answer);
      return answer.step;
    });
  }

  /** Shows what came in or was changed elsewhere. */
  async reload(): Promise<void> {
    await this.#queue.exclusive(async () => {
      const { photos, ...about } = await this.#host.photoDesk(this.forum, this.report);
      this.#about = about;
      this.#server = kept(this.#server, photos);
    });
  }

  /** As `reload`, for news that come in crowds: those that come while one waits come with it. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#readSoon();
    return this.#refreshing;
  }

  async #readSoon(): Promise<void> {
    const wait = this.#readAt + READING_PAUSE - performance.now();
    // Always later: `refresh` must have kept this promise before it is let go of.
    await new Promise((done) => setTimeout(done, Math.max(0, wait)));
    this.#refreshing = null;
    try {
      await this.reload();
    } finally {
      this.#readAt = performance.now();
    }
  }

  async #command(run: () => Promise<PhotosEdited>): Promise<Step> {
    const settle = this.undo.begin().expect(this);
    try {
      await this.#queue.flush();
      const answer = await this.#underway(this.#queue.exclusive(run));
      this.#queue.acknowledged(answer);
      settle(answer.step);
      return answer.step;
    } catch (thrown) {
      settle(null);
      throw thrown;
    }
  }

  #underway<T>(work: Promise<T>): Promise<T> {
    const kept = work.finally(() => this.#running.delete(kept));
    this.#running.add(kept);
    return kept;
  }

  #took(answer: PhotosEdited): void {
    const changed = new Map(answer.photos.map((row) => [row.id, row]));
    const rows = this.#server.map((row) => changed.get(row.id) ?? row);
    const moved = this.#server.some(({ id, at }) => changed.has(id) && changed.get(id)?.at !== at);
    this.#server = moved ? rows.sort(byTime) : rows;
    this.#about = { ...this.#about, heads: answer.heads };
  }

  /** Operations on the forum at large go back as they came, and what follows is read anew. */
  readonly #all: Steps = {
    flush: () => this.flush(),
    takeBack: async (step) => {
      const back = await this.takeBack(step);
      await this.reload();
      return back;
    },
  };

  #gallery(report: string): Steps {
    return {
      flush: () => this.flush(),
      takeBack: async (step) => {
        const answer = await this.#queue.exclusive(() => this.#host.revertReport(report, step));
        await this.reload();
        return answer.step;
      },
    };
  }
}

/** The core's order: by the true time, photos without one at the end, then by name. */
function byTime(a: DeskPhoto, b: DeskPhoto): number {
  const keys = ({ at, photo, id }: DeskPhoto): string[] => [at ?? '~', photo.file_name ?? '', id];
  const [own, other] = [keys(a), keys(b)];
  const differs = own.findIndex((key, n) => key !== other[n]);
  return differs < 0 ? 0 : (own[differs] ?? '') < (other[differs] ?? '') ? -1 : 1;
}

/** Returns the new rows; one that is as it was stays the same object, so that nothing draws it anew. */
function kept(before: DeskPhoto[], after: DeskPhoto[]): DeskPhoto[] {
  const old = new Map(before.map((row) => [row.id, row]));
  return after.map((row) => {
    const same = old.get(row.id);
    return same && JSON.stringify(same) === JSON.stringify(row) ? same : row;
  });
}
