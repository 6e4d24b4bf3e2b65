// Ctrl+K: what is found for what is typed, in groups; and the places of a person. At most one
// question is on its way to the core, and an answer to an older one is not shown.
import { fold } from '../../editor/index';
import { t } from '../../i18n/index.svelte';
import type { Found, FoundKind, PersonPlace, PersonPlaces, PlaceKind } from '../../ipc/bindings';
import type { Host } from '../../ipc/host';
import type { ActionId, Actions } from '../../shared/actions';
import type { Key } from '../../shared/keys';
import { fit, findCommands } from './commands';

/** Where something that was chosen leads. */
export type Target =
  | { type: 'report'; report: string; block?: string | null; photo?: string | null }
  | { type: 'forum'; forum: string; person?: string | null; session?: string | null }
  | { type: 'command'; id: ActionId };

export type RowKind = FoundKind | PlaceKind | 'command';

export type Row = {
  /** Unique in the list. */
  id: string;
  kind: RowKind;
  label: string;
  matches: [number, number][];
  detail: string;
  key: Key | null;
  /** Null for what can only be looked through: a person of no forum. */
  target: Target | null;
  /** The person whose places can be shown. */
  person: string | null;
};

export type Group = { title: string; rows: Row[] };

/** A report that was open lately. */
export type Lately = { id: string; headline: string };

/** What the core is asked for. */
const LIMIT = 40;

/** Commands that are shown beside other results. */
const FEW = 5;

/** A command that begins so stands before what was found; one of which a word does, behind it. */
const BEGINS = 4;
const FITS = 3;

export class Palette {
  readonly #host: Host;
  readonly #actions: Actions;
  readonly #failed: (thrown: unknown) => void;

  query = $state('');
  chosen = $state(0);
  /** The person whose places are shown. */
  places = $state.raw<PersonPlaces | null>(null);
  #found = $state.raw<Found[]>([]);
  #recent = $state.raw<Lately[]>([]);
  #asking = false;
  #waiting: string | null = null;
  /** What was typed before the places were opened. */
  #queryBefore = '';
  #chosenBefore = 0;

  constructor(
    host: Host,
    actions: Actions,
    /** The reports that were open lately, and the one that is: it needs no finding. */
    reports: { lately: Lately[]; here: string | null },
    failed: (thrown: unknown) => void,
  ) {
    this.#host = host;
    this.#actions = actions;
    this.#failed = failed;
    this.#recent = reports.lately;
    void this.#loadRecent(reports.lately, reports.here);
  }

  readonly groups: Group[] = $derived.by(() => {
    const groups = this.places ? this.#placeGroups(this.places) : this.#resultGroups();
    return groups.filter(({ rows }) => rows.length > 0);
  });

  readonly rows: Row[] = $derived(this.groups.flatMap(({ rows }) => rows));

  get row(): Row | null {
    return this.rows[this.chosen] ?? null;
  }

  type(query: string): void {
    this.query = query;
    this.chosen = 0;
    if (this.places) return;
    if (query.trim() === '') this.#found = [];
    void this.#ask(query.trim());
  }

  /** Moves the choice; past an end it goes on at the other. */
  move(by: number): void {
    const { length } = this.rows;
    if (length > 0) this.chosen = (this.chosen + by + length) % length;
  }

  choose(row: Row): void {
    this.chosen = this.rows.indexOf(row);
  }

