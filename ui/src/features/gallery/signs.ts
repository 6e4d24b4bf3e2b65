// What a tile says of a photo's file: that it is damaged, not decoded yet, or a preview.
import { t } from '../../i18n/index.svelte';
import type { PhotoFacts } from '../../ipc/bindings';

export type Sign = { label: string; why: string; bad: boolean };

export function signsOf(facts: PhotoFacts | null): Sign[] {
  if (facts === null) return [];
  const words = t().gallery;
  const signs: Sign[] = [];
  if (facts.damage !== null) {
    signs.push({ label: words.damaged, why: words.damaged_why, bad: true });
  }
  if (/^hei[cf]$/i.test(facts.format) && facts.picture === null) {
    signs.push({ label: words.not_decoded, why: words.not_decoded_why, bad: true });
  }
  if (/^raw$/i.test(facts.format)) signs.push({ label: words.raw, why: words.raw_why, bad: false });
  return signs;
}
