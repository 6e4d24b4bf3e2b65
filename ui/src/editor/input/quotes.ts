// Straight marks become typographic as one types them. Azerbaijani sets “ ” and within them « », English
// “ ” and within them ‘ ’, and the apostrophe; Azerbaijani puts none before an ending, so there it
// stays what was typed. Two hyphens are a dash, three a long one. Addresses stay as they are.
import { InputRule } from 'prosemirror-inputrules';
import type { EditorState } from 'prosemirror-state';

type Pair = readonly [opening: string, closing: string];

const OUTER: Pair = ['“', '”'];
const INNER: Readonly<Record<string, Pair>> = { az: ['«', '»'], en: ['‘', '’'] };

/** What an opening mark stands after: nothing, a space, a bracket, a dash, another opening mark. */
const OPENS_AFTER = /(^|[\s([{<“‘«–—/\uFFFC-])$/;

/** The word that one is in the middle of is an address of the web or of mail. */
const ADDRESS = /(^|\s)(https?:\/\/|www\.|\S+@)\S*$/i;

export function typographyRules(lang: string): InputRule[] {
  const inner = INNER[lang] ?? OUTER;
  const double = rule(/"$/, (before) => doubleMark(before, inner));
  const dash = rule(/--$/, (before) => (before.endsWith('-') ? null : '–'));
  const longDash = rule(/–-$/, () => '—');
  const single = rule(/'$/, (before) => (OPENS_AFTER.test(before) ? '‘' : '’'));
  return [double, dash, longDash, ...(lang === 'en' ? [single] : [])];
}

/** Returns the mark that belongs there after what stands before it in the block. */
function doubleMark(before: string, inner: Pair): string {
  const open = unclosed(before);
  if (!OPENS_AFTER.test(before)) {
    const innermost = open.at(-1);
    return innermost === inner[0] && inner !== OUTER ? inner[1] : OUTER[1];
  }
  return open.includes(OUTER[0]) ? inner[0] : OUTER[0];
}

/** Returns the opening marks whose closing one has not come yet, the outermost first. */
function unclosed(text: string): string[] {
  const open: string[] = [];
  // An apostrophe, before a letter, closes nothing.
  for (const [mark] of text.matchAll(/[“”«»‘]|’(?!\p{L})/gu)) {
    if (mark === '“' || mark === '«' || mark === '‘') open.push(mark);
    else if (mark !== '’' || open.at(-1) === '‘') open.pop();
  }
  return open;
}

function rule(match: RegExp, sign: (before: string) => string | null): InputRule {
  return new InputRule(match, (state, _match, start, end) => {
    const before = textBefore(state, start);
    const typed = before === null || ADDRESS.test(before) ? null : sign(before);
    return typed === null ? null : state.tr.insertText(typed, start, end);
  });
}

/** Returns the text of the block before a place, null where signs are not set. */
function textBefore(state: EditorState, pos: number): string | null {
  const $pos = state.doc.resolve(pos);
  if ($pos.parent.type.name === 'embed') return null;
  return $pos.parent.textBetween(0, $pos.parentOffset, undefined, '\n');
}
