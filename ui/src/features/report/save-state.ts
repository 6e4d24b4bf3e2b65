// One truth about the disk out of two queues: the manuscript's and the fields'.
import { errorText, format, t } from '../../i18n/index.svelte';
import type { WireError } from '../../ipc/bindings';
import { wireError } from '../../ipc/host';
import type { SaveState as BodyState } from '../../editor/index';
import type { SaveState as FieldState } from '../../shared/edit-queue.svelte';

export type Saving =
  { kind: 'saved'; at: string } | { kind: 'saving' } | { kind: 'failed'; error: WireError };

/** Returns the worst of both; saved since the later of the two moments. */
export function joined(body: BodyState, fields: FieldState): Saving {
  if (body.kind === 'failed') return { kind: 'failed', error: wireError(body.error) };
  if (fields.kind === 'failed') return fields;
  if (body.kind !== 'saved' || fields.kind !== 'saved') return { kind: 'saving' };
  return { kind: 'saved', at: body.at > fields.at ? body.at : fields.at };
}

const short: Record<string, () => string> = {
  'store.full': () => t().save.why_full,
  'store.read_only': () => t().save.why_read_only,
  'desk.only_reading': () => t().save.why_read_only,
};

/** The line of the top bar. */
export function savingText(saving: Saving): string {
  switch (saving.kind) {
    case 'saved':
      return t().save.saved(format.clock(new Date(saving.at)));
    case 'saving':
      return t().save.saving;
    case 'failed':
      return t().save.failed(short[saving.error.code]?.() ?? t().save.why_other);
  }
}

/** The whole reason, for the tooltip. */
export const savingDetail = (saving: Saving): string | undefined =>
  saving.kind === 'failed' ? errorText(saving.error) : undefined;
