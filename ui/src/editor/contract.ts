// What the window gives the manuscript and gets back from it. Types only; `editor.ts` keeps them.
// The editor is framework-free and shows no word of its own: every label comes in.
import type { EditorView } from 'prosemirror-view';

import type { Block, BlockId, BlockKind, BodySave, IntakeBlock, RichText } from '../ipc/bindings';
import type { FindQuery } from './find/match';

export type { Block, BlockId, BlockKind, FindQuery, IntakeBlock, RichText };

/** What changed since the last take: a save without the heads that it was made from. */
export type BodyChange = Omit<BodySave, 'base'>;

/** What `@` finds. */
export type MentionKind = 'person' | 'session' | 'organisation';

/** What words can be tagged as: marks that carry an id. */
export type TagKind = MentionKind | 'place' | 'quote' | 'material';

export type Tag = { kind: TagKind; id: string };

export type MentionItem = {
  kind: MentionKind;
  id: string;
  /** The name as one looks for it. */
  label: string;
  /** The role, or whatever tells two of one name apart. */
  detail: string;
  /** The words that are written at the first mention and at later ones. */
  insert: { first: string; later: string };
};

export type MentionSource = {
  /** Returns what fits, the best first; `searchMentions` does it over a list. */
  search(query: string): MentionItem[] | Promise<MentionItem[]>;
  /** Makes a new speaker of that name; null when the user thought better of it. */
  create?(name: string): Promise<MentionItem | null>;
  /** Returns the words for a tag that stands in the text: the tooltip, and a panel's session. */
  describe?(kind: TagKind, id: string): { label: string; detail: string } | null;
};

/** How a picture in the text is shown. */
export type PhotoInText = {
  src: string;
  alt: string;
  /** The photo's own caption. */
  caption: string;
  /** What stands under it in this place instead, if something does. */
  own?: string | null;
};

/** A photo that can be put into the text. */
export type PhotoChoice = { photo: string; label: string; detail: string };

/** What the window does about photos in the text. */
export type PhotoActions = {
  /** Makes a use of the photo in that block; returns its placement. */
  place(photo: string, block: BlockId): string;
  /** Makes one more use like another, for a block that was copied. */
  again(placement: string, block: BlockId): string;
  /** Returns the report's photos that fit. */
  search(query: string): PhotoChoice[];
  /** Adds pictures to the library; resolves with those that could be taken. */
  add(files: readonly File[]): Promise<readonly string[]>;
  /** Lets the user choose files, and adds them. */
  choose(): Promise<readonly string[]>;
  /** Writes a caption for this place; null for the photo's own. */
  caption(placement: string, words: string | null): void;
};

/** A photo dragged from elsewhere on the page, in coordinates of the window. */
export type PhotoDrag = {
  /** Shows where it would come; false outside the manuscript. */
  over(x: number, y: number): boolean;
  drop(x: number, y: number, photo: string): boolean;
  end(): void;
};

/** An entry of the block menu that the window adds, for instance a picture. */
export type ExtraBlock = { name: string; label: string; detail: string; run(): void };

/** The blocks that the menu at `/` offers. */
export type BlockName =
  | 'paragraph'
  | 'lead'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'bulleted'
  | 'numbered'
  | 'quotation'
  | 'panel'
  | 'box'
  | 'note'
  | 'embed';

export type EditorLabels = {
  /** The accessible name of the manuscript. */
  manuscript: string;
  /** The grey words in an empty block; none when empty or missing. */
  placeholders: Partial<Record<BlockKind['type'], string>>;
  /** The menu at `/`: a name, and in the second line what it is for or its key. */
  blocks: Record<BlockName, { label: string; detail: string }>;
  blockMenu: string;
  /** The standing line above a note: that it is never exported. */
  note: string;
  panel: string;
  /** On a panel that has no session yet. */
  chooseSession: string;
  embed: string;
  box: string;
  /** A picture that `photo` doesn't know. */
  photoMissing: string;
  mentionMenu: string;
  /** The field of the list that tags selected words. */
  tagField: string;
  kinds: Record<TagKind, string>;
  noMatches: string;
  /** Spoken when the list changes. */
  matches: (count: number) => string;
  newSpeaker: (name: string) => string;
  removeTag: (label: string) => string;
  linkField: string;
  linkHint: string;
  /** Under the field while its address can't be one. */
  linkBad: string;
  pasting: string;
  choosePhoto: string;
  noPhotos: string;
  fromDisk: string;
  importing: string;
  /** In place of a caption that nobody has written yet. */
  unnamedPhoto: string;
  ownCaption: string;
  takeOut: string;
  embedBad: string;
};

/** What a toolbar shows. */
export type SelectionState = {
  /** The block of the caret, null when several kinds are selected. */
  block: BlockId | null;
  kind: BlockKind | null;
  strong: boolean;
  em: boolean;
  href: string | null;
  tags: Tag[];
  /** Nothing is selected, there is a caret. */
  empty: boolean;
  undo: boolean;
  redo: boolean;
};

/** The order of undo of the page: the manuscript asks it for Ctrl+Z, and tells it what is typed. */
export type PageHistory = {
  undo(): void;
  redo(): void;
  /** The user changed the text; the depths of its history before and after. */
  edited(before: number, after: number): void;
};

