// Commands by what one types: beginnings of words first, then any letters in their order, in both
// languages, because hands remember the words of the program they learnt first.
import { fold } from '../../editor/index';
import { inEach } from '../../i18n/index.svelte';
import { type ActionId, catalogue } from '../../shared/actions';
import type { Key } from '../../shared/keys';

export type FoundCommand = {
  id: ActionId;
  label: string;
  key: Key | null;
  matches: [number, number][];
  /** 3 and more: words begin so; below, letters in their order. */
  score: number;
};

type Hit = { score: number; matches: [number, number][] };

/** Returns the commands that fit, the best first; all of them for an empty query. */
export function findCommands(ids: readonly ActionId[], query: string): FoundCommand[] {
  return ids
    .flatMap((id): FoundCommand[] => {
      const { key, label } = catalogue[id];
      const [own = '', ...others] = inEach(label);
      const hit = fit(own, query);
      if (hit) return [{ id, label: own, key, ...hit }];
      const score = Math.max(0, ...others.map((other) => fit(other, query)?.score ?? 0));
      return score > 0 ? [{ id, label: own, key, matches: [], score }] : [];
    })
    .sort((a, b) => b.score - a.score);
}

/** Returns how well a label fits, and where; null when it does not. */
export function fit(label: string, query: string): Hit | null {
  const letters = Array.from(label, fold);
  const asked = fold(query.trim())
    .split(/\s+/)
    .filter((word) => word !== '');
  if (asked.length === 0) return { score: 1, matches: [] };
  const begins = asked.map((word) => beginning(letters, Array.from(word)));
  if (begins.every((at) => at >= 0)) {
    const matches = asked
      .map((word, i): [number, number] => [begins[i] ?? 0, (begins[i] ?? 0) + [...word].length])
      .sort((a, b) => a[0] - b[0]);
    return { score: begins[0] === 0 ? 4 : 3, matches };
  }
  return scattered(letters, Array.from(asked.join('')));
}

const isLetter = (letter: string | undefined): boolean =>
  letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/** Returns where a word begins with these letters, -1 where none does. */
function beginning(letters: string[], word: string[]): number {
  return letters.findIndex(
    (_, at) => !isLetter(letters[at - 1]) && word.every((letter, i) => letters[at + i] === letter),
  );
}

/** Finds letters in their order with anything between; at most one jump for two letters. */
function scattered(letters: string[], asked: string[]): Hit | null {
  const matches: [number, number][] = [];
  let at = 0;
  for (const letter of asked) {
    const found = letters.indexOf(letter, at);
    if (found < 0) return null;
    const last = matches.at(-1);
    if (last?.[1] === found) last[1] += 1;
    else matches.push([found, found + 1]);
    at = found + 1;
  }
  return asked.length >= 2 && matches.length * 2 <= asked.length + 1
    ? { score: 1 + 1 / matches.length, matches }
    : null;
}
