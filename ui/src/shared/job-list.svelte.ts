// The jobs that run or have just ended, as the corner of the window shows them.
import type { Job } from '../ipc/bindings';
import type { Host } from '../ipc/host';

export class JobList {
  jobs = $state.raw<Job[]>([]);
  readonly #host: Host;
  readonly #ended = new Set<(job: Job) => void>();

  constructor(host: Host, running: Job[]) {
    this.#host = host;
    this.jobs = running;
    host.onJob((job) => this.#take(job));
  }

  find(id: number | null): Job | null {
    return this.jobs.find((job) => job.id === id) ?? null;
  }

  /** Calls with every job that ends; what it returns ends that. */
  onEnd(listener: (job: Job) => void): () => void {
    this.#ended.add(listener);
    return () => this.#ended.delete(listener);
  }

  /** Resolves with the job when it has ended, in whatever way. */
  ended(id: number): Promise<Job> {
    const known = this.find(id);
    if (known && known.state !== 'running') return Promise.resolve(known);
    return new Promise((done) => {
      const end = this.onEnd((job) => {
        if (job.id !== id) return;
        end();
        done(job);
      });
    });
  }

  cancel(id: number): Promise<void> {
    return this.#host.cancelJob(id);
  }

  async dismiss(id: number): Promise<void> {
    this.jobs = this.jobs.filter((job) => job.id !== id);
    await this.#host.dismissJob(id);
  }

  #take(job: Job): void {
    const known = this.jobs.findIndex(({ id }) => id === job.id);
    this.jobs = known < 0 ? [...this.jobs, job] : this.jobs.with(known, job);
    if (job.state !== 'running') for (const listener of this.#ended) listener(job);
  }
}
