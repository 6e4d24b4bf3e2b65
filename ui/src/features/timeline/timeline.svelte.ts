// The timeline of the photo desk: photos by the time they were taken, a row for each camera, under the
// sessions of the forum; the borders of sessions while they are moved; a stretch of time that is chosen.
import { t } from '../../i18n/index.svelte';
import type { DeskPhoto } from '../../ipc/bindings';
import type { Notices } from '../../shared/notices.svelte';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { Axis, type Stretch } from './axis';
import { type Band, bandsOf, type Border, borderEdits, bordersOf, held, withBorder } from './bands';
import { local, MINUTE } from './times';

/** A photo on the line. */
export type Tick = { id: string; at: number; row: number; approximate: boolean };

/** How many cameras have a row of their own. */
const ROWS = 4;

/** A border that keys move is written when they rest so long, in milliseconds. */
const REST = 600;

export class Timeline {
  readonly #desk: PhotoDeskDocument;
  readonly #notices: Notices;
  folded = $state(false);
  /** A stretch of time that photos are chosen by. */
  range = $state.raw<Stretch | null>(null);
  /** A border that is being moved, and where to. */
  moving = $state.raw<{ border: Border; at: number } | null>(null);
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(desk: PhotoDeskDocument, notices: Notices) {
    this.#desk = desk;
    this.#notices = notices;
  }

  get readonly(): boolean {
    return this.#desk.readonly;
  }

  /** Cameras that have a row, those with most photos first; what is left is one more row. */
  readonly cameras: { key: string | null; name: string }[] = $derived.by(() => {
    const counts = new Map<string, number>();
    let without = 0;
    for (const { photo } of this.#shown) {
      if (photo.camera === null) without += 1;
      else counts.set(photo.camera, (counts.get(photo.camera) ?? 0) + 1);
    }
    const all = [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
    const own = all.length > ROWS ? all.slice(0, ROWS - 1) : all;
    const names = new Map(this.#desk.about.cameras.map(({ id, name }) => [id, name]));
    const rows = own.map((key) => ({ key, name: names.get(key) ?? '' }));
    return all.length > own.length || without > 0
      ? [...rows, { key: null, name: own.length > 0 ? t().timeline.other_camera : '' }]
      : rows;
  });

  readonly ticks: Tick[] = $derived.by(() => {
    const rows = new Map(this.cameras.map(({ key }, row) => [key, row]));
    return this.#shown
      .flatMap(({ id, at, photo }) => {
        const time = local(at);
        if (time === null) return [];
        const row = rows.get(photo.camera) ?? rows.get(null) ?? 0;
        return [{ id, at: time, row, approximate: photo.time_approximate }];
      })
      .sort((a, b) => a.at - b.at);
  });

  readonly withoutTime: number = $derived.by(() => this.#shown.length - this.ticks.length);

  readonly #settled: Band[] = $derived.by(() => bandsOf(this.#desk.about.sessions));

  readonly bands: Band[] = $derived.by(() =>
    this.moving ? withBorder(this.#settled, this.moving.border, this.moving.at) : this.#settled,
  );

  readonly borders: Border[] = $derived.by(() =>
    bordersOf(this.#settled).map((border) =>
      border.key === this.moving?.border.key ? { ...border, at: this.moving.at } : border,
    ),
  );

  readonly lanes: number = $derived(Math.max(0, ...this.bands.map(({ lane }) => lane + 1)));

  /** It does not move under a border that is being moved. */
  readonly axis: Axis = $derived.by(
    () =>
      new Axis([...this.#settled, ...this.ticks.map(({ at }): Stretch => ({ from: at, to: at }))]),
  );

  titleOf(session: string | null): string {
    const title = this.bands.find(({ id }) => id === session)?.title ?? '';
    return title === '' ? t().timeline.untitled : title;
  }

  nameOf({ ends, starts }: Border): string {
    if (ends !== null && starts !== null) {
      return t().timeline.between(this.titleOf(ends), this.titleOf(starts));
    }
    return ends === null
      ? t().timeline.starts(this.titleOf(starts))
      : t().timeline.ends(this.titleOf(ends));
  }

  /** The photos taken in a stretch of time. */
  within({ from, to }: Stretch): string[] {
    return this.ticks.flatMap(({ id, at }) => (at >= from && at <= to ? id : []));
  }

  /** The photo that is nearest to a time, in a row before all others. */
  nearest(at: number, row: number | null): Tick | null {
    const inRow = row === null ? [] : this.ticks.filter((tick) => tick.row === row);
    let best: Tick | null = null;
    for (const tick of inRow.length > 0 ? inRow : this.ticks) {
      if (best === null || Math.abs(tick.at - at) < Math.abs(best.at - at)) best = tick;
    }
    return best;
  }

  /** Moves a border; nothing is written yet. */
  draw(border: Border, at: number): void {
    if (this.readonly) return;
    this.#stopTimer();
    this.moving = { border, at: held(border, at) };
  }

  /** Moves a border by keys; it is written when they rest. */
  nudge(border: Border, minutes: number): void {
    if (this.readonly) return;
    if (this.moving && this.moving.border.key !== border.key) void this.keep();
    const from = this.moving ?? { border: this.#borderNow(border), at: border.at };
    this.draw(from.border, from.at + minutes * MINUTE);
    this.#timer = setTimeout(() => void this.keep(), REST);
  }

  /** Writes the border that was moved. */
  async keep(): Promise<void> {
    this.#stopTimer();
    const { moving } = this;
    if (moving === null) return;
    if (moving.at === this.#borderNow(moving.border).at) {
      this.moving = null;
      return;
    }
    const zone = this.#desk.about.profile.time_zone;
    try {
      await this.#desk.change(borderEdits(moving.border, moving.at, zone));
      this.#notices.say(t().timeline.border_moved);
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
    if (this.moving === moving) this.moving = null;
  }

  /** Lets a border go back where it was. */
  drop(): void {
    this.#stopTimer();
    this.moving = null;
  }

  /** Photos without a session for which their time proposes one; of those chosen, if several are. */
  proposed(chosen: readonly string[]): DeskPhoto[] {
    const some = chosen.length > 1 ? new Set(chosen) : null;
    return this.#shown.filter(
      ({ id, photo, proposed_session }) =>
        proposed_session !== null && photo.session === null && (some === null || some.has(id)),
    );
  }

  async takeProposed(chosen: readonly string[]): Promise<void> {
    const rows = this.proposed(chosen);
    try {
      const edited = await this.#desk.edit(
        rows.map(({ id, proposed_session }) => ({
          photo: id,
          fields: { session: proposed_session },
        })),
      );
      if (!edited) return;
      this.#notices.done(t().timeline.took_sessions(rows.length), () =>
        this.#desk.revert(edited.step),
      );
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }

  get #shown(): DeskPhoto[] {
    return this.#desk.rows.filter(({ superseded }) => !superseded);
  }

  /** A border as the core knows it. */
  #borderNow(border: Border): Border {
    return bordersOf(this.#settled).find(({ key }) => key === border.key) ?? border;
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
