// One spelling for everything that a reader takes for the same letter, as crates/lang/src/fold.rs
// has it: for finding names. One character stays one character.

const PLAIN: ReadonlyMap<string, string> = new Map([
  ['ı', 'i'],
  ['İ', 'i'],
  ['ə', 'e'],
  ['Ə', 'e'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ß', 's'],
  ['ё', 'е'],
  ['’', "'"],
  ['‘', "'"],
  ['ʼ', "'"],
  ['´', "'"],
  ['＇', "'"],
]);

/** Returns the text in lower case without diacritics: `Xankəndi` → `xankendi`, `IŞIQ` → `isiq`. */
export function fold(text: string): string {
  return Array.from(text, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  const plain = PLAIN.get(character);
  if (plain !== undefined) return plain;
  const lower = character.toLowerCase();
  if (Array.from(lower).length !== 1) return character;
  const [base = lower] = lower.normalize('NFD');
  return PLAIN.get(lower) ?? (/[a-z]/.test(base) ? base : lower);
}
