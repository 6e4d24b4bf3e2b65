// The jobs that run or have just ended, as the corner of the window shows them.
import type { Job } from '../ipc/bindings';
import type { Host } from '../ipc/host';
import { Pace, type Rate } from './pace';

export class JobList {
  jobs = $state.raw<Job[]>([]);
  readonly #host: Host;
  readonly #now: () => number;
  readonly #ended = new Set<(job: Job) => void>();
  readonly #paces = new Map<number, Pace>();
  /** Jobs whose starter tells of their end. */
  readonly #own = new Set<number>();
  /** Starts that have no answer yet; a job that ends meanwhile may be one of theirs. */
  #starting = 0;
  #held: Job[] = [];

  constructor(host: Host, running: Job[], now = () => performance.now()) {
    this.#host = host;
    this.#now = now;
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

  /** Starts a job whose end the caller tells of itself; `sizes` are the bytes of its steps. */
  async own(start: () => Promise<number>, sizes: readonly number[] = []): Promise<number> {
    this.#starting += 1;
    try {
      const id = await start();
      this.#own.add(id);
      this.#paces.set(id, new Pace(sizes));
      return id;
    } finally {
      this.#starting -= 1;
      if (this.#starting === 0) {
        const held = this.#held;
        this.#held = [];
        for (const job of held) this.#end(job);
      }
    }
  }

  /** Whether somebody else tells of the job's end. */
  isOwn(id: number): boolean {
    return this.#own.has(id);
  }

  /** How fast a running job goes. */
  rate({ id, total }: Job): Rate | null {
    return this.#paces.get(id)?.rate(total) ?? null;
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
    if (job.state !== 'running') {
      if (this.#starting > 0) this.#held.push(job);
      else this.#end(job);
    } else if (job.kind === 'import') {
      const pace = this.#paces.get(job.id) ?? new Pace();
      this.#paces.set(job.id, pace);
      pace.note(this.#now(), job.done);
    }
  }

  #end(job: Job): void {
    this.#paces.delete(job.id);
    for (const listener of this.#ended) listener(job);
  }
}
