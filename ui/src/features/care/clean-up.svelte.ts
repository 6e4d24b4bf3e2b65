// Originals that nothing names any more: what could be freed, and what waits in the trash.
import { format, t } from '../../i18n/index.svelte';
import type { Unused, UnusedFile } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { Notices } from '../../shared/notices.svelte';

export class CleanUp {
  readonly #host: Host;
  readonly #notices: Notices;

  unused = $state.raw<Unused | null>(null);
  /** The originals that would go. */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);

  constructor(host: Host, notices: Notices) {
    this.#host = host;
    this.#notices = notices;
  }

  /** What would be freed, in bytes. */
  readonly bytes: number = $derived.by(() => {
    const files = this.unused?.files ?? [];
    return files.reduce((sum, { hash, bytes }) => sum + (this.chosen.has(hash) ? bytes : 0), 0);
  });

  load(): Promise<void> {
    return this.#run(async () => {
      this.#take(await this.#host.unusedOriginals());
    });
  }

  choose(hash: string, yes: boolean): void {
    const chosen = new Set(this.chosen);
    if (yes) chosen.add(hash);
    else chosen.delete(hash);
    this.chosen = chosen;
  }

  chooseAll(yes: boolean): void {
    this.chosen = new Set(yes ? this.unused?.files.map(({ hash }) => hash) : []);
  }

  /** Moves what is chosen to the trash; the notice brings it back. */
  clean(): Promise<void> {
    return this.#run(async () => {
      const hashes = [...this.chosen];
      const { bytes } = this;
      this.#take(await this.#host.cleanOriginals(hashes));
      this.#notices.done(t().care.cleaned(hashes.length, format.size(bytes)), async () => {
        this.#take(await this.#host.restoreOriginals(hashes));
      });
    });
  }

  restore(hashes: string[]): Promise<void> {
    return this.#run(async () => {
      this.#take(await this.#host.restoreOriginals(hashes));
      this.#notices.done(t().care.restored_photos(hashes.length), async () => {
        this.#take(await this.#host.cleanOriginals(hashes));
      });
    });
  }

  #take(unused: Unused): void {
    this.unused = unused;
    this.chosen = new Set(unused.files.map(({ hash }) => hash));
  }

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** When the trash lets go of a file. */
export function until(file: UnusedFile, days: number): Date {
  return new Date(new Date(file.since).getTime() + days * 86_400_000);
}
