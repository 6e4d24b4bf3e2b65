// Folded text for the fake host's search: one character for each of the original, so that what was
// found can be shown in place. The core's own folding is in crates/lang.

const LETTERS: Record<string, string> = {
  ə: 'e',
  Ə: 'e',
  ı: 'i',
  I: 'i',
  İ: 'i',
  ö: 'o',
  Ö: 'o',
  ü: 'u',
  Ü: 'u',
  ş: 's',
  Ş: 's',
  ç: 'c',
  Ç: 'c',
  ğ: 'g',
  Ğ: 'g',
};

/** Returns the characters of the text, each folded, in the same places. */
export function folded(text: string): string[] {
  return Array.from(text, (character) => LETTERS[character] ?? character.toLowerCase());
}

const isWordPart = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Returns where words of `text` begin with one of the terms: from, to in Unicode scalars. */
export function matches(text: string, terms: string[]): [number, number][] {
  const characters = folded(text);
  const found: [number, number][] = [];
  for (let at = 0; at < characters.length; at += 1) {
    if (!isWordPart(characters[at]) || isWordPart(characters[at - 1])) continue;
    const length = Math.max(
      0,
      ...terms.map((term) => {
        const letters = Array.from(term);
        return letters.every((letter, i) => characters[at + i] === letter) ? letters.length : 0;
      }),
    );
    if (length > 0) found.push([at, at + length]);
  }
  return found;
}

/** Returns the folded words of a query. */
export const termsOf = (query: string): string[] =>
  folded(query)
    .join('')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((term) => term !== '');
