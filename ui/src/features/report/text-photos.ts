// Photos in the text: each photo block has a use of the photo in the report, a placement. The text
// leads: a block that goes takes its placement along, and one that comes back by undo gets it back.
// So there is one thing to undo, the change of the text.
import { fold, type PhotoActions, type PhotoInText } from '../../editor/index';
import type { Step } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import { ulid } from '../../ipc/ulid';
import { imported, importFile } from '../../shared/photo-import';
import type { ReportDocument } from '../../shared/report-document.svelte';

type Blocks = readonly { block: string; placement: string }[];

export type TextPhotosOptions = {
  host: Host;
  document: ReportDocument;
  /** Shows what an import changed. */
  refresh: () => Promise<void>;
  /** Draws the pictures in the text anew. */
  redraw: () => void;
  failed: (thrown: unknown) => void;
};

export class TextPhotos implements PhotoActions {
  readonly #options: TextPhotosOptions;
  /** The placements that the text showed when it was last looked at. */
  #shown = new Set<string>();
  /** What took away placements whose blocks are gone. */
  readonly #gone = new Map<string, Step>();
  /** Placements in the gallery that an import for the text made, by photo. */
  readonly #fresh = new Map<string, string>();
  /** The end of what is under way; it never rejects. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(options: TextPhotosOptions) {
    this.#options = options;
  }

  /** Returns how the picture of a placement is shown. */
  show(placement: string): PhotoInText | null {
    const { report, language, forum, facts } = this.#options.document;
    const used = report.placements.find(({ id }) => id === placement);
    if (!used?.photo) return null;
    const photo = forum.forum.photos.find(({ id }) => id === used.photo);
    return {
      src: this.#options.host.pictureUrl(facts.get(used.photo)?.picture ?? used.photo, 1600),
      alt: used.alt ?? photo?.alts[language] ?? '',
      caption: photo?.captions[language] ?? '',
      own: used.caption,
    };
  }

  /** Takes note of the photos in a text that came from the core: there is nothing to be done. */
  saw(blocks: Blocks): void {
    this.#shown = new Set(blocks.map(({ placement }) => placement));
  }

  /** Lets the placements follow a text that the user changed. */
  follow(blocks: Blocks): void {
    const now = new Set(blocks.map(({ placement }) => placement));
    for (const placement of this.#shown) if (!now.has(placement)) this.#next(this.#drop, placement);
    for (const placement of now)
      if (!this.#shown.has(placement)) this.#next(this.#fetch, placement);
    this.#shown = now;
  }

  /** Resolves when the placements are as the text wants them. */
  settled(): Promise<unknown> {
    return this.#line;
  }

  place(photo: string, block: string): string {
    const fresh = this.#fresh.get(photo);
    this.#fresh.delete(photo);
    const id = fresh ?? ulid();
    this.#shown.add(id);
    this.#options.document.putAlong('placements', id, { photo, block });
    return id;
  }

  again(placement: string, block: string): string {
    const { report } = this.#options.document;
    const like = report.placements.find(({ id }) => id === placement);
    if (!like?.photo) return placement;
    const id = ulid();
    const { photo, caption, alt } = like;
    this.#shown.add(id);
    this.#options.document.putAlong('placements', id, { photo, block, caption, alt });
    return id;
  }

  search(query: string): { photo: string; label: string; detail: string }[] {
    const { report, forum, language } = this.#options.document;
    const asked = fold(query);
    const photos = new Map(forum.forum.photos.map((photo) => [photo.id, photo]));
    const seen = new Set<string>();
    return report.placements.flatMap(({ photo }) => {
      if (photo === null || seen.has(photo)) return [];
      seen.add(photo);
      const known = photos.get(photo);
      const choice = {
        photo,
        label: known?.captions[language] ?? '',
        detail: known?.file_name ?? '',
      };
      return fold(`${choice.label} ${choice.detail}`).includes(asked) ? [choice] : [];
    });
  }

  async add(files: readonly File[]): Promise<readonly string[]> {
    const { host, document } = this.#options;
    const all: string[] = [];
    for (const file of files) {
      all.push(...(await this.#import(() => importFile(host, document.id, file))));
    }
    return all;
  }

  async choose(): Promise<readonly string[]> {
    const { host, document, failed } = this.#options;
    try {
      const paths = await host.choosePhotos();
      if (paths.length === 0) return [];
      return await this.#import(() => host.importPhotos(document.id, paths));
    } catch (thrown) {
      failed(thrown);
      return [];
    }
  }

  caption(placement: string, words: string | null): void {
    this.#options.document.put('placements', placement, { caption: words });
  }

  /** Imports for the text: what the import put into the gallery is moved from there by `place`. */
  async #import(start: () => Promise<number>): Promise<string[]> {
    const { host, document, refresh, failed } = this.#options;
    try {
      await document.flush();
      const before = new Set(document.report.placements.map(({ id }) => id));
      const photos = await imported(host, start);
      await refresh();
      for (const { id, photo, block } of document.report.placements) {
        const fresh = photo !== null && block === null && !before.has(id);
        if (fresh && photos.includes(photo)) this.#fresh.set(photo, id);
      }
      return photos;
    } catch (thrown) {
      failed(thrown);
      return [];
    }
  }

  #next(work: (placement: string) => Promise<void>, placement: string): void {
    this.#line = this.#line
      .then(() => work.call(this, placement))
      .catch((thrown: unknown) => this.#options.failed(thrown));
  }

  async #drop(placement: string): Promise<void> {
    const { document } = this.#options;
    await document.flush();
    const used = document.report.placements.find(({ id }) => id === placement);
    // A photo of the gallery that the text shows too stays in the gallery.
    if ((used?.block ?? null) === null) return;
    const edit = { op: 'remove', collection: 'placements', id: placement } as const;
    this.#gone.set(placement, (await document.runAlong([edit])).step);
  }

  async #fetch(placement: string): Promise<void> {
    const step = this.#gone.get(placement);
    if (!step) return;
    await this.#options.document.takeBack(step);
    this.#gone.delete(placement);
    this.#options.redraw();
  }
}
