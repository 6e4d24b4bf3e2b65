// One export: its shape, its place, and the job that does it. Everything typed is on disk before the
// core is asked to read it.
import type { Job, PackageShape, Report } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { JobList } from '../../shared/job-list.svelte';

const LETTERS: Record<string, string> = {
  ə: 'e',
  ı: 'i',
  ö: 'o',
  ü: 'u',
  ş: 's',
  ç: 'c',
  ğ: 'g',
};

/** A file name that is legal everywhere: 2025-11-15-gencede-kuceler. */
export function packageName(report: Report): string {
  const headline = report.slug ?? report.headlines.main ?? '';
  const words = headline
    .toLocaleLowerCase('az')
    .replace(/[əıöüşçğ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const short = words.length <= 48 ? words : words.slice(0, 49).replace(/-[^-]*$/, '');
  const day = report.dateline_at?.slice(0, 10);
  return [day, short === '' ? 'reportaj' : short].filter((part) => part !== undefined).join('-');
}

export type ExportOptions = {
  host: Host;
  jobs: JobList;
  report: () => Report;
  /** The portal's time zone, in which its times are written. */
  zone: string;
  /** Whether there is something published that the photos can be compared with. */
  published: boolean;
  /** Writes fields of the report. */
  put: (fields: Partial<Report>) => void;
  flush: () => Promise<void>;
  failed: (thrown: unknown) => void;
};

export class ExportDialog {
  readonly #host: Host;
  readonly #jobs: JobList;
  readonly #flush: () => Promise<void>;
  readonly #report: () => Report;
  readonly #failed: (thrown: unknown) => void;
  readonly zone: string;
  readonly published: boolean;
  readonly put: (fields: Partial<Report>) => void;

  /** Only photos that are new or differ from what is published. */
  onlyChanged = $state(false);
  shape = $state<PackageShape>('bag');
  to = $state('');
  #jobId = $state<number | null>(null);
  #starting = $state(false);

  constructor({ host, jobs, report, zone, published, put, flush, failed }: ExportOptions) {
    this.#host = host;
    this.#jobs = jobs;
    this.#report = report;
    this.zone = zone;
    this.published = published;
    this.put = put;
    this.#flush = flush;
    this.#failed = failed;
  }

  get report(): Report {
    return this.#report();
  }

  /** The portal would show it before it may be shown. */
  get beforeEmbargo(): boolean {
    const { embargo_until, publish_at } = this.report;
    return embargo_until !== null && publish_at !== null && publish_at < embargo_until;
  }

  /** The job of this export, once there is one. */
  readonly job: Job | null = $derived.by(() => this.#jobs.find(this.#jobId));

  get jobId(): number | null {
    return this.#jobId;
  }

  get running(): boolean {
    return this.#starting || this.job?.state === 'running';
  }

  get canStart(): boolean {
    return !this.running && this.to.trim() !== '';
  }

  setShape(shape: PackageShape): void {
    if (shape === this.shape) return;
    this.shape = shape;
    // A zip's place is no folder's.
    this.to = '';
    void this.propose();
  }

  /** Offers a place, unless one was typed or chosen meanwhile. */
  async propose(): Promise<void> {
    const { shape } = this;
    try {
      const place = await this.#host.proposeExport(this.#report().id, shape);
      if (shape === this.shape && this.to === '') this.to = place;
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  async choose(): Promise<void> {
    const name = packageName(this.#report()) + (this.shape === 'bag' ? '.zip' : '');
    try {
      this.to = (await this.#host.chooseExport(name, this.shape)) ?? this.to;
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  async start(): Promise<void> {
    if (!this.canStart) return;
    this.#starting = true;
    try {
      await this.#flush();
      const { id } = this.#report();
      this.#jobId = await this.#host.exportReport(
        id,
        this.shape,
        this.to.trim(),
        null,
        this.onlyChanged && this.published,
      );
    } catch (thrown) {
      this.#failed(thrown);
    } finally {
      this.#starting = false;
    }
  }

  cancel(): void {
    if (this.#jobId !== null) this.#jobs.cancel(this.#jobId).catch(this.#failed);
  }

  /** Back to the choice, after an end of any kind. */
  again(): void {
    this.#leave();
    this.#jobId = null;
  }

  /** What has ended needs no line in the corner any more; what runs goes on there. */
  close(): void {
    this.#leave();
  }

  #leave(): void {
    if (this.#jobId !== null && this.job !== null && this.job.state !== 'running') {
      this.#jobs.dismiss(this.#jobId).catch(this.#failed);
    }
  }
}
