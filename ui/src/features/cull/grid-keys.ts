// The keys of the grid: going, selecting, looking closer.
import { pressed } from '../../shared/keys';
import type { Cull } from './cull.svelte';

/** `columns` photos make a row, `page` photos a screen. */
export type Layout = { columns: number; page: number };

/** Does what a key means in the grid; false when it means nothing there. */
export function gridKey(event: KeyboardEvent, cull: Cull, { columns, page }: Layout): boolean {
  if (pressed(event, 'Ctrl+A')) {
    cull.selection.all();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { place } = cull.selection;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -page,
    PageDown: page,
    Home: -Infinity,
    End: Infinity,
  };
  const step = steps[event.key];
  if (step !== undefined) {
    const last = cull.tiles.length - 1;
    const to = place < 0 ? 0 : Math.max(0, Math.min(last, place + step));
    // Up in the first row and down in the last one nothing is nearer.
    const beyond =
      Math.abs(step) === columns && columns > 1 && (place + step < 0 || place + step > last);
    const rowBelow = Math.floor(last / columns) > Math.floor(place / columns);
    if (!beyond || (step > 0 && rowBelow)) cull.selection.go(to, event.shiftKey ? 'range' : 'one');
    return true;
  }
  if (event.shiftKey) return false;
  if (event.key === ' ' || event.key === 'Enter') {
    cull.toLoupe();
    return true;
  }
  return false;
}
