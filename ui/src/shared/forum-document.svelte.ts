// A forum as the window holds it: what the core last said, with what is on its way laid over it.
import type {
  Forum,
  ForumCollection,
  ForumEdit,
  ForumEdited,
  ForumId,
  Step,
  WireError,
} from '../ipc/bindings';
import { withForumEdits } from '../ipc/edits';
import type { Host } from '../ipc/host';
import { EditQueue, type SaveState } from './edit-queue.svelte';
import { type Undoable, UndoOrder } from './undo.svelte';

export class ForumDocument {
  readonly id: ForumId;
  /** What was done here: of a report's page, together with what was done to the report. */
  readonly undo: UndoOrder;
  readonly #host: Host;
  readonly #queue: EditQueue<ForumCollection, ForumEdit, ForumEdited>;
  #server: Forum;
  #revision = $state(0);
  readonly readOnly: WireError | null;

  constructor(
    host: Host,
    forum: Forum,
    readOnly: WireError | null,
    savedAt: string,
    undo = new UndoOrder(),
  ) {
    this.undo = undo;
    this.#host = host;
    this.id = forum.id;
    this.readOnly = readOnly;
    this.#server = $state.raw(forum);
    this.#queue = new EditQueue(
      savedAt,
      (edits) => host.editForum(this.id, edits),
      (answer) => this.replace(answer.forum),
      { order: undo, document: this },
    );
  }

  readonly forum: Forum = $derived.by(() => withForumEdits(this.#server, this.#queue.unsaved));

  /** Grows whenever the core said something new of the forum. */
  get revision(): number {
    return this.#revision;
  }

  get saveState(): SaveState {
    return this.#queue.state;
  }

  /** Writes fields some time soon; `id` is "" for the forum's own. */
  put(collection: ForumCollection, id: string, fields: Record<string, unknown>): void {
    this.#queue.put(collection, id, fields);
  }

  /** Does edits now; resolves with what undoes them and the ids that they made. */
  run(edits: ForumEdit[]): Promise<ForumEdited> {
    return this.#queue.run(edits);
  }

  /** Takes the answer of a command of its own (a file was added), so that undo finds it. */
  took(answer: ForumEdited): void {
    const undoable = (step: Step): Undoable => ({
      takeBack: async () => undoable(await this.takeBack(step)),
    });
    this.replace(answer.forum);
    this.undo.did(undoable(answer.step), answer.step);
  }

  /** Takes an operation back, as a notice offers it; that can be undone too. */
  revert(step: Step): Promise<void> {
    return this.undo.revert(this, step);
  }

  /** Takes a step back; resolves with the step that did it. The order of undo is the caller's. */
  takeBack(step: Step): Promise<Step> {
    return this.#queue.exclusive(async () => {
      const answer = await this.#host.revertForum(this.id, step);
      this.#queue.acknowledged(answer);
      return answer.step;
    });
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  /** Shows what somebody else changed. */
  async refresh(): Promise<void> {
    await this.#queue.exclusive(async () => {
      this.replace((await this.#host.openForum(this.id)).forum);
    });
  }

  /** Takes a forum that came with another answer. */
  replace(forum: Forum): void {
    this.#server = forum;
    this.#revision += 1;
  }
}
