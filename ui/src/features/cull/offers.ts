// What the actions of the photo desk do, for the keyboard, Ctrl+K and the tooltips.
import type { Offers } from '../../shared/actions';
import type { Cull } from './cull.svelte';

/** What is not the desk's own: other pages and panels of the screen. */
export type Around = {
  /** The photos are in front, and nothing over them. */
  open: () => boolean;
  crop: () => void;
  caption: () => void;
  filter: () => void;
};

export function offersOf(cull: Cull, { open, crop, caption, filter }: Around): Offers {
  const there = (): boolean => open() && cull.current !== null;
  const writable = (): boolean => there() && !cull.readonly;
  const decide = (run: () => Promise<void>) => ({ run: () => void run(), enabled: writable });
  const inReport = (): boolean => writable() && cull.desk.report !== null;
  const inBurst = (): boolean => writable() && (cull.row?.burst ?? null) !== null;
  return {
    compare_frames: {
      run: () => cull.compare(),
      enabled: () => there() && cull.frames.length > 1,
    },
    zoom: { run: () => cull.toggleZoom(), enabled: there },
    pick: decide(() => cull.pick('picked')),
    reject: decide(() => cull.pick('rejected')),
    undecide: decide(() => cull.pick('none')),
    stars_0: decide(() => cull.rate(0)),
    stars_1: decide(() => cull.rate(1)),
    stars_2: decide(() => cull.rate(2)),
    stars_3: decide(() => cull.rate(3)),
    stars_4: decide(() => cull.rate(4)),
    stars_5: decide(() => cull.rate(5)),
    red: decide(() => cull.label('red')),
    yellow: decide(() => cull.label('yellow')),
    green: decide(() => cull.label('green')),
    blue: decide(() => cull.label('blue')),
    purple: decide(() => cull.label('purple')),
    advance: { run: () => cull.toggleAdvance(), enabled: () => open() && !cull.readonly },
    into_gallery: { run: () => void cull.place(), enabled: inReport },
    picked_into_gallery: {
      run: () => void cull.placePicked(),
      enabled: () => open() && cull.desk.report !== null && !cull.readonly,
    },
    unfold_burst: {
      run: () => cull.toggleBurst(),
      enabled: () => there() && cull.mode !== 'compare' && (cull.tile?.burst ?? null) !== null,
    },
    unfold_bursts: { run: () => cull.toggleBursts(), enabled: open },
    keep_sharpest: { run: () => void cull.keep('sharpest'), enabled: inBurst },
    keep_this: { run: () => void cull.keep('this'), enabled: inBurst },
    turn_left: decide(() => cull.turn(-1)),
    turn_right: decide(() => cull.turn(1)),
    crop: { run: crop, enabled: there },
    caption_panel: { run: caption, enabled: there },
    filter_frames: { run: filter, enabled: open },
    clear_filter: { run: () => cull.showAll(), enabled: () => open() && cull.filtered },
    larger_frames: { run: () => cull.larger(1), enabled: () => open() && cull.mode === 'grid' },
    smaller_frames: { run: () => cull.larger(-1), enabled: () => open() && cull.mode === 'grid' },
  };
}
