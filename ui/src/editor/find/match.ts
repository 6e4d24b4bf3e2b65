// Where words stand in a text: without regard to case by the rules of the report's language, and with
// any quotation mark for a straight one. Every folding keeps the length, so that places stay places.

export type FindQuery = {
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
};

/** A place in a text, in UTF-16 units. */
export type Place = { start: number; end: number };

/** Signs that one types straight, or not at all, and that stand in the text as they should. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Array.from('“”„«»″', (sign): [string, string] => [sign, '"']),
  ...Array.from('‘’ʼ′´', (sign): [string, string] => [sign, "'"]),
  ...Array.from('\u00a0\u202f\u2009', (space): [string, string] => [space, ' ']),
]);

const LOWER_AZ: ReadonlyMap<string, string> = new Map([
  ['I', 'ı'],
  ['İ', 'i'],
]);
const LOWER_OTHER: ReadonlyMap<string, string> = new Map([['İ', 'i']]);

const SPECIAL = new RegExp(`[${[...SIGNS.keys()].join('')}]`, 'gu');
const DOTTED = /[Iİ]/g;

/** Returns the text in lower case of the language; as long as before, unit for unit. */
export function lower(text: string, lang: string): string {
  const own = lang === 'az' || lang === 'tr' ? LOWER_AZ : LOWER_OTHER;
  const dotted = text.replace(DOTTED, (letter) => own.get(letter) ?? letter);
  const all = dotted.toLowerCase();
  if (all.length === text.length) return all;
  return Array.from(dotted, (char) => {
    const one = char.toLowerCase();
    return one.length === char.length ? one : char;
  }).join('');
}

/** Returns the text in upper case of the language. */
export function upper(text: string, lang: string): string {
  return text.toLocaleUpperCase(lang === 'az' ? 'az' : 'en');
}

/** Returns the text as it is compared. */
export function folded(text: string, matchCase: boolean, lang: string): string {
  const plain = text.replace(SPECIAL, (sign) => SIGNS.get(sign) ?? sign);
  return matchCase ? plain : lower(plain, lang);
}

const BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const AFTER = /^[\p{L}\p{M}\p{N}]/u;

/** Returns the places of `needle` in `hay`, both folded; they don't overlap. */
export function places(hay: string, needle: string, wholeWord: boolean): Place[] {
  const found: Place[] = [];
  if (needle === '') return found;
  for (let at = hay.indexOf(needle); at >= 0;) {
    const end = at + needle.length;
    if (!wholeWord || stands(hay, at, end)) {
      found.push({ start: at, end });
      at = hay.indexOf(needle, end);
    } else {
      at = hay.indexOf(needle, at + 1);
    }
  }
  return found;
}

function stands(hay: string, start: number, end: number): boolean {
  // Two units are enough for one character.
  return (
    !BEFORE.test(hay.slice(Math.max(0, start - 2), start)) && !AFTER.test(hay.slice(end, end + 2))
  );
}

/** Returns the replacement in the case of what it replaces: capital for capital, all for all. */
export function inCaseOf(found: string, replacement: string, lang: string): string {
  const letters = found.replace(/[^\p{L}]/gu, '');
  const [first = '', ...rest] = replacement;
  if (letters.length > 1 && letters === upper(letters, lang) && letters !== lower(letters, lang)) {
    return upper(replacement, lang);
  }
  const [begins = ''] = letters;
  const capital = begins !== lower(begins, lang);
  return capital ? upper(first, lang) + rest.join('') : replacement;
}
