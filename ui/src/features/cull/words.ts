// What a photo of the desk is called and what is to be said of it: for tooltips and screen readers.
import { t } from '../../i18n/index.svelte';
import type { Colour } from '../../i18n/en/cull';
import type { DeskPhoto } from '../../ipc/bindings';
import type { Tile } from './bursts';
import { captionOf } from './filter';

export const colours: readonly Colour[] = ['red', 'yellow', 'green', 'blue', 'purple'];

export const isColour = (text: string | null): text is Colour => colours.includes(text as Colour);

export const nameOf = ({ photo }: DeskPhoto): string => photo.file_name ?? t().cull.unnamed;

/** 10:42:07 */
export const clockOf = ({ at }: DeskPhoto): string => at?.slice(11, 19) ?? '';

/** What a code of the core asks to be looked at. */
export function flagText(code: string): string {
  const { cull } = t();
  const known: Record<string, string> = {
    'caption.template': cull.template_caption,
    'photo.damaged': cull.damaged,
    'photo.raw_preview': cull.raw_preview,
    'photo.needs_window': cull.needs_window,
    'photo.credentials': cull.credentials,
    'photo.small': cull.small,
  };
  return known[code] ?? cull.unknown_flag(code);
}

/** What has been decided of a photo. */
export function decisionText({ photo, placed }: DeskPhoto): string {
  const { cull } = t();
  const { pick, rating, colour } = photo;
  const said = [
    pick === 'picked' ? cull.picked : pick === 'rejected' ? cull.rejected : '',
    (rating ?? 0) > 0 ? cull.stars(rating ?? 0) : '',
    isColour(colour) ? cull.colour(cull.colours[colour]) : '',
    placed ? cull.in_gallery : '',
  ];
  return said.filter(Boolean).join(', ');
}

/** All that a tile shows, in one sentence. */
export function tileText({ row, burst, of, at, folded }: Tile, language: string): string {
  const { cull } = t();
  const burstText = burst === null ? '' : folded ? cull.burst(of) : cull.burst_place(at, of);
  const said = [
    nameOf(row),
    decisionText(row),
    burstText,
    burst !== null && row.sharpest ? cull.sharpest : '',
    row.same_as === null ? '' : cull.same,
    row.superseded ? cull.superseded : '',
    ...row.flags.map(flagText),
    row.photo.time_approximate ? cull.approximate : '',
    captionOf(row, language).trim() === '' ? cull.no_caption : captionOf(row, language),
  ];
  return said.filter(Boolean).join(', ');
}
