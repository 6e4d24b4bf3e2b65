// The words of the chosen photos. One photo shows its own; of several a field shows what they have in
// common, or how many different things they say, and what is typed goes to all of them. It is made
// anew for every choice, so that what comes late goes to the photos that it was meant for.
import type { Conflict, DeskPhoto } from '../../ipc/bindings';
import type { Notices } from '../../shared/notices.svelte';
import type { PhotoDeskDocument } from '../../shared/photo-desk.svelte';
import type { CodeBook } from './code-book.svelte';
import { type CodeSource, type CodeTyping, hasCodes } from './code-typing.svelte';

/** Fields of words. */
export type WordField =
  | 'captions'
  | 'alts'
  | 'long_descriptions'
  | 'headline'
  | 'credit'
  | 'creator'
  | 'copyright'
  | 'usage_terms'
  | 'permission'
  | 'source';

/** Fields in which one of a few is chosen. */
export type ChoiceField = 'place' | 'session' | 'source_type';

const BY_LANGUAGE: readonly string[] = ['captions', 'alts', 'long_descriptions'];

/** What the photos say in a field: the same, or so many different things. */
export type Common<T> = { value: T; different: number };

export class Captions {
  readonly ids: readonly string[];
  readonly book: CodeBook;
  readonly #notices: Notices;

  constructor(book: CodeBook, ids: readonly string[], notices: Notices) {
    this.book = book;
    this.ids = ids;
    this.#notices = notices;
  }

  readonly rows: DeskPhoto[] = $derived.by(() => this.ids.flatMap((id) => this.desk.row(id) ?? []));

  get desk(): PhotoDeskDocument {
    return this.book.desk;
  }

  get readonly(): boolean {
    return this.desk.readonly;
  }

  get many(): boolean {
    return this.ids.length > 1;
  }

  /** The photo, when it is one alone. */
  get only(): string | null {
    return this.many ? null : (this.ids[0] ?? null);
  }

  /** What replaces codes while one types: of several photos each for itself. */
  get codeSource(): CodeSource {
    return {
      codes: this.book.codes,
      expand: (text) => this.book.expand(this.only, text),
      atOnce: () => !this.many,
      failed: (thrown) => this.#notices.fail(thrown),
    };
  }

  /** What a photo says in a field, in the desk's language. */
  text({ photo }: DeskPhoto, field: WordField): string {
    const value = photo[field];
    return (typeof value === 'object' && value !== null ? value[this.book.language] : value) ?? '';
  }

  words(field: WordField): Common<string> {
    return common(this.rows, (row) => this.text(row, field), '');
  }

  readonly keywords: Common<string[]> = $derived.by(() =>
    common(this.rows, ({ photo }) => photo.keywords, []),
  );

  choice(field: ChoiceField): Common<string | null> {
    return common(this.rows, ({ photo }) => photo[field], null);
  }

  /** Writes what is typed, to all photos. */
  type(field: WordField, text: string): void {
    this.desk.typeAll(this.ids, this.#fields(field, text));
  }

  typeKeywords(keywords: string[]): void {
    this.desk.typeAll(this.ids, { keywords });
  }

  choose(field: ChoiceField, value: string | null): Promise<void> {
    return this.attempt(() => this.desk.editAll(this.ids, { [field]: value }));
  }

  /**
   * Fills in what still stands as a code or variable when a field is left, of several photos in each
   * by itself, and sees to it that all is on disk.
   */
  async leave(field: WordField, typing: CodeTyping | null): Promise<void> {
    await this.attempt(async () => {
      const text = (await typing?.rest()) ?? null;
      if (text !== null) this.type(field, text);
      await this.desk.flush();
      if (!this.many || typing === null) return;
      const edits = this.rows.map(async (row) => {
        const before = this.text(row, field);
        const after = hasCodes(before) ? await this.book.expand(row.id, before) : before;
        return { photo: row.id, before, after };
      });
      // What was typed while the core looked up the codes is newer than its answer.
      const still = (await Promise.all(edits)).filter(({ photo, before, after }) => {
        const row = this.desk.row(photo);
        return row !== undefined && after !== before && this.text(row, field) === before;
      });
      await this.desk.edit(
        still.map(({ photo, after }) => ({ photo, fields: this.#fields(field, after) })),
      );
    });
  }

  /** As `leave`, of keywords. */
  async leaveKeywords(typing: CodeTyping): Promise<void> {
    await this.attempt(async () => {
      const line = await typing.rest();
      if (line !== null) this.typeKeywords(keywordsOf(line));
      await this.desk.flush();
      if (!this.many) return;
      const edits = this.rows.map(async ({ id, photo }) => {
        if (!photo.keywords.some(hasCodes)) return [];
        const words = photo.keywords.map((word) => this.book.expand(id, word));
        const keywords = await Promise.all(words);
        const now = this.desk.row(id)?.photo.keywords;
        if (now?.join('\n') !== photo.keywords.join('\n')) return [];
        return [{ photo: id, fields: { keywords } }];
      });
      await this.desk.edit((await Promise.all(edits)).flat());
    });
  }

  // What was proposed, and what was left behind

  /** Photos without a session whose time proposes one. */
  readonly proposed: DeskPhoto[] = $derived.by(() =>
    this.rows.filter(({ photo, proposed_session: by }) => photo.session === null && by !== null),
  );

  takeProposed(): Promise<void> {
    const edits = this.proposed.map(({ id, proposed_session }) => ({
      photo: id,
      fields: { session: proposed_session },
    }));
    return this.attempt(() => this.desk.edit(edits));
  }

  /** Photos with a caption that a camera or an agency left. */
  readonly leftBehind: DeskPhoto[] = $derived.by(() =>
    this.rows.filter(({ flags }) => flags.includes('caption.template')),
  );

  clearLeftBehind(): Promise<void> {
    const edits = this.leftBehind.map(({ id, photo: { captions } }) => ({
      photo: id,
      fields: { captions: Object.fromEntries(Object.keys(captions).map((key) => [key, null])) },
    }));
    return this.attempt(() => this.desk.edit(edits));
  }

  // What two people wrote at once

  /** Two people's words for one field of the photo. */
  conflict(field: string): Conflict | undefined {
    const name = BY_LANGUAGE.includes(field) ? `${field}/${this.book.language}` : field;
    return this.book.conflicts.find(({ id, field: of }) => id === this.only && of === name);
  }

  settle(conflict: Conflict, fields: Record<string, unknown>): Promise<void> {
    return this.attempt(async () => {
      await this.desk.editAll([conflict.id], fields);
      this.book.settled(conflict);
    });
  }

  async attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.#notices.fail(thrown);
    }
  }

  #fields(field: WordField, text: string): Record<string, unknown> {
    const value = text === '' ? null : text;
    return { [field]: BY_LANGUAGE.includes(field) ? { [this.book.language]: value } : value };
  }
}

/** Returns what all rows say, and how many different things they say. */
function common<T>(rows: readonly DeskPhoto[], of: (row: DeskPhoto) => T, none: T): Common<T> {
  const values = new Map<string, T>();
  for (const row of rows) {
    const value = of(row);
    values.set(JSON.stringify(value), value);
  }
  const [first = none] = values.values();
  return { value: values.size === 1 ? first : none, different: Math.max(1, values.size) };
}

/** Returns the keywords of a line: parted by commas, each once. */
export function keywordsOf(line: string): string[] {
  const words = line
    .split(/[,;\n]/)
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');
  return [...new Set(words)];
}
