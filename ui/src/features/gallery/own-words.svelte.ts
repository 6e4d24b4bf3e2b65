// Words for one use of a photo, instead of the photo's own: a caption or an alternative text that
// stands only in this report.
import type { Conflict, Listed, Placement } from '../../ipc/bindings';
import type { ReportDocument } from '../../shared/report-document.svelte';

/** The words of a photo that a use of it can say otherwise. */
export type OwnField = 'captions' | 'alts';

/** A use of a photo. */
type Use = { placement: Listed<string, Placement> };

const FIELD = { captions: 'caption', alts: 'alt' } as const satisfies Record<
  OwnField,
  keyof Placement
>;

export class OwnWords {
  readonly #document: ReportDocument;
  /** Uses that were given words of their own and have none yet. */
  #begun = $state.raw<ReadonlySet<string>>(new Set());

  constructor(document: ReportDocument) {
    this.#document = document;
  }

  /** Whether the use has words of its own. */
  has({ placement }: Use, field: OwnField): boolean {
    return placement[FIELD[field]] !== null || this.#begun.has(`${placement.id} ${field}`);
  }

  value({ placement }: Use, field: OwnField): string {
    return placement[FIELD[field]] ?? '';
  }

  /** Two people's words for this use, when they wrote at once. */
  conflict({ placement }: Use, field: OwnField): Conflict | undefined {
    return this.#document.report.conflicts.find(
      (conflict) =>
        conflict.collection === 'placements' &&
        conflict.id === placement.id &&
        conflict.field === FIELD[field],
    );
  }

  settle({ placement }: Use, fields: Record<string, unknown>): void {
    this.#document.put('placements', placement.id, fields);
  }

  write({ placement }: Use, field: OwnField, text: string): void {
    // Words that are all deleted while one writes are still this use's.
    this.#begin(placement.id, field, true);
    this.#document.put('placements', placement.id, { [FIELD[field]]: text === '' ? null : text });
  }

  /** Gives the use words of its own, which begin as the photo's, or takes them from it. */
  async turn({ placement }: Use, field: OwnField, own: boolean, photos: string): Promise<void> {
    const { id } = placement;
    this.#begin(id, field, own);
    const text = own && photos !== '' ? photos : null;
    if (placement[FIELD[field]] === text) return;
    const fields = { [FIELD[field]]: text };
    await this.#document.run([{ op: 'put', collection: 'placements', id, fields }]);
  }

  #begin(placement: string, field: OwnField, own: boolean): void {
    const key = `${placement} ${field}`;
    if (this.#begun.has(key) === own) return;
    const begun = new Set(this.#begun);
    if (own) begun.add(key);
    else begun.delete(key);
    this.#begun = begun;
  }
}
