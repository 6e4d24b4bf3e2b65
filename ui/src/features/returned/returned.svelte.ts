// The review of a text that came back: what somebody else changed, and what the user says to each.
// Nothing is written before they are taken over, and then as one operation.
import { t } from '../../i18n/index.svelte';
import type { Returned, ReturnedChange } from '../../ipc/bindings';

/** A text on its way in: a file, or what was pasted. */
export type Incoming = { path: string | null; text: string | null; html: string | null };

export type Decision = 'accept' | 'refuse';

/** What stands in the report when a change is accepted or refused; null is nothing. */
export type Outcome = { text: string | null; merged: boolean };

export class ReturnedReview {
  readonly returned: Returned;
  #decisions = $state.raw<Record<string, Decision>>({});
  busy = $state(false);
  readonly #take: (changes: ReturnedChange[]) => Promise<void>;

  constructor(returned: Returned, take: (changes: ReturnedChange[]) => Promise<void>) {
    this.returned = returned;
    this.#take = take;
  }

  readonly accepted: ReturnedChange[] = $derived.by(() =>
    this.returned.changes.filter(({ id }) => this.#decisions[id] === 'accept'),
  );
  readonly undecided: number = $derived.by(
    () => this.returned.changes.filter(({ id }) => !(id in this.#decisions)).length,
  );

  /** Whether there are decisions that would be lost with it. */
  get begun(): boolean {
    return this.undecided < this.returned.changes.length;
  }

  decision(change: ReturnedChange): Decision | null {
    return this.#decisions[change.id] ?? null;
  }

  /** Decides on a change; the same once more takes that back. */
  decide(change: ReturnedChange, decision: Decision): void {
    const { [change.id]: before, ...others } = this.#decisions;
    this.#decisions = before === decision ? others : { ...others, [change.id]: decision };
  }

  decideAll(decision: Decision): void {
    this.#decisions = Object.fromEntries(this.returned.changes.map(({ id }) => [id, decision]));
  }

  /** Says how the passage will read. */
  outcome(change: ReturnedChange): Outcome {
    const { kind, before, theirs, now, conflict } = change;
    const ours = (now ?? before)?.text ?? null;
    if (this.decision(change) !== 'accept') {
      return { text: kind === 'added' ? null : ours, merged: false };
    }
    if (kind === 'removed') return { text: null, merged: false };
    return { text: theirs?.text ?? ours, merged: now !== null && !conflict };
  }

  /** Takes over what is accepted. */
  async take(): Promise<void> {
    if (this.busy || this.accepted.length === 0) return;
    this.busy = true;
    try {
      await this.#take(this.accepted);
    } finally {
      this.busy = false;
    }
  }
}

/** What the text was compared with, in words. */
export function baseText({ base }: Returned, time: string): string {
  return t().returned.base[base.what](time);
}

/** What a field is called; `photo:3` is the third photo's caption. */
export function fieldName(field: string): string {
  const [, photo] = /^photo:(\d+)$/.exec(field) ?? [];
  return photo === undefined ? (t().handover.field[field] ?? field) : t().returned.caption(photo);
}
