// A panel with its session's title, which is a button: pressing it chooses another session.
import type { Node } from 'prosemirror-model';

import type { EditorLabels, MentionSource } from '../../contract';
import { LabelledView } from '../labelled';

export type PanelOptions = {
  document: Document;
  source: MentionSource;
  labels: EditorLabels;
  /** Opens the list of sessions at the button. */
  choose: (at: DOMRect) => void;
};

export class PanelView extends LabelledView {
  readonly #options: PanelOptions;
  readonly #button: HTMLButtonElement;

  constructor(node: Node, options: PanelOptions) {
    super(node, options.document, options.labels.panel, options.labels.placeholders.panel);
    this.#options = options;
    this.#button = options.document.createElement('button');
    this.#button.type = 'button';
    this.#button.className = 'te-session';
    this.#button.addEventListener('click', () => {
      options.choose(this.#button.getBoundingClientRect());
    });
    this.line.append(this.#button);
    this.refresh();
  }

  override update(node: Node): boolean {
    if (!super.update(node)) return false;
    this.refresh();
    return true;
  }

  refresh(): void {
    const { source, labels } = this.#options;
    const session = this.node.attrs.session as string | null;
    const about = session === null ? null : source.describe?.('session', session);
    this.#button.textContent = about?.label ?? labels.chooseSession;
    this.#button.title = about?.detail ?? '';
    this.#button.classList.toggle('te-unset', !about);
  }

  stopEvent(event: Event): boolean {
    return event.target === this.#button;
  }
}
