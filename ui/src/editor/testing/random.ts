// Random bodies from a seed, for property tests: the same seed always makes the same ones.
import type { Mark, MarkSpan } from '../../ipc/bindings';
import type { Block, BlockKind, RichText } from '../contract';
import { MarkCollector } from '../convert/marks';
import { scalars } from '../convert/offsets';

export type Random = {
  /** A whole number below `limit`. */
  below: (limit: number) => number;
  one: <T>(of: readonly T[]) => T;
  chance: (share: number) => boolean;
};

/** Mulberry32: small, and good enough to find what is wrong. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    one: <T>(of: readonly T[]): T => of[below(of.length)] as T,
    chance: (share) => next() < share,
  };
}

// Letters of the language, what JSON and HTML escape, combining marks, and characters of two units.
const LETTERS = [
  ...scalars('aəğıİiöüçşƏ “”–<&"\\'),
  '\n',
  '\u0327',
  '😀',
  '𐊠',
  '\u{1F468}\u200D\u{1F469}',
  '\t',
];

export function randomText(from: Random, longest = 24): string {
  return Array.from({ length: from.below(longest) }, () => from.one(LETTERS)).join('');
}

const IDS = ['01A', '01B', '01C'] as const;

const MARKS: readonly Mark[] = [
  { type: 'strong' },
  { type: 'em' },
  { type: 'link', href: 'https://example.org/a' },
  { type: 'link', href: 'mailto:b@example.org' },
  ...IDS.flatMap((id): Mark[] => [
    { type: 'person', id },
    { type: 'organisation', id },
    { type: 'session', id },
    { type: 'place', id },
    { type: 'quote', id },
    { type: 'material', id },
  ]),
];

export function randomRichText(from: Random, text = randomText(from)): RichText {
  const length = scalars(text).length;
  const marks = new MarkCollector();
  if (length === 0) return { text, marks: [] };
  const spans: MarkSpan[] = Array.from({ length: from.below(6) }, () => {
    const start = from.below(length);
    return { start, end: start + 1 + from.below(length - start), mark: from.one(MARKS) };
  });
  for (const { mark, start, end } of spans.sort((a, b) => a.start - b.start)) {
    marks.add(mark, start, end);
  }
  return { text, marks: marks.sorted() };
}

export function randomKind(from: Random): BlockKind {
  return from.one<BlockKind>([
    { type: 'lead' },
    { type: 'paragraph' },
    { type: 'paragraph' },
    { type: 'heading', level: 2 + from.below(3) },
    { type: 'list_item', ordered: from.chance(0.5), level: from.below(9) },
    { type: 'quotation' },
    { type: 'panel', session: from.chance(0.5) ? from.one(IDS) : null },
    { type: 'photo', placement: from.one(IDS) },
    { type: 'embed' },
    { type: 'box' },
    { type: 'note' },
  ]);
}

export function randomBlock(from: Random, id: string): Block {
  return { id, kind: randomKind(from), text: randomRichText(from) };
}

export function randomBody(from: Random, most = 8): Block[] {
  return Array.from({ length: 1 + from.below(most) }, (_, i) => randomBlock(from, `B${i}`));
}
