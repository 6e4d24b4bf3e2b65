// Every action of the window, once: where it belongs, its key, its words. The list of keys and the
// tooltips read them here, a screen offers what each does, and Ctrl+K and the keyboard run what is
// offered. So a key that works is a key that is shown. What a press means inside the manuscript or a
// list stays with those; here stands only that it exists.
import { t } from '../i18n/index.svelte';
import { isTyping, type Key, pressed } from './keys';

/** Where an action is at home; the list of keys is grouped by it. */
export type ActionPlace =
  | 'everywhere'
  | 'desk'
  | 'report'
  | 'text'
  | 'gallery'
  | 'photos'
  | 'ingest'
  | 'crop'
  | 'timeline'
  | 'translation'
  | 'handover'
  | 'returned'
  | 'history'
  | 'forum'
  | 'intake'
  | 'palette';

export type Action = {
  place: ActionPlace;
  key: Key | null;
  label: () => string;
  /** Keys that do the same. */
  also?: Key[];
  /** The key works where the focus is (a list, the manuscript), and is handled there. */
  local?: true;
  /** Works over an open dialog, too. */
  always?: true;
};

const define = <Id extends string>(actions: Record<Id, Action>): Record<Id, Action> => actions;

const local = (place: ActionPlace, key: Key, label: () => string): Action => ({
  place,
  key,
  label,
  local: true,
});
const action = (place: ActionPlace, key: Key | null, label: () => string): Action => ({
  place,
  key,
  label,
});

