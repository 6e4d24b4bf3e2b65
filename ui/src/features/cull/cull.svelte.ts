// Culling: what of the photo desk is in sight, which photos are at hand, how they are looked at, and
// what is decided about them. The photos are the photo desk's; the pictures are pictures.ts's.
import type { Colour } from '../../i18n/en/cull';
import { t } from '../../i18n/index.svelte';
import type { DeskPhoto, Pick } from '../../ipc/bindings';
import type { Notices } from '../../shared/notices.svelte';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { type Tile, tilesOf } from './bursts';
import {
  everything,
  type Filter,
  filters,
  passes,
  type Sort,
  sorted,
  type Tally,
  tally,
} from './filter';
import { Selection, type Way } from './selection.svelte';
import { decisionText, nameOf } from './words';

export type Mode = 'grid' | 'loupe' | 'compare';

/** A point of a picture, in fractions of it. */
export type Spot = { x: number; y: number };

const MIDDLE: Spot = { x: 0.5, y: 0.5 };

/** Widths of a tile in pixels of a usual text size. */
export const sizes = [104, 132, 164, 200, 248, 312] as const;

export class Cull {
  readonly desk: PhotoDeskDocument;
  readonly #notices: Notices;

  filter = $state.raw<Filter>(everything);
  sort = $state.raw<Sort>({ by: 'time', down: false });
  /** Older versions are shown, too. */
  older = $state(false);
  /** Bursts stand open as long as nobody folds them. */
  allOpen = $state(false);
  /** Bursts that are otherwise than all. */
  #turned = $state.raw<ReadonlySet<number>>(new Set());

  mode = $state<Mode>('grid');
  size = $state(2);
  /** How far the grid was scrolled when it was left, in pixels. */
  scrollTop = 0;
  /** 100 %, at the same spot of every picture. */
  zoomed = $state(false);
  spot = $state.raw<Spot>(MIDDLE);
  /** A decision goes on to the next photo. */
  advance = $state(false);
  /** Photos whose words are being written: what is typed takes none of them out of sight. */
  held = $state.raw<ReadonlySet<string>>(new Set());
  /** Photos side by side. */
  pair = $state.raw<string[]>([]);

  constructor(desk: PhotoDeskDocument, notices: Notices) {
    this.desk = desk;
    this.#notices = notices;
  }

  /** All photos that pass the filters or are held, in their order; bursts are not folded. */
  readonly frames: DeskPhoto[] = $derived.by(() => {
    const pass = passes(this.filter, this.desk.about);
    const rows = this.desk.rows.filter(
      (row) => (this.older || !row.superseded) && (this.held.has(row.id) || pass(row)),
    );
    return sorted(rows, this.sort);
  });

  #before = new Map<string, Tile>();

