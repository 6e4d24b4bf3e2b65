// The versions of a report: which there are, by day; what one of them says beside today, or what was
// changed in it; and making the report, or one block, read again as it did.
import { t } from '../../i18n/index.svelte';
import type { BlockChange, ReportOpened, Version, VersionDiff } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { Notices } from '../../shared/notices.svelte';
import { momentText } from './words';

/** What a version is shown beside: how the report stands now, or the version before it. */
export type Beside = 'now' | 'before';

export type Day = { day: Date; versions: { version: Version; place: number }[] };

/** Blocks that differ, and between them how many do not. */
export type Part =
  { kind: 'block'; change: BlockChange } | { kind: 'same'; id: string; changes: BlockChange[] };

export class History {
  readonly #host: Host;
  readonly #notices: Notices;
  readonly report: string;
  readonly headline: string;
  readonly language: string;
  readonly readOnly: boolean;

  versions = $state.raw<Version[]>([]);
  chosen = $state(0);
  beside = $state<Beside>('now');
  diff = $state.raw<VersionDiff | null>(null);
  /** Runs of blocks that are the same and were unfolded, by their first block. */
  unfolded = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);
  /** Grows with every question: an answer to an older one is not shown. */
  #question = 0;

  constructor(host: Host, opened: ReportOpened, notices: Notices) {
    this.#host = host;
    this.#notices = notices;
    const { report, profile, read_only } = opened;
    this.report = report.id;
    this.headline = report.headlines.main ?? '';
    this.language = report.language ?? profile.language;
    this.readOnly = read_only !== null;
  }

  get version(): Version | null {
    return this.versions[this.chosen] ?? null;
  }

  readonly days: Day[] = $derived.by(() => {
    const days: Day[] = [];
    for (const [place, version] of this.versions.entries()) {
      const day = new Date(version.to);
      const last = days.at(-1);
      if (last && sameDay(last.day, day)) last.versions.push({ version, place });
      else days.push({ day, versions: [{ version, place }] });
    }
    return days;
  });

  readonly parts: Part[] = $derived(partsOf(this.diff?.blocks ?? []));

  readonly differs: boolean = $derived.by(() => {
    const { diff } = this;
    if (!diff) return false;
    const { fields, photos, blocks } = diff;
    return fields.length + photos.length > 0 || blocks.some(({ kind }) => kind !== 'same');
  });

  /** Whether the version can be restored: not the one that stands now. */
  get restorable(): boolean {
    return !this.readOnly && !this.busy && this.version?.now === false;
  }

  async load(): Promise<void> {
    const chosen = this.version?.heads.join();
    this.versions = await this.#host.history(this.report);
    const still = this.versions.findIndex(({ heads }) => heads.join() === chosen);
    // What one comes for is how it was before.
    await this.choose(still >= 0 ? still : Math.min(1, this.versions.length - 1));
  }

  async choose(place: number): Promise<void> {
    this.chosen = Math.max(0, Math.min(this.versions.length - 1, place));
    this.unfolded = new Set();
    await this.#compare();
  }

  async show(beside: Beside): Promise<void> {
    this.beside = beside;
    await this.#compare();
  }

  unfold(id: string): void {
    this.unfolded = new Set([...this.unfolded, id]);
  }

  /** The version before the chosen one, where there is one. */
  get before(): Version | null {
    return this.versions[this.chosen + 1] ?? null;
  }

  /** Makes the report, or a block of it, read as in the chosen version; that can be undone. */
  async restore(block: string | null): Promise<void> {
    const { version } = this;
    if (version === null || !this.restorable) return;
    this.busy = true;
    try {
      const { step } = await this.#host.restoreVersion(this.report, version.heads, block);
      const m = t().history;
      const text = block === null ? m.restored(momentText(version.to)) : m.restored_block;
      this.#notices.done(text, async () => {
        await this.#host.revertReport(this.report, step);
        await this.load();
      });
      await this.load();
    } catch (thrown) {
      this.#notices.fail(thrown);
    } finally {
      this.busy = false;
    }
  }

  async #compare(): Promise<void> {
    const question = (this.#question += 1);
    const { version, before, beside } = this;
    if (version === null || (beside === 'now' ? version.now : before === null)) {
      this.diff = null;
      return;
    }
    try {
      const diff = await (beside === 'now'
        ? this.#host.compareVersions(this.report, version.heads, null)
        : this.#host.compareVersions(this.report, before?.heads ?? [], version.heads));
      if (question === this.#question) this.diff = diff;
    } catch (thrown) {
      if (question === this.#question) this.#notices.fail(thrown);
    }
  }
}

const sameDay = (a: Date, b: Date): boolean =>
  a.getFullYear() === b.getFullYear() &&
  a.getMonth() === b.getMonth() &&
  a.getDate() === b.getDate();

/** Joins blocks that are the same; one that stands beside a change is kept, to know where one is. */
export function partsOf(changes: readonly BlockChange[]): Part[] {
  const parts: Part[] = [];
  const differs = (at: number): boolean => changes[at] !== undefined && changes[at].kind !== 'same';
  for (const [at, change] of changes.entries()) {
    const last = parts.at(-1);
    if (differs(at) || differs(at - 1) || differs(at + 1)) parts.push({ kind: 'block', change });
    else if (last?.kind === 'same') last.changes.push(change);
    else parts.push({ kind: 'same', id: change.block ?? String(at), changes: [change] });
  }
  // Folding one block away saves nothing.
  return parts.flatMap((part): Part[] =>
    part.kind === 'same' && part.changes.length === 1
      ? part.changes.map((change) => ({ kind: 'block', change }))
      : [part],
  );
}
