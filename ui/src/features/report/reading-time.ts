// How long a reader needs. Azerbaijani words are long (endings pile up), so fewer are read in a minute.

const WORDS_A_MINUTE: Readonly<Record<string, number>> = { az: 180 };
const OTHERS = 230;

/** Returns whole minutes, 0 for less than half a one. */
export function readingMinutes(words: number, lang: string): number {
  return Math.round(words / (WORDS_A_MINUTE[lang] ?? OTHERS));
}
