// The documents of the fake host, in memory: every change is a new value with a new head, and every
// head is remembered, so that a step can be undone.
import type {
  Block,
  BodySave,
  Forum,
  ForumEdit,
  ForumRow,
  Heads,
  PhotoFacts,
  Report,
  ReportEdit,
  ReportFilter,
  ReportPage,
  ReportRow,
  Step,
  WireError,
} from '../bindings';
import { withForumEdits, withReportEdits, written } from '../edits';
import { blank } from '../entities';
import { orderBetween } from '../order';
import { ulid } from '../ulid';
import type { Demo } from './demo';
import { matches, termsOf } from './fold';
import type { Drawing } from './pictures';
import { undone } from './undo';

/** `times` says when each state of the past was reached. */
export type Document<T> = {
  value: T;
  heads: Heads;
  past: Map<string, T>;
  times: Map<string, string>;
  savedAt: string;
};

/** What a change of a document returns. */
export type Changed<T> = { value: T; heads: Heads; savedAt: string; step: Step; made: string[] };

export type StoredPhoto = { facts: PhotoFacts; drawing: Drawing | null; url: string | null };

export class FakeLibrary {
  readonly forums = new Map<string, Document<Forum>>();
  readonly reports = new Map<string, Document<Report>>();
  readonly damaged = new Set<string>();
  readonly photos = new Map<string, StoredPhoto>();
  /** Where reports were last exported to, and of which state. */
  readonly exported = new Map<string, { path: string; heads: Heads; at: string }>();
  #version = 0;

  constructor(demo: Demo) {
    this.add(demo);
  }

  /** Adds everything of a demo. */
  add(demo: Demo): void {
    for (const forum of demo.forums) this.addForum(forum, new Date().toISOString());
    for (const { report, savedAt, damaged } of demo.reports) {
      this.addReport(report, savedAt);
      if (damaged) this.damaged.add(report.id);
    }
    for (const { facts, drawing } of demo.photos) {
      this.photos.set(facts.hash, { facts, drawing, url: null });
    }
  }

