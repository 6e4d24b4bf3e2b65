// The cameras of a forum: whose they are, how their clocks go, and the photo of a clock by which one
// of them is set.
import { t } from '../../i18n/index.svelte';
import type { Camera, DeskPhoto, Listed } from '../../ipc/bindings';
import type { Notices } from '../../shared/notices.svelte';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import { readDate } from '../../shared/zoned-time';
import { offsetOf, readClock, spanText } from './clock-offset';

export type CameraRow = { id: string; camera: Listed<string, Camera>; photos: DeskPhoto[] };

/** A camera whose clock is being set. */
type Calibration = { camera: string; photo: string | null; time: string; day: string };

export class Cameras {
  readonly #desk: PhotoDeskDocument;
  readonly #notices: Notices;
  calibration = $state.raw<Calibration | null>(null);

  constructor(desk: PhotoDeskDocument, notices: Notices) {
    this.#desk = desk;
    this.#notices = notices;
  }

  get readonly(): boolean {
    return this.#desk.readonly;
  }

  get zone(): string {
    return this.#desk.about.profile.time_zone;
  }

  readonly rows: CameraRow[] = $derived.by(() => {
    const photos = new Map<string, DeskPhoto[]>();
    for (const row of this.#desk.rows) {
      const { camera } = row.photo;
      if (camera !== null) photos.set(camera, [...(photos.get(camera) ?? []), row]);
    }
    return this.#desk.about.cameras
      .map((camera) => ({ id: camera.id, camera, photos: photos.get(camera.id) ?? [] }))
      .sort((a, b) => b.photos.length - a.photos.length);
  });

  nameOf(camera: Camera): string {
    return camera.name ?? t().cameras.unnamed;
  }

  /** Says how a clock goes: "Canon EOS R6 is 2 min 14 s ahead". */
  say(camera: Camera, seconds: number): string {
    const name = this.nameOf(camera);
    if (seconds === 0) return t().cameras.exact(name);
    const by = spanText(seconds, t().cameras.span);
    return seconds > 0 ? t().cameras.ahead(name, by) : t().cameras.behind(name, by);
  }

  /** Writes fields of a camera, what is the same excepted; false when that could not be. */
  async write(id: string, fields: Partial<Camera>): Promise<boolean> {
    const camera = this.rows.find((row) => row.id === id)?.camera;
    if (!camera || this.readonly) return false;
    const changed = Object.entries(fields).filter(
      ([field, value]) => camera[field as keyof Camera] !== value,
    );
    if (changed.length === 0) return true;
    try {
      await this.#desk.change([
        { op: 'put', collection: 'cameras', id, fields: Object.fromEntries(changed) },
      ]);
      this.#notices.say(t().cameras.changed(this.nameOf(camera)));
      return true;
    } catch (thrown) {
      this.#notices.fail(thrown);
      return false;
    }
  }

  /** Photos of the camera that say nothing in a field that it could fill. */
  without({ camera, photos }: CameraRow, field: 'creator' | 'credit'): string[] {
    const value = field === 'creator' ? camera.photographer : camera.credit;
    if (value === null) return [];
    return photos.flatMap(({ id, photo }) => (photo[field] === null ? id : []));
  }

  /** Writes the photographer or the credit to photos that have none. */
  async fill(row: CameraRow, field: 'creator' | 'credit'): Promise<void> {
    const ids = this.without(row, field);
    const value = field === 'creator' ? row.camera.photographer : row.camera.credit;
    try {
      const edited = await this.#desk.editAll(ids, { [field]: value });
      if (!edited) return;
      this.#notices.done(t().cameras.wrote(ids.length), () => this.#desk.revert(edited.step));
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }

  // Setting a clock

  /** Begins to set a clock, with the photo at hand when that camera took it, else with its last. */
  calibrate(id: string, current: string | null): void {
    const shots = this.#shotsOf(id);
    const photo = shots.find((shot) => shot.id === current) ?? shots.at(-1);
    this.calibration = { camera: id, photo: photo?.id ?? null, time: '', day: '' };
  }

  leave(): void {
    this.calibration = null;
  }

  /** The photo of the clock. */
  readonly shot: DeskPhoto | null = $derived.by(() =>
    this.calibration?.photo === null || this.calibration === null
      ? null
      : (this.#desk.row(this.calibration.photo) ?? null),
  );

  /** Chooses another photo of the same camera. */
  step(by: -1 | 1): void {
    const { calibration } = this;
    if (!calibration) return;
    const shots = this.#shotsOf(calibration.camera);
    const at = shots.findIndex(({ id }) => id === calibration.photo);
    const next = shots[Math.min(Math.max(at + by, 0), shots.length - 1)];
    if (next) this.calibration = { ...calibration, photo: next.id };
  }

  type(fields: Partial<Pick<Calibration, 'time' | 'day'>>): void {
    if (this.calibration) this.calibration = { ...this.calibration, ...fields };
  }

  readonly badTime: boolean = $derived.by(() => {
    const { time = '' } = this.calibration ?? {};
    return time.trim() !== '' && readClock(time) === null;
  });

  readonly badDay: boolean = $derived.by(() => {
    const { day = '' } = this.calibration ?? {};
    return day.trim() !== '' && readDate(day) === null;
  });

  /** How far the clock is ahead by what was typed, in seconds; null while that is no time. */
  readonly found: number | null = $derived.by(() => {
    const { calibration, shot } = this;
    const shown = calibration ? readClock(calibration.time) : null;
    if (!calibration || shown === null || this.badDay || !shot?.photo.taken_at) return null;
    const day = readDate(calibration.day);
    const two = (n: number): string => String(n).padStart(2, '0');
    const iso = day ? `${day.year}-${two(day.month)}-${two(day.day)}` : null;
    return offsetOf(shot.photo.taken_at, shown, iso);
  });

  async apply(): Promise<void> {
    const { calibration, found } = this;
    if (!calibration || found === null) return;
    if (await this.write(calibration.camera, { clock_offset_s: found })) this.leave();
  }

  #shotsOf(camera: string): DeskPhoto[] {
    return this.#desk.rows.filter(
      ({ photo }) => photo.camera === camera && photo.taken_at !== null && !photo.time_approximate,
    );
  }
}
