// A report as the window holds it, with its forum: what the core last said, with what is on its way
// laid over it. The body is the editor's and its save queue's.
import type {
  PhotoFacts,
  ProfileSummary,
  Report,
  ReportCollection,
  ReportEdit,
  ReportEdited,
  ReportId,
  ReportOpened,
  Step,
  WireError,
} from '../ipc/bindings';
import { withReportEdits } from '../ipc/edits';
import type { Host } from '../ipc/host';
import { EditQueue, type SaveState } from './edit-queue.svelte';
import { ForumDocument } from './forum-document.svelte';
import { type Undoable, UndoOrder } from './undo.svelte';

export class ReportDocument {
  readonly id: ReportId;
  readonly readOnly: WireError | null;
  readonly forum: ForumDocument;
  /** What was done here and to the forum, in one order. */
  readonly undo: UndoOrder;
  readonly #host: Host;
  readonly #queue: EditQueue<ReportCollection, ReportEdit, ReportEdited>;
  #server: Report;
  #photos = $state.raw<PhotoFacts[]>([]);
  #revision = $state(0);
  readonly profile: ProfileSummary;

  constructor(host: Host, opened: ReportOpened, undo = new UndoOrder()) {
    this.undo = undo;
    this.#host = host;
    this.id = opened.report.id;
    this.readOnly = opened.read_only;
    this.#server = $state.raw(opened.report);
    this.#photos = opened.photos;
    this.profile = opened.profile;
    this.forum = new ForumDocument(host, opened.forum, opened.read_only, opened.saved_at, undo);
    this.#queue = new EditQueue(
      opened.saved_at,
      (edits) => host.editReport(this.id, edits),
      (answer) => {
        this.#server = answer.report;
        this.#revision += 1;
      },
      { order: undo, document: this },
    );
  }

  readonly report: Report = $derived.by(() => withReportEdits(this.#server, this.#queue.unsaved));

  /** What is known of the photos' files, by hash. */
  readonly facts: Map<string, PhotoFacts> = $derived(
    new Map(this.#photos.map((facts) => [facts.hash, facts])),
  );

  /** Grows whenever the core said something new of the report, its body left out, or its forum. */
  get revision(): number {
    return this.#revision + this.forum.revision;
  }

  /** The language of the report's words. */
  get language(): string {
    return this.report.language ?? this.profile.language;
  }

  /** Of the fields of report and forum together; the manuscript has its own. */
  get saveState(): SaveState {
    const states = [this.#queue.state, this.forum.saveState];
    return (
      states.find((state) => state.kind === 'failed') ??
      states.find((state) => state.kind === 'saving') ??
      this.#queue.state
    );
  }

  /** Writes fields some time soon; `id` is "" for the report's own. */
  put(collection: ReportCollection, id: string, fields: Record<string, unknown>): void {
    this.#queue.put(collection, id, fields);
  }

  /** Does edits now; resolves with what undoes them. */
  run(edits: ReportEdit[]): Promise<ReportEdited> {
    return this.#queue.run(edits);
  }

  /** Writes fields that follow from a change of the text: undo of that is undo of both. */
  putAlong(collection: ReportCollection, id: string, fields: Record<string, unknown>): void {
    this.#queue.putAlong(collection, id, fields);
  }

  /** Does edits that follow from something else, as `putAlong` does. */
  runAlong(edits: ReportEdit[]): Promise<ReportEdited> {
    return this.#queue.runAlong(edits);
  }

  /** Takes an operation back, as a notice offers it; that can be undone too. */
  revert(step: Step): Promise<void> {
    return this.undo.revert(this, step);
  }

  /** Takes a step back; resolves with the step that did it. The order of undo is the caller's. */
  takeBack(step: Step): Promise<Step> {
    return this.#queue.exclusive(async () => {
      const answer = await this.#host.revertReport(this.id, step);
      this.#queue.acknowledged(answer);
      return answer.step;
    });
  }

  /**
   * Notes a step that a command of its own did (changes accepted, a version restored), so that undo
   * finds it. `shown` is called each time it was taken back or done again: the body may differ.
   */
  did(step: Step, shown: () => Promise<void> = () => Promise.resolve()): void {
    const undoable = (one: Step): Undoable => ({
      takeBack: async () => {
        const back = await this.takeBack(one);
        await shown();
        return undoable(back);
      },
    });
    this.undo.did(undoable(step), step);
  }

  /** Notes uses of photos that a job made, so that undo takes them out. */
  made(placements: readonly string[]): void {
    const edits = placements.map((id) => ({ op: 'remove', collection: 'placements', id }) as const);
    const again = (step: Step): Undoable => ({
      takeBack: async () => again(await this.takeBack(step)),
    });
    this.undo.did({ takeBack: async () => again((await this.runAlong(edits)).step) });
  }

  async flush(): Promise<void> {
    await Promise.all([this.#queue.flush(), this.forum.flush()]);
  }

  /** Shows what a job or somebody else changed; resolves with the whole answer, body and heads. */
  async refresh(): Promise<ReportOpened> {
    return this.#queue.exclusive(async () => {
      const opened = await this.#host.openReport(this.id);
      this.#server = opened.report;
      this.#revision += 1;
      this.#photos = opened.photos;
      this.forum.replace(opened.forum);
      return opened;
    });
  }
}
