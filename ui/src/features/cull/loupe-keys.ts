// The keys of the large view and of photos side by side.
import type { Cull } from './cull.svelte';

/** How far an arrow moves the picture at 100 %, in fractions of it. */
const STEP = 0.06;

const directions: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Does what a key means in the large view; false when it means nothing there. */
export function loupeKey(event: KeyboardEvent, cull: Cull): boolean {
  if (panKey(event, cull)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const ends: Record<string, number> = { Home: 0, End: cull.tiles.length - 1 };
  const end = ends[event.key];
  const [dx, dy] = directions[event.key] ?? [0, 0];
  if (end !== undefined) cull.selection.go(end);
  else if (dx + dy !== 0) cull.move(dx + dy);
  else if (event.key === 'PageDown') cull.move(10);
  else if (event.key === 'PageUp') cull.move(-10);
  else if (event.key === ' ' || event.key === 'Enter') cull.toGrid();
  else return false;
  return true;
}

/** As `loupeKey`, with photos side by side: left and right go from place to place, down brings the next. */
export function compareKey(event: KeyboardEvent, cull: Cull): boolean {
  if (panKey(event, cull)) return true;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const [dx, dy] = directions[event.key] ?? [0, 0];
  if (dx !== 0) cull.activate(dx);
  else if (dy !== 0) cull.swap(dy > 0 ? 1 : -1);
  else if (event.key === ' ' || event.key === 'Enter') cull.toLoupe();
  else return false;
  return true;
}

function panKey(event: KeyboardEvent, cull: Cull): boolean {
  const direction = directions[event.key];
  if (!event.altKey || event.ctrlKey || event.shiftKey || !direction || !cull.zoomed) return false;
  cull.pan({ x: direction[0] * STEP, y: direction[1] * STEP });
  return true;
}