  readonly tiles: Tile[] = $derived.by(() => {
    const tiles = tilesOf(this.frames, (burst) => this.isFolded(burst), this.#before);
    this.#before = new Map(tiles.map((tile) => [tile.id, tile]));
    return tiles;
  });

  readonly #order: string[] = $derived(this.tiles.map(({ id }) => id));
  readonly selection = new Selection(() => this.#order);

  readonly tally: Tally = $derived.by(() => tally(this.desk.rows, this.desk.about.language));

  get filtered(): boolean {
    return filters(this.filter);
  }

  /** Photos that the filters hide, and those that stand behind another of their burst. */
  readonly hidden: { filtered: number; folded: number } = $derived.by(() => {
    const all = this.tally.all + (this.older ? this.tally.superseded : 0);
    return {
      filtered: all - this.frames.length,
      folded: this.frames.length - this.tiles.length,
    };
  });

  get readonly(): boolean {
    return this.desk.readonly;
  }

  get current(): string | null {
    return this.mode === 'compare' ? (this.pair[this.active] ?? null) : this.selection.current;
  }

  get row(): DeskPhoto | null {
    return this.desk.row(this.current ?? '') ?? null;
  }

  get tile(): Tile | null {
    return this.tiles[this.selection.place] ?? null;
  }

  /** What a decision is about: the selection in the grid, else the one photo at hand. */
  get targets(): string[] {
    if (this.mode === 'grid') return this.selection.ids;
    return this.current === null ? [] : [this.current];
  }

  // What is in sight

  narrow(part: Partial<Filter>): void {
    this.filter = { ...this.filter, ...part };
  }

  showAll(): void {
    this.filter = everything;
  }

  isFolded(burst: number): boolean {
    return this.#turned.has(burst) === this.allOpen;
  }

  /** Folds or unfolds a burst; the photo at hand stays at hand, or the one that stands for it. */
  fold(burst: number, folded: boolean): void {
    if (this.isFolded(burst) === folded) return;
    const turned = new Set(this.#turned);
    if (!turned.delete(burst)) turned.add(burst);
    this.#turned = turned;
    this.#standFor(burst);
  }

  toggleBurst(): void {
    const burst = this.tile?.burst ?? null;
    if (burst !== null) this.fold(burst, !this.isFolded(burst));
  }

  toggleBursts(): void {
    const burst = this.tile?.burst ?? null;
    this.allOpen = !this.allOpen;
    this.#turned = new Set();
    if (burst !== null) this.#standFor(burst);
  }

  #standFor(burst: number): void {
    const { current } = this.selection;
    const face = this.tiles.find((tile) => tile.burst === burst && tile.folded);
    const own = current === null ? null : this.desk.row(current)?.burst;
    if (face && (own === burst || current === null)) this.selection.choose(face.id);
  }

  /** Goes to a photo wherever it is: through filters and into its burst. */
  show(id: string): void {
    const row = this.desk.row(id);
    if (!row) return;
    if (!this.frames.some((frame) => frame.id === id)) this.showAll();
    if (row.superseded) this.older = true;
    if (row.burst !== null && !this.#order.includes(id)) this.fold(row.burst, false);
    this.selection.choose(id);
  }

  /** Goes to the photo that comes so many places behind. */
  move(by: number, way: Way = 'one'): boolean {
    const moved = this.selection.go(this.selection.place + by, way);
    if (moved && this.mode === 'loupe') {
      this.#tell(t().cull.place(this.selection.place + 1, this.tiles.length));
    }
    return moved;
  }

  /** Tells those who do not see it which photo is at hand now; the grid's list does so by itself. */
  #tell(place: string): void {
    const { row } = this;
    if (!row) return;
    const said = [nameOf(row), place, decisionText(row)];
    this.#notices.say(said.filter(Boolean).join(', '));
  }

  /** Goes on as this desk was left: what is in sight, how it is looked at, which photo is at hand. */
  resume(before: Cull): void {
    this.size = before.size;
    this.advance = before.advance;
    if (before.desk.forum !== this.desk.forum) return;
    // A stretch of time was drawn on a timeline that has gone.
    this.filter = { ...before.filter, among: null };
    this.sort = before.sort;
    this.older = before.older;
    this.allOpen = before.allOpen;
    this.#turned = before.#turned;
    this.scrollTop = before.scrollTop;
    const { current } = before.selection;
    if (current !== null && this.#order.includes(current)) this.selection.choose(current);
  }

  /** As `move`, in whatever way the photos are looked at. */
  step(by: 1 | -1): void {
    if (this.mode === 'compare') this.activate(by);
    else this.move(by);
  }

  // How it is looked at

  toGrid(): void {
    const { current } = this;
    const compared = this.mode === 'compare';
    this.mode = 'grid';
    this.zoomed = false;
    if (compared && current !== null) this.show(current);
  }

  toLoupe(): void {
    const { current } = this;
    if (current === null) return;
    const compared = this.mode === 'compare';
    this.mode = 'loupe';
    if (compared) this.show(current);
    else if (this.selection.ids.length > 1) this.selection.single();
  }

  toggleLoupe(): void {
    if (this.mode === 'loupe') this.toGrid();
    else this.toLoupe();
  }

  zoomTo(spot: Spot): void {
    this.spot = within(spot);
    this.zoomed = true;
  }

  toggleZoom(): void {
    if (this.mode === 'grid') this.toLoupe();
    if (this.mode !== 'grid') this.zoomed = !this.zoomed;
  }

  pan(by: Spot): void {
    this.spot = within({ x: this.spot.x + by.x, y: this.spot.y + by.y });
  }

  larger(by: 1 | -1): void {
    this.size = Math.max(0, Math.min(sizes.length - 1, this.size + by));
  }

  toggleAdvance(): void {
    this.advance = !this.advance;
    this.#notices.say(`${t().cull.advance}: ${this.advance ? t().cull.on : t().cull.off}`);
  }

  // Side by side

  /** Which of the compared photos decisions are about. */
  active = $state(0);

  /** Compares what is selected, else the burst, else the photo with the next; then four of them. */
  compare(): void {
    if (this.mode === 'compare') {
      const want = this.pair.length < 4 ? 4 : 2;
      this.pair = this.#filled(this.pair.slice(0, want), want);
      this.active = Math.min(this.active, this.pair.length - 1);
      return;
    }
    const { current, ids } = this.selection;
    if (current === null) return;
    const burst = this.desk.row(current)?.burst ?? null;
    const mates = this.frames.filter((row) => burst !== null && row.burst === burst);
    const want = ids.length > 2 ? 4 : 2;
    const first =
      ids.length > 1
        ? ids.slice(0, 4)
        : [current, ...mates.map(({ id }) => id).filter((id) => id !== current)].slice(0, 2);
    const pair = this.#filled(first, want);
    if (pair.length < 2) return;
    this.pair = pair;
    this.active = Math.max(0, pair.indexOf(current));
    this.mode = 'compare';
    this.zoomed = false;
  }

  /** Fills up to `want` with the photos that come behind, then with those before. */
  #filled(pair: string[], want: number): string[] {
    const result = [...pair];
    while (result.length < want) {
      const next = this.#beyond(result, 1, result.at(-1)) ?? this.#beyond(result, -1, result[0]);
      if (next === null) break;
      result.push(next);
    }
    return result;
  }

  /** The nearest photo on one side of another that is not compared already. */
  #beyond(pair: readonly string[], by: 1 | -1, from: string | undefined): string | null {
    const order = this.frames.map(({ id }) => id);
    const at = order.indexOf(from ?? '');
    const side = by === 1 ? order.slice(at + 1) : order.slice(0, Math.max(0, at)).reverse();
    return side.find((id) => !pair.includes(id)) ?? null;
  }

  /** Brings the next photo into the active place; false when there is none. */
  swap(by: 1 | -1): boolean {
    const next = this.#beyond(this.pair, by, this.pair[this.active]);
    if (next === null) return false;
    this.pair = this.pair.with(this.active, next);
    this.#tell(t().cull.pane(this.active + 1, this.pair.length));
    return true;
  }

  /** The photos that would come into the active place. */
  get ahead(): DeskPhoto[] {
    const own = this.pair[this.active];
    const sides = [this.#beyond(this.pair, 1, own), this.#beyond(this.pair, -1, own)];
    return sides.flatMap((id) => this.desk.row(id ?? '') ?? []);
  }

  activate(by: number): void {
    const { length } = this.pair;
    if (length === 0) return;
    this.active = (this.active + by + length) % length;
    this.#tell(t().cull.pane(this.active + 1, length));
  }

  // What is decided

  pick(pick: Pick): Promise<void> {
    const said = { picked: t().cull.picked, rejected: t().cull.rejected, none: t().cull.undecided };
    return this.#decide({ pick }, said[pick]);
  }

  rate(rating: number): Promise<void> {
    return this.#decide({ rating: rating === 0 ? null : rating }, t().cull.stars(rating));
  }

  /** Gives a colour; takes it away where all have it. */
  label(colour: Colour): Promise<void> {
    const all = this.targets.every((id) => this.desk.row(id)?.photo.colour === colour);
    return this.#decide(
      { colour: all ? null : colour },
      all ? t().cull.no_colour : t().cull.colour(t().cull.colours[colour]),
    );
  }

  async #decide(fields: Record<string, unknown>, said: string): Promise<void> {
    const ids = this.targets;
    if (ids.length === 0 || this.readonly) return;
    const { place, current } = this.selection;
    const { mode } = this;
    const saved = this.desk.editAll(ids, fields);
    this.#notices.say(ids.length > 1 ? `${said}, ${t().cull.photos(ids.length)}` : said);
    if (this.advance && ids.length === 1) {
      if (mode === 'compare') {
        if (fields.pick === 'rejected') this.swap(1);
        else this.activate(1);
        // A photo that its own decision hid has been left already.
      } else if (this.selection.current === current) this.selection.go(place + 1);
    }
    await this.#try(() => saved);
  }