/** The history of the text alone. */
export type TextHistory = {
  depth(): number;
  undo(): boolean;
  redo(): boolean;
  /** Ends the change that is being typed: what comes is another one. */
  close(): void;
};

export type EditorOptions = {
  mount: HTMLElement;
  blocks: Block[];
  editable: boolean;
  /** The language of the report, `az` or `en`: for the spelling of the browser, and the quotes. */
  lang: string;
  /** Returns a new ULID. */
  newId: () => string;
  mentions: MentionSource;
  /** Cleans what was pasted, in the core. */
  pasteBlocks: (text: string, html: string | null) => Promise<IntakeBlock[]>;
  /** A paste came in without what was about it, or not at all: the core's error, or the window's. */
  pasteFailed?: (thrown: unknown) => void;
  labels: EditorLabels;
  /** Something is to be saved: call `SaveQueue.touch`. */
  onChange: () => void;
  onSelection?: (state: SelectionState) => void;
  /** A tag was opened: by Ctrl and a click, or Alt+Enter with the caret in it. */
  onOpenTag?: (tag: Tag, at: DOMRect) => void;
  photo?: (placement: string) => PhotoInText | null;
  /** Without it, pictures can be shown and removed, not put in. */
  photos?: PhotoActions;
  extraBlocks?: ExtraBlock[];
  /** Escape was pressed in focus mode. */
  onLeaveFocus?: () => void;
  /** Without it, undo is of the text alone. */
  history?: PageHistory;
};

export type OutlineItem = {
  id: BlockId;
  kind: BlockKind['type'];
  text: string;
  /** The session that a panel's part is about. */
  session: string | null;
  /** 1 for lead and panel, a heading's own. */
  level: number;
};

/** The names that `EditorHandle.command` takes; `editor/commands.ts` says what each does. */
export type CommandName =
  | 'strong'
  | 'em'
  | 'link'
  | 'unlink'
  | BlockName
  | 'indent'
  | 'outdent'
  | 'moveUp'
  | 'moveDown'
  | 'photo'
  | 'mention'
  | 'tag'
  | 'untag'
  | 'undo'
  | 'redo'
  | 'selectAll';

/** Where the caret stands: in which block, and how far into it in the editor's own count. */
export type Caret = { block: BlockId; offset: number };

export type FocusMode = {
  on: boolean;
  /** Whether the line that one writes stays in the middle. */
  typewriter: boolean;
};

/** How long a text is. */
export type Stats = {
  words: number;
  characters: number;
  /** Characters without spaces and line breaks. */
  letters: number;
};

export type FindState = {
  count: number;
  /** Which one one stands at, from 0; -1 when there is none. */
  current: number;
};

/** Finding and replacing in the body. */
export type Finder = {
  /** Looks for the words and shows them all; null ends that. */
  find(query: FindQuery | null): FindState;
  /** Goes on by so many matches, round the end. */
  next(by: 1 | -1): FindState;
  /** Replaces the current match and goes on to the next. */
  replace(replacement: string, keepCase: boolean): FindState;
  /** Replaces all, as one change; returns how many. */
  replaceAll(replacement: string, keepCase: boolean): number;
  /** Selects the current match. */
  select(): void;
  state(): FindState;
};

export type EditorHandle = {
  readonly view: EditorView;
  readonly history: TextHistory;
  readonly finder: Finder;
  readonly photoDrag: PhotoDrag;
  /** Returns what changed since the last take, null when nothing did. */
  take(): BodyChange | null;
  /** Puts the last take back: it was not saved, and is part of the next one. */
  giveBack(change: BodyChange): void;
  /** Shows the body as the core has it, with what was typed meanwhile merged in, caret kept. */
  replaceFromCore(blocks: Block[]): void;
  /** Returns the body. The blocks are kept here and given again: they must not be changed. */
  blocks(): Block[];
  /** Counts what is published: without notes, pictures and addresses. */
  stats(): Stats;
  /** Counts the selected words; null where there is only a caret. */
  selectedStats(): Stats | null;
  /** Returns the selected words, blocks divided by line breaks. */
  selectedText(): string;
  setFocusMode(mode: FocusMode): void;
  outline(): OutlineItem[];
  /** Returns the session whose part the caret is in: from its panel to the next one or a heading. */
  sessionHere(): string | null;
  /** Returns the placements that stand in the text, each with its block. */
  photoBlocks(): { block: BlockId; placement: string }[];
  /** Puts the caret at the start of the block and brings it into view. */
  scrollTo(block: BlockId): void;
  caret(): Caret | null;
  /** Puts the caret back where it stood, as far as that place is still there. */
  placeCaret(caret: Caret): void;
  /** Returns the blocks that are selected in whole or in part; one where there is a caret. */
  selectedBlocks(): BlockId[];
  focus(): void;
  /** Runs a command; false when it makes no sense here. Without `run`, only asks. */
  command(name: CommandName, arg?: unknown, run?: boolean): boolean;
  selection(): SelectionState;
  /** Draws pictures, sessions and names anew: what `photo` or `describe` say has changed. */
  refresh(): void;
  destroy(): void;
};
