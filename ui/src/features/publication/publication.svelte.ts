// What is published of a report, as the page knows it: the state for the top bar, what differs since
// then, the receipts; and saying that something was published.
import { format, t } from '../../i18n/index.svelte';
import type {
  Handover,
  NewPublication,
  Preview,
  PublicationKind,
  PublishedState,
  Receipt,
  ReportId,
  Step,
  Update,
  WireError,
} from '../../ipc/bindings';
import { type Host, wireError } from '../../ipc/host';
import type { JobList } from '../../shared/job-list.svelte';
import type { Notices } from '../../shared/notices.svelte';
import { dateText, timeText, wallTime } from '../../shared/zoned-time';

type Options = {
  host: Host;
  jobs: JobList;
  notices: Notices;
  report: ReportId;
  /** The portal's time zone, in which it says when something appeared. */
  zone: string;
  flush: () => Promise<void>;
  /** Shows what a command of its own did, and lets undo find it; what it returns takes it back. */
  did: (step: Step) => Promise<() => Promise<void>>;
};

/** What was typed into the form of a publication; null where nothing was. */
type Typed = { url: string | null; at: string | null; kind: PublicationKind | null };

export const nothingTyped: Typed = { url: null, at: null, kind: null };

/** How long after a change the state is asked for, in milliseconds: writing has its way. */
const PAUSE = 900;

export class Publishing {
  /** Null until it is known, and for a report that has not appeared. */
  state = $state.raw<PublishedState | null>(null);
  update = $state.raw<Update | null>(null);
  /** The form as it would go out, for the copies of what changed. */
  handover = $state.raw<Handover | null>(null);
  receipts = $state.raw<Receipt[] | null>(null);
  preview = $state.raw<Preview | null>(null);
  error = $state.raw<WireError | null>(null);
  busy = $state(false);
  exporting = $state(false);
  /** What the form has and nothing is done with yet: it outlives a look at the text. */
  typed = $state.raw<Typed>(nothingTyped);
  readonly #options: Options;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  get zone(): string {
    return this.#options.zone;
  }

  /** 13:05 today, 22-10-2025 13:05 before; by the portal's clock. */
  when(at: string): string {
    const wall = wallTime(new Date(at), this.zone);
    const today = dateText(wallTime(new Date(), this.zone)) === dateText(wall);
    return today ? timeText(wall) : `${dateText(wall)} ${timeText(wall)}`;
  }

  /** What the top bar says, short and in full; nothing for a report that has not appeared. */
  readonly chip: { text: string; full: string } | null = $derived.by(() => {
    if (this.state === null) return null;
    const { at, changed, withdrawn } = this.state;
    const { chip, chip_changed, chip_withdrawn } = t().publication;
    const say = withdrawn ? chip_withdrawn : changed ? chip_changed : chip;
    const day = format.when(clockFace(new Date(at), this.zone), clockFace(new Date(), this.zone));
    return { text: say(day), full: say(this.when(at)) };
  });

  /** Asks some time soon what is published; once for all that was asked meanwhile. */
  lookSoon(): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.look(), PAUSE);
  }

  async look(): Promise<void> {
    const { host, report } = this.#options;
    try {
      this.state = await host.published(report);
    } catch {
      // The next change asks again; what the bar says stays what it was.
    }
  }

  /** Reads what differs, and what of it is to be copied. */
  async load(): Promise<void> {
    const { host, report, flush } = this.#options;
    try {
      await flush();
      this.state = await host.published(report);
      const [handover, receipts, preview] = await Promise.all([
        host.handover(report),
        host.receipts(report),
        host.preview(report),
      ]);
      [this.handover, this.receipts, this.preview] = [handover, receipts, preview];
      this.update = this.state === null ? null : await host.whatChanged(report, null);
      this.error = null;
    } catch (thrown) {
      this.error = wireError(thrown);
    }
  }

  /** Writes down that it is published; true when it is on disk. */
  async publish(publication: NewPublication): Promise<boolean> {
    const { host, report, flush, notices, did } = this.#options;
    if (this.busy) return false;
    this.busy = true;
    try {
      await flush();
      const { step } = await host.publish(report, publication);
      const undo = await did(step);
      await this.load();
      const { written, written_withdrawn } = t().publication;
      const say = publication.kind === 'withdrawal' ? written_withdrawn : written;
      notices.done(say(this.when(publication.at)), async () => {
        await undo();
        await this.load();
      });
      return true;
    } catch (thrown) {
      notices.fail(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async copy(plain: string, html: string | null, said: string): Promise<boolean> {
    const { host, notices } = this.#options;
    try {
      await host.copyText(plain, html);
      notices.say(said);
      return true;
    } catch (thrown) {
      notices.fail(thrown);
      return false;
    }
  }

  /** Opens the page in the browser: this window shows the desk alone. */
  async openPage(url: string): Promise<void> {
    const { host, notices } = this.#options;
    try {
      await host.openAddress(url);
    } catch (thrown) {
      notices.fail(thrown);
    }
  }

  /** Exports the photos that are new or changed, and shows the folder. */
  async exportChanged(): Promise<void> {
    const { host, jobs, report, flush, notices } = this.#options;
    if (this.exporting) return;
    this.exporting = true;
    try {
      await flush();
      const to = await host.proposeExport(report, 'folder');
      const id = await host.exportReport(report, 'folder', to, null, true);
      const job = await jobs.ended(id);
      if (job.error) notices.fail(job.error);
      if (job.result?.type !== 'exported') return;
      await jobs.dismiss(id);
      await host.showFolder(job.result.path);
    } catch (thrown) {
      notices.fail(thrown);
    } finally {
      this.exporting = false;
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}

/** The moment at which a clock here shows what one in the zone shows: to be formatted, no more. */
function clockFace(at: Date, zone: string): Date {
  const { year, month, day, hour, minute } = wallTime(at, zone);
  return new Date(year, month - 1, day, hour, minute);
}

/** What can be done next at the portal, given what is published. */
export const possibleKinds = (state: PublishedState | null): PublicationKind[] =>
  state === null ? ['first'] : ['update', 'correction', 'withdrawal'];

/** The first twelve digits of a checksum tell two versions apart. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

/** When a receipt was written, by the clock of this computer. */
export const writtenAt = (receipt: Receipt): string => format.when(new Date(receipt.written_at));
