// Codes as they are typed in a field of words: `=ae=` becomes the person that it stands for as soon as
// its second sign is there, once more with the ending that is typed behind it, and `{time}` what the
// photo says. A list opens at the first sign. What a code becomes is the core's; here stands where in
// the field it goes, and that the caret stays and Ctrl+Z brings the code back.
import { fold } from '../../editor/index';
import type { CaptionCode } from '../../ipc/bindings';
import { type CaretPoint, caretPoint } from './caret-point';
import { typeOver } from './type-over';

export type CodeSource = {
  codes: () => Promise<CaptionCode[]>;
  /** Returns a text with its codes and variables replaced. */
  expand: (text: string) => Promise<string>;
  /** Whether they are replaced as one types: of several photos each has its own time, and its own role
      of a person, so that there they wait until the field is left. */
  atOnce: () => boolean;
  failed: (thrown: unknown) => void;
};

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A replacement behind which an ending may follow. */
type Replaced = { start: number; code: string; text: string };

export type CodeMenu = {
  options: CaptionCode[];
  active: number;
  at: CaretPoint;
  /** Where in the text the code begins, with its sign. */
  from: number;
  /** What stands behind the code so far: `!` or `+` or nothing. */
  form: string;
};

/** A code with both signs, at the caret: `=ae=`, `=ae!=` for the name alone, `=ae+=`. */
const CLOSED = /=[\p{L}\p{N}]{1,20}[!+]?=$/u;
const VARIABLE = /\{\p{L}[\p{L}_]{0,20}\}$/u;
/** A code that is being typed: the sign stands at the beginning of a word. */
const OPEN = /(?<![\p{L}\p{N}=])=([\p{L}\p{N}]{0,20})([!+]?)$/u;
/** Anything in a text that might be replaced. */
const ANY = /=[\p{L}\p{N}]{1,20}[!+]?=|\{\p{L}[\p{L}_]{0,20}\}/gu;
/** What may be typed behind a code: an ending, perhaps behind a closing mark. */
const ENDING = /^[”»"]?[-'’]?\p{L}*/u;

/** How many codes the list shows. */
const LONGEST_LIST = 8;

/** Whether a text has codes or variables. */
export const hasCodes = (text: string): boolean => text.search(ANY) >= 0;

export class CodeTyping {
  menu = $state.raw<CodeMenu | null>(null);
  readonly #source: CodeSource;
  #field: TextField | null = null;
  #replaced: Replaced | null = null;
  /** What the user brought back: it stays as it is. */
  #declined = new Set<string>();
  /** The last replacement where the field has no history of its own to undo it. */
  #undoable: (Replaced & { after: string }) | null = null;
  /** The field is being changed from here. */
  #writing = false;
  /** The list that was closed by Escape, by where its code begins. */
  #closedAt: number | null = null;

  constructor(source: CodeSource) {
    this.#source = source;
  }

  /** Takes a field; for `{@attach}` and effects. Returns what lets go of it. */
  attach(field: TextField): () => void {
    this.#field = field;
    const stop = new AbortController();
    const { signal } = stop;
    field.addEventListener('input', (event) => this.#typed(event as InputEvent), { signal });
    field.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent), { signal });
    field.addEventListener('click', () => this.#look(), { signal });
    field.addEventListener('blur', () => (this.menu = null), { signal });
    return () => {
      stop.abort();
      this.menu = null;
      this.#field = null;
    };
  }

  /**
   * Returns what the text becomes when the field is left: an ending that nothing stands behind, codes
   * that were pasted; null when it stays as it is. The field itself may be gone by then.
   */
  async rest(): Promise<string | null> {
    const before = this.#field?.value;
    if (before === undefined) return null;
    const ended = this.#ending(before);
    this.#replaced = null;
    let text = before;
    if (ended) text = splice(before, ended, (await this.#expand(ended.code)) ?? ended.text);
    const found = this.#source.atOnce() ? (text.match(ANY) ?? []) : [];
    const open = found.some((one) => !this.#declined.has(one));
    if (open) text = (await this.#expand(text)) ?? text;
    return text === before ? null : text;
  }

  /** Puts a code of the list in the place of what is typed so far. */
  async pick(code: CaptionCode): Promise<void> {
    const [field, menu] = [this.#field, this.menu];
    this.menu = null;
    if (!field || !menu) return;
    const end = field.selectionStart ?? menu.from;
    this.#write(field, menu.from, end, `=${code.code}${menu.form}=`);
    await this.#close(field);
  }

  move(by: number): void {
    const { menu } = this;
    if (!menu) return;
    const { length } = menu.options;
    this.menu = { ...menu, active: (menu.active + by + length) % length };
  }

  #typed(event: InputEvent): void {
    const field = this.#field;
    if (!field || this.#writing || event.isComposing) return;
    if (event.inputType.startsWith('history')) {
      if (this.#replaced) this.#declined.add(this.#replaced.code);
      this.#replaced = null;
      this.menu = null;
      return;
    }
    this.#undoable = null;
    this.#look();
    if (event.inputType.startsWith('delete')) return;
    void this.#close(field).then(() => this.#inflect(field));
  }

  #key(event: KeyboardEvent): void {
    const { menu } = this;
    if (event.isComposing) return;
    const undoes = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
    if (undoes && !event.shiftKey && this.#bringBack()) event.preventDefault();
    if (!menu || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const chosen = menu.options[menu.active];
    if (event.key === 'ArrowDown') this.move(1);
    else if (event.key === 'ArrowUp') this.move(-1);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) void this.pick(chosen);
    else if (event.key === 'Escape') [this.#closedAt, this.menu] = [menu.from, null];
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Opens, narrows or closes the list by what stands before the caret. */
  #look(): void {
    const field = this.#field;
    const at = field?.selectionStart ?? null;
    if (!field || at === null || at !== field.selectionEnd || field.readOnly) {
      this.menu = null;
      return;
    }
    const hit = OPEN.exec(field.value.slice(0, at));
    if (!hit || hit.index === this.#closedAt) {
      this.menu = null;
      if (!hit) this.#closedAt = null;
      return;
    }
    const [, query = '', form = ''] = hit;
    void this.#show(field, hit.index, query, form);
  }

  async #show(field: TextField, from: number, query: string, form: string): Promise<void> {
    const codes = await this.#source.codes().catch(() => []);
    // The caret may have gone on meanwhile: what stands there now is asked for by its own key.
    const now = field.value.slice(from, field.selectionStart ?? from);
    if (this.#field !== field || now !== `=${query}${form}`) return;
    const options = matching(codes, query);
    this.menu =
      options.length === 0 ? null : { options, active: 0, at: caretPoint(field, from), from, form };
  }

  /** Replaces a code whose second sign stands before the caret. */
  async #close(field: TextField): Promise<void> {
    const at = field.selectionStart ?? 0;
    const before = field.value.slice(0, at);
    const hit = this.#source.atOnce() ? (CLOSED.exec(before) ?? VARIABLE.exec(before)) : null;
    if (!hit) return;
    const [code] = hit;
    this.#declined.delete(code);
    const text = await this.#expand(code);
    if (text === null || text === code) return;
    const start = hit.index;
    if (!stands(field.value, { start, text: code })) return;
    this.#replace(field, { start, code, text }, code.length);
    this.#replaced = code.startsWith('=') ? { start, code, text } : null;
  }

  /** Replaces once more when an ending was typed behind a code, and something behind that. */
  async #inflect(field: TextField): Promise<void> {
    const { value, selectionStart } = field;
    const replaced = this.#replaced;
    if (!replaced) return;
    const ended = this.#ending(value);
    const end = replaced.start + replaced.text.length;
    const [tail = ''] = ENDING.exec(value.slice(end)) ?? [];
    // The caret still stands where the ending may go on.
    if (stands(value, replaced) && selectionStart === end + tail.length) return;
    this.#replaced = null;
    if (!ended) return;
    const whole = await this.#expand(ended.code);
    if (whole === null || whole === ended.text || whole.startsWith('=')) return;
    if (!stands(field.value, ended)) return;
    this.#replace(field, { ...ended, text: whole }, ended.text.length);
  }

  /** Returns a code's replacement with the ending that was typed behind it. */
  #ending(value: string): Replaced | null {
    const replaced = this.#replaced;
    if (!replaced || !stands(value, replaced)) return null;
    const { start, code, text } = replaced;
    const [ending = ''] = ENDING.exec(value.slice(start + text.length)) ?? [];
    return /\p{L}/u.test(ending) ? { start, code: code + ending, text: text + ending } : null;
  }

  #replace(field: TextField, replaced: Replaced, length: number): void {
    if (this.#field !== field) return;
    const native = this.#write(field, replaced.start, replaced.start + length, replaced.text);
    this.#undoable = native ? null : { ...replaced, after: field.value };
  }

  /**
   * Writes over a part of the field as if it were typed, so that the field's own undo knows it, and
   * keeps the caret at its letter; false when the field had to be set from outside.
   */
  #write(field: TextField, from: number, to: number, text: string): boolean {
    const caret = field.selectionStart ?? to;
    const kept = caret >= to ? caret + text.length - (to - from) : Math.min(caret, from);
    this.#writing = true;
    try {
      const typed = typeOver(field, from, to, text);
      if (document.activeElement === field) field.setSelectionRange(kept, kept);
      return typed;
    } finally {
      this.#writing = false;
    }
  }

  #bringBack(): boolean {
    const [field, last] = [this.#field, this.#undoable];
    if (!field || last?.after !== field.value) return false;
    this.#undoable = null;
    this.#replaced = null;
    for (const code of last.code.match(ANY) ?? []) this.#declined.add(code);
    this.#write(field, last.start, last.start + last.text.length, last.code);
    return true;
  }

  async #expand(text: string): Promise<string | null> {
    try {
      return await this.#source.expand(text);
    } catch (thrown) {
      this.#source.failed(thrown);
      return null;
    }
  }
}

const stands = (value: string, { start, text }: { start: number; text: string }): boolean =>
  value.slice(start, start + text.length) === text;

const splice = (value: string, { start, text }: Replaced, next: string): string =>
  value.slice(0, start) + next + value.slice(start + text.length);

/** Returns the codes that begin so, then those whose words do. */
export function matching(codes: readonly CaptionCode[], query: string): CaptionCode[] {
  const asked = fold(query);
  const begins = codes.filter(({ code }) => fold(code).startsWith(asked));
  const others = codes.filter(
    (one) =>
      !begins.includes(one) &&
      fold(one.text)
        .split(/[^\p{L}\p{N}]+/u)
        .some((word) => word.startsWith(asked)),
  );
  return [...begins, ...others].slice(0, LONGEST_LIST);
}