  /**
   * Keeps one photo of the burst at hand, the sharpest or this one, and rejects the others that are
   * in sight: nothing is decided about what a filter hides.
   */
  async keep(which: 'sharpest' | 'this'): Promise<void> {
    const { row } = this;
    const burst = row?.burst ?? null;
    if (row === null || burst === null || this.readonly) return;
    const others = this.frames.filter((other) => other.burst === burst && other.id !== row.id);
    const members = [row, ...others];
    const kept = which === 'this' ? row : (members.find(({ sharpest }) => sharpest) ?? row);
    const edits = members.map(({ id }) => ({
      photo: id,
      fields: { pick: id === kept.id ? 'picked' : 'rejected' },
    }));
    await this.#try(async () => {
      const saved = this.desk.edit(edits);
      if (this.mode === 'compare') this.toLoupe();
      this.fold(burst, true);
      if (this.advance) this.move(1);
      const edited = await saved;
      if (edited === null) return;
      this.#notices.done(t().cull.kept(edits.length - 1), () => this.desk.revert(edited.step));
    });
  }

  async turn(quarters: 1 | -1): Promise<void> {
    if (this.targets.length === 0 || this.readonly) return;
    await this.#try(() => this.desk.turn(this.targets, quarters));
  }

  /** Puts what is at hand into the gallery; what is all there comes out. */
  async place(): Promise<void> {
    const { targets } = this;
    const missing = targets.filter((id) => !this.desk.row(id)?.placed);
    await (missing.length > 0 ? this.#place(missing, true) : this.#place(targets, false));
  }

  /** Puts all that is picked into the gallery, in the order in which it stands. */
  async placePicked(): Promise<void> {
    const ids = this.desk.rows
      .filter(({ photo, placed, superseded }) => photo.pick === 'picked' && !placed && !superseded)
      .map(({ id }) => id);
    if (ids.length === 0) this.#notices.say(t().cull.all_picked_placed);
    else await this.#place(ids, true);
  }

  async #place(ids: string[], placed: boolean): Promise<void> {
    if (ids.length === 0 || this.desk.report === null || this.readonly) return;
    await this.#try(async () => {
      const step = await this.desk.place(ids, placed);
      const { put, taken_out } = t().cull;
      if (step === null) return;
      const text = placed ? put(ids.length) : taken_out(ids.length);
      if (ids.length > 1) this.#notices.done(text, () => this.desk.revert(step));
      else this.#notices.say(text);
    });
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }
}

const within = ({ x, y }: Spot): Spot => ({
  x: Math.max(0, Math.min(1, x)),
  y: Math.max(0, Math.min(1, y)),
});
