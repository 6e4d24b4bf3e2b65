// The bar that finds and replaces: what is asked, and what the manuscript answers.
import type { EditorHandle, FindState } from '../../editor/index';
import { t } from '../../i18n/index.svelte';
import type { Notices } from '../../shared/notices.svelte';

/** The longest selection that is taken for what one looks for. */
const LONGEST = 120;

export class FindBar {
  readonly #editor: () => EditorHandle | null;
  readonly #notices: Notices;

  open = $state(false);
  /** Whether it offers to replace. */
  replacing = $state(false);
  text = $state('');
  replacement = $state('');
  matchCase = $state(false);
  wholeWord = $state(false);
  keepCase = $state(true);
  state = $state.raw<FindState>({ count: 0, current: -1 });

  constructor(editor: () => EditorHandle | null, notices: Notices) {
    this.#editor = editor;
    this.#notices = notices;
  }

  /** Opens it, with the words that are selected; the same key again begins anew with those. */
  show(replacing: boolean): void {
    const selected = this.#editor()?.selectedText() ?? '';
    if (selected !== '' && selected.length <= LONGEST && !selected.includes('\n')) {
      this.text = selected;
    }
    this.open = true;
    this.replacing = replacing || (this.replacing && this.open);
    this.look();
  }

  /** Ends it; the caret goes to the match where one stood. */
  close(): void {
    const editor = this.#editor();
    editor?.finder.select();
    editor?.finder.find(null);
    this.open = false;
    this.replacing = false;
    editor?.focus();
  }

  look(): void {
    const { text, matchCase, wholeWord } = this;
    const query = text === '' ? null : { text, matchCase, wholeWord };
    this.state = this.#editor()?.finder.find(query) ?? { count: 0, current: -1 };
    this.#say();
  }

  next(by: 1 | -1): void {
    if (!this.open) this.show(false);
    this.state = this.#editor()?.finder.next(by) ?? this.state;
    this.#say();
  }

  replace(): void {
    this.state = this.#editor()?.finder.replace(this.replacement, this.keepCase) ?? this.state;
    this.#say();
  }

  replaceAll(): void {
    const editor = this.#editor();
    const count = editor?.finder.replaceAll(this.replacement, this.keepCase) ?? 0;
    this.state = editor?.finder.state() ?? this.state;
    if (count > 0) this.#notices.done(t().writing.replaced(count));
  }

  /** The text has changed under it. */
  refresh(): void {
    if (this.open && this.text !== '') this.state = this.#editor()?.finder.state() ?? this.state;
  }

  get found(): string {
    const { count, current } = this.state;
    if (this.text === '') return '';
    return count === 0 ? t().writing.nothing : t().writing.place(current + 1, count);
  }

  #say(): void {
    if (this.text !== '') this.#notices.say(this.found);
  }
}
