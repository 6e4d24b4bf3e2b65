// How safe the library is against the loss of this disk: what the core says of the last copy
// elsewhere, in words for the top bar, and the copy that is being made.
import { format, t } from '../../i18n/index.svelte';
import type { BackupState, Job } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { JobList } from '../../shared/job-list.svelte';

/** After how many days an old copy is a warning. */
export const OLD = 3;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type BackupLine = { kind: 'quiet' | 'running' | 'warning'; text: string; why: string };

export class Backup {
  readonly #host: Host;
  readonly #jobs: JobList;
  readonly #failed: (thrown: unknown) => void;

  state = $state.raw<BackupState | null>(null);
  /** The copy that ended last, also when the corner of the window shows it no more. */
  #last = $state.raw<Job | null>(null);

  constructor(host: Host, jobs: JobList, failed: (thrown: unknown) => void) {
    this.#host = host;
    this.#jobs = jobs;
    this.#failed = failed;
    host.onBackup((state) => (this.state = state));
    jobs.onEnd((job) => {
      if (job.kind === 'backup') this.#last = job;
    });
  }

  /** The copy that runs, or the last one that ended. */
  readonly job: Job | null = $derived.by(
    () =>
      this.#jobs.jobs.find(({ kind, state }) => kind === 'backup' && state === 'running') ??
      this.#last,
  );

  get running(): boolean {
    return this.job?.state === 'running' || (this.state?.running ?? false);
  }

  async load(): Promise<void> {
    this.state = await this.#host.backupState();
  }

  /** Asks again: whether the place is there can change without anybody saying so. */
  look(): void {
    this.load().catch(this.#failed);
  }

  /** Copies now, to the place of the settings. */
  async copy(): Promise<void> {
    if (this.running) return;
    try {
      await this.#host.backup(null);
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  cancel(): void {
    const { job } = this;
    if (job?.state === 'running') this.#jobs.cancel(job.id).catch(this.#failed);
  }
}

/** Returns what the top bar says of the copy at a moment; null while nothing is known. */
export function backupLine(state: BackupState | null, now: Date): BackupLine | null {
  if (state === null) return null;
  const m = t().care;
  const { to, at, there, changed, running } = state;
  if (running) return { kind: 'running', text: m.running, why: to ?? '' };
  if (to === null) return { kind: 'quiet', text: m.none, why: m.none_tip };
  if (!there && changed) return { kind: 'warning', text: m.away, why: m.away_why(to) };
  if (at === null) return { kind: 'quiet', text: m.never, why: to };
  const age = now.getTime() - new Date(at).getTime();
  const old = changed && age >= OLD * DAY;
  return {
    kind: old ? 'warning' : 'quiet',
    text: ageText(age),
    why: old
      ? m.old_why(format.moment(new Date(at)))
      : `${m.last(format.moment(new Date(at)))} ${changed ? m.changed : m.unchanged}`,
  };
}

function ageText(age: number): string {
  const m = t().care;
  if (age < MINUTE) return m.now;
  if (age < HOUR) return m.minutes(Math.floor(age / MINUTE));
  if (age < DAY) return m.hours(Math.floor(age / HOUR));
  return m.days(Math.floor(age / DAY));
}
