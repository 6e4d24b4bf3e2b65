// The preview's page, as the core makes it of what is on disk. At most one question is on its way;
// what changed meanwhile is asked for once, when it is answered.
import type { ReportId, WireError } from '../../ipc/bindings';
import { type Host, wireError } from '../../ipc/host';

export class Preview {
  /** The page, whole; null until there is one. */
  html = $state.raw<string | null>(null);
  /** Why there is none of the latest state; the last good page stays. */
  error = $state.raw<WireError | null>(null);
  readonly #host: Host;
  readonly #report: ReportId;
  #version: string | null = null;
  #underway = false;
  #again = false;
  #closed = false;

  constructor(host: Host, report: ReportId) {
    this.#host = host;
    this.#report = report;
  }

  /** Asks for the page as it is now. */
  ask(): void {
    if (this.#closed) return;
    this.#again = true;
    if (!this.#underway) void this.#work();
  }

  close(): void {
    this.#closed = true;
  }

  async #work(): Promise<void> {
    this.#underway = true;
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        const { html, version } = await this.#host.preview(this.#report);
        this.error = null;
        if (version !== this.#version) [this.html, this.#version] = [html, version];
      } catch (thrown) {
        this.error = wireError(thrown);
      }
    }
    this.#underway = false;
  }
}
