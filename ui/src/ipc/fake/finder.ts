// Finding over the whole fake library, and all places of a person. The core's own is in
// crates/store; here every name is looked at.
import type { Forum, Found, PersonPlace, PersonPlaces, Report } from '../bindings';
import type { Localized } from '../entities';
import { matches, termsOf } from './fold';
import { failure, type FakeLibrary } from './library';

type Candidate = Omit<Found, 'matches'> & { others: string[] };

const shown = (texts: Localized, language: string): string =>
  texts[language] ?? texts.az ?? Object.values(texts)[0] ?? '';

const reportsOf = (library: FakeLibrary): Report[] =>
  [...library.reports.values()].map(({ value }) => value).filter((one) => one.trashed_at === null);

const forumsOf = (library: FakeLibrary): Forum[] =>
  [...library.forums.values()].map(({ value }) => value);

/** Finds by words, whole or begun; what has all of them in its own name comes first. */
export function find(
  library: FakeLibrary,
  query: string,
  limit: number,
  language: string,
): Found[] {
  const terms = termsOf(query);
  if (terms.length === 0) return [];
  const has = (text: string): boolean => terms.every((term) => matches(text, [term]).length > 0);
  return candidates(library, language)
    .map(({ others, ...found }) => {
      const own = has(found.label);
      const begins = matches(found.label, terms)[0]?.[0] === 0;
      const score = own ? (begins ? 3 : 2) : has([found.label, ...others].join(' ')) ? 1 : 0;
      return { found: { ...found, matches: matches(found.label, terms) }, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ found }) => found);
}

function* reportCandidates(library: FakeLibrary, language: string): Generator<Candidate> {
  for (const report of reportsOf(library)) {
    const forum = library.forums.get(report.forum ?? '')?.value;
    yield {
      kind: 'report',
      id: report.id,
      forum: report.forum,
      report: report.id,
      label: report.headlines.main ?? '',
      detail: shown(forum?.names ?? {}, language),
      others: [],
    };
  }
}

function* forumCandidates(library: FakeLibrary, language: string): Generator<Candidate> {
  for (const forum of forumsOf(library)) {
    const name = shown(forum.names, language);
    const inForum = { forum: forum.id, report: null };
    const detail = (...parts: string[]): string =>
      [...parts, name].filter((part) => part !== '').join(' · ');
    if (forum.kind === 'forum') {
      const place = shown(forum.place, language);
      const others = [...Object.values(forum.names), ...Object.values(forum.motto)];
      yield { kind: 'forum', id: forum.id, ...inForum, label: name, detail: place, others };
    }
    for (const { id, full, short, also } of forum.people) {
      const appearance = forum.appearances.find(({ person }) => person === id);
      yield {
        kind: 'person',
        id,
        ...inForum,
        label: shown(full, language),
        detail: detail(shown(appearance?.roles ?? {}, language)),
        others: [...Object.values(full), ...Object.values(short), ...also],
      };
    }
    for (const { id, titles, room } of forum.sessions) {
      yield {
        kind: 'session',
        id,
        ...inForum,
        label: shown(titles, language),
        detail: detail(room ?? ''),
        others: Object.values(titles),
      };
    }
    for (const photo of forum.photos) {
      const placed = reportsOf(library).find(({ placements }) =>
        placements.some((placement) => placement.photo === photo.id),
      );
      yield {
        kind: 'photo',
        id: photo.id,
        forum: forum.id,
        report: placed?.id ?? null,
        label: shown(photo.captions, language) || (photo.file_name ?? ''),
        detail: detail(),
        others: [photo.file_name ?? '', ...Object.values(photo.captions)],
      };
    }
    for (const { id, title, source } of forum.materials) {
      yield {
        kind: 'material',
        id,
        ...inForum,
        label: title ?? '',
        detail: detail(source ?? ''),
        others: [source ?? ''],
      };
    }
  }
}

const candidates = (library: FakeLibrary, language: string): Candidate[] =>
  [...reportCandidates(library, language), ...forumCandidates(library, language)].filter(
    ({ label }) => label !== '',
  );

/** Returns where a person is quoted, named, photographed and on a programme. */
export function personPlaces(library: FakeLibrary, person: string, language: string): PersonPlaces {
  const home = forumsOf(library).find(({ people }) => people.some(({ id }) => id === person));
  const known = home?.people.find(({ id }) => id === person);
  if (!home || !known) {
    throw failure('desk.not_found', { what: 'person', id: person }, `no forum knows ${person}`);
  }
  const nowhere = { report: null, forum: null, block: null, photo: null, session: null };
  const places: PersonPlace[] = [];
  for (const report of reportsOf(library)) {
    for (const { id, text } of report.body) {
      const marks = text.marks.filter(({ mark }) => mark.type === 'person' && mark.id === person);
      if (marks.length === 0) continue;
      places.push({
        ...nowhere,
        kind: 'named',
        report: report.id,
        forum: report.forum,
        block: id,
        title: report.headlines.main ?? '',
        text: text.text,
        matches: marks.map(({ start, end }) => [start, end]),
      });
    }
    const name = shown(known.full, language);
    for (const { photo } of report.placements) {
      const entry = home.photos.find(({ id }) => id === photo);
      const caption = shown(entry?.captions ?? {}, language);
      const at = Array.from(caption.slice(0, Math.max(0, caption.indexOf(name)))).length;
      const named = name !== '' && caption.includes(name);
      if (!entry || (!named && !entry.people.includes(person))) continue;
      places.push({
        ...nowhere,
        kind: 'photographed',
        report: report.id,
        forum: report.forum,
        photo,
        title: report.headlines.main ?? '',
        text: caption,
        matches: named ? [[at, at + Array.from(name).length]] : [],
      });
    }
  }
  for (const { session, roles } of home.appearances.filter((one) => one.person === person)) {
    const title = home.sessions.find(({ id }) => id === session)?.titles ?? {};
    places.push({
      ...nowhere,
      kind: 'appears',
      forum: home.id,
      session,
      title: shown(home.names, language),
      text: [shown(roles, language), shown(title, language)].filter(Boolean).join(' · '),
      matches: [],
    });
  }
  return { person, name: shown(known.full, language), places };
}
