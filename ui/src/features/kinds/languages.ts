// The languages that a text can be translated into.
import { t } from '../../i18n/index.svelte';

const languages = ['az', 'en', 'ru', 'tr'] as const;

/** Returns the name of a language; the tag itself where the window has no name for it. */
export function languageName(tag: string): string {
  const known = languages.find((language) => language === tag);
  return known ? t().language[known] : tag;
}

/** Returns the languages other than one. */
export const otherLanguages = (than: string): string[] =>
  languages.filter((language) => language !== than);
