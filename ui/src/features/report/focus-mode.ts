// Focus mode lasts as long as the window: who opens the next report in it goes on writing so.
import type { FocusMode } from '../../editor/index';

const KEY = 'tezis.focus-mode';

export function keptFocusMode(): FocusMode {
  const kept = sessionStorage.getItem(KEY);
  return { on: kept !== null, typewriter: kept === 'typewriter' };
}

export function keepFocusMode({ on, typewriter }: FocusMode): void {
  if (on) sessionStorage.setItem(KEY, typewriter ? 'typewriter' : 'plain');
  else sessionStorage.removeItem(KEY);
}
