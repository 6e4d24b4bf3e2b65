// What goes out of an open report and comes back to it: the preview beside the manuscript, the pages
// of hand-over, update and receipts, and the review of a returned text. They stand in front of the
// manuscript, which stays as it is behind them.
import { HandoverPage } from '../features/handover/handover.svelte';
import { Materials } from '../features/materials/materials.svelte';
import { Preview } from '../features/preview/preview.svelte';
import { Publishing } from '../features/publication/publication.svelte';
import { type Incoming, ReturnedReview } from '../features/returned/returned.svelte';
import type { ReportPage } from '../features/report/page.svelte';
import { t } from '../i18n/index.svelte';
import type { ReturnedChange, Returned, Step } from '../ipc/bindings';
import type { App } from './app.svelte';

/** How long after a change the page that shows it is read anew, in milliseconds. */
const LOOK_AFTER = 300;

export type DeliveryPart = 'handover' | 'update' | 'receipts' | 'returned';

/** A document of which one must ask: another report's, or nobody's. */
export type Question = { name: string; other: string | null; incoming: Incoming } & (
  { kind: 'belongs'; report: string; returned: Returned } | { kind: 'unknown' }
);

const nameOf = ({ path }: Incoming): string => path?.split(/[\\/]/).at(-1) ?? '';

export class Delivery {
  readonly preview: Preview;
  readonly handover: HandoverPage;
  readonly publishing: Publishing;
  readonly materials: Materials;
  /** The page in front of the manuscript. */
  part = $state<DeliveryPart | null>(null);
  previewOpen = $state(false);
  review = $state.raw<ReturnedReview | null>(null);
  question = $state.raw<Question | null>(null);
  starting = $state(false);
  #comparing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #app: App;
  readonly #page: ReportPage;

  constructor(app: App, page: ReportPage) {
    this.#app = app;
    this.#page = page;
    const { host, jobs, notices } = app;
    const { id: report, forum, profile } = page.document;
    const flush = (): Promise<void> => page.flush();
    this.preview = new Preview(host, report);
    this.handover = new HandoverPage({ host, jobs, notices, report, flush });
    this.publishing = new Publishing({
      host,
      jobs,
      notices,
      report,
      zone: profile.time_zone,
      flush,
      did: (step) => this.#did(step),
    });
    this.materials = new Materials(host, forum, notices);
  }

  /** Whether a dialog of these asks for something. */
  get asking(): boolean {
    return this.starting || this.question !== null;
  }

  show(part: DeliveryPart): void {
    this.part = part;
    this.#read();
  }

  /** Goes back to the manuscript; decisions on a returned text can be taken up again. */
  leave(): void {
    const { review } = this;
    this.part = null;
    this.review = null;
    if (!review?.begun) return;
    this.#app.notices.done(t().returned.left, () => {
      [this.review, this.part] = [review, 'returned'];
      return Promise.resolve();
    });
  }

  /** Something of the report is new on disk: what is shown of it is asked for again. */
  look(): void {
    if (this.previewOpen) this.preview.ask();
    clearTimeout(this.#timer);
    if (this.part === null) this.publishing.lookSoon();
    else this.#timer = setTimeout(() => this.#read(), LOOK_AFTER);
  }

  #read(): void {
    if (this.part === 'handover') void this.handover.load();
    if (this.part !== 'returned') void this.publishing.load();
  }

  togglePreview(): void {
    this.previewOpen = !this.previewOpen;
    if (this.previewOpen) this.preview.ask();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.preview.close();
    this.publishing.close();
  }

  // Returned texts

  async chooseReturned(): Promise<void> {
    try {
      const path = await this.#app.host.chooseReturned();
      this.starting = false;
      if (path === null) return;
      const file = await this.#app.host.isReturned(path);
      // Of a report that this library does not have, nothing more can be said.
      if (file !== null && file.headline === null) this.askWhose(path);
      else await this.compare({ path, text: null, html: null });
    } catch (thrown) {
      this.#app.fail(thrown);
    }
  }

  /** A document came over the report's page that does not say whose it is. */
  askWhose(path: string): void {
    const incoming = { path, text: null, html: null };
    this.question = { kind: 'unknown', name: nameOf(incoming), other: null, incoming };
  }

  /** Compares a text with what was sent; asks first when it is another report's. */
  async compare(incoming: Incoming): Promise<void> {
    if (this.#comparing) return;
    this.#comparing = true;
    const { path, text, html } = incoming;
    try {
      await this.#page.flush();
      const { id } = this.#page.document;
      const returned = await this.#app.host.compareReturned(id, path, text, html);
      // Until now: what was pasted there must not go with a comparison that fails.
      this.starting = false;
      const { belongs, other } = returned;
      if (belongs !== null && belongs !== id && other !== null) {
        const name = nameOf(incoming);
        this.question = { kind: 'belongs', name, other, incoming, report: belongs, returned };
      } else this.#review(returned);
    } catch (thrown) {
      this.#app.fail(thrown);
    } finally {
      this.#comparing = false;
    }
  }

  /** Compares in spite of the question. */
  async compareAnyway(): Promise<void> {
    const { question } = this;
    this.question = null;
    if (question?.kind === 'belongs') this.#review(question.returned);
    else if (question) await this.compare(question.incoming);
  }

  /** Goes to the report that the document is; reads one of nobody as a new text. */
  async toOther(): Promise<void> {
    const { question } = this;
    this.question = null;
    if (question?.kind === 'belongs') {
      await this.#app.compareIn(question.report, question.incoming);
    } else if (question?.incoming.path) await this.#app.readAsNew(question.incoming.path);
  }

  /** Keeps the document with the forum instead. */
  async keep(): Promise<void> {
    const { question } = this;
    this.question = null;
    if (question?.incoming.path) await this.materials.addPath(question.incoming.path);
    else if (question?.incoming.text) await this.materials.addText(question.incoming.text);
  }

  #review(returned: Returned): void {
    this.review = new ReturnedReview(returned, (changes) => this.#take(returned, changes));
    this.part = 'returned';
  }

  async #take(returned: Returned, changes: ReturnedChange[]): Promise<void> {
    const { host, notices } = this.#app;
    try {
      await this.#page.flush();
      const { id } = this.#page.document;
      const { step } = await host.acceptReturned(id, returned.base.heads, changes);
      const undo = await this.#did(step);
      [this.part, this.review] = [null, null];
      notices.done(t().returned.taken(changes.length), undo);
    } catch (thrown) {
      this.#app.fail(thrown);
    }
  }

  /** Shows what a command did, and puts it into the order of undo. */
  async #did(step: Step): Promise<() => Promise<void>> {
    const { document } = this.#page;
    const shown = (): Promise<void> => this.#page.refresh();
    document.did(step, shown);
    await shown();
    return () => document.revert(step);
  }
}