/** All actions, in the order in which the list of keys shows them. */
export const catalogue = define({
  palette: { ...action('everywhere', 'Ctrl+K', () => t().keys.palette_key), always: true },
  switch: action('everywhere', 'Ctrl+Tab', () => t().keys.switch),
  back: action('everywhere', 'Escape', () => t().keys.back),
  save: { ...action('everywhere', 'Ctrl+S', () => t().keys.save), always: true },
  undo: action('everywhere', 'Ctrl+Z', () => t().keys.undo),
  redo: { ...action('everywhere', 'Ctrl+Y', () => t().editor.redo), also: ['Ctrl+Shift+Z'] },
  backup: action('everywhere', 'Ctrl+Shift+B', () => t().care.backup_now),
  settings: action('everywhere', 'Ctrl+,', () => t().keys.settings),
  larger: local('everywhere', 'Ctrl+=', () => t().keys.larger),
  smaller: local('everywhere', 'Ctrl+-', () => t().keys.smaller),
  keys: action('everywhere', '?', () => t().keys.show),

  search: { ...action('desk', '/', () => t().desk.search), also: ['Ctrl+Shift+F'] },
  new_report: action('desk', 'Ctrl+N', () => t().desk.new_report),
  new_forum: action('desk', 'Ctrl+Shift+N', () => t().desk.new_forum),
  open_text: action('desk', 'Ctrl+O', () => t().desk.open_text),
  paste_text: action('desk', 'Ctrl+Shift+V', () => t().desk.paste_text),
  choose: local('desk', 'ArrowDown', () => t().keys.choose),
  open: local('desk', 'Enter', () => t().keys.open),
  open_elsewhere: local('desk', 'Ctrl+Enter', () => t().keys.open_elsewhere),
  trash: local('desk', 'Delete', () => t().desk.to_trash),
  restore: local('desk', 'R', () => t().desk.restore),

  export: action('report', 'Ctrl+E', () => t().report.export),
  preview: action('report', 'Alt+V', () => t().preview.title),
  handover: action('report', 'Alt+D', () => t().handover.open),
  update: action('report', 'Alt+Y', () => t().publication.update),
  compare: action('report', 'Alt+K', () => t().returned.compare),
  window: action('report', 'Ctrl+Shift+O', () => t().kinds.open_window),
  history: action('report', 'Ctrl+Shift+H', () => t().history.title),
  derive: action('report', 'Alt+N', () => t().kinds.derive),
  siblings: action('report', 'Alt+R', () => t().kinds.siblings),
  headline: action('report', 'Alt+H', () => t().keys.headline),
  body: action('report', 'Alt+M', () => t().keys.body),
  gallery: action('report', 'Alt+G', () => t().keys.to_gallery),
  outline: action('report', 'Alt+O', () => t().keys.outline),
  panels: action('report', 'Alt+P', () => t().keys.sidebar),
  people: action('report', 'Alt+1', () => t().people.tab),
  sessions: action('report', 'Alt+2', () => t().sessions.tab),
  photos: action('report', 'Alt+3', () => t().gallery.tab),
  materials: action('report', 'Alt+4', () => t().materials.tab),

  find: action('report', 'Ctrl+F', () => t().writing.find),
  replace: action('report', 'Ctrl+H', () => t().writing.find_and_replace),
  find_next: action('report', 'F3', () => t().writing.next),
  find_previous: action('report', 'Shift+F3', () => t().writing.previous),
  focus: action('report', 'F9', () => t().writing.focus),

  strong: local('text', 'Ctrl+B', () => t().keys.strong),
  em: local('text', 'Ctrl+I', () => t().keys.em),
  link: local('text', 'Ctrl+Shift+K', () => t().keys.link),
  mention: local('text', '@', () => t().keys.mention),
  tag: local('text', 'Alt+T', () => t().editor.tag),
  block: local('text', '/', () => t().editor.block_menu),
  paragraph: local('text', 'Ctrl+Alt+0', () => t().editor.blocks.paragraph.label),
  lead: local('text', 'Ctrl+Alt+1', () => t().editor.blocks.lead.label),
  heading2: local('text', 'Ctrl+Alt+2', () => t().editor.blocks.heading2.label),
  heading3: local('text', 'Ctrl+Alt+3', () => t().editor.blocks.heading3.label),
  heading4: local('text', 'Ctrl+Alt+4', () => t().editor.blocks.heading4.label),
  numbered: local('text', 'Ctrl+Shift+7', () => t().editor.blocks.numbered.label),
  bulleted: local('text', 'Ctrl+Shift+8', () => t().editor.blocks.bulleted.label),
  quotation: local('text', 'Ctrl+Shift+9', () => t().editor.blocks.quotation.label),
  block_up: local('text', 'Alt+ArrowUp', () => t().keys.block_up),
  block_down: local('text', 'Alt+ArrowDown', () => t().keys.block_down),
  open_tag: local('text', 'Alt+Enter', () => t().keys.open_tag),

  add_photos: action('gallery', 'Ctrl+Shift+P', () => t().gallery.add),
  choose_photo: local('gallery', 'ArrowRight', () => t().keys.choose_photo),
  move_photo: local('gallery', 'Alt+ArrowRight', () => t().keys.move),
  cover: local('gallery', 'C', () => t().keys.cover),
  caption: local('gallery', 'Enter', () => t().keys.caption),
  into_text: local('gallery', 'T', () => t().writing.into_text),
  remove_photo: local('gallery', 'Delete', () => t().gallery.remove),
  replace_photo: local('gallery', 'R', () => t().gallery.replace),
  edit_photo: local('gallery', 'E', () => t().gallery.edit_elsewhere),
  desk_photo: local('gallery', 'D', () => t().gallery.in_desk),
  gallery_layout: local('gallery', 'L', () => t().gallery.layout),
  caption_sheet: action('gallery', 'Ctrl+P', () => t().gallery.print_captions),
  contact_sheet: action('gallery', 'Alt+C', () => t().gallery.print_contact),

  photo_desk: action('report', 'Alt+F', () => t().cull.open_desk),
  next_frame: local('photos', 'ArrowRight', () => t().cull.keys.next),
  extend: local('photos', 'Shift+ArrowRight', () => t().cull.keys.extend),
  all_frames: local('photos', 'Ctrl+A', () => t().cull.keys.all),
  loupe: local('photos', 'Space', () => t().cull.keys.loupe),
  compare_frames: action('photos', 'C', () => t().cull.keys.compare),
  swap_frame: local('photos', 'ArrowDown', () => t().cull.keys.swap),
  zoom: action('photos', 'Z', () => t().cull.keys.zoom),
  pan: local('photos', 'Alt+ArrowRight', () => t().cull.keys.pan),
  pick: action('photos', 'P', () => t().cull.keys.pick),
  reject: action('photos', 'X', () => t().cull.keys.reject),
  undecide: action('photos', 'U', () => t().cull.keys.undecide),
  stars_0: action('photos', '0', () => t().cull.keys.stars(0)),
  stars_1: action('photos', '1', () => t().cull.keys.stars(1)),
  stars_2: action('photos', '2', () => t().cull.keys.stars(2)),
  stars_3: action('photos', '3', () => t().cull.keys.stars(3)),
  stars_4: action('photos', '4', () => t().cull.keys.stars(4)),
  stars_5: action('photos', '5', () => t().cull.keys.stars(5)),
  red: action('photos', '6', () => t().cull.keys.colour(t().cull.colours.red)),
  yellow: action('photos', '7', () => t().cull.keys.colour(t().cull.colours.yellow)),
  green: action('photos', '8', () => t().cull.keys.colour(t().cull.colours.green)),
  blue: action('photos', '9', () => t().cull.keys.colour(t().cull.colours.blue)),
  purple: action('photos', 'Shift+P', () => t().cull.keys.colour(t().cull.colours.purple)),
  advance: action('photos', 'Alt+A', () => t().cull.keys.advance),
  into_gallery: action('photos', 'G', () => t().cull.keys.into_gallery),
  picked_into_gallery: action('photos', 'Shift+G', () => t().cull.keys.picked_into_gallery),
  unfold_burst: action('photos', 'B', () => t().cull.keys.unfold),
  unfold_bursts: action('photos', 'Shift+B', () => t().cull.keys.unfold_all),
  keep_sharpest: action('photos', 'A', () => t().cull.keys.keep_sharpest),
  keep_this: action('photos', 'Shift+A', () => t().cull.keys.keep_this),
  turn_left: action('photos', '[', () => t().cull.keys.turn_left),
  turn_right: action('photos', ']', () => t().cull.keys.turn_right),
  crop: action('photos', 'R', () => t().cull.keys.crop),
  cameras: action('photos', 'Shift+C', () => t().cull.cameras),
  caption_panel: action('photos', 'T', () => t().cull.keys.caption),
  filter_frames: action('photos', 'F', () => t().cull.keys.filter),
  clear_filter: action('photos', 'Shift+F', () => t().cull.keys.clear_filter),
  larger_frames: action('photos', '=', () => t().cull.keys.larger),
  smaller_frames: action('photos', '-', () => t().cull.keys.smaller),

  bring_in: action('photos', 'Ctrl+Shift+I', () => t().ingest.open),

  move_frame: local('ingest', 'ArrowRight', () => t().ingest.keys.move),
  pick_frame: local('ingest', 'P', () => t().ingest.keys.pick),
  leave_out_frame: local('ingest', 'X', () => t().ingest.keys.leave_out),
  enlarge_frame: local('ingest', 'Space', () => t().ingest.keys.enlarge),
  select_frames: local('ingest', 'Ctrl+A', () => t().ingest.keys.select_all),
  take_all: local('ingest', 'Shift+A', () => t().ingest.keys.all),
  take_new: local('ingest', 'Shift+N', () => t().ingest.keys.fresh),
  take_none: local('ingest', 'Shift+X', () => t().ingest.keys.none),
  show_known: local('ingest', 'K', () => t().ingest.keys.show_known),
  cards_again: local('ingest', 'R', () => t().ingest.keys.cards),
  card_folder: local('ingest', 'F', () => t().ingest.keys.folder),
  card_files: local('ingest', 'O', () => t().ingest.keys.files),
  ingest_options: local('ingest', 'F6', () => t().ingest.keys.options),
  start_ingest: local('ingest', 'Ctrl+Enter', () => t().ingest.keys.start),

  crop_move: local('crop', 'ArrowRight', () => t().crop.move),
  crop_larger: { ...local('crop', '+', () => t().crop.larger), also: ['='] },
  crop_smaller: local('crop', '-', () => t().crop.smaller_frame),
  crop_automatic: local('crop', '0', () => t().crop.automatic),
  crop_rendition: local('crop', '1', () => t().crop.nth),
  crop_for_all: local('crop', 'Shift+A', () => t().crop.for_all),
  crop_focal: local('crop', 'F', () => t().crop.to_focal),
  crop_face: local('crop', 'Shift+F', () => t().crop.face),
  crop_turn_left: { ...local('crop', '[', () => t().crop.turn_left), also: ['L'] },
  crop_turn_right: { ...local('crop', ']', () => t().crop.turn_right), also: ['R'] },
  crop_finer_left: local('crop', ',', () => t().crop.finer_left),
  crop_finer_right: local('crop', '.', () => t().crop.finer_right),
  crop_horizon: local('crop', 'H', () => t().crop.horizon),
  crop_blur: local('crop', 'B', () => t().crop.blur_add),
  crop_before: local('crop', '\\', () => t().crop.before),
  crop_copy: local('crop', 'Ctrl+Shift+C', () => t().crop.copy_look),
  crop_paste: local('crop', 'Ctrl+Shift+V', () => t().crop.paste_look),
  crop_burst: local('crop', 'Shift+B', () => t().crop.burst),
  crop_chosen: local('crop', 'Shift+S', () => t().crop.chosen),
  crop_elsewhere: local('crop', 'O', () => t().crop.elsewhere),
  crop_next: local('crop', 'PageDown', () => t().crop.next),
  crop_previous: local('crop', 'PageUp', () => t().crop.previous),

  timeline_fold: action('timeline', 'Shift+T', () => t().timeline.fold_key),
  timeline_take: action('timeline', 'Shift+S', () => t().timeline.take_sessions_key),
  timeline_photo: local('timeline', 'ArrowRight', () => t().timeline.choose),
  timeline_border: local('timeline', 'ArrowLeft', () => t().timeline.move_border),

  take_session: action('photos', 'Alt+S', () => t().captions.take_session),
  same_people: action('photos', 'Alt+E', () => t().captions.same_people),
  clear_left: action('photos', 'Alt+X', () => t().captions.clear_left),
  apply_template: action('photos', 'Alt+Enter', () => t().captions.apply_template),
  caption_templates: action('photos', 'Alt+L', () => t().captions.manage_key),
  caption_codes: action('photos', 'Alt+C', () => t().captions.codes),
  caption_next: local('photos', 'Ctrl+Enter', () => t().captions.save_next),
  caption_previous: local('photos', 'Ctrl+Shift+Enter', () => t().captions.save_previous),

  source: action('translation', 'Alt+5', () => t().kinds.source),
  next_changed: action('translation', 'Alt+J', () => t().kinds.next_changed),
  up_to_date: action('translation', 'Alt+U', () => t().kinds.up_to_date),

  next_field: local('handover', 'J', () => t().handover.next),
  previous_field: local('handover', 'K', () => t().handover.previous),
  nth_field: local('handover', '1', () => t().handover.nth),
  copy_field: local('handover', 'C', () => t().handover.copy),
  copy_html: local('handover', 'H', () => t().handover.copy_html),
  copy_plain: local('handover', 'T', () => t().handover.copy_plain),
  tick_field: local('handover', 'D', () => t().handover.tick),
  copy_alt: local('handover', 'A', () => t().handover.copy_alt),
  copy_credit: local('handover', 'R', () => t().handover.copy_credit),
  photo_address: local('handover', 'U', () => t().handover.to_address),
  photo_folder: local('handover', 'F', () => t().handover.folder),
  copy_changed: local('handover', 'Shift+C', () => t().publication.copy_all),
  publish: local('handover', 'Ctrl+Enter', () => t().publication.form),

  next_returned: local('returned', 'J', () => t().returned.next),
  previous_returned: local('returned', 'K', () => t().returned.previous),
  accept_change: local('returned', 'A', () => t().returned.accept),
  refuse_change: local('returned', 'R', () => t().returned.refuse),
  accept_changes: local('returned', 'Shift+A', () => t().returned.accept_all),
  refuse_changes: local('returned', 'Shift+R', () => t().returned.refuse_all),
  take_changes: local('returned', 'Ctrl+Enter', () => t().keys.take_changes),

  choose_version: local('history', 'ArrowDown', () => t().history.choose),
  next_change: action('history', 'Alt+J', () => t().history.next_change),
  restore_version: action('history', 'Ctrl+Enter', () => t().history.restore_all),

  session_up: local('forum', 'Alt+ArrowUp', () => t().sessions.up),
  session_down: local('forum', 'Alt+ArrowDown', () => t().sessions.down),
  edit_entry: local('forum', 'Enter', () => t().people.edit),
  remove_entry: local('forum', 'Delete', () => t().app.remove),

  accept: action('intake', 'Ctrl+Enter', () => t().keys.accept),

  open_found: local('palette', 'Enter', () => t().palette.open),
  found_elsewhere: local('palette', 'Ctrl+Enter', () => t().keys.open_elsewhere),
  person_places: local('palette', 'ArrowRight', () => t().palette.places),
});

