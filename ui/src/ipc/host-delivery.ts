// What the window may ask about going out and coming back: preview, hand-over, publication, returned
// text, materials of others. Part of `Host`.
import type {
  ForumEdited,
  ForumId,
  Handover,
  Heads,
  MaterialKind,
  NewPublication,
  Preview,
  PublicationId,
  PublishedState,
  Receipt,
  ReportEdited,
  ReportId,
  Returned,
  ReturnedChange,
  ReturnedFile,
  Update,
} from './bindings';

/** Every method rejects with a `WireError`. */
export type DeliveryHost = {
  /** The page as the portal would show it, of what is on disk. */
  preview(report: ReportId): Promise<Preview>;

  /** Keeps a file of others with the forum; its id is `made[0]`. */
  addMaterial(
    forum: ForumId,
    path: string,
    kind: MaterialKind,
    source: string | null,
  ): Promise<ForumEdited>;

  /** Says whether a file tells that it is one of our reports. */
  isReturned(path: string): Promise<ReturnedFile | null>;
  /** Compares a file, or what was pasted, with the version that was sent. */
  compareReturned(
    report: ReportId,
    path: string | null,
    text: string | null,
    html: string | null,
  ): Promise<Returned>;
  acceptReturned(report: ReportId, base: Heads, changes: ReturnedChange[]): Promise<ReportEdited>;

  handover(report: ReportId): Promise<Handover>;
  /** Ticks a field (its key) or a photo (`photo:<number>`) as done at the portal. */
  tickHandover(report: ReportId, key: string, done: boolean): Promise<Handover>;
  setPhotoAddress(report: ReportId, number: number, address: string | null): Promise<Handover>;
  /** Puts a text on the system's clipboard, as rich text as well where HTML is given. */
  copyText(plain: string, html: string | null): Promise<void>;
  /** Opens the file manager at a folder or file. */
  showFolder(path: string): Promise<void>;
  /** Opens a page (`https:` or `http:`) in the user's browser. */
  openAddress(url: string): Promise<void>;

  /** Writes down that it is published; the publication's id is `made[0]`. */
  publish(report: ReportId, publication: NewPublication): Promise<ReportEdited>;
  published(report: ReportId): Promise<PublishedState | null>;
  /** What differs from a publication, by default the latest. */
  whatChanged(report: ReportId, since: PublicationId | null): Promise<Update>;
  receipts(report: ReportId): Promise<Receipt[]>;

  /** Native dialogs, opened by the core; null when cancelled. */
  chooseMaterial(): Promise<string | null>;
  chooseReturned(): Promise<string | null>;
};
