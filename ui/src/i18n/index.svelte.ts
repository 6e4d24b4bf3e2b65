// The language of the window, switched at run time: whatever reads `t()` while it is drawn is drawn
// again when the language changes.
import type { WireError } from '../ipc/bindings';
import { az } from './az';
import { en, type Messages } from './en';
import { errorSentence } from './errors';
import { fileSize, type Language, plural } from './plural';
import { zoneCity } from './zones';

export type { Language, Messages };

const catalogues: Record<Language, Messages> = { az, en };

let language = $state<Language>('az');

/** Another language, while a text is asked for in it. */
let asked: Language | null = null;

/** Returns the words in the window's language. */
export const t = (): Messages => catalogues[asked ?? language];

/** Returns what a text says in each language, the window's first: for finding by either. */
export function inEach(text: () => string): string[] {
  const others = (Object.keys(catalogues) as Language[]).filter((other) => other !== language);
  return [language, ...others].map((one) => {
    asked = one;
    try {
      return text();
    } finally {
      asked = null;
    }
  });
}

/** Returns the window's language. */
export const currentLanguage = (): Language => language;

/** Changes the window's language, and tells the document of it for screen readers and hyphens. */
export function setLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
}

const months: Record<Language, string[]> = {
  az: ['yan', 'fev', 'mar', 'apr', 'may', 'iyn', 'iyl', 'avq', 'sen', 'okt', 'noy', 'dek'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

const two = (n: number): string => String(n).padStart(2, '0');

/** Numbers, times and sizes as they are written in the window's language. */
export const format = {
  number: (n: number): string => plural.number(language, n),

  /** 10:42:07 */
  clock: (at: Date): string =>
    `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`,

  /** 10:42 today, 22 okt this year, 22 okt 2025 before. */
  when: (at: Date, now: Date = new Date()): string => {
    const sameYear = at.getFullYear() === now.getFullYear();
    const sameDay = sameYear && at.getMonth() === now.getMonth() && at.getDate() === now.getDate();
    if (sameDay) return `${two(at.getHours())}:${two(at.getMinutes())}`;
    const day = `${at.getDate()} ${months[language][at.getMonth()] ?? ''}`;
    return sameYear ? day : `${day} ${at.getFullYear()}`;
  },

  /** 22 okt 2025, 10:42 */
  moment: (at: Date): string =>
    `${at.getDate()} ${months[language][at.getMonth()] ?? ''} ${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`,

  /** 10:42 */
  time: (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`,

  /** A calendar day without a time zone, given as 2025-10-22. */
  day: (iso: string): string => {
    const [year = '', month = '', day = ''] = iso.split('-');
    return `${Number(day)} ${months[language][Number(month) - 1] ?? ''} ${year}`;
  },

  /** 19–21 okt 2025 */
  days: (from: string, to: string | null): string => {
    if (to === null || to === from) return format.day(from);
    const sameMonth = from.slice(0, 7) === to.slice(0, 7);
    return sameMonth
      ? `${Number(from.slice(8))}–${format.day(to)}`
      : `${format.day(from)} – ${format.day(to)}`;
  },

  /** The city that a time zone is named after. */
  zone: (zone: string): string => zoneCity(language, zone),

  size: (bytes: number): string => fileSize(language, bytes),
};

/** Returns what an error says to the user. */
export const errorText = (error: WireError): string => errorSentence(error, language);