export type ActionId = keyof typeof catalogue;

/** Returns an action's key, for its tooltip. */
export const keyOf = (id: ActionId): Key | undefined => catalogue[id].key ?? undefined;

/** What an action does here, and whether it can be done now. */
export type Offer = {
  run: () => void;
  enabled?: () => boolean;
  /** Its key works in a text, too, although it is a plain one. */
  typing?: true;
};

export type Offers = Partial<Record<ActionId, Offer | (() => void)>>;

/** The actions that can be run now: those of the screen, over those of the window. */
export class Actions {
  // Not drawn by anything: a component that offers while it is made must not be made anew by it.
  #layers: [ActionId, Offer][][] = [];

  /** Offers actions until what it returns is called; those offered later come first. */
  offer(offers: Offers): () => void {
    const layer = Object.entries(offers).map(([id, offer]): [ActionId, Offer] => [
      id as ActionId,
      typeof offer === 'function' ? { run: offer } : offer,
    ]);
    this.#layers = [layer, ...this.#layers];
    return () => {
      this.#layers = this.#layers.filter((other) => other !== layer);
    };
  }

  /** What can be done now, in the order of the catalogue. */
  list(): ActionId[] {
    const offered = new Set(
      this.#layers.flat().flatMap(([id, { enabled }]) => (enabled?.() === false ? [] : id)),
    );
    return (Object.keys(catalogue) as ActionId[]).filter((id) => offered.has(id));
  }

  run(id: ActionId): boolean {
    const offer = this.#layers.flat().find(([offered]) => offered === id)?.[1];
    if (!offer || offer.enabled?.() === false) return false;
    offer.run();
    return true;
  }

  /** Runs what the key stands for; false when it is none of the offered ones. */
  press(event: KeyboardEvent, dialogOpen: boolean): boolean {
    const typing = isTyping(event.target);
    for (const [id, { run, enabled, typing: whileTyping }] of this.#layers.flat()) {
      const { key, also = [], ...action } = catalogue[id];
      if (key === null || action.local || (dialogOpen && !action.always)) continue;
      const hit = [key, ...also].find((one) => pressed(event, one));
      // A plain letter or sign belongs to the text that is being typed.
      if (hit === undefined || (typing && !whileTyping && !/Ctrl|Alt|F\d/.test(hit))) continue;
      if (enabled?.() === false) continue;
      run();
      return true;
    }
    return false;
  }
}
