// Takes a step back in the fake host: what the step changed becomes as it was, what others changed
// since stays. The core does the same on its documents.

type Dict = Record<string, unknown>;
type Entity = { id: string };

const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEntityList = (value: unknown): value is Entity[] =>
  Array.isArray(value) && value.every((entry) => isDict(entry) && 'id' in entry);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Returns `now` with the step from `before` to `after` undone. */
export function undone<T>(now: T, before: T, after: T): T {
  if (same(before, after)) return now;
  if (isEntityList(now) && isEntityList(before) && isEntityList(after)) {
    return undoneList(now, before, after) as T;
  }
  if (isDict(now) && isDict(before) && isDict(after)) {
    const result: Dict = {};
    for (const key of new Set([...Object.keys(now), ...Object.keys(before)])) {
      const value = undone(now[key], before[key], after[key]);
      if (value !== undefined) result[key] = value;
    }
    return result as T;
  }
  return before;
}

function undoneList(now: Entity[], before: Entity[], after: Entity[]): Entity[] {
  const find = (list: Entity[], id: string): Entity | undefined =>
    list.find((entity) => entity.id === id);
  const kept = now
    // What the step made goes.
    .filter(({ id }) => find(before, id) ?? !find(after, id))
    .map((entity) => {
      const [old, made] = [find(before, entity.id), find(after, entity.id)];
      return old && made ? undone(entity, old, made) : entity;
    });
  // What the step took away comes back, at its place.
  for (const [at, entity] of before.entries()) {
    if (!find(after, entity.id) && !find(kept, entity.id)) kept.splice(at, 0, entity);
  }
  return reordered(kept, before, after);
}

/** Puts a list whose order the step changed back into the order before it. */
function reordered(list: Entity[], before: Entity[], after: Entity[]): Entity[] {
  const place = new Map(before.map(({ id }, at) => [id, at]));
  const shared = (of: Entity[]): string[] =>
    of.map(({ id }) => id).filter((id) => [before, after].every((l) => l.some((e) => e.id === id)));
  if (same(shared(before), shared(after))) return list;
  return [...list].sort((a, b) => (place.get(a.id) ?? 1e9) - (place.get(b.id) ?? 1e9));
}
