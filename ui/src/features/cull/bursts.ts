// Bursts, folded: of photos that were taken within seconds and look alike one stands for all. A tile
// that is as it was stays the same object, so that a rating draws one tile and not a thousand.
import type { DeskPhoto } from '../../ipc/bindings';

/** A place of the grid: a photo, or a burst behind the photo that stands for it. */
export type Tile = {
  id: string;
  row: DeskPhoto;
  /** The burst, where more than one photo of it passes the filters. */
  burst: number | null;
  /** How many photos of the burst pass the filters, and which of them this is, from 1. */
  of: number;
  at: number;
  folded: boolean;
};

/** The photo that stands for its burst: what was picked, else the sharpest. */
function faceOf(members: readonly DeskPhoto[]): DeskPhoto | undefined {
  return (
    members.find(({ photo }) => photo.pick === 'picked') ??
    members.find(({ sharpest }) => sharpest) ??
    members[0]
  );
}

const same = (a: Tile, b: Tile): boolean =>
  a.row === b.row && a.burst === b.burst && a.of === b.of && a.at === b.at && a.folded === b.folded;

/** Returns the tiles of rows; `before` are those that were shown until now. */
export function tilesOf(
  rows: readonly DeskPhoto[],
  isFolded: (burst: number) => boolean,
  before: ReadonlyMap<string, Tile>,
): Tile[] {
  const bursts = new Map<number, DeskPhoto[]>();
  for (const row of rows) {
    if (row.burst === null) continue;
    const members = bursts.get(row.burst);
    if (members) members.push(row);
    else bursts.set(row.burst, [row]);
  }
  const tiles: Tile[] = [];
  for (const row of rows) {
    const members = row.burst === null ? [] : (bursts.get(row.burst) ?? []);
    const burst = members.length > 1 ? row.burst : null;
    const folded = burst !== null && isFolded(burst);
    if (folded && faceOf(members) !== row) continue;
    const of = burst === null ? 1 : members.length;
    const at = burst === null ? 1 : members.indexOf(row) + 1;
    const tile: Tile = { id: row.id, row, burst, of, at, folded };
    const old = before.get(row.id);
    tiles.push(old && same(old, tile) ? old : tile);
  }
  return tiles;
}
