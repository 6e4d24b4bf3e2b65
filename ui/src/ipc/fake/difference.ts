// What differs between two texts, for the fake host: word by word, and block by block. The core has
// its own (crates/report); here the longest common part is enough.
import type { BlockChange, FieldChange, Piece } from '../bindings';

const words = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

/** Returns the places of what two lists have in common, in the order of both. */
export function common<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean = (a, b) => a === b,
): [number, number][] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = same(before[i] as T, after[j] as T)
        ? length(i + 1, j + 1) + 1
        : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length;) {
    if (same(before[i] as T, after[j] as T)) pairs.push([i++, j++]);
    else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Returns the difference of two texts, word by word. */
export function pieces(before: string, after: string): Piece[] {
  const [a, b] = [words(before), words(after)];
  const list: Piece[] = [];
  const add = (op: Piece['op'], text: string): void => {
    const last = list.at(-1);
    if (text === '') return;
    if (last?.op === op) last.text += text;
    else list.push({ op, text });
  };
  let [i, j] = [0, 0];
  for (const [x, y] of [...common(a, b), [a.length, b.length] as [number, number]]) {
    add('delete', a.slice(i, x).join(''));
    add('insert', b.slice(j, y).join(''));
    add('same', a[x] ?? '');
    [i, j] = [x + 1, y + 1];
  }
  return list;
}

/** Returns how much of the words two texts have in common, 0 to 1. */
export function likeness(a: string, b: string): number {
  const [x, y] = [words(a), words(b)].map((list) =>
    list.filter((word) => /\p{L}|\p{N}/u.test(word)),
  );
  if (!x || !y || x.length + y.length === 0) return 1;
  return (2 * common(x, y).length) / (x.length + y.length);
}

/** Returns the fields that differ. */
export function fieldChanges(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FieldChange[] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((key) => ({ key, before: before.get(key) ?? '', after: after.get(key) ?? '' }))
    .filter((field) => field.before !== field.after)
    .map((field) => ({ ...field, pieces: pieces(field.before, field.after) }));
}

/** A block as it is printed. */
export type PrintedBlock = { id: string; text: string; html: string };

/** Returns what became of each block, in the later order; what is gone, where it stood. */
export function blockChanges(before: PrintedBlock[], after: PrintedBlock[]): BlockChange[] {
  const old = new Map(before.map((block) => [block.id, block]));
  const kept = new Set(after.map(({ id }) => id));
  const shared = before.filter(({ id }) => kept.has(id)).map(({ id }) => id);
  const now = after.filter(({ id }) => old.has(id)).map(({ id }) => id);
  const still = new Set(common(shared, now).map(([at]) => shared[at]));
  const list = after.map(({ id, text, html }): BlockChange => {
    const then = old.get(id);
    const about = { block: id, before: then?.text ?? null, after: text, html };
    const differs = pieces(then?.text ?? '', text);
    if (!then) return { ...about, kind: 'added', pieces: differs };
    const same = then.html === html;
    const kind = !same ? 'changed' : still.has(id) ? 'same' : 'moved';
    return { ...about, kind, pieces: differs };
  });
  for (const [at, { id, text }] of before.entries()) {
    if (kept.has(id)) continue;
    const behind = list.findIndex(({ block }) => block === before[at - 1]?.id) + 1;
    const gone = { block: id, before: text, after: null, html: null, pieces: pieces(text, '') };
    list.splice(behind, 0, { ...gone, kind: 'removed' });
  }
  return list;
}
