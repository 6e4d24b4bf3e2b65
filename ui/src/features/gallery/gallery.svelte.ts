// The gallery of a report: which photos, in which order, which one is the cover, and the words that
// belong to each. The words are the photo's and stand in the forum; order and cover are the report's.
import { t } from '../../i18n/index.svelte';
import type { Conflict, Listed, Photo, PhotoFacts, Placement } from '../../ipc/bindings';
import type { Host, PictureSide } from '../../ipc/host';
import type { Notices } from '../../shared/notices.svelte';
import { imported, importFile } from '../../shared/photo-import';
import type { ReportDocument } from '../../shared/report-document.svelte';

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

  selectedId = $state<string | null>(null);

  constructor(host: Host, document: ReportDocument, notices: Notices) {
    this.#host = host;
    this.#document = document;
    this.#notices = notices;
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
    return this.#host.pictureUrl(item.placement.photo ?? '', side);
  }

  select(place: number): void {
    this.selectedId = this.items[place]?.placement.id ?? null;
  }

  /** What the photo says in a field, in the report's language. */
  value(item: GalleryItem, field: PhotoField): string {
    if (field === 'credit') return item.photo?.credit ?? '';
    return item.photo?.[field][this.language] ?? '';
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
    const pictures = files.filter(({ type, name }) => isPicture(type, name));
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

const isPicture = (type: string, name: string): boolean =>
  type.startsWith('image/') || /\.(jpe?g|png|webp)$/i.test(name);

const cover = (id: string, value: boolean) =>
  ({ op: 'put', collection: 'placements', id, fields: { cover: value } }) as const;