  /** Shows every place of a person. */
  async showPlaces(person: string): Promise<void> {
    try {
      const places = await this.#host.personPlaces(person);
      this.#queryBefore = this.query;
      this.#chosenBefore = this.chosen;
      this.places = places;
      this.query = '';
      this.chosen = 0;
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  /** Goes back from the places to the results; false when there is nothing to go back from. */
  back(): boolean {
    if (this.places === null) return false;
    this.places = null;
    this.query = this.#queryBefore;
    this.chosen = this.#chosenBefore;
    return true;
  }

  async #ask(query: string): Promise<void> {
    if (this.#asking) {
      this.#waiting = query;
      return;
    }
    if (query === '') return;
    this.#asking = true;
    try {
      const found = await this.#host.find(query, LIMIT);
      if (query === this.query.trim()) this.#found = found;
    } catch (thrown) {
      this.#failed(thrown);
    } finally {
      this.#asking = false;
      const next = this.#waiting;
      this.#waiting = null;
      if (next !== null && next !== query) void this.#ask(next);
    }
  }

  async #loadRecent(lately: Lately[], here: string | null): Promise<void> {
    try {
      const { rows } = await this.#host.listReports({
        query: '',
        forum: null,
        state: null,
        trashed: false,
        offset: 0,
        limit: 8,
      });
      const known = new Set<string | null>([here, ...lately.map(({ id }) => id)]);
      this.#recent = [...lately, ...rows.filter(({ id }) => !known.has(id))].slice(0, 8);
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  #resultGroups(): Group[] {
    const query = this.query.trim();
    const commands = findCommands(
      this.#actions.list().filter((id) => id !== 'palette'),
      query,
    );
    const commandRows = commands.map(({ id, label, key, matches }): Row => ({
      id: `command-${id}`,
      kind: 'command',
      label,
      matches,
      detail: '',
      key,
      target: { type: 'command', id },
      person: null,
    }));
    const title = t().palette.commands;
    if (query === '') {
      return [
        { title: t().palette.recent, rows: this.#recent.map(recentRow) },
        { title, rows: commandRows },
      ];
    }
    const kinds = [...new Set(this.#found.map(({ kind }) => kind))];
    const found = kinds.map((kind) => ({
      title: t().palette.kind[kind],
      rows: this.#found.filter((entry) => entry.kind === kind).map(foundRow),
    }));
    // Letters with others between make sense only where nothing better is found.
    const least = this.#found.length > 0 ? FITS : 0;
    const fitting = commandRows.filter((_, i) => (commands[i]?.score ?? 0) >= least);
    const group = { title, rows: fitting.slice(0, FEW) };
    return (commands[0]?.score ?? 0) >= BEGINS ? [group, ...found] : [...found, group];
  }

  #placeGroups({ places }: PersonPlaces): Group[] {
    const kinds = [...new Set(places.map(({ kind }) => kind))];
    return kinds.map((kind) => ({
      title: t().palette.place[kind],
      rows: places
        .map((place, n) => ({ place, n }))
        .filter(({ place }) => place.kind === kind)
        .filter(({ place }) => holds(`${place.title} ${place.text}`, this.query))
        .map(({ place, n }) => placeRow(place, n)),
    }));
  }
}

const holds = (text: string, query: string): boolean =>
  fold(query.trim())
    .split(/\s+/)
    .every((word) => fold(text).includes(word)) || fit(text, query) !== null;

const recentRow = ({ id, headline }: Lately): Row => ({
  id: `recent-${id}`,
  kind: 'report',
  label: headline || t().desk.untitled,
  matches: [],
  detail: '',
  key: null,
  target: { type: 'report', report: id },
  person: null,
});

function foundRow(found: Found): Row {
  const { kind, id, label, detail, matches } = found;
  return {
    id: `${kind}-${id}-${found.forum ?? ''}`,
    kind,
    label: label || t().desk.untitled,
    matches: label === '' ? [] : matches,
    detail,
    key: null,
    target: targetOf(found),
    person: kind === 'person' ? id : null,
  };
}

function targetOf({ kind, id, forum, report }: Found): Target | null {
  if (kind === 'report') return { type: 'report', report: id };
  if (kind === 'forum') return { type: 'forum', forum: id };
  if (kind === 'photo' && report !== null) return { type: 'report', report, photo: id };
  if (forum === null) return report === null ? null : { type: 'report', report };
  return {
    type: 'forum',
    forum,
    person: kind === 'person' ? id : null,
    session: kind === 'session' ? id : null,
  };
}

function placeRow(place: PersonPlace, n: number): Row {
  const { kind, report, forum, block, photo, session, title, text, matches } = place;
  const inForum: Target | null = forum === null ? null : { type: 'forum', forum, session };
  return {
    id: `place-${n}`,
    kind,
    label: text || title,
    matches: text === '' ? [] : matches,
    detail: text === '' ? '' : title,
    key: null,
    target: report === null ? inForum : { type: 'report', report, block, photo },
    person: null,
  };
}
