// What the window may ask of the core: one method a command of the wire. Two implementations stand
// beside this file: `tauri-host` (the real core) and `fake-host` (memory, for browser and tests).
import type {
  BlockId,
  BodySave,
  BodySavedAt,
  Changed,
  PackageShape,
  ForumEdit,
  ForumEdited,
  ForumId,
  ForumOpened,
  ForumRow,
  IncomingText,
  IntakeBlock,
  Job,
  PhotoHash,
  ReportEdit,
  ReportEdited,
  ReportFilter,
  ReportId,
  ReportPage,
  ReportOpened,
  Settings,
  Start,
  Step,
  WireError,
} from './bindings';
import type { CareHost } from './host-care';
import type { DeliveryHost } from './host-delivery';
import type { PhotosHost } from './host-photos';

/** The longest side of a picture that the core makes for the window, in pixels; `full` has them all. */
export type PictureSide = 160 | 400 | 1600 | 'full';

/** Ends a subscription. */
export type Unsubscribe = () => void;

/** Files that come over the window from the file manager: paths that only the core can read. */
export type FileDrag = { kind: 'over' | 'left' } | { kind: 'dropped'; paths: string[] };

/** All that the window may ask. Every method rejects with a `WireError`. */
export type Host = DeskHost & DeliveryHost & CareHost & PhotosHost;

/** The desk, forums, reports, texts and photos that come in, packages that go out. */
export type DeskHost = {
  start(): Promise<Start>;
  setSettings(settings: Settings): Promise<Settings>;

  listForums(): Promise<ForumRow[]>;
  listReports(filter: ReportFilter): Promise<ReportPage>;

  newForum(name: string, language: string): Promise<ForumOpened>;
  openForum(forum: ForumId): Promise<ForumOpened>;
  editForum(forum: ForumId, edits: ForumEdit[]): Promise<ForumEdited>;
  revertForum(forum: ForumId, step: Step): Promise<ForumEdited>;

  newReport(
    forum: ForumId | null,
    profile: string | null,
    headline: string | null,
  ): Promise<ReportOpened>;
  openReport(report: ReportId): Promise<ReportOpened>;
  editReport(report: ReportId, edits: ReportEdit[]): Promise<ReportEdited>;
  revertReport(report: ReportId, step: Step): Promise<ReportEdited>;
  saveBody(report: ReportId, save: BodySave): Promise<BodySavedAt>;

  readFile(path: string, profile: string | null): Promise<IncomingText>;
  readPasted(text: string, html: string | null, profile: string | null): Promise<IncomingText>;
  acceptIntake(
    intake: IncomingText,
    forum: ForumId | null,
    profile: string | null,
  ): Promise<ReportOpened>;
  pasteBlocks(text: string, html: string | null): Promise<IntakeBlock[]>;

  /** Starts a job; its id comes back, the rest as events. */
  importPhotos(report: ReportId, paths: string[]): Promise<number>;
  importPhotoBytes(report: ReportId, name: string, bytes: Uint8Array): Promise<number>;
  exportReport(
    report: ReportId,
    shape: PackageShape,
    to: string,
    at: string | null,
    /** Only photos that are new or differ from what is published. */
    changed: boolean,
  ): Promise<number>;
  cancelJob(job: number): Promise<void>;
  dismissJob(job: number): Promise<void>;

  /** A place for a package that nothing has yet. */
  proposeExport(report: ReportId, shape: PackageShape): Promise<string>;

  /** Native dialogs, opened by the core; empty or null when cancelled. */
  choosePhotos(): Promise<string[]>;
  chooseText(): Promise<string | null>;
  chooseExport(name: string, shape: PackageShape): Promise<string | null>;

  /** Everything is on disk; the window may go. */
  closeWindow(): Promise<void>;
  /** Something could not be saved, and the page says so; the window stays. */
  keepWindow(): Promise<void>;

  onJob(listener: (job: Job) => void): Unsubscribe;
  onChanged(listener: (changed: Changed) => void): Unsubscribe;
  onHandedOver(listener: (paths: string[]) => void): Unsubscribe;
  /** The user closes the window: what is typed goes to disk, then one of the two below is said. */
  onClosing(listener: () => void): Unsubscribe;
  onFileDrag(listener: (drag: FileDrag) => void): Unsubscribe;

  /** The address of a picture for an `<img>`: upright, its longest side at most `side`. */
  pictureUrl(photo: PhotoHash, side: PictureSide): string;
};

/** Whether what was thrown came from the core. */
export function isWireError(thrown: unknown): thrown is WireError {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    typeof thrown.code === 'string' &&
    'detail' in thrown
  );
}

/** Makes a `WireError` of anything thrown, so that one road shows all failures. */
export function wireError(thrown: unknown): WireError {
  if (isWireError(thrown)) return { ...thrown, params: thrown.params };
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { code: 'window.unexpected', params: {}, detail };
}

/** Ids of blocks in the order in which they stand. */
export const blockIds = (blocks: { id: BlockId }[]): BlockId[] => blocks.map((block) => block.id);
