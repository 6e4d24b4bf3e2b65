// Templates of captions: their fields, and what they are called when they are new.
import type { CaptionTemplate } from '../../ipc/bindings';

/** Fields of a template that are one text each. */
export type TemplateField =
  'caption' | 'alt' | 'headline' | 'credit' | 'creator' | 'copyright' | 'usage_terms';

export const TEMPLATE_FIELDS: readonly TemplateField[] = [
  'caption',
  'alt',
  'headline',
  'credit',
  'creator',
  'copyright',
  'usage_terms',
];

/** What stands in braces in a template and comes from the photo, in the core's words. */
export const VARIABLES = [
  'time',
  'date',
  'session',
  'people',
  'place',
  'city',
  'photographer',
  'forum',
] as const;

export type Variable = (typeof VARIABLES)[number];

/** Returns an empty template with a name that no other has: the word, then the word and a number. */
export function newTemplate(templates: readonly CaptionTemplate[], word: string): CaptionTemplate {
  const taken = new Set(templates.map(({ name }) => name));
  let name = word;
  for (let n = 2; taken.has(name); n += 1) name = `${word} ${n}`;
  return {
    name,
    caption: null,
    alt: null,
    headline: null,
    credit: null,
    creator: null,
    copyright: null,
    usage_terms: null,
    keywords: [],
  };
}

/** Whether a template writes anything. */
export const writesNothing = (template: CaptionTemplate): boolean =>
  template.keywords.length === 0 && TEMPLATE_FIELDS.every((field) => template[field] === null);
