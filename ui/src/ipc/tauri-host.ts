// The real core behind Tauri's IPC. The only file of the window that imports `@tauri-apps/*`.
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWindow } from '@tauri-apps/api/window';

import type { BackupState, Changed, EditedElsewhere, Job, PhotoLook } from './bindings';
import type { FileDrag, Host, Unsubscribe } from './host';

type DragPayload = { paths?: string[] };

/**
 * Subscribes at once, although Tauri confirms a subscription later; unsubscribing never races it.
 *
 * A listener that names no window hears what is meant for others, too: their closing, files dropped
 * on them, what this window itself changed.
 */
function subscribe<T>(event: string, listener: (payload: T) => void): Unsubscribe {
  let active = true;
  const hear = ({ payload }: { payload: T }): void => {
    if (active) listener(payload);
  };
  const target = { kind: 'WebviewWindow' as const, label: getCurrentWindow().label };
  const registered = listen<T>(event, hear, { target });
  return () => {
    active = false;
    void registered.then((unlisten) => unlisten());
  };
}

/** `convertFileSrc` knows how each platform spells a custom scheme; it would escape the slashes. */
const picture = (path: string): string => `${convertFileSrc('', 'photo')}${path}`;

const query = (look: PhotoLook): string => `look=${encodeURIComponent(JSON.stringify(look))}`;

