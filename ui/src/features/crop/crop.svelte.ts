// Crop, turn and look of one photo: what its fields say, what a hand is changing over them, and the
// frames that the core gives its renditions. What is drawn goes to the core before it is shown; what
// is let go of is written, as any field. The original is never touched.
import { errorText, t } from '../../i18n/index.svelte';
import type {
  Crop,
  DeskPhoto,
  PhotoLook,
  RenditionFrame,
  RenditionSummary,
  WireError,
} from '../../ipc/bindings';
import { type Host, wireError } from '../../ipc/host';
import { cropText, readCrop, type Size, type Spot, Turning } from '../../ipc/turned';
import { ulid } from '../../ipc/ulid';
import type { Notices } from '../../shared/notices.svelte';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { copiedLook, copiedOf, pastedFields } from './copied-look.svelte';
import { fineOf, fineTurned, inside, moved, scaled } from './drawing';
import { Latest } from './latest';
import { type Draft, lookOf, type ToneName, tones } from './look';

/** What a press on the picture does. */
export type Tool = 'crop' | 'straighten' | 'blur';

type Question = { photo: string; rendition: string; look: PhotoLook; wanted: Crop | null };

/** As long as nothing is known of a photo's size. */
const UNKNOWN: Size = { width: 3, height: 2 };

export class CropDesk {
  readonly #host: Host;
  readonly #desk: PhotoDeskDocument;
  readonly #notices: Notices;
  readonly #id: () => string;
  readonly #chosen: () => readonly string[];

  /** The rendition whose frame is drawn. */
  rendition = $state('');
  tool = $state<Tool>('crop');
  /** The picture as it came is shown, to compare. */
  before = $state(false);
  /** What a hand is changing right now; nothing of it is written. */
  draft = $state.raw<Draft | null>(null);
  /** Faces that were looked for, in fractions of the upright picture. */
  faces = $state.raw<{ photo: string; found: Crop[] } | null>(null);
  #faceAt = -1;
  #begun: string | null = null;
  /** A crop that was let go of and waits for the core. */
  #keeping: Promise<void> = Promise.resolve();

  #frames = $state.raw<ReadonlyMap<string, { photo: string; frame: RenditionFrame }>>(new Map());
  #error = $state.raw<{ photo: string; error: WireError } | null>(null);
  readonly #asking: ReadonlyMap<string, Latest<Question, RenditionFrame>>;

  constructor(
    host: Host,
    desk: PhotoDeskDocument,
    notices: Notices,
    id: () => string,
    chosen: () => readonly string[],
  ) {
    this.#host = host;
    this.#desk = desk;
    this.#notices = notices;
    this.#id = id;
    this.#chosen = chosen;
    this.rendition =
      (this.renditions.find(({ fit }) => fit === 'cover') ?? this.renditions[0])?.name ?? '';
    this.#asking = new Map(this.renditions.map(({ name }) => [name, this.#questions(name)]));
  }

  get renditions(): RenditionSummary[] {
    return this.#desk.about.profile.renditions;
  }

  get readonly(): boolean {
    return this.#desk.readonly;
  }

  get id(): string {
    return this.#id();
  }

