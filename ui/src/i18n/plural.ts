// Numbers and what grammar does after them.

/** The languages of the window. */
export type Language = 'az' | 'en';

// Azerbaijani is written 10 000 and 3,5; CLDR's point for thousands would read as a decimal here.
const numbers: Record<Language, Intl.NumberFormat> = {
  az: new Intl.NumberFormat('ru', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
};

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinalEndings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** The ending of a number's last word, by vowel harmony: what one reads aloud decides. */
function ordinalAz(n: number): string {
  const units = ['', 'ci', 'ci', 'cü', 'cü', 'ci', 'cı', 'ci', 'ci', 'cu'];
  const tens = ['', 'cu', 'ci', 'cu', 'cı', 'ci', 'cı', 'ci', 'ci', 'cı'];
  if (n % 10 !== 0) return units[n % 10] ?? 'ci';
  if (n % 100 !== 0) return tens[(n % 100) / 10] ?? 'ci';
  if (n % 1000 !== 0) return 'cü'; // yüz
  return n === 0 ? 'cı' : n % 1_000_000 === 0 ? 'cu' : 'ci'; // sıfır, milyon, min
}

export const plural = {
  number: (language: Language, n: number): string => numbers[language].format(n),
  ordinalEn: (n: number): string => ordinalEndings[ordinals.select(n)] ?? 'th',
  ordinalAz,
};

/** How large a file is, in thousands of bytes as disks are sold. */
export function fileSize(language: Language, bytes: number): string {
  const say = (n: number, unit: string): string => `${plural.number(language, n)} ${unit}`;
  if (bytes < 1_000_000) return say(Math.max(1, Math.round(bytes / 1000)), 'kB');
  if (bytes < 1_000_000_000) return say(Math.round(bytes / 100_000) / 10, 'MB');
  return say(Math.round(bytes / 100_000_000) / 10, 'GB');
}
