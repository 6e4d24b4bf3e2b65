// Long work of the fake host: one step at a time, so that progress and cancelling can be seen.
import type { Job, JobKind, JobResult } from '../bindings';
import { wireError } from '../host';

/** One step: its name, and the work. */
export type JobStep = { what: string; run: () => void | Promise<void> };

type Plan = {
  kind: JobKind;
  subject: string;
  title: string;
  steps: JobStep[];
  finish: () => JobResult;
};

export class FakeJobs {
  readonly listeners = new Set<(job: Job) => void>();
  readonly #jobs = new Map<number, Job>();
  readonly #pause: () => Promise<void>;
  #last = 0;

  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  list(): Job[] {
    return [...this.#jobs.values()];
  }

  start(plan: Plan): number {
    const id = (this.#last += 1);
    this.#publish({
      id,
      kind: plan.kind,
      subject: plan.subject,
      title: plan.title,
      done: 0,
      total: plan.steps.length,
      what: '',
      state: 'running',
      error: null,
      result: null,
    });
    void this.#run(id, plan);
    return id;
  }

  cancel(id: number): void {
    this.#update(id, { state: 'cancelled' });
  }

  dismiss(id: number): void {
    if (this.#jobs.get(id)?.state !== 'running') this.#jobs.delete(id);
  }

  async #run(id: number, { steps, finish }: Plan): Promise<void> {
    try {
      for (const [i, step] of steps.entries()) {
        await this.#pause();
        if (this.#jobs.get(id)?.state !== 'running') return;
        this.#update(id, { what: step.what });
        await step.run();
        this.#update(id, { done: i + 1 });
      }
      await this.#pause();
      this.#update(id, { state: 'done', what: '', result: finish() });
    } catch (thrown) {
      this.#update(id, { state: 'failed', error: wireError(thrown) });
    }
  }

  #update(id: number, change: Partial<Job>): void {
    const job = this.#jobs.get(id);
    if (job?.state === 'running') this.#publish({ ...job, ...change });
  }

  #publish(job: Job): void {
    this.#jobs.set(job.id, job);
    for (const listener of this.listeners) listener(job);
  }
}