  readonly row: DeskPhoto | undefined = $derived.by(() => this.#desk.row(this.#id()));

  readonly spec: RenditionSummary | undefined = $derived.by(() =>
    this.renditions.find(({ name }) => name === this.rendition),
  );

  readonly rotation: number = $derived(this.draft?.rotation ?? this.row?.photo.rotation ?? 0);

  readonly turning: Turning = $derived.by(() => {
    const { width = 0, height = 0 } = this.row?.facts ?? {};
    return new Turning(width > 0 && height > 0 ? { width, height } : UNKNOWN, this.rotation);
  });

  /** The frame of the rendition at hand, as the core answered last for this photo. */
  readonly frame: RenditionFrame | null = $derived.by(() => this.frameOf(this.rendition));

  /** Why the core gives no frame, in a sentence. */
  readonly problem: string | null = $derived.by(() =>
    this.#error?.photo === this.#id() ? errorText(this.#error.error) : null,
  );

  /** The turned picture's width by its height. */
  readonly ratio: number = $derived.by(() => {
    const { width, height } = this.turning.size;
    return width / height;
  });

  /** The focal point in the turned picture. */
  readonly focal: { at: Spot; set: boolean } = $derived.by(() => {
    const { focal_x = null, focal_y = null } = this.row?.photo ?? {};
    const kept: Spot | null = focal_x === null || focal_y === null ? null : [focal_x, focal_y];
    const spot = this.draft?.focal ?? kept;
    return { at: this.turning.point(spot ?? [0.5, 0.5]), set: spot !== null };
  });

  readonly blurred: [string, Crop][] = $derived.by(() => {
    const regions = { ...this.row?.photo.blurred, ...this.draft?.blurred };
    return Object.entries(regions).flatMap(([id, text]): [string, Crop][] => {
      const crop = readCrop(text);
      return crop ? [[id, crop]] : [];
    });
  });

  /** Faces that were found in this photo. */
  readonly found: Crop[] = $derived.by(() =>
    this.faces?.photo === this.#id() ? this.faces.found : [],
  );

  /** Photos of the same burst, without this one. */
  readonly burst: string[] = $derived.by(() => {
    const { burst = null, id = '' } = this.row ?? {};
    if (burst === null) return [];
    return this.#desk.rows.flatMap((row) => (row.burst === burst && row.id !== id ? row.id : []));
  });

  /** The other chosen photos. */
  readonly others: string[] = $derived.by(() =>
    this.#chosen().filter((id) => id !== this.#id() && this.#desk.row(id) !== undefined),
  );

  frameOf(rendition: string): RenditionFrame | null {
    const known = this.#frames.get(rendition);
    return known?.photo === this.#id() ? known.frame : null;
  }

  /** Whether a rendition has a crop that was drawn by hand. */
  hasOwn(rendition: string): boolean {
    return readCrop(this.row?.photo.crops[rendition]) !== null;
  }

  /** The address of the whole turned picture, as it looks now. */
  pictureUrl(): string {
    const { row } = this;
    if (!row) return '';
    const look = lookOf(row.photo, this.draft ?? {});
    // No crop and no focal point changes the whole picture: its address must not change by them.
    const shown = { ...look, focal: null, crops: {} };
    const before = { ...shown, tone: {}, blurred: {} };
    return this.#host.lookUrl(row.id, this.before ? before : shown, 1600);
  }

  /** The address of a rendition as it would be exported; what is only being drawn is not in it. */
  renditionUrl(rendition: string): string {
    const { row } = this;
    if (!row) return '';
    const { name } = this.#desk.about.profile;
    return this.#host.renditionUrl(row.id, lookOf(row.photo), name, rendition);
  }

  /** Asks for all frames that are not known as things stand; what it reads makes it ask again. */
  follow(): void {
    const { row, draft } = this;
    if (!row) return;
    const look = lookOf(row.photo, draft ?? {});
    for (const { name } of this.renditions) {
      const own = row.photo.crops[name];
      const wanted = name === this.rendition ? (draft?.crop ?? null) : null;
      this.#asking.get(name)?.ask({
        photo: row.id,
        rendition: name,
        // Neither light nor the crops of others move a frame: they need not be asked about.
        look: { ...look, tone: {}, blurred: {}, crops: own === undefined ? {} : { [name]: own } },
        wanted,
      });
    }
  }

  /** Begins with a photo: what a hand was drawing belonged to the one before. */
  begin(photo: string): void {
    if (photo === this.#begun) return;
    this.#begun = photo;
    this.draft = null;
    this.tool = 'crop';
    this.before = false;
  }

  choose(rendition: string): void {
    this.draft = null;
    this.rendition = rendition;
  }

  // Crop

  /** Draws a frame; the core says which one that is. */
  draw(wanted: Crop): void {
    if (!this.readonly) this.draft = { ...this.draft, crop: wanted };
  }

  /**
   * Keeps the frame that the core made of what was drawn; when one has gone on to another photo or
   * rendition meanwhile, what was drawn.
   */
  keepCrop(): Promise<void> {
    this.#keeping = this.#keepCrop();
    return this.#keeping;
  }

  async #keepCrop(): Promise<void> {
    const { draft, rendition, id } = this;
    if (!draft?.crop) return;
    // Effects run later than this: what was drawn last may not have been asked yet.
    this.follow();
    await this.#asking.get(rendition)?.settled();
    const here = this.draft === draft && this.id === id && this.rendition === rendition;
    const crop = (here ? this.frame?.crop : null) ?? draft.crop;
    this.#write({ crops: { [rendition]: cropText(crop) } }, id);
    if (here) this.draft = null;
  }

  /** Moves the frame by keys, in fractions of the picture. */
  nudge(by: Spot): void {
    const crop = this.#cropNow();
    if (crop) this.#typeCrop(moved(crop, by));
  }

  /** Makes the frame larger or smaller by keys. */
  scale(factor: number): void {
    const crop = this.#cropNow();
    if (crop) this.#typeCrop(scaled(crop, factor));
  }

  /** Lets the focal point choose the crop again. */
  automatic(): void {
    if (this.hasOwn(this.rendition)) this.#write({ crops: { [this.rendition]: null } });
  }

  /** Renditions of the same shape, besides the one at hand. */
  readonly sameShape: RenditionSummary[] = $derived.by(() => {
    const { spec } = this;
    if (!spec) return [];
    const shape = ({ width, height }: RenditionSummary): number => width / height;
    return this.renditions.filter(
      (other) =>
        other.name !== spec.name &&
        other.fit === spec.fit &&
        Math.abs(shape(other) / shape(spec) - 1) < 0.01,
    );
  });

  /** Gives this crop to all renditions of the same shape. */
  cropForAll(): void {
    const crop = this.frame?.crop;
    if (!crop) return;
    const names = [this.rendition, ...this.sameShape.map(({ name }) => name)];
    this.#write({ crops: Object.fromEntries(names.map((name) => [name, cropText(crop)])) });
  }

  // Focal point

  /** Draws the focal point; a point of the turned picture. */
  drawFocal(at: Spot): void {
    if (!this.readonly) this.draft = { ...this.draft, focal: this.#upright(at) };
  }

  keepFocal(): void {
    const { focal } = this.draft ?? {};
    if (focal) this.#writeDrawn(focalFields(focal));
  }

  nudgeFocal([dx, dy]: Spot): void {
    const [x, y] = this.focal.at;
    const focal = this.#upright([x + dx, y + dy]);
    this.#type(focalFields(focal));
    this.#sayFocal();
  }

  clearFocal(): void {
    if (this.focal.set) this.#write({ focal_x: null, focal_y: null });
  }

  /** Looks for faces, shows them, and puts the focal point on the next of them. */
  async proposeFace(): Promise<void> {
    const found = await this.findFaces();
    if (found.length === 0) return;
    this.#faceAt = (this.#faceAt + 1) % found.length;
    const face = found[this.#faceAt];
    if (face) this.#write(focalFields([face.x + face.width / 2, face.y + face.height / 2]));
    this.#sayFocal();
  }

  /** Looks for faces once a photo; says so when there are none. */
  async findFaces(): Promise<Crop[]> {
    const { id } = this;
    if (this.faces?.photo !== id) {
      try {
        const found = await this.#host.faces(id);
        if (this.id !== id) return [];
        this.faces = { photo: id, found };
        this.#faceAt = -1;
      } catch (thrown) {
        this.#notices.fail(thrown);
        return [];
      }
    }
    if (this.found.length === 0) this.#notices.warn(t().crop.no_face);
    return this.found;
  }

  // Rotation

  /** Turns by a fine angle while a hand is on it. */
  drawFine(fine: number): void {
    if (!this.readonly) this.draft = { ...this.draft, rotation: fineTurned(this.rotation, fine) };
  }

  keepRotation(): void {
    const { rotation } = this.draft ?? {};
    if (rotation !== undefined) this.#writeDrawn({ rotation });
  }

  setFine(fine: number): void {
    this.#type({ rotation: fineTurned(this.rotation, fine) });
  }

  get fine(): number {
    return fineOf(this.rotation);
  }

  setRotation(rotation: number): void {
    if (rotation !== this.rotation) this.#write({ rotation });
  }

  async turn(quarters: -1 | 1): Promise<void> {
    if (this.readonly) return;
    const { id } = this;
    await this.#keeping;
    if (this.id === id) this.draft = null;
    await this.#try(() => this.#desk.turn([id], quarters));
  }

  // Tone

  toneOf(name: ToneName): number {
    return this.draft?.tone?.[name] ?? this.row?.photo.tone[name] ?? 0;
  }

  drawTone(name: ToneName, value: number): void {
    if (this.readonly) return;
    this.draft = { ...this.draft, tone: { ...this.draft?.tone, [name]: value } };
  }

  keepTone(): void {
    const { tone } = this.draft ?? {};
    if (tone) this.#writeDrawn({ tone: mapped(tone, (value) => (value === 0 ? null : value)) });
  }

  /** Sets a value by keys or by a number. */
  setTone(name: ToneName, value: number): void {
    if (value !== this.toneOf(name)) this.#type({ tone: { [name]: value === 0 ? null : value } });
  }

  resetTone(): void {
    const set = tones.filter(({ name }) => this.toneOf(name) !== 0).map(({ name }) => name);
    if (set.length > 0) this.#write({ tone: Object.fromEntries(set.map((name) => [name, null])) });
  }

  // Blurred regions

  /** Adds a region, in fractions of the upright picture; returns its id. */
  addBlur(region: Crop): string | null {
    if (this.readonly || region.width < 0.004 || region.height < 0.004) return null;
    const id = ulid();
    this.#write({ blurred: { [id]: cropText(within(region)) } });
    return id;
  }

  drawBlur(id: string, region: Crop): void {
    if (!this.readonly) this.draft = { ...this.draft, blurred: { [id]: cropText(within(region)) } };
  }

  keepBlur(): void {
    const { blurred } = this.draft ?? {};
    if (blurred) this.#writeDrawn({ blurred });
  }

  nudgeBlur(id: string, region: Crop): void {
    this.#type({ blurred: { [id]: cropText(within(region)) } });
  }

  removeBlur(id: string): void {
    this.#write({ blurred: { [id]: null } });
  }

  // Copying a look

  copyLook(): void {
    const { row } = this;
    if (!row) return;
    copiedLook.look = copiedOf(row.id, row.photo);
    this.#notices.say(t().crop.copied);
  }

  /** Gives photos what was copied. */
  async pasteLook(ids: readonly string[]): Promise<void> {
    const { look, parts } = copiedLook;
    if (look === null || parts.size === 0 || this.readonly) return;
    const edits = ids.flatMap((photo) => {
      const row = this.#desk.row(photo);
      return row ? [{ photo, fields: pastedFields(look, parts, row.photo) }] : [];
    });
    await this.#try(async () => {
      const edited = await this.#desk.edit(edits);
      if (!edited) return;
      this.#notices.done(t().crop.pasted(edits.length), () => this.#desk.revert(edited.step));
    });
  }

  /** Gives other photos this one's look. */
  async giveLook(ids: readonly string[]): Promise<void> {
    this.copyLook();
    await this.pasteLook(ids);
  }

  async editElsewhere(): Promise<void> {
    await this.#try(async () => {
      await this.#desk.flush();
      await this.#host.editElsewhere(this.#desk.forum, this.id);
      this.#notices.say(t().crop.given);
    });
  }

  /** Saves what was typed; a failure stands in the top bar. */
  flush(): void {
    void this.#desk.flush().catch(() => undefined);
  }

  #questions(name: string): Latest<Question, RenditionFrame> {
    const profile = this.#desk.about.profile.name;
    return new Latest(
      ({ photo, rendition, look, wanted }) =>
        this.#host.renditionFrame(photo, profile, rendition, look, wanted),
      (frame, { photo }) => {
        this.#frames = new Map(this.#frames).set(name, { photo, frame });
        if (this.#error?.photo === photo) this.#error = null;
      },
      (thrown) => {
        this.#error = { photo: this.id, error: wireError(thrown) };
      },
    );
  }

  #upright(at: Spot): Spot {
    return inside(this.turning.back(inside(at)));
  }

  /** What keys begin from: they come faster than answers, so the crop that is written comes first. */
  #cropNow(): Crop | null {
    return readCrop(this.row?.photo.crops[this.rendition]) ?? this.frame?.crop ?? null;
  }

  #typeCrop(crop: Crop): void {
    this.#type({ crops: { [this.rendition]: cropText(crop) } });
  }

  #sayFocal(): void {
    const [x, y] = this.focal.at;
    this.#notices.say(t().crop.focal_at(Math.round(x * 100), Math.round(y * 100)));
  }

  #type(fields: Record<string, unknown>): void {
    if (!this.readonly && this.row) this.#desk.type(this.id, fields);
  }

  /** Writes what a hand let go of; it is shown as written before the draft goes. */
  #writeDrawn(fields: Record<string, unknown>): void {
    this.#write(fields);
    this.draft = null;
  }

  #write(fields: Record<string, unknown>, photo = this.id): void {
    if (this.readonly || !this.#desk.row(photo)) return;
    void this.#try(() => this.#desk.edit([{ photo, fields }]));
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }
}

const focalFields = ([x, y]: Spot): Record<string, unknown> => ({
  focal_x: rounded(x),
  focal_y: rounded(y),
});

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;

function mapped<A, B>(map: Record<string, A>, to: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, to(value)]));
}

/** Returns the part of a region that lies in the picture. */
function within({ x, y, width, height }: Crop): Crop {
  const [left, upper] = inside([x, y]);
  const [right, lower] = inside([x + width, y + height]);
  return { x: left, y: upper, width: right - left, height: lower - upper };
}
