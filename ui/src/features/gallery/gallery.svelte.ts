// The gallery of a report: which photos, in which order, which one is the cover, and the words that
// belong to each. The words are the photo's and stand in the forum; order and cover are the report's.
import { t } from '../../i18n/index.svelte';
import type {
  Conflict,
  Listed,
  Photo,
  PhotoFacts,
  Placement,
  SheetKind,
  Step,
  VersionTaken,
} from '../../ipc/bindings';
import type { Host, PictureSide } from '../../ipc/host';
import type { Notices } from '../../shared/notices.svelte';
import { imported, importFile, isPictureFile } from '../../shared/photo-import';
import type { ReportDocument } from '../../shared/report-document.svelte';
import type { Undoable } from '../../shared/undo.svelte';
import { GalleryLayout } from './layout.svelte';
import { type OwnField, OwnWords } from './own-words.svelte';

export type GalleryItem = {
  placement: Listed<string, Placement>;
  photo: Listed<string, Photo> | null;
  facts: PhotoFacts | null;
  /** Width by height of the upright picture; 3:2 until it is known. */
  ratio: number;
};

/** The words of a photo that a reporter writes. */
export type PhotoField = 'captions' | 'alts' | 'credit';

export class Gallery {
  readonly #host: Host;
  readonly #document: ReportDocument;
  readonly #notices: Notices;
  readonly #decode: () => void;

  selectedId = $state<string | null>(null);
  /** The sheet that is shown for printing. */
  sheet = $state<SheetKind | null>(null);
  readonly layout = new GalleryLayout();
  /** Words for this report alone. */
  readonly own: OwnWords;

  /** `decode` makes pictures of new files that only the window can read. */
  constructor(
    host: Host,
    document: ReportDocument,
    notices: Notices,
    decode: () => void = () => undefined,
  ) {
    this.#host = host;
    this.#document = document;
    this.#notices = notices;
    this.#decode = decode;
    this.own = new OwnWords(document);
  }

  readonly items: GalleryItem[] = $derived.by(() => {
    const { report, facts, forum } = this.#document;
    const photos = new Map(forum.forum.photos.map((photo) => [photo.id, photo]));
    return report.placements
      .filter(({ block, photo }) => block === null && photo !== null)
      .map((placement) => {
        const known = facts.get(placement.photo ?? '') ?? null;
        const ratio = known === null || known.height === 0 ? 1.5 : known.width / known.height;
        const photo = photos.get(placement.photo ?? '') ?? null;
        return { placement, photo, facts: known, ratio };
      });
  });

  readonly place: number = $derived(
    this.items.findIndex(({ placement }) => placement.id === this.selectedId),
  );

  get selected(): GalleryItem | null {
    return this.items[this.place] ?? null;
  }

  get readonly(): boolean {
    return this.#document.readOnly !== null;
  }

  get language(): string {
    return this.#document.language;
  }

  pictureUrl(item: GalleryItem, side: PictureSide): string {
    // What the window decoded has an address of its own: that of the file before never showed anything.
    return this.#host.pictureUrl(item.facts?.picture ?? item.placement.photo ?? '', side);
  }

  select(place: number): void {
    this.selectedId = this.items[place]?.placement.id ?? null;
  }

  /** What the photo says in a field, in the report's language. */
  value(item: GalleryItem, field: PhotoField): string {
    if (field === 'credit') return item.photo?.credit ?? '';
    return item.photo?.[field][this.language] ?? '';
  }

  /** What stands in this report: the use's own words, else the photo's. */
  shown(item: GalleryItem, field: OwnField): string {
    return this.own.has(item, field) ? this.own.value(item, field) : this.value(item, field);
  }

  /** Gives a use words of its own, or takes them from it. */
  async turnOwn(item: GalleryItem, field: OwnField, own: boolean): Promise<void> {
    await this.#try(() => this.own.turn(item, field, own, this.value(item, field)));
  }

