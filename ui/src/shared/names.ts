// Names and titles of a forum's things in the language that is wanted, or in whatever there is.
import type { Appearance, Forum, Listed, Person, Session } from '../ipc/bindings';
import type { Localized } from '../ipc/entities';

/** Returns the text in the language, else the first there is, else nothing. */
export const inLanguage = (texts: Localized, language: string): string =>
  texts[language] ?? Object.values(texts)[0] ?? '';

/** The short form for later mentions, as the press writes it: N.Talıbzadə. */
export function shortName(full: string): string | null {
  const words = full.trim().split(/\s+/);
  const [given = '', family] = words;
  return family === undefined ? null : `${[...given][0] ?? ''}.${words.slice(1).join(' ')}`;
}

/** Names that are the same but for letters' case and spaces. */
export const sameName = (a: string, b: string): boolean => {
  const plain = (name: string): string =>
    name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('az');
  return plain(a) === plain(b);
};

/** A person with all that they do at the forum. */
export type Speaker = {
  person: Listed<string, Person>;
  appearances: Listed<string, Appearance>[];
};

/** Returns the people of a forum in the order of the programme: by their first appearance. */
export function speakers(forum: Forum): Speaker[] {
  const places = new Map<string | null, number>(forum.sessions.map(({ id }, place) => [id, place]));
  const rank = ({ session, order }: Appearance): string =>
    `${String(session === null ? -1 : (places.get(session) ?? 9999) + 1).padStart(5)}${order ?? ''}`;
  const all = forum.people.map((person) => ({
    person,
    appearances: forum.appearances
      .filter((appearance) => appearance.person === person.id)
      .sort((a, b) => (rank(a) < rank(b) ? -1 : 1)),
  }));
  const first = ({ appearances }: Speaker): string => (appearances[0] ? rank(appearances[0]) : '~');
  return all.sort((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : 0));
}

/** Returns the title of a session, nothing for none. */
export function sessionTitle(forum: Forum, id: string | null, language: string): string {
  const session: Session | undefined = forum.sessions.find((entry) => entry.id === id);
  return session ? inLanguage(session.titles, language) : '';
}
