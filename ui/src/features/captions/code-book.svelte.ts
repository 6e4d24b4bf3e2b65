// The codes of a forum, and what was written in its photos by two people at once: what outlasts the
// choice of a photo.
import type { CaptionCode, Conflict } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';

export class CodeBook {
  /** Fields of photos with two people's words; the desk's rows do not tell of them. */
  conflicts = $state.raw<Conflict[]>([]);
  readonly desk: PhotoDeskDocument;
  readonly #host: Host;
  #asked: { of: string; codes: Promise<CaptionCode[]> } | null = null;

  constructor(host: Host, desk: PhotoDeskDocument) {
    this.#host = host;
    this.desk = desk;
  }

  get language(): string {
    return this.desk.about.language;
  }

  /** Returns all codes; asked for again when the forum's people or sessions have changed. */
  readonly codes = (): Promise<CaptionCode[]> => {
    const { people, sessions } = this.desk.about;
    const of = JSON.stringify([people, sessions.map(({ code, title }) => [code, title])]);
    if (this.#asked?.of !== of) {
      const codes = this.#host.captionCodes(this.desk.forum, this.language);
      this.#asked = { of, codes };
      codes.catch(() => (this.#asked = null));
    }
    return this.#asked.codes;
  };

  /** Returns what a text becomes: for a photo with its variables, without one by codes alone. */
  expand(photo: string | null, text: string): Promise<string> {
    return this.#host.expandCaption(this.desk.forum, photo, this.language, text);
  }

  async readConflicts(): Promise<void> {
    const { forum } = await this.#host.openForum(this.desk.forum);
    this.conflicts = forum.conflicts.filter(({ collection }) => collection === 'photos');
  }

  /** Forgets what was settled by choosing. */
  settled(conflict: Conflict): void {
    this.conflicts = this.conflicts.filter((other) => other !== conflict);
  }
}
