// Finding people, sessions and organisations by what one types, or by words that stand in the text
// already, with whatever case ending they have.
import type { MentionItem } from '../contract';
import { fold } from './fold';

/** The longest ending that a name takes in a sentence: `Gündüz` + `lərindəki`. */
const LONGEST_ENDING = 9;

/** A name shorter than that is no beginning of a word, but chance. */
const SHORTEST_STEM = 3;

/** Returns the items that fit, the best first. Every word of the query must be found. */
export function searchMentions(
  items: readonly MentionItem[],
  query: string,
  limit = 8,
): MentionItem[] {
  const asked = words(query);
  return items
    .map((item, place) => ({ item, place, score: score(item, asked) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, limit)
    .map((hit) => hit.item);
}

function score(item: MentionItem, asked: readonly string[]): number {
  const name = words(item.label);
  const rest = words(item.detail);
  let sum = 1;
  for (const [i, word] of asked.entries()) {
    const inName = best(name, word);
    const found = inName > 0 ? inName * 2 : best(rest, word);
    if (found === 0) return 0;
    // Words in the order of the name, from its first on.
    sum += found + (name[i] !== undefined && fit(name[i], word) > 0 ? 1 : 0);
  }
  return sum;
}

function best(words: readonly string[], asked: string): number {
  return Math.max(0, ...words.map((word) => fit(word, asked)));
}

/** Returns how well a word fits: 4 the same, 3 its beginning, 2 it and an ending, 1 a part of it. */
function fit(word: string, asked: string): number {
  if (word === asked) return 4;
  if (word.startsWith(asked)) return 3;
  const ending = asked.length - word.length;
  if (asked.startsWith(word) && word.length >= SHORTEST_STEM && ending <= LONGEST_ENDING) return 2;
  return asked.length >= 2 && word.includes(asked) ? 1 : 0;
}

function words(text: string): string[] {
  return fold(text.normalize('NFC'))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