  /** Two people's words for one field, when they wrote at once. */
  conflict(item: GalleryItem, field: PhotoField): Conflict | undefined {
    const name = field === 'credit' ? field : `${field}/${this.language}`;
    return this.#document.forum.forum.conflicts.find(
      (conflict) =>
        conflict.collection === 'photos' &&
        conflict.id === item.placement.photo &&
        conflict.field === name,
    );
  }

  write(item: GalleryItem, field: PhotoField, value: string): void {
    const written = value === '' ? null : value;
    this.writeFields(item, {
      [field]: field === 'credit' ? written : { [this.language]: written },
    });
  }

  writeFields(item: GalleryItem, fields: Record<string, unknown>): void {
    if (item.placement.photo !== null) {
      this.#document.forum.put('photos', item.placement.photo, fields);
    }
  }

  flush(): void {
    void this.#document.flush().catch(() => undefined);
  }

  /** Moves a photo to another place; the others close the gap. */
  async move(id: string, to: number): Promise<void> {
    const from = this.items.findIndex(({ placement }) => placement.id === id);
    const place = Math.max(0, Math.min(this.items.length - 1, to));
    if (from < 0 || place === from || this.readonly) return;
    const others = this.items.filter(({ placement }) => placement.id !== id);
    const after = others[place - 1]?.placement.id ?? null;
    await this.#try(async () => {
      await this.#document.run([{ op: 'move_placement', id, after }]);
      this.#notices.say(t().gallery.moved(place + 1, this.items.length));
    });
  }

  async makeCover(id: string): Promise<void> {
    const old = this.items.filter(({ placement }) => placement.cover && placement.id !== id);
    if (this.readonly) return;
    await this.#try(async () => {
      await this.#document.run([
        ...old.map(({ placement }) => cover(placement.id, false)),
        cover(id, true),
      ]);
      this.#notices.say(t().gallery.cover_set);
    });
  }

  /** Takes a photo out of the gallery; the original stays in the library. */
  async remove(id: string): Promise<void> {
    if (this.readonly) return;
    const { place } = this;
    await this.#try(async () => {
      const { step } = await this.#document.run([{ op: 'remove', collection: 'placements', id }]);
      this.select(Math.min(place, this.items.length - 1));
      this.#notices.done(t().gallery.removed, async () => {
        await this.#document.revert(step);
        this.selectedId = id;
      });
    });
  }

  /** Puts another file in a photo's place; it keeps words, crops and place. */
  async replace(id: string): Promise<void> {
    const photo = this.#photoOf(id);
    if (photo === null || this.readonly) return;
    await this.#try(async () => {
      const path = await this.#host.choosePhoto();
      if (path === null) return;
      const document = this.#document;
      await document.flush();
      const taken = await this.#host.takeVersion(document.forum.id, photo, path);
      this.#decode();
      await document.refresh();
      const step = stepOf(taken);
      document.undo.did(this.#versionBack(taken, path), step);
      this.#notices.done(t().gallery.replaced, () => document.revert(step));
    });
  }

  /** What undo does with a version: it goes, and comes again by the same file. */
  #versionBack(taken: VersionTaken, path: string): Undoable {
    const { id: forum } = this.#document.forum;
    return {
      takeBack: async () => {
        await this.#host.undoVersion(forum, taken);
        await this.#document.refresh();
        return {
          takeBack: async () => {
            const again = await this.#host.takeVersion(forum, taken.old, path);
            this.#decode();
            await this.#document.refresh();
            return this.#versionBack(again, path);
          },
        };
      },
    };
  }

  /** Gives a copy of a photo to another program. */
  async editElsewhere(id: string): Promise<void> {
    const photo = this.#photoOf(id);
    if (photo === null || this.readonly) return;
    await this.#try(async () => {
      await this.#host.editElsewhere(this.#document.forum.id, photo);
      this.#notices.done(t().gallery.given);
    });
  }

  /** Shows a sheet for printing, of what is on disk: all that was typed goes there first. */
  async showSheet(kind: SheetKind): Promise<void> {
    if (this.items.length === 0) return;
    await this.#try(async () => {
      await this.#document.flush();
      this.sheet = kind;
    });
  }

  turnLayout(): void {
    this.layout.turn();
    this.#notices.say(t().gallery.shown_as(this.layout.value === 'grid'));
  }

  #photoOf(id: string): string | null {
    return this.items.find(({ placement }) => placement.id === id)?.placement.photo ?? null;
  }

  /** Opens the native dialog and adds what was chosen. */
  async choose(): Promise<void> {
    await this.#try(async () => this.addPaths(await this.#host.choosePhotos()));
  }

  async addPaths(paths: string[]): Promise<void> {
    if (paths.length === 0 || this.readonly) return;
    await this.#import(() => this.#host.importPhotos(this.#document.id, paths));
  }

  /** Adds files that were dropped on the page or pasted. */
  async addFiles(files: File[]): Promise<void> {
    const pictures = files.filter(isPictureFile);
    if (pictures.length === 0 && files.length > 0) this.#notices.warn(t().gallery.not_pictures);
    for (const file of pictures) {
      await this.#import(() => importFile(this.#host, this.#document.id, file));
    }
  }

  /** Imports photos; all that came into the gallery by it go by one undo. */
  async #import(start: () => Promise<number>): Promise<void> {
    await this.#try(async () => {
      const document = this.#document;
      await document.flush();
      const before = new Set(document.report.placements.map(({ id }) => id));
      await imported(this.#host, start);
      await document.refresh();
      const came = document.report.placements.filter(({ id }) => !before.has(id));
      if (came.length > 0) document.made(came.map(({ id }) => id));
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }
}

/** A name for an operation that has no step of the core's: its two files. */
const stepOf = ({ old, new: next }: VersionTaken): Step => ({ before: [old], after: [next] });

const cover = (id: string, value: boolean) =>
  ({ op: 'put', collection: 'placements', id, fields: { cover: value } }) as const;
