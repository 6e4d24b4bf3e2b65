// Marks as the core writes them: their order, and when two are one. The order is that of the derived
// `Ord` of crates/report/src/model/block.rs: by start, end, then kind in the order of its variants.
import type { Mark, MarkSpan } from '../../ipc/bindings';

const KINDS: readonly Mark['type'][] = [
  'strong',
  'em',
  'link',
  'person',
  'organisation',
  'session',
  'place',
  'quote',
  'material',
];

/** Returns what a mark carries besides its kind. */
export function markValue(mark: Mark): string {
  if (mark.type === 'strong' || mark.type === 'em') return '';
  return mark.type === 'link' ? mark.href : mark.id;
}

/** Returns a key that two marks share exactly when they are the same mark. */
export function markKey(mark: Mark): string {
  return `${mark.type} ${markValue(mark)}`;
}

/** Collects the marks of a text from left to right and joins those that touch. */
export class MarkCollector {
  readonly #spans: MarkSpan[] = [];
  readonly #open = new Map<string, MarkSpan>();

  /** Adds a stretch, which starts where none of this mark that was added before goes on. */
  add(mark: Mark, start: number, end: number): void {
    if (start >= end) return;
    const key = markKey(mark);
    const open = this.#open.get(key);
    if (open && open.end >= start) {
      open.end = Math.max(open.end, end);
      return;
    }
    const span = { start, end, mark };
    this.#open.set(key, span);
    this.#spans.push(span);
  }

  /** Returns the marks in the core's order. */
  sorted(): MarkSpan[] {
    return this.#spans.sort(compareSpans);
  }
}

export function compareSpans(a: MarkSpan, b: MarkSpan): number {
  return (
    a.start - b.start ||
    a.end - b.end ||
    KINDS.indexOf(a.mark.type) - KINDS.indexOf(b.mark.type) ||
    compareScalars(markValue(a.mark), markValue(b.mark))
  );
}

/** Compares as Rust compares strings: by scalars, which UTF-16 order is not. */
function compareScalars(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const difference = (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
