// A link: its spec, and what counts as an address.
import type { DOMOutputSpec, MarkSpec } from 'prosemirror-model';

export const link: MarkSpec = {
  attrs: { href: {} },
  inclusive: false,
  // Two people may have linked words that overlap; both links are kept, as the core keeps them.
  excludes: '',
  parseDOM: [
    {
      tag: 'a[href]',
      getAttrs: (dom) => {
        const href = cleanAddress(dom.getAttribute('href') ?? '');
        return href === null ? false : { href };
      },
    },
  ],
  toDOM: (mark): DOMOutputSpec => [
    'a',
    { class: 'te-link', href: String(mark.attrs.href), rel: 'noopener noreferrer' },
    0,
  ],
};

/** Returns the address as the core takes it (`https:`, `http:`, `mailto:`), null for no address. */
export function cleanAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  if (/^mailto:[^@]+@[^@]+$/i.test(text)) return text;
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(text)) return `mailto:${text}`;
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  // "Bakı" alone is a word, not a site; a scheme that we don't know hides in what was put before.
  const { hostname, port } = new URL(address);
  const named = hostname.includes('.') || hostname === 'localhost';
  return named && (address === text || port === '' || /:\d+(\/|$)/.test(text)) ? address : null;
}
