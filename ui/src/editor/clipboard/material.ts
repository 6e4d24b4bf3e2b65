// Where pasted words come from. A passage that was copied from material of the forum says so in the
// clipboard's HTML, by `data-tag="material"` and `data-id`; the core, which cleans the HTML, knows
// nothing of it. So the letters of both are laid beside each other, without their spaces.
import type { IntakeBlock, RichText } from '../contract';
import { MarkCollector } from '../convert/marks';
import { scalars } from '../convert/offsets';

/** How many letters in a row may have been left out in cleaning. */
const FURTHEST = 2_000;

type Letter = { char: string; material: string | null };

/** Returns the blocks with the words of known material marked as taken from it. */
export function withSources(
  blocks: readonly IntakeBlock[],
  html: string | null,
  isKnown: (material: string) => boolean,
): readonly IntakeBlock[] {
  if (!html?.includes('data-tag="material"')) return blocks;
  const letters = lettersOf(html, isKnown);
  let at = 0;
  /** Returns the letter that stands for this one; what was left out in cleaning is passed over. */
  const next = (char: string): Letter | null => {
    for (let i = at; i < Math.min(letters.length, at + FURTHEST); i += 1) {
      if (letters[i]?.char !== char) continue;
      at = i + 1;
      return letters[i] ?? null;
    }
    return null;
  };
  return blocks.map(({ kind, text }) => ({ kind, text: marked(text, next) }));
}

function marked(rich: RichText, next: (char: string) => Letter | null): RichText {
  const passages: { material: string | null; start: number; end: number }[] = [];
  for (const [i, char] of scalars(rich.text).entries()) {
    if (/\s/.test(char)) continue;
    const material = next(char)?.material ?? null;
    const last = passages.at(-1);
    if (last?.material === material) last.end = i + 1;
    else passages.push({ material, start: i, end: i + 1 });
  }
  const marks = new MarkCollector();
  for (const { material, start, end } of passages) {
    if (material !== null) marks.add({ type: 'material', id: material }, start, end);
  }
  for (const { mark, start, end } of rich.marks) marks.add(mark, start, end);
  return { text: rich.text, marks: marks.sorted() };
}

function lettersOf(html: string, isKnown: (material: string) => boolean): Letter[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const unseen of page.querySelectorAll('script, style, title')) unseen.remove();
  const letters: Letter[] = [];
  const read = (node: Node, material: string | null): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      for (const char of scalars(node.textContent ?? '')) {
        if (!/\s/.test(char)) letters.push({ char, material });
      }
    }
    const element = node instanceof Element ? node : null;
    const id =
      element?.getAttribute('data-tag') === 'material' ? element.getAttribute('data-id') : null;
    const inside = id !== null && isKnown(id) ? id : material;
    for (const child of node.childNodes) read(child, inside);
  };
  read(page.body, null);
  return letters;
}
