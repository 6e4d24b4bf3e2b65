// A field over the manuscript, with a list that narrows as one types: the ARIA pattern `combobox`.
// One at a time; it closes by Escape, by picking, or when the focus goes elsewhere.
import { handleListKey, type Option, OptionList } from './option-list';
import { Popup, type Rect } from './popup';

export type FieldOptions = {
  root: HTMLElement;
  at: Rect;
  label: string;
  placeholder: string;
  value?: string;
  /** Under the field; replaced by `complaint`. */
  hint?: string;
  noMatches?: string;
  /** Returns what fits; none for a field that takes any text. */
  search?: (query: string) => Option[] | Promise<Option[]>;
  /** Enter where there is no list: returns what is wrong, or null when it was taken. */
  submit?: (value: string) => string | null;
  /** Backspace in the empty field. */
  onBackspace?: () => void;
  /** After it closed; by key when the focus should go back to the text. */
  onClose: (byKey: boolean) => void;
};

export class Field {
  readonly #options: FieldOptions;
  readonly #popup: Popup;
  readonly #input: HTMLInputElement;
  readonly #list: OptionList | null;
  readonly #hint: HTMLElement;
  #asked = 0;
  #closed = false;

  constructor(options: FieldOptions) {
    this.#options = options;
    const document = options.root.ownerDocument;
    this.#popup = new Popup(options.root, 'te-field');
    this.#input = document.createElement('input');
    this.#input.type = 'text';
    this.#input.className = 'te-input';
    this.#input.placeholder = options.placeholder;
    this.#input.value = options.value ?? '';
    this.#input.autocomplete = 'off';
    this.#input.spellcheck = false;
    this.#input.setAttribute('aria-label', options.label);
    this.#hint = document.createElement('div');
    this.#hint.className = 'te-popup-empty';
    this.#hint.setAttribute('role', 'status');
    this.#hint.textContent = options.hint ?? '';
    this.#hint.hidden = options.hint === undefined;
    this.#list = options.search ? new OptionList(document, options.label) : null;
    this.#popup.element.append(
      this.#input,
      ...(this.#list ? [this.#list.element] : []),
      this.#hint,
    );
    if (this.#list) {
      this.#input.setAttribute('role', 'combobox');
      this.#input.setAttribute('aria-autocomplete', 'list');
      this.#input.setAttribute('aria-expanded', 'true');
      this.#input.setAttribute('aria-controls', this.#list.element.id);
    }
    this.#input.addEventListener('input', () => void this.#search());
    this.#input.addEventListener('keydown', (event) => this.#handleKey(event));
    this.#input.addEventListener('blur', () => this.close(false));
    this.#popup.place(options.at);
    this.#input.focus();
    this.#input.select();
    void this.#search();
  }

  close(byKey: boolean): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#popup.remove();
    this.#options.onClose(byKey);
  }

  async #search(): Promise<void> {
    const { search } = this.#options;
    if (!search || !this.#list) return;
    const turn = (this.#asked += 1);
    const found = search(this.#input.value.trim());
    const options = found instanceof Promise ? await found.catch(() => []) : found;
    if (turn !== this.#asked || this.#closed) return;
    this.#list.show(options.map((option) => ({ ...option, pick: () => this.#pick(option) })));
    this.#hint.hidden = options.length > 0;
    this.#hint.textContent = options.length > 0 ? '' : (this.#options.noMatches ?? '');
    this.#popup.place(this.#options.at);
    this.#announceActive();
  }

  #pick(option: Option): void {
    this.close(true);
    option.pick();
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (this.#handled(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  #handled(key: string): boolean {
    if (key === 'Escape') {
      this.close(true);
      return true;
    }
    if (key === 'Backspace' && this.#input.value === '' && this.#options.onBackspace) {
      this.close(true);
      this.#options.onBackspace();
      return true;
    }
    if (this.#list) {
      const handled = handleListKey(this.#list, key);
      if (handled && !this.#closed) this.#announceActive();
      return handled;
    }
    if (key !== 'Enter') return false;
    const complaint = this.#options.submit?.(this.#input.value) ?? null;
    if (complaint === null) {
      this.close(true);
    } else {
      this.#hint.hidden = false;
      this.#hint.textContent = complaint;
      this.#hint.classList.add('te-bad');
      this.#input.setAttribute('aria-invalid', 'true');
    }
    return true;
  }

  #announceActive(): void {
    this.#input.setAttribute('aria-activedescendant', this.#list?.activeId ?? '');
  }
}
