// The review of a foreign text: what was read and what was left out stand in one list, in the order
// of the text; every line can change sides. Nothing is written before the user accepts.
import type { IncomingText, IntakeBlock, LeftOutReason } from '../../ipc/bindings';

export type ReviewLine = {
  id: number;
  block: IntakeBlock;
  /** Whether it will be part of the report. */
  kept: boolean;
  /** Why the reader left it out; null for a block, and for what the user left out. */
  reason: LeftOutReason | null;
};

/** Lines that stand together: blocks one by one, what was left out in one folded group. */
export type ReviewGroup =
  { kind: 'block'; line: ReviewLine } | { kind: 'left_out'; lines: ReviewLine[] };

export class Review {
  readonly text: IncomingText;
  headline = $state('');
  forum = $state<string | null>(null);
  profile = $state<string | null>(null);
  #lines = $state.raw<ReviewLine[]>([]);
  /** Groups whose lines are shown, by the id of their first line. */
  #open = $state.raw(new Set<number>());

  constructor(text: IncomingText, forum: string | null, profile: string | null) {
    this.text = text;
    this.headline = text.headline ?? '';
    this.forum = forum;
    this.profile = profile;
    this.#lines = linesOf(text);
  }

  readonly groups: ReviewGroup[] = $derived.by(() => {
    const groups: ReviewGroup[] = [];
    for (const line of this.#lines) {
      const last = groups.at(-1);
      if (line.kept) groups.push({ kind: 'block', line });
      else if (last?.kind === 'left_out') last.lines.push(line);
      else groups.push({ kind: 'left_out', lines: [line] });
    }
    return groups;
  });

  readonly kept: number = $derived(this.#lines.filter(({ kept }) => kept).length);

  isOpen(group: ReviewLine[]): boolean {
    return group.some(({ id }) => this.#open.has(id));
  }

  toggle(group: ReviewLine[]): void {
    const open = new Set(this.#open);
    const wasOpen = this.isOpen(group);
    for (const { id } of group) {
      if (wasOpen) open.delete(id);
      else open.add(id);
    }
    this.#open = open;
  }

  putBack(lines: ReviewLine[]): void {
    this.#set(lines, true);
  }

  leaveOut(line: ReviewLine): void {
    this.#set([line], false);
  }

  /** The text as the user left it, to be accepted. */
  result(): IncomingText {
    const blocks: IntakeBlock[] = [];
    const left_out: IncomingText['left_out'] = [];
    for (const { block, kept, reason } of this.#lines) {
      if (kept) blocks.push(block);
      else {
        const text = block.text.text;
        left_out.push({ after_block: blocks.length, text, reason: reason ?? 'metadata' });
      }
    }
    const headline = this.headline.trim();
    return { ...this.text, headline: headline === '' ? null : headline, blocks, left_out };
  }

  #set(changed: ReviewLine[], kept: boolean): void {
    const ids = new Set(changed.map(({ id }) => id));
    this.#lines = this.#lines.map((line) => (ids.has(line.id) ? { ...line, kept } : line));
  }
}

function linesOf({ blocks, left_out }: IncomingText): ReviewLine[] {
  const lines: Omit<ReviewLine, 'id'>[] = [];
  for (let at = 0; at <= blocks.length; at += 1) {
    for (const { text, reason } of left_out.filter(({ after_block }) => after_block === at)) {
      const block: IntakeBlock = { kind: { type: 'paragraph' }, text: { text, marks: [] } };
      lines.push({ block, kept: false, reason });
    }
    const block = blocks[at];
    if (block) lines.push({ block, kept: true, reason: null });
  }
  return lines.map((line, id) => ({ ...line, id }));
}
