// Writing into a field as if it were typed.

/**
 * Puts a text in place of a part of a field that has the focus, so that the field's own undo takes it
 * back; false where the field had to be set from outside and has forgotten what was typed.
 */
export function typeOver(
  field: HTMLInputElement | HTMLTextAreaElement,
  from: number,
  to: number,
  text: string,
): boolean {
  const focused = document.activeElement === field;
  if (focused) field.setSelectionRange(from, to);
  // Nothing else keeps a field's history, which is why every browser goes on having it.
  /* eslint-disable @typescript-eslint/no-deprecated -- there is no other way */
  const typed =
    focused &&
    typeof document.execCommand === 'function' &&
    document.execCommand('insertText', false, text);
  /* eslint-enable @typescript-eslint/no-deprecated */
  if (typed) return true;
  field.setRangeText(text, from, to, focused ? 'end' : 'preserve');
  const inputType = 'insertReplacementText';
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data: text }));
  return false;
}