  addForum(forum: Forum, savedAt: string): void {
    this.forums.set(forum.id, this.#document(forum, savedAt));
  }

  addReport(report: Report, savedAt: string): void {
    this.reports.set(report.id, this.#document(report, savedAt));
  }

  forum(id: string): Document<Forum> {
    return found(this.forums.get(id), 'forum', id);
  }

  report(id: string): Document<Report> {
    return found(this.reports.get(id), 'report', id);
  }

  editForum(id: string, edits: ForumEdit[]): Changed<Forum> {
    const document = this.forum(id);
    const made: string[] = [];
    let { value } = document;
    for (const edit of edits) {
      if (edit.op === 'put' && edit.id === null && edit.collection !== 'forum') {
        const entity = { ...blank[edit.collection], id: ulid() };
        made.push(entity.id);
        value = { ...value, [edit.collection]: [...value[edit.collection], entity] };
        value = withForumEdits(value, [{ ...edit, id: entity.id }]);
      } else {
        value = withForumEdits(value, [edit]);
      }
    }
    return this.#change(document, value, made);
  }

  editReport(id: string, edits: ReportEdit[]): Changed<Report> {
    const document = this.report(id);
    const made: string[] = [];
    let { value } = document;
    for (const edit of edits) {
      if (edit.op === 'put' && edit.id === null && edit.collection !== 'report') {
        const entity = { ...blank[edit.collection], id: ulid() };
        made.push(entity.id);
        value = { ...value, [edit.collection]: [...value[edit.collection], entity] };
        value = withReportEdits(value, [{ ...edit, id: entity.id }]);
      } else {
        value = withReportEdits(value, [edit]);
      }
    }
    return this.#change(document, value, made);
  }

  /** Makes a report say something else, as one step: what no list of edits says. */
  replaceReport(id: string, value: Report, made: string[] = []): Changed<Report> {
    return this.#change(this.report(id), value, made);
  }

  /** Gives a report a past: a state that it had before it was opened here. */
  remember(id: string, value: Report, at: string): void {
    const document = this.report(id);
    const head = this.#newHead();
    document.past.set(head, value);
    document.times.set(head, at);
  }

  saveBody(id: string, save: BodySave): Changed<Report> {
    const document = this.report(id);
    const blocks = new Map<string, Block>(document.value.body.map((block) => [block.id, block]));
    for (const block of save.blocks) blocks.set(block.id, block);
    for (const removed of save.removed) blocks.delete(removed);
    const listed = save.order ?? [];
    const others = [...blocks.keys()].filter((block) => !listed.includes(block));
    // Without an order all blocks stay where they are; a block that the window doesn't know yet
    // stays behind the ones it does.
    const ids = save.order === null ? [...blocks.keys()] : [...listed, ...others];
    const body = ids.flatMap((block) => blocks.get(block) ?? []);
    return this.#change(document, { ...document.value, body }, []);
  }

  revertForum(id: string, step: Step): Changed<Forum> {
    return this.#revert(this.forum(id), step);
  }

  revertReport(id: string, step: Step): Changed<Report> {
    return this.#revert(this.report(id), step);
  }

  /** Adds a photo to the library, to the report's forum and behind the report's last photo. */
  place(reportId: string, photo: StoredPhoto, name: string): { wasThere: boolean } {
    const { hash } = photo.facts;
    const wasThere = this.photos.has(hash);
    if (!wasThere) this.photos.set(hash, photo);
    const report = this.report(reportId);
    const forum = this.forum(report.value.forum ?? '');
    if (!forum.value.photos.some(({ id }) => id === hash)) {
      const entry = { ...blank.photos, id: hash, file_name: name };
      this.#change(forum, { ...forum.value, photos: [...forum.value.photos, entry] }, []);
    }
    const { placements } = report.value;
    if (!placements.some((placement) => placement.photo === hash)) {
      const order = orderBetween(placements.at(-1)?.order ?? null, null);
      const placement = { ...blank.placements, id: ulid(), photo: hash, order };
      const cover = placements.length === 0;
      const all = [...placements, { ...placement, cover }];
      this.#change(report, { ...report.value, placements: all }, []);
    }
    return { wasThere };
  }

  photosOf(report: Report, forum: Forum): PhotoFacts[] {
    const hashes = new Set([
      ...report.placements.map((placement) => placement.photo),
      ...forum.photos.map(({ id }) => id),
    ]);
    return [...hashes].flatMap((hash) => this.photos.get(hash ?? '')?.facts ?? []);
  }

  forumRows(language: string): ForumRow[] {
    return [...this.forums.values()].map(({ value, savedAt }) => ({
      id: value.id,
      name: inLanguage(value.names, language),
      kind: value.kind,
      edition: value.edition,
      starts_on: value.starts_on,
      ends_on: value.ends_on,
      place: inLanguage(value.place, language) || null,
      reports: [...this.reports.values()].filter(
        ({ value: report }) => report.forum === value.id && report.trashed_at === null,
      ).length,
      photos: value.photos.length,
      people: value.people.length,
      updated_at: savedAt,
    }));
  }

  page(filter: ReportFilter, language: string): ReportPage {
    const terms = termsOf(filter.query);
    const hits = [...this.reports.values()]
      .filter(({ value }) => filter.forum === null || value.forum === filter.forum)
      .filter(({ value }) => filter.state === null || value.state === filter.state)
      .filter(({ value }) => (value.trashed_at !== null) === filter.trashed)
      .map((document) => ({ row: this.#row(document, terms, language), document }))
      .filter(({ row }) => terms.length === 0 || row.headline_matches.length > 0 || row.snippet);
    hits.sort(
      (a, b) =>
        b.row.headline_matches.length - a.row.headline_matches.length ||
        b.document.savedAt.localeCompare(a.document.savedAt),
    );
    const rows = hits.slice(filter.offset, filter.offset + filter.limit).map(({ row }) => row);
    return { rows, total: hits.length };
  }

  #row({ value, savedAt }: Document<Report>, terms: string[], language: string): ReportRow {
    const headline = value.headlines.main ?? '';
    const forum = this.forums.get(value.forum ?? '')?.value;
    const words = value.body
      .filter(({ kind }) => kind.type !== 'note')
      .reduce((sum, { text }) => sum + (text.text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0), 0);
    const hit =
      terms.length === 0
        ? undefined
        : value.body.find(({ text }) => matches(text.text, terms).length > 0);
    return {
      id: value.id,
      headline,
      forum: value.forum,
      forum_name: forum ? inLanguage(forum.names, language) : '',
      state: value.state,
      kind: value.kind,
      language: value.language ?? 'az',
      updated_at: savedAt,
      photos: value.placements.length,
      words,
      cover: (value.placements.find(({ cover }) => cover) ?? value.placements[0])?.photo ?? null,
      published: value.publications.some(({ withdrawn_at }) => withdrawn_at === null),
      headline_matches: terms.length === 0 ? [] : matches(headline, terms),
      snippet: hit ? snippetOf(hit.text.text, terms) : null,
    };
  }

  #document<T>(value: T, savedAt: string): Document<T> {
    const heads = [this.#newHead()];
    const [head = ''] = heads;
    return {
      value,
      heads,
      past: new Map([[head, value]]),
      times: new Map([[head, savedAt]]),
      savedAt,
    };
  }

  #change<T>(document: Document<T>, value: T, made: string[]): Changed<T> {
    const before = document.heads;
    const head = this.#newHead();
    document.past.set(head, value);
    document.value = value;
    document.heads = [head];
    document.savedAt = new Date().toISOString();
    document.times.set(head, document.savedAt);
    const step = { before, after: document.heads };
    return { value, heads: document.heads, savedAt: document.savedAt, step, made };
  }

  #revert<T>(document: Document<T>, step: Step): Changed<T> {
    const before = document.past.get(step.before[0] ?? '');
    const after = document.past.get(step.after[0] ?? '');
    if (before === undefined || after === undefined) {
      throw failure('report.unknown_heads', {}, 'the state to go back to is not in the history');
    }
    return this.#change(document, undone(document.value, before, after), []);
  }

  #newHead(): string {
    return (this.#version += 1).toString(16).padStart(64, '0');
  }
}

/** Makes an error as the core sends it. */
export function failure(code: string, params: Record<string, string>, detail: string): WireError {
  return { code, params, detail };
}

/** Makes an empty report of a forum. */
export function emptyReport(fields: Partial<Report>): Report {
  const empty = { body: [], placements: [], waivers: [], publications: [], conflicts: [] };
  return written({ ...blank.report, ...empty, id: ulid() }, fields, blank.report);
}

/** Makes an empty forum. */
export function emptyForum(fields: Partial<Forum>): Forum {
  const lists = {
    sessions: [],
    people: [],
    organisations: [],
    places: [],
    appearances: [],
    notes: [],
    quotes: [],
    photos: [],
    cameras: [],
    materials: [],
    conflicts: [],
  };
  return written({ ...blank.forum, ...lists, id: ulid() }, fields, blank.forum);
}

const inLanguage = (texts: Record<string, string>, language: string): string =>
  texts[language] ?? texts.az ?? Object.values(texts)[0] ?? '';

function snippetOf(text: string, terms: string[]): NonNullable<ReportRow['snippet']> {
  const characters = Array.from(text);
  const first = matches(text, terms)[0]?.[0] ?? 0;
  const from = first < 40 ? 0 : characters.indexOf(' ', first - 40) + 1;
  const piece = (from > 0 ? '… ' : '') + characters.slice(from, from + 140).join('');
  return { text: piece, matches: matches(piece, terms) };
}

function found<T>(value: T | undefined, what: string, id: string): T {
  if (value !== undefined) return value;
  throw failure('desk.not_found', { what, id }, `there is no ${what} ${id} in this library`);
}