export function tauriHost(): Host {
  return {
    start: () => invoke('start'),
    setSettings: (settings) => invoke('set_settings', { settings }),

    listForums: () => invoke('list_forums'),
    listReports: (filter) => invoke('list_reports', { filter }),

    newForum: (name, language) => invoke('new_forum', { name, language }),
    openForum: (forum) => invoke('open_forum', { forum }),
    editForum: (forum, edits) => invoke('edit_forum', { forum, edits }),
    revertForum: (forum, step) => invoke('revert_forum', { forum, step }),

    newReport: (forum, profile, headline) => invoke('new_report', { forum, profile, headline }),
    openReport: (report) => invoke('open_report', { report }),
    editReport: (report, edits) => invoke('edit_report', { report, edits }),
    revertReport: (report, step) => invoke('revert_report', { report, step }),
    saveBody: (report, save) => invoke('save_body', { report, save }),

    readFile: (path, profile) => invoke('read_file', { path, profile }),
    readPasted: (text, html, profile) => invoke('read_pasted', { text, html, profile }),
    acceptIntake: (intake, forum, profile) => invoke('accept_intake', { intake, forum, profile }),
    pasteBlocks: (text, html) => invoke('paste_blocks', { text, html }),

    importPhotos: (report, paths) => invoke('import_photos', { report, paths }),
    // Raw bytes: a picture as JSON numbers would take seconds. Headers carry ASCII only.
    importPhotoBytes: (report, name, bytes) =>
      invoke('import_photo_bytes', bytes, {
        headers: { 'x-report': report, 'x-name': encodeURIComponent(name) },
      }),
    exportReport: (report, shape, to, at, changed) =>
      invoke('export_report', { report, shape, to, at, changed }),
    cancelJob: (job) => invoke('cancel_job', { job }),
    dismissJob: (job) => invoke('dismiss_job', { job }),

    proposeExport: (report, shape) => invoke('propose_export', { report, shape }),
    choosePhotos: () => invoke('choose_photos'),
    chooseText: () => invoke('choose_text'),
    chooseExport: (name, shape) => invoke('choose_export', { name, shape }),

    preview: (report) => invoke('preview', { report }),
    addMaterial: (forum, path, kind, source) =>
      invoke('add_material', { forum, path, kind, source }),
    isReturned: (path) => invoke('is_returned', { path }),
    compareReturned: (report, path, text, html) =>
      invoke('compare_returned', { report, path, text, html }),
    acceptReturned: (report, base, changes) => invoke('accept_returned', { report, base, changes }),
    handover: (report) => invoke('handover', { report }),
    tickHandover: (report, key, done) => invoke('tick_handover', { report, key, done }),
    setPhotoAddress: (report, number, address) =>
      invoke('set_photo_address', { report, number, address }),
    copyText: (plain, html) => invoke('copy_text', { plain, html }),
    showFolder: (path) => invoke('show_folder', { path }),
    openAddress: (url) => invoke('open_address', { url }),
    publish: (report, publication) => invoke('publish', { report, publication }),
    published: (report) => invoke('published', { report }),
    whatChanged: (report, since) => invoke('what_changed', { report, since }),
    receipts: (report) => invoke('receipts', { report }),
    chooseMaterial: () => invoke('choose_material'),
    chooseReturned: () => invoke('choose_returned'),

    find: (query, limit) => invoke('find', { query, limit }),
    personPlaces: (person) => invoke('person_places', { person }),
    history: (report) => invoke('history', { report }),
    version: (report, heads) => invoke('version', { report, heads }),
    compareVersions: (report, from, to) => invoke('compare_versions', { report, from, to }),
    restoreVersion: (report, heads, block) => invoke('restore_version', { report, heads, block }),
    unusedOriginals: () => invoke('unused_originals'),
    cleanOriginals: (hashes) => invoke('clean_originals', { hashes }),
    restoreOriginals: (hashes) => invoke('restore_originals', { hashes }),
    backupState: () => invoke('backup_state'),
    backup: (to) => invoke('backup', { to }),
    restoreCopy: (from, to) => invoke('restore_copy', { from, to }),
    openLibrary: (path) => invoke('open_library', { path }),
    deriveReport: (report, kind, language, blocks) =>
      invoke('derive_report', { report, kind, language, blocks }),
    siblings: (report) => invoke('siblings', { report }),
    translation: (report) => invoke('translation', { report }),
    openWindow: (report) => invoke('open_window', { report }),
    makeDemo: () => invoke('make_demo'),
    chooseBackup: () => invoke('choose_backup'),
    chooseCopy: () => invoke('choose_copy'),
    onBackup: (listener) => subscribe<BackupState>('backup', listener),

    volumes: () => invoke('volumes'),
    scanPhotos: (paths) => invoke('scan_photos', { paths }),
    closeScan: (scan) => invoke('close_scan', { scan }),
    ingest: (ingest) => invoke('ingest', { ingest }),
    describeBatch: (forum, photos, batch) => invoke('describe_batch', { forum, photos, batch }),
    ingestBytes: (forum, name, bytes) =>
      invoke('ingest_bytes', bytes, {
        headers: { 'x-forum': forum, 'x-name': encodeURIComponent(name) },
      }),
    frameUrl: (scan, frame, side) => picture(`frame/${scan}/${frame}/${side}`),
    undecoded: () => invoke('undecoded'),
    original: (photo) =>
      invoke('original', { photo }).then((bytes) => new Uint8Array(bytes as ArrayBuffer)),
    putPicture: (photo, width, height, rgba) =>
      invoke('put_picture', rgba, {
        headers: { 'x-photo': photo, 'x-width': String(width), 'x-height': String(height) },
      }),
    photoDesk: (forum, report) => invoke('photo_desk', { forum, report }),
    editPhotos: (forum, report, edits) => invoke('edit_photos', { forum, report, edits }),
    revertPhotos: (forum, report, step) => invoke('revert_photos', { forum, report, step }),
    turnPhotos: (forum, report, photos, quarters) =>
      invoke('turn_photos', { forum, report, photos, quarters }),
    placePhotos: (report, photos, placed) => invoke('place_photos', { report, photos, placed }),
    renditionFrame: (photo, profile, rendition, look, wanted) =>
      invoke('rendition_frame', { photo, profile, rendition, look, wanted }),
    faces: (photo) => invoke('faces', { photo }),
    lookUrl: (photo, look, side) => picture(`look/${photo}/${side}?${query(look)}`),
    renditionUrl: (photo, look, profile, rendition) =>
      picture(`rendition/${photo}/${profile}/${rendition}?${query(look)}`),
    captionCodes: (forum, language) => invoke('caption_codes', { forum, language }),
    expandCaption: (forum, photo, language, text) =>
      invoke('expand_caption', { forum, photo, language, text }),
    applyTemplate: (forum, report, photos, template, mode) =>
      invoke('apply_template', { forum, report, photos, template, mode }),
    takeVersion: (forum, photo, path) => invoke('take_version', { forum, photo, path }),
    undoVersion: (forum, taken) => invoke('undo_version', { forum, taken }),
    editElsewhere: (forum, photo) => invoke('edit_elsewhere', { forum, photo }),
    sheet: (report, kind) => invoke('sheet', { report, kind }),
    chooseFolder: () => invoke('choose_folder'),
    choosePhoto: () => invoke('choose_photo'),
    chooseProgram: () => invoke('choose_program'),
    onArrived: (listener) => subscribe<string[]>('arrived', listener),
    onEdited: (listener) => subscribe<EditedElsewhere>('edited', listener),

    closeWindow: () => invoke('close_window'),
    keepWindow: () => invoke('keep_window'),

    onJob: (listener) => subscribe<Job>('job', listener),
    onChanged: (listener) => subscribe<Changed>('changed', listener),
    onHandedOver: (listener) => subscribe<string[]>('handed_over', listener),
    onClosing: (listener) => subscribe<null>('closing', listener),
    onFileDrag: (listener) => {
      const over = (): void => listener({ kind: 'over' });
      const left = (): void => listener({ kind: 'left' });
      const dropped = ({ paths = [] }: DragPayload): void =>
        listener({ kind: 'dropped', paths } satisfies FileDrag);
      const ends = [
        subscribe('tauri://drag-enter', over),
        subscribe('tauri://drag-leave', left),
        subscribe<DragPayload>('tauri://drag-drop', dropped),
      ];
      return () => ends.forEach((end) => end());
    },

    pictureUrl: (photo, side) => picture(`${photo}/${side}`),
  };
}
