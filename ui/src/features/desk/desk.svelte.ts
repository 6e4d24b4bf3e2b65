// The desk: which reports are shown, found as one types, and fetched page by page as one scrolls.
import type { ForumRow, ReportFilter, ReportRow } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';

/** What the rail chooses. */
export type Shelf = 'all' | 'draft' | 'ready' | 'trash';

/** Rows that are fetched at once. */
export const PAGE = 100;

type Counts = Record<Shelf, number>;

export class Desk {
  readonly #host: Host;
  readonly #failed: (thrown: unknown) => void;

  forums = $state.raw<ForumRow[]>([]);
  counts = $state.raw<Counts>({ all: 0, draft: 0, ready: 0, trash: 0 });
  shelf = $state<Shelf>('all');
  forum = $state<string | null>(null);
  query = $state('');
  total = $state(0);
  /** Where the list stood when the desk was left, in pixels. */
  scrollTop = 0;
  /** The place of the chosen row in the list. */
  chosen = $state(0);
  #pages = $state.raw(new Map<number, ReportRow[]>());
  #asked = new Set<number>();
  /** Grows with every new question: an answer to an older one is not shown. */
  #question = 0;

  constructor(host: Host, failed: (thrown: unknown) => void) {
    this.#host = host;
    this.#failed = failed;
  }

  row(at: number): ReportRow | null {
    return this.#pages.get(Math.floor(at / PAGE))?.[at % PAGE] ?? null;
  }

  get chosenRow(): ReportRow | null {
    return this.row(this.chosen);
  }

  /** Whether the library holds nothing at all. */
  get isEmpty(): boolean {
    return this.forums.length === 0 && this.counts.all === 0 && this.counts.trash === 0;
  }

  /** Forums that somebody made; those made silently for a single text would fill the rail. */
  get listedForums(): ForumRow[] {
    return this.forums.filter(({ kind }) => kind === 'forum');
  }

  /** Fetches everything that the desk shows. */
  async load(): Promise<void> {
    await Promise.all([this.#loadForums(), this.#loadCounts(), this.#ask()]);
  }

  /** Fetches again what is shown, without moving the list. */
  reload(): void {
    this.load().catch(this.#failed);
  }

  search(query: string): void {
    this.query = query;
    this.#askAgain();
  }

  show(shelf: Shelf, forum: string | null): void {
    this.shelf = shelf;
    this.forum = forum;
    this.#askAgain();
  }

  /** Sees to it that the rows of a range are there or on their way. */
  ensure(first: number, last: number): void {
    const question = this.#question;
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
      if (this.#pages.has(page) || this.#asked.has(page)) continue;
      this.#asked.add(page);
      this.#fetch(page, question).catch((thrown: unknown) => {
        this.#asked.delete(page);
        this.#failed(thrown);
      });
    }
  }

  choose(at: number): void {
    this.chosen = Math.max(0, Math.min(this.total - 1, at));
  }

  /** Moves a report to the trash; resolves with what takes it back. */
  trash(row: ReportRow): Promise<() => Promise<void>> {
    return this.#setTrashed(row.id, new Date().toISOString());
  }

  restore(row: ReportRow): Promise<() => Promise<void>> {
    return this.#setTrashed(row.id, null);
  }

  async #setTrashed(id: string, trashed_at: string | null): Promise<() => Promise<void>> {
    const { step } = await this.#host.editReport(id, [
      { op: 'put', collection: 'report', id: '', fields: { trashed_at } },
    ]);
    await this.load();
    return async () => {
      await this.#host.revertReport(id, step);
      await this.load();
    };
  }

  #askAgain(): void {
    this.chosen = 0;
    this.scrollTop = 0;
    this.#ask().catch(this.#failed);
  }

  async #ask(): Promise<void> {
    const question = (this.#question += 1);
    this.#asked = new Set([0]);
    const { rows, total } = await this.#host.listReports(this.#filter(0));
    if (question !== this.#question) return;
    this.#pages = new Map([[0, rows]]);
    this.total = total;
    this.choose(this.chosen);
  }

  async #fetch(page: number, question: number): Promise<void> {
    const { rows, total } = await this.#host.listReports(this.#filter(page));
    if (question !== this.#question) return;
    this.#pages = new Map(this.#pages).set(page, rows);
    this.total = total;
  }

  async #loadForums(): Promise<void> {
    this.forums = await this.#host.listForums();
  }

  async #loadCounts(): Promise<void> {
    const ask = async (filter: Partial<ReportFilter>): Promise<number> => {
      const all = { query: '', forum: null, state: null, trashed: false, offset: 0, limit: 0 };
      return (await this.#host.listReports({ ...all, ...filter })).total;
    };
    const [all, draft, ready, trash] = await Promise.all([
      ask({}),
      ask({ state: 'draft' }),
      ask({ state: 'ready' }),
      ask({ trashed: true }),
    ]);
    this.counts = { all, draft, ready, trash };
  }

  #filter(page: number): ReportFilter {
    return {
      query: this.query.trim(),
      forum: this.forum,
      state: this.shelf === 'draft' || this.shelf === 'ready' ? this.shelf : null,
      trashed: this.shelf === 'trash',
      offset: page * PAGE,
      limit: PAGE,
    };
  }
}
