// A library made of a copy, in a new folder: which copy, where to, the job, and going on with it.
import type { Job } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { JobList } from '../../shared/job-list.svelte';

export class RestoreCopy {
  readonly #host: Host;
  readonly #jobs: JobList;
  readonly #failed: (thrown: unknown) => void;

  from = $state<string | null>(null);
  to = $state('');
  jobId = $state<number | null>(null);
  busy = $state(false);

  constructor(host: Host, jobs: JobList, library: string, failed: (thrown: unknown) => void) {
    this.#host = host;
    this.#jobs = jobs;
    this.#failed = failed;
    // Beside the library that is open: never over it.
    this.to = `${library.replace(/[\\/]+$/, '')}-2`;
  }

  readonly job: Job | null = $derived.by(() => this.#jobs.find(this.jobId));

  get ready(): boolean {
    return this.from !== null && this.to.trim() !== '' && !this.busy && !this.running;
  }

  get running(): boolean {
    return this.job?.state === 'running';
  }

  async choose(): Promise<void> {
    try {
      this.from = (await this.#host.chooseCopy()) ?? this.from;
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  async start(): Promise<void> {
    const { from } = this;
    if (from === null || !this.ready) return;
    this.busy = true;
    try {
      this.jobId = await this.#host.restoreCopy(from, this.to.trim());
    } catch (thrown) {
      this.#failed(thrown);
    } finally {
      this.busy = false;
    }
  }

  async cancel(): Promise<void> {
    if (this.jobId === null || !this.running) return;
    await this.#jobs.cancel(this.jobId).catch(this.#failed);
  }

  /** Starts the program again with the library that was made. */
  async open(): Promise<void> {
    const result = this.job?.result;
    if (result?.type !== 'restored') return;
    await this.#host.openLibrary(result.to).catch(this.#failed);
  }
}
