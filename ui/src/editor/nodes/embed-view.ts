// An embed with its site's name above the address, or what is wrong with the address.
import type { Node } from 'prosemirror-model';

import type { EditorLabels } from '../contract';
import { plainText } from '../convert/to-blocks';
import { LabelledView } from './labelled';

export class EmbedView extends LabelledView {
  readonly #labels: EditorLabels;
  readonly #site: HTMLElement;

  constructor(node: Node, document: Document, labels: EditorLabels) {
    super(node, document, labels.embed, labels.placeholders.embed);
    this.#labels = labels;
    this.#site = document.createElement('span');
    this.#site.className = 'te-site';
    this.#site.dataset.testid = 'embed-site';
    this.line.append(this.#site);
    this.contentDOM.spellcheck = false;
    this.#look();
  }

  override update(node: Node): boolean {
    if (!super.update(node)) return false;
    this.#look();
    return true;
  }

  #look(): void {
    const address = plainText(this.node);
    const site = siteOf(address);
    const bad = site === null && address !== '';
    this.#site.textContent = bad ? this.#labels.embedBad : (site ?? '');
    this.dom.classList.toggle('te-bad', bad);
  }
}

/** Returns the site's name of an address that begins with `http:` or `https:`, null for no address. */
export function siteOf(typed: string): string | null {
  const address = typed.trim();
  if (!/^https?:\/\/\S+$/i.test(address) || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return hostname.includes('.') ? hostname.replace(/^www\./, '') : null;
}
