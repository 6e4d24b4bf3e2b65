// Short notices: what was done, with Undo; and what failed, with its details. They never ask.
import { errorText, t } from '../i18n/index.svelte';
import type { WireError } from '../ipc/bindings';
import { wireError } from '../ipc/host';

export type Notice = {
  id: number;
  kind: 'done' | 'warning' | 'error' | 'offer';
  text: string;
  /** What undoes it, when that can be. */
  undo: (() => Promise<void>) | null;
  /** What "copy details" puts on the clipboard. */
  details: string | null;
  /** What one may do about it. */
  act: NoticeAct | null;
};

/** A button of a notice. */
export type NoticeAct = { label: string; run: () => void };

/** How long a notice that asks for nothing stays, in milliseconds. */
const STAYS = 8_000;

export class Notices {
  list = $state.raw<Notice[]>([]);
  /** What a screen reader is told without anything being shown. */
  spoken = $state('');
  #last = 0;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Says that something was done, with what undoes it. */
  done(text: string, undo: (() => Promise<void>) | null = null): void {
    this.#add({ kind: 'done', text, undo, details: null, act: null });
  }

  warn(text: string): void {
    this.#add({ kind: 'warning', text, undo: null, details: null, act: null });
  }

  /** Offers something; it stays until it is done or closed. Returns its id, for `close`. */
  offer(text: string, act: NoticeAct): number {
    return this.#add({ kind: 'offer', text, undo: null, details: null, act });
  }

  /** Whether a notice still stands. */
  has(id: number | null): boolean {
    return this.list.some((notice) => notice.id === id);
  }

  /** Does what a notice offers. */
  act(id: number): void {
    const act = this.list.find((notice) => notice.id === id)?.act;
    this.close(id);
    act?.run();
  }

  /** Tells of several failures at once; what each was is among the details. */
  trouble(text: string, details: string): void {
    this.#add({ kind: 'error', text, undo: null, details, act: null });
  }

  /** Shows an error, of the core or of the window; it stays until it is closed. */
  fail(thrown: unknown): void {
    const error = wireError(thrown);
    this.trouble(errorText(error), detailsOf(error));
  }

  /** Tells a screen reader alone. */
  say(text: string): void {
    // A reader speaks when the words differ; the same move twice must be heard twice.
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }

  close(id: number): void {
    this.#stop(id);
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  async undo(id: number): Promise<void> {
    const undo = this.list.find((notice) => notice.id === id)?.undo;
    this.close(id);
    if (!undo) return;
    try {
      await undo();
      this.say(t().app.undone);
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  /** Undoes the latest that can be; false when there is none. */
  undoLatest(): boolean {
    const latest = this.list.findLast((notice) => notice.undo !== null);
    if (latest) void this.undo(latest.id);
    return latest !== undefined;
  }

  /** Stops the clock of a notice while somebody reads it. */
  hold(id: number): void {
    this.#stop(id);
  }

  release(id: number): void {
    const notice = this.list.find((entry) => entry.id === id);
    if (notice && passes(notice)) this.#closeLater(id);
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = (this.#last += 1);
    const same = this.list.find(({ kind, text }) => kind === 'error' && text === notice.text);
    if (same) this.close(same.id);
    // Four are what one can read; an error is never pushed out.
    const room = this.list.filter(passes).slice(0, -3);
    for (const { id: oldest } of room) this.close(oldest);
    this.list = [...this.list, { ...notice, id }];
    if (passes(notice)) this.#closeLater(id);
    return id;
  }

  #closeLater(id: number): void {
    this.#stop(id);
    this.#timers.set(
      id,
      setTimeout(() => this.close(id), STAYS),
    );
  }

  #stop(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }
}

/** Whether a notice goes by itself. */
const passes = ({ kind }: Pick<Notice, 'kind'>): boolean => kind === 'done' || kind === 'warning';

/** What to send to whoever mends Tezis: no word of a report is in it but what an error names. */
export function detailsOf(error: WireError): string {
  const params = Object.entries(error.params).map(([key, value]) => `${key}: ${value}`);
  return [error.code, error.detail, ...params].join('\n');
}
