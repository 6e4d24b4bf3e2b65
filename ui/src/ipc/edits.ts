// What an edit does to a typed view: the same rules as in the core (null clears, an object merges by
// key, an array is the new content). The window shows a field that is on its way to the disk by
// them, and the fake host keeps its documents with them.
import type { Forum, ForumEdit, Placement, Report, ReportEdit } from './bindings';
import { blank } from './entities';
import { orderBetween } from './order';

type Fields = Record<string, unknown>;
type Entity = { id: string };

const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns `entity` with `fields` written over it; `empty` tells what a cleared field becomes. */
export function written<T extends object>(entity: T, fields: Fields, empty: object): T {
  const result: Fields = { ...(entity as Fields) };
  for (const [key, value] of Object.entries(fields)) {
    const cleared = (empty as Fields)[key] ?? null;
    if (value === null) {
      result[key] = cleared;
    } else if (isMap(value)) {
      const merged: Fields = isMap(result[key]) ? { ...result[key] } : {};
      for (const [name, inner] of Object.entries(value)) {
        // A key that is cleared is gone, as a document has no empty value.
        if (inner === null) Reflect.deleteProperty(merged, name);
        else merged[name] = inner;
      }
      result[key] = merged;
    } else {
      result[key] = value;
    }
  }
  return result as T;
}

/** Merges the fields of two puts to one entity into one put's. */
export function mergedFields(first: Fields, second: Fields): Fields {
  const result = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const old = result[key];
    result[key] = isMap(old) && isMap(value) ? { ...old, ...value } : value;
  }
  return result;
}

function putInto<T extends Entity>(list: T[], id: string, fields: Fields, empty: object): T[] {
  if (!list.some((entity) => entity.id === id)) {
    return [...list, written({ ...empty, id } as T, fields, empty)];
  }
  return list.map((entity) => (entity.id === id ? written(entity, fields, empty) : entity));
}

const byOrder = <T extends Entity & { order: string | null }>(list: T[]): T[] =>
  [...list].sort((a, b) => compare(a.order ?? '', b.order ?? '') || compare(a.id, b.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Returns the placements with one moved behind another; null puts it first. */
function withMoved<T extends Placement & Entity>(list: T[], id: string, after: string | null): T[] {
  const moved = list.find((placement) => placement.id === id);
  if (moved === undefined || id === after) return list;
  const others = list.filter((placement) => placement.id !== id);
  const at = after === null ? 0 : others.findIndex((placement) => placement.id === after) + 1;
  const order = orderBetween(others[at - 1]?.order ?? null, others[at]?.order ?? null);
  return [...others.slice(0, at), { ...moved, order }, ...others.slice(at)];
}

/** Returns the report with the edits done; a new entity (`id` null) needs an id before this. */
export function withReportEdits(report: Report, edits: readonly ReportEdit[]): Report {
  let result = report;
  for (const edit of edits) {
    if (edit.op === 'move_placement') {
      result = { ...result, placements: withMoved(result.placements, edit.id, edit.after) };
    } else if (edit.op === 'put' && edit.collection === 'report') {
      result = written(result, edit.fields, blank.report);
    } else if (edit.op === 'put' && edit.id !== null && edit.collection !== 'report') {
      const { collection, id, fields } = edit;
      const list = putInto<Entity>(result[collection], id, fields, blank[collection]);
      result = { ...result, [collection]: list };
    } else if (edit.op === 'remove' && edit.collection !== 'report') {
      const list = (result[edit.collection] as Entity[]).filter(({ id }) => id !== edit.id);
      result = { ...result, [edit.collection]: list };
    }
  }
  return result;
}

/** Returns the forum with the edits done; a new entity (`id` null) needs an id before this. */
export function withForumEdits(forum: Forum, edits: readonly ForumEdit[]): Forum {
  let result = forum;
  for (const edit of edits) {
    const { collection } = edit;
    if (edit.op === 'put' && collection === 'forum') {
      result = written(result, edit.fields, blank.forum);
    } else if (edit.op === 'put' && edit.id !== null && collection !== 'forum') {
      const list = putInto<Entity>(result[collection], edit.id, edit.fields, blank[collection]);
      result = { ...result, [collection]: list };
    } else if (edit.op === 'remove' && collection !== 'forum') {
      const list = (result[collection] as Entity[]).filter(({ id }) => id !== edit.id);
      result = { ...result, [collection]: list };
    }
  }
  const { sessions, appearances } = result;
  return sessions === forum.sessions && appearances === forum.appearances
    ? result
    : { ...result, sessions: byOrder(sessions), appearances: byOrder(appearances) };
}
