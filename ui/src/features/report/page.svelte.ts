// An open report: its document, the manuscript with its save queue, and what the page around them
// shows of both.
import { untrack } from 'svelte';

import {
  createEditor,
  type EditorHandle,
  type ExtraBlock,
  type FocusMode,
  type OutlineItem,
  SaveQueue,
  type SaveState as BodyState,
  type SelectionState,
  type Stats,
  type Tag,
} from '../../editor/index';
import { t } from '../../i18n/index.svelte';
import type { BodySavedAt, ReportOpened } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import { ulid } from '../../ipc/ulid';
import { Notices } from '../../shared/notices.svelte';
import { inLanguage, sessionTitle } from '../../shared/names';
import { ReportDocument } from '../../shared/report-document.svelte';
import { editorLabels } from './editor-labels';
import { FindBar } from './find-bar.svelte';
import { keptFocusMode, keepFocusMode } from './focus-mode';
import { mentionSource } from './mentions';
import { joined, type Saving } from './save-state';
import { TextPhotos } from './text-photos';

/** How long after a change words are counted, in milliseconds. */
const LOOK_AFTER = 120;

export class ReportPage {
  readonly document: ReportDocument;
  readonly #host: Host;
  readonly #failed: (thrown: unknown) => void;
  readonly #queue: SaveQueue<BodySavedAt>;
  readonly #photos: TextPhotos;
  #handle: EditorHandle | null = null;
  #body: BodyState;
  #looking: ReturnType<typeof setTimeout> | null = null;
  #bodySaves = $state(0);

  words = $state(0);
  stats = $state.raw<Stats>({ words: 0, characters: 0, letters: 0 });
  /** Of the selected words, null where there is only a caret. */
  selectedStats = $state.raw<Stats | null>(null);
  focusMode = $state.raw<FocusMode>({ on: false, typewriter: false });
  readonly find: FindBar;
  outline = $state.raw<OutlineItem[]>([]);
  selection = $state.raw<SelectionState | null>(null);
  /** The part of the outline in which the caret stands. */
  here = $state<string | null>(null);
  /** A tag that was opened in the text. */
  openedTag = $state.raw<Tag | null>(null);

