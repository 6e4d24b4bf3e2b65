// Texts that belong together in the fake library: made of one another, and compared block by block.
import type {
  Block,
  Relation,
  Report,
  ReportKind,
  Sibling,
  Translation,
  TranslationBlock,
} from '../bindings';
import { ulid } from '../ulid';
import { pieces } from './difference';
import { emptyReport, failure, type FakeLibrary } from './library';

const hasWords = ({ kind }: Block): boolean => kind.type !== 'photo' && kind.type !== 'embed';

/** Makes a text that goes on from a report; its blocks keep their ids. */
export function derived(
  source: Report,
  kind: ReportKind,
  language: string | null,
  chosen: string[] | null,
): Report {
  if (kind === 'translation' && !language) {
    throw failure('desk.empty', { what: 'report.language' }, 'a translation needs a language');
  }
  const goesOn = kind === 'update' || kind === 'full';
  const { forum, profile, section, byline, dateline_place, source_credit, disclosure } = source;
  return emptyReport({
    ...{ forum, profile, section, byline, dateline_place, source_credit, disclosure },
    ...(goesOn ? { headlines: source.headlines, keywords: source.keywords } : {}),
    kind,
    language: language ?? source.language,
    [kind === 'translation' ? 'translation_of' : 'follows']: source.id,
    created_at: new Date().toISOString(),
    body: blocksFor(source, kind, chosen),
    placements: kind === 'short' ? [] : source.placements.map((one) => ({ ...one, id: ulid() })),
  });
}

function blocksFor({ body }: Report, kind: ReportKind, chosen: string[] | null): Block[] {
  if (kind === 'translation') {
    return body
      .filter((block) => block.kind.type !== 'note')
      .map((block) => (hasWords(block) ? { ...block, text: { text: '', marks: [] } } : block));
  }
  if (kind !== 'short') return body;
  return body.filter((block) => chosen?.includes(block.id) ?? block.kind.type === 'lead');
}

function relation(one: Report, other: Report): Relation {
  const source = one.translation_of;
  if (source === other.id) return 'source';
  if (other.translation_of === one.id) return 'translation';
  if (source !== null && other.translation_of === source) return 'translation';
  if (one.follows === other.id) return 'follows';
  return other.follows === one.id ? 'followed_by' : 'forum';
}

const NEARNESS: Relation[] = ['source', 'translation', 'follows', 'followed_by', 'forum'];

/** Returns what belongs together with a report, the nearest first. */
export function siblingsOf(library: FakeLibrary, id: string): Sibling[] {
  const one = library.report(id).value;
  return [...library.reports.values()]
    .map(({ value }) => value)
    .filter((other) => other.id !== id && other.forum === one.forum && other.trashed_at === null)
    .map((other) => ({
      id: other.id,
      headline: other.headlines.main ?? '',
      kind: other.kind,
      language: other.language ?? '',
      state: other.state,
      published: other.publications.some(({ withdrawn_at }) => withdrawn_at === null),
      relation: relation(one, other),
    }))
    .sort((a, b) => NEARNESS.indexOf(a.relation) - NEARNESS.indexOf(b.relation));
}

/** Returns a translation beside its source, in the source's order. */
export function translationOf(library: FakeLibrary, id: string): Translation {
  const translation = library.report(id).value;
  const of = translation.translation_of;
  if (of === null) throw failure('desk.not_found', { what: 'source', id }, 'it is no translation');
  const { value: source, heads, past } = library.report(of);
  const formerOf = (block: string): Block | undefined =>
    past.get(translation.translated[block] ?? '')?.body.find((one) => one.id === block);
  const known = new Set(source.body.map((block) => block.id));
  const beside = source.body
    .filter((block) => block.kind.type !== 'note')
    .map((block) => withSource(block, find(translation, block.id), formerOf(block.id)));
  const own = translation.body
    .filter((block) => !known.has(block.id))
    .map((block): TranslationBlock => {
      const then = formerOf(block.id)?.text ?? null;
      const state = then !== null || block.text.text.trim() === '' ? 'removed' : 'own';
      const { id: place, kind } = block;
      return { block: place, source: null, kind, now: null, then, state, pieces: [] };
    });
  const headline = source.headlines.main ?? '';
  return {
    source: of,
    headline,
    language: source.language ?? '',
    source_heads: heads.join(','),
    fields: headline === '' ? [] : [{ key: 'headline', source: headline, then: null }],
    blocks: [...beside, ...own],
  };
}

const find = ({ body }: Report, id: string): Block | undefined =>
  body.find((block) => block.id === id);

function withSource(
  source: Block,
  own: Block | undefined,
  former: Block | undefined,
): TranslationBlock {
  const written = (own?.text.text.trim() ?? '') !== '';
  const same = JSON.stringify(former?.text) === JSON.stringify(source.text);
  const needsNothing = own && (!hasWords(source) || source.text.text.trim() === '');
  const followed = former && written ? (same ? 'current' : 'changed') : 'untranslated';
  const state = needsNothing ? 'current' : followed;
  const then = state === 'changed' && former ? former.text : null;
  return {
    block: own?.id ?? null,
    source: source.id,
    kind: source.kind,
    now: source.text,
    then,
    state,
    pieces: then === null ? [] : pieces(then.text, source.text.text),
  };
}
