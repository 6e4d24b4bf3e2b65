// Who is in the chosen photos, from the left. Several photos show whom they have in common: who is
// added comes to all of them, at the end, who is taken out goes from all.
import { fold, searchMentions } from '../../editor/index';
import type { DeskPerson, ForumEdit, PhotoEdit } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import { orderBetween } from '../../ipc/order';
import { sameName, shortName } from '../../shared/names';
import type { Captions } from './captions.svelte';

/** How many people the list under the field shows. */
const LONGEST_LIST = 8;

type Change = (people: string[]) => string[];

const adding =
  (id: string): Change =>
  (people) =>
    people.includes(id) ? people : [...people, id];

export class PeopleInPhotos {
  readonly #captions: Captions;
  readonly #host: Host;

  constructor(captions: Captions, host: Host) {
    this.#captions = captions;
    this.#host = host;
  }

  readonly #known: Map<string, DeskPerson> = $derived.by(
    () => new Map(this.#captions.desk.about.people.map((person) => [person.id, person])),
  );

  /** Who is in all of the photos, in the order of the first. */
  readonly list: DeskPerson[] = $derived.by(() => {
    const [first, ...others] = this.#captions.rows.map(({ photo }) => photo.people);
    return (first ?? [])
      .filter((id) => others.every((people) => people.includes(id)))
      .map((id) => this.#known.get(id) ?? { id, name: id, role: null, code: '', sessions: [] });
  });

  /** How many different lists the photos have. */
  readonly different: number = $derived.by(
    () => new Set(this.#captions.rows.map(({ photo }) => photo.people.join(' '))).size,
  );

  /** Returns the people that fit what is typed, a code first; all have not this person yet. */
  search(query: string): DeskPerson[] {
    const asked = fold(query.trim().replaceAll('=', ''));
    const others = this.#captions.desk.about.people.filter(({ id }) => !this.#has(id));
    if (asked === '') return this.#likely(others).slice(0, LONGEST_LIST);
    const byCode = others.filter(({ code }) => fold(code) === asked);
    const items = others.map(({ id, name, role }) => ({
      kind: 'person' as const,
      id,
      label: name,
      detail: role ?? '',
      insert: { first: name, later: name },
    }));
    const byName = searchMentions(items, asked, LONGEST_LIST).flatMap(
      ({ id }) => this.#known.get(id) ?? [],
    );
    return [...new Set([...byCode, ...byName])].slice(0, LONGEST_LIST);
  }

  /** The nearest photo before the first chosen one in which somebody is. */
  readonly before: DeskPerson[] = $derived.by(() => {
    const { rows } = this.#captions.desk;
    const [first] = this.#captions.ids;
    const at = rows.findIndex(({ id }) => id === first);
    const last = rows
      .slice(0, Math.max(0, at))
      .findLast(({ photo, superseded }) => photo.people.length > 0 && !superseded);
    return (last?.photo.people ?? []).flatMap((id) => this.#known.get(id) ?? []);
  });

  takeBefore(): Promise<void> {
    const people = this.before.map(({ id }) => id);
    return people.length === 0 ? Promise.resolve() : this.#edit(() => people);
  }

  add(id: string): Promise<void> {
    return this.#edit(adding(id));
  }

  remove(id: string): Promise<void> {
    return this.#edit((people) => people.filter((other) => other !== id));
  }

  /** Moves somebody to another place; false when that is where they are, or cannot be said. */
  move(id: string, to: number): boolean {
    const ids = this.list.map((person) => person.id);
    const from = ids.indexOf(id);
    const place = Math.max(0, Math.min(ids.length - 1, to));
    if (from < 0 || place === from || this.different > 1) return false;
    const moved = ids.toSpliced(from, 1).toSpliced(place, 0, id);
    void this.#edit(() => moved);
    return true;
  }

  /**
   * Adds a person to the forum and to the photos; with a role they speak in the photos' session. One
   * operation. A name that the forum has is the person who has it.
   */
  async addNew(name: string, role: string): Promise<void> {
    const { desk, rows } = this.#captions;
    const full = name.trim().replace(/\s+/g, ' ');
    if (full === '' || desk.readonly) return;
    await desk.undo.together(async () => {
      const known = desk.about.people.find((person) => sameName(person.name, full));
      const person = known?.id ?? (await this.#makePerson(full));
      if (role.trim() !== '' && !known) {
        const sessions = new Set(rows.map(({ photo }) => photo.session));
        const [session = null] = sessions.size === 1 ? sessions : [];
        await desk.change([await this.#appearance(person, role.trim(), session)]);
      }
      await this.#write(adding(person));
    });
  }

  async #makePerson(full: string): Promise<string> {
    const { language } = this.#captions.book;
    const short = shortName(full);
    const fields = {
      full: { [language]: full },
      short: short === null ? {} : { [language]: short },
    };
    const [made = ''] = await this.#captions.desk.change([
      { op: 'put', collection: 'people', id: null, fields },
    ]);
    return made;
  }

  async #appearance(person: string, role: string, session: string | null): Promise<ForumEdit> {
    const { desk, book } = this.#captions;
    const { forum } = await this.#host.openForum(desk.forum);
    const orders = forum.appearances
      .filter((appearance) => appearance.session === session)
      .map(({ order }) => order ?? '')
      .sort();
    const order = orderBetween(orders.at(-1) ?? null, null);
    const fields = { person, session, part: 'speaker', roles: { [book.language]: role }, order };
    return { op: 'put', collection: 'appearances', id: null, fields };
  }

  #has(id: string): boolean {
    return this.list.some((person) => person.id === id);
  }

  /** Those of the photos' session first. */
  #likely(people: DeskPerson[]): DeskPerson[] {
    const sessions = this.#captions.rows.map(
      ({ photo, proposed_session }) => photo.session ?? proposed_session,
    );
    const here = (person: DeskPerson): boolean =>
      person.sessions.some((session) => sessions.includes(session));
    return [...people.filter(here), ...people.filter((person) => !here(person))];
  }

  #edit(change: Change): Promise<void> {
    return this.#captions.attempt(() => this.#write(change));
  }

  async #write(change: Change): Promise<void> {
    const edits = this.#captions.rows.flatMap(({ id, photo }): PhotoEdit[] => {
      const people = change(photo.people);
      return people.join() === photo.people.join() ? [] : [{ photo: id, fields: { people } }];
    });
    await this.#captions.desk.edit(edits);
  }
}