  constructor(
    host: Host,
    opened: ReportOpened,
    failed: (thrown: unknown) => void,
    notices = new Notices(),
  ) {
    this.find = new FindBar(() => this.#handle, notices);
    this.#host = host;
    this.#failed = failed;
    this.document = new ReportDocument(host, opened);
    this.#photos = new TextPhotos({
      host,
      document: this.document,
      refresh: () => this.refresh(),
      redraw: () => this.redraw(),
      failed,
    });
    this.#body = $state.raw<BodyState>({ kind: 'saved', at: opened.saved_at });
    this.#queue = new SaveQueue<BodySavedAt>({
      take: () => this.#handle?.take() ?? null,
      giveBack: (change) => this.#handle?.giveBack(change),
      save: (change, base) => host.saveBody(this.document.id, { ...change, base }),
      replace: (blocks) => {
        this.#handle?.replaceFromCore(blocks);
        this.#photos.saw(this.#handle?.photoBlocks() ?? []);
        this.#look();
      },
      heads: opened.heads,
      savedAt: opened.saved_at,
      onSaved: () => (this.#bodySaves += 1),
    });
    this.#queue.subscribe((state) => (this.#body = state));
  }

  readonly saving: Saving = $derived.by(() => joined(this.#body, this.document.saveState));

  /** Grows with everything new on disk: whoever shows what the core makes of it asks again then. */
  get revision(): number {
    return this.#bodySaves + this.document.revision;
  }

  get editor(): EditorHandle | null {
    return this.#handle;
  }

  /**
   * Puts the manuscript into the page; what it returns takes it out again. An attachment runs anew
   * when what it read has changed; this one must not: it would take the words from under the caret.
   */
  readonly mount = (element: HTMLElement): (() => void) => untrack(() => this.#mount(element));

  #mount(element: HTMLElement): () => void {
    const { document } = this;
    const handle = createEditor({
      mount: element,
      blocks: document.report.body,
      editable: document.readOnly === null,
      lang: document.language,
      newId: () => ulid(),
      mentions: mentionSource(
        document.forum,
        () => document.language,
        () => this.#handle?.sessionHere() ?? null,
      ),
      pasteBlocks: (text, html) => this.#host.pasteBlocks(text, html),
      pasteFailed: this.#failed,
      labels: editorLabels(),
      onChange: () => {
        this.#photos.follow(this.#handle?.photoBlocks() ?? []);
        this.#queue.touch();
        this.#lookSoon();
      },
      onSelection: (selection) => {
        this.selection = selection;
        if (!selection.empty || this.selectedStats !== null) this.#lookSoon();
        this.here = this.#partOf(selection.block);
      },
      onLeaveFocus: () => this.setFocusMode({ ...this.focusMode, on: false }),
      onOpenTag: (tag) => (this.openedTag = tag),
      history: {
        undo: () => void this.undo(),
        redo: () => void this.redo(),
        edited: (before, after) => document.undo.edited(before, after),
      },
      photo: (placement) => this.#photos.show(placement),
      photos: this.#photos,
      extraBlocks: [this.#photoEntry],
    });
    this.#handle = handle;
    const detach = document.undo.attach(handle.history);
    this.#photos.saw(handle.photoBlocks());
    this.selection = handle.selection();
    this.setFocusMode(keptFocusMode());
    this.#look();
    const flushOnBlur = (): void => void this.#queue.flush().catch(() => undefined);
    element.addEventListener('focusout', flushOnBlur);
    return () => {
      element.removeEventListener('focusout', flushOnBlur);
      detach();
      this.#handle = null;
      handle.destroy();
    };
  }

  /** Resolves when everything that was typed is on disk; rejects with the core's error when not. */
  async flush(): Promise<void> {
    await Promise.all([this.#queue.flush(), this.document.flush()]);
    await this.#photos.settled();
  }

  /** Saves and stops; rejects when something could not be saved, and then goes on. */
  async close(): Promise<void> {
    await this.flush();
    await this.#queue.close();
  }

  /** Goes into focus mode, or out of it; the window remembers. */
  setFocusMode(mode: FocusMode): void {
    this.focusMode = mode;
    keepFocusMode(mode);
    this.#handle?.setFocusMode(mode);
  }

  /** Takes back what was done last on the page, in the text or around it. */
  async undo(): Promise<void> {
    await this.document.undo.undo().catch(this.#failed);
  }

  async redo(): Promise<void> {
    await this.document.undo.redo().catch(this.#failed);
  }

  /** Shows what a job or somebody else changed, under what is being typed. */
  async refresh(): Promise<void> {
    await this.#queue.reload(async () => {
      const { report, heads } = await this.document.refresh();
      return { blocks: report.body, heads };
    });
    this.#handle?.refresh();
  }

  /**
   * Names a person in the text: tags the selected words; where there are none, writes `@` and the
   * name, so that the list stands open with the person in it.
   */
  name(person: string): void {
    const handle = this.#handle;
    if (handle === null) return;
    handle.focus();
    if (!handle.selection().empty) {
      handle.command('tag', { kind: 'person', id: person });
    } else if (handle.command('mention')) {
      const { people } = this.document.forum.forum;
      const full = people.find(({ id }) => id === person)?.full ?? {};
      const { view } = handle;
      view.dispatch(view.state.tr.insertText(inLanguage(full, this.document.language)));
    }
  }

  /** Draws names, sessions and pictures in the text anew; an effect names what it follows. */
  redraw(..._followed: readonly unknown[]): void {
    this.#handle?.refresh();
  }

  /** Counting ten thousand words at each key would be felt. */
  #lookSoon(): void {
    this.#looking ??= setTimeout(() => this.#look(), LOOK_AFTER);
  }

  #look(): void {
    clearTimeout(this.#looking ?? undefined);
    this.#looking = null;
    if (this.#handle === null) return;
    this.stats = this.#handle.stats();
    this.words = this.stats.words;
    this.selectedStats = this.#handle.selectedStats();
    this.find.refresh();
    const { forum } = this.document.forum;
    this.outline = this.#handle.outline().map((item) => {
      const title = sessionTitle(forum, item.session, this.document.language);
      return { ...item, text: title || item.text };
    });
  }

  /** Returns the last part that begins at the block or before it. */
  #partOf(block: string | null): string | null {
    const parts = new Set(this.outline.map(({ id }) => id));
    let part: string | null = null;
    let passed = false;
    this.#handle?.view.state.doc.forEach(({ attrs }) => {
      const id = attrs.id as string;
      if (!passed && parts.has(id)) part = id;
      passed ||= id === block;
    });
    return block === null ? null : part;
  }

  /** The entry of the menu at `/`; its words are read when it is shown. */
  readonly #photoEntry: ExtraBlock = {
    name: 'photo',
    get label() {
      return t().writing.photo;
    },
    get detail() {
      return t().writing.photo_detail;
    },
    run: () => void this.#handle?.command('photo'),
  };

  /** Puts a photo into the text, behind the block of the caret. */
  putPhoto(photo: string): void {
    this.#handle?.command('photo', { photo });
    this.#handle?.focus();
  }

  /** Shows a failure of something that was asked for on the page. */
  fail(thrown: unknown): void {
    this.#failed(thrown);
  }
}
