// Where the caret of a field stands in the window: a field does not tell, so its text is laid out once
// more beside it, unseen.

/** What of a field's look decides where its letters stand. */
const COPIED = [
  'boxSizing',
  'width',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'borderTopWidth',
  'borderRightWidth',
  'borderBottomWidth',
  'borderLeftWidth',
  'fontFamily',
  'fontSize',
  'fontStyle',
  'fontWeight',
  'fontFeatureSettings',
  'letterSpacing',
  'lineHeight',
  'textIndent',
  'tabSize',
] as const;

export type CaretPoint = { left: number; top: number; bottom: number };

/** Returns where the letter at `at` stands, in pixels of the window. */
export function caretPoint(field: HTMLInputElement | HTMLTextAreaElement, at: number): CaretPoint {
  const box = field.getBoundingClientRect();
  const look = getComputedStyle(field);
  const copy = document.createElement('div');
  for (const name of COPIED) copy.style[name] = look[name];
  copy.style.position = 'fixed';
  copy.style.visibility = 'hidden';
  copy.style.left = `${box.left - field.scrollLeft}px`;
  copy.style.top = `${box.top - field.scrollTop}px`;
  copy.style.whiteSpace = field instanceof HTMLTextAreaElement ? 'pre-wrap' : 'pre';
  copy.style.overflowWrap = 'anywhere';
  const mark = document.createElement('span');
  mark.textContent = '\u200b';
  copy.append(field.value.slice(0, at), mark);
  document.body.append(copy);
  const { left, top, bottom } = mark.getBoundingClientRect();
  copy.remove();
  return { left, top, bottom };
}
