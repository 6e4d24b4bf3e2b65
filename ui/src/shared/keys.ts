// Keys of the window: how they are written and how a press is recognised. Those of the manuscript
// are the editor's own.

/** A key with its modifiers, as `Ctrl+Shift+N`, `Alt+ArrowLeft`, `F1`, `?`. */
export type Key = string;

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');

const shown: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
};

/** Signs by their place on the keyboard: an Azerbaijani one has letters there. */
const places: Record<string, string> = { '[': 'BracketLeft', ']': 'BracketRight' };

/** Returns the key as it is written on keyboards: `Ctrl`, on a Mac `⌘`. */
export const keyLabels = (key: Key): string[] =>
  key.split('+').map((part) => (part === 'Ctrl' && isMac ? '⌘' : (shown[part] ?? part)));

/** Returns the key as assistive technology wants to hear of it (aria-keyshortcuts). */
export const ariaKey = (key: Key): string => key.replace('Ctrl', isMac ? 'Meta' : 'Control');

/** Whether the event is a press of that key. */
export function pressed(event: KeyboardEvent, key: Key): boolean {
  const parts = key.split('+');
  const last = parts.at(-1) ?? '';
  const ctrl = isMac ? event.metaKey : event.ctrlKey;
  if (ctrl !== parts.includes('Ctrl') || event.altKey !== parts.includes('Alt')) return false;
  // A sign such as ? needs Shift on one keyboard and not on another.
  const isSign = last.length === 1 && !/[A-Z0-9]/.test(last);
  if (!isSign && event.shiftKey !== parts.includes('Shift')) return false;
  // By place too: on a Russian or Turkish layout Ctrl+K is still the key where K is printed.
  return (
    event.key.toUpperCase() === last.toUpperCase() ||
    event.code === `Key${last}` ||
    event.code === `Digit${last}` ||
    (places[last] !== undefined && event.code === places[last])
  );
}

/** Whether typing there writes something, or chooses by letters. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=radio], [type=checkbox]), textarea, select'))
  );
}
