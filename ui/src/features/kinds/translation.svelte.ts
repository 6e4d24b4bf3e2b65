// A translation beside its source: which blocks are to be written, which changed in the source since,
// and saying of one that it is up to date.
import type { Heads, Step, Translation, TranslationBlock } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { ReportDocument } from '../../shared/report-document.svelte';

/** Blocks that wait for the translator. */
const WAITING = new Set<TranslationBlock['state']>(['untranslated', 'changed', 'removed']);

/** What the body needs of its page to take a block in. */
export type BodyOfPage = {
  /** Everything that was typed goes to disk. */
  flush(): Promise<void>;
  /** Shows what a command did to the body. */
  refresh(): Promise<void>;
};

export class TranslationSide {
  readonly #host: Host;
  readonly #document: ReportDocument;
  readonly #page: BodyOfPage;
  readonly #failed: (thrown: unknown) => void;

  view = $state.raw<Translation | null>(null);
  #question = 0;
  #at = '';

  constructor(
    host: Host,
    document: ReportDocument,
    page: BodyOfPage,
    failed: (thrown: unknown) => void,
  ) {
    this.#host = host;
    this.#document = document;
    this.#page = page;
    this.#failed = failed;
  }

  readonly waiting: TranslationBlock[] = $derived(
    (this.view?.blocks ?? []).filter(({ state }) => WAITING.has(state)),
  );

  count(state: TranslationBlock['state']): number {
    return (this.view?.blocks ?? []).filter((block) => block.state === state).length;
  }

  /** Reads both texts as they are on disk; `at` differs when something of them may be new. */
  load(at: string): void {
    if (at === this.#at) return;
    this.#at = at;
    this.#ask();
  }

  #ask(): void {
    const question = (this.#question += 1);
    this.#host
      .translation(this.#document.id)
      .then((view) => {
        if (question === this.#question) this.view = view;
      })
      .catch(this.#failed);
  }

  /** The block that waits after another one, round the end; null when none does. */
  next(after: string | null): TranslationBlock | null {
    const blocks = this.view?.blocks ?? [];
    const at = blocks.findIndex(({ block, source }) => (block ?? source) === after);
    const behind = [...blocks.slice(at + 1), ...blocks.slice(0, at + 1)];
    return behind.find(({ state }) => WAITING.has(state)) ?? null;
  }

  /** Whether a block can be called up to date: it stands there, and has words. */
  canMark({ block, state, source }: TranslationBlock): boolean {
    if (block === null || source === null || this.#document.readOnly !== null) return false;
    return state === 'changed' || state === 'untranslated';
  }

  /** Notes that a block says what the source says now. */
  async mark(block: string): Promise<void> {
    const { view } = this;
    if (view === null) return;
    try {
      // What is typed comes first: an empty block cannot follow anything.
      await this.#page.flush();
      const fields = { translated: { [block]: view.source_heads } };
      await this.#document.run([{ op: 'put', collection: 'report', id: '', fields }]);
      this.#ask();
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  /** Takes a block of the source in, empty, where it stands there; that can be undone. */
  async insert({ source, kind }: TranslationBlock): Promise<void> {
    const { view } = this;
    if (view === null || source === null) return;
    try {
      await this.#page.flush();
      const { report, heads } = await this.#host.openReport(this.#document.id);
      const ids = report.body.map(({ id }) => id);
      const step = await this.#save(heads, {
        block: { id: source, kind, text: { text: '', marks: [] } },
        order: inserted(ids, source, view.blocks),
      });
      await this.#page.refresh();
      this.#ask();
      this.#document.did(step, async () => {
        await this.#page.refresh();
        this.#ask();
      });
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  async #save(
    base: Heads,
    {
      block,
      order,
    }: {
      block: { id: string; kind: TranslationBlock['kind']; text: { text: string; marks: [] } };
      order: string[];
    },
  ): Promise<Step> {
    const save = { base, blocks: [block], removed: [], order };
    return (await this.#host.saveBody(this.#document.id, save)).step;
  }
}

/** Puts an id behind the nearest one before it that the translation has. */
export function inserted(
  ids: readonly string[],
  id: string,
  blocks: readonly TranslationBlock[],
): string[] {
  const at = blocks.findIndex(({ source }) => source === id);
  const before = blocks.slice(0, at).findLast(({ block }) => block !== null && ids.includes(block));
  const place = before?.block ? ids.indexOf(before.block) + 1 : 0;
  return [...ids.slice(0, place), id, ...ids.slice(place)];
}
