// What of an update is copied: each change in the forms that the portal takes, and all of them at
// once. What is the same is folded away.
import type { BlockChange, FieldChange, HandoverField, Update } from '../../ipc/bindings';

/** A change in the forms in which it can be copied; null where there is nothing to copy. */
export type Copyable = { plain: string; html: string | null; rich: string | null };

/** Blocks as they are shown: a change, or so many that are the same. */
export type ShownBlock =
  { kind: 'change'; change: BlockChange; place: number } | { kind: 'same'; count: number };

/** Returns the blocks with those that are the same folded. */
export function shownBlocks(blocks: BlockChange[]): ShownBlock[] {
  const shown: ShownBlock[] = [];
  let place = 0;
  for (const change of blocks) {
    if (change.kind !== 'removed') place += 1;
    const last = shown.at(-1);
    if (change.kind !== 'same') shown.push({ kind: 'change', change, place });
    else if (last?.kind === 'same') last.count += 1;
    else shown.push({ kind: 'same', count: 1 });
  }
  return shown;
}

/** Returns how a changed field is copied: as its field of the form, which has the marker. */
export function copyableField(change: FieldChange, fields: HandoverField[]): Copyable | null {
  const field = fields.find(({ key }) => key === change.key);
  const plain = field?.plain ?? change.after;
  return plain === '' ? null : { plain, html: field?.html ?? null, rich: field?.rich ?? null };
}

/** Returns how a changed block is copied; what is gone is not. */
export const copyableBlock = ({ after, html }: BlockChange): Copyable | null =>
  after === null || after === '' ? null : { plain: after, html, rich: html };

/** Returns all passages that are new or say something else, in their order. */
export function allChanged({ blocks }: Update): (Copyable & { count: number }) | null {
  const parts = blocks
    .filter(({ kind }) => kind === 'changed' || kind === 'added')
    .flatMap((change) => copyableBlock(change) ?? []);
  if (parts.length === 0) return null;
  const html = parts.map((part) => part.html ?? '').join('\n');
  return {
    plain: parts.map(({ plain }) => plain).join('\n\n'),
    html,
    rich: html,
    count: parts.length,
  };
}

/** Returns the notice to readers as the page shows it; null when there is none. */
export function noticeOf(html: string, kind: 'correction' | 'withdrawal'): string | null {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return page.querySelector(`.${kind}`)?.textContent.trim() ?? null;
}
