// What the window may ask about photos: what lies on a card, how it is taken, the photo desk of a
// forum, looks and crops, captions, versions. Part of `Host`.
import type {
  Batch,
  CaptionCode,
  CaptionTemplate,
  Crop,
  EditedElsewhere,
  ForumId,
  Ingest,
  PhotoDesk,
  PhotoEdit,
  PhotoFacts,
  PhotoHash,
  PhotoLook,
  PhotosEdited,
  RenditionFrame,
  ReportEdited,
  ReportId,
  Scan,
  SheetKind,
  Step,
  TemplateMode,
  VersionTaken,
  Volume,
} from './bindings';

/** Every method rejects with a `WireError`. */
export type PhotosHost = {
  /** Cards and disks with pictures that can be taken out. */
  volumes(): Promise<Volume[]>;
  /** Looks through cards, folders and files; reads heads only and copies nothing. */
  scanPhotos(paths: string[]): Promise<Scan>;
  /** Forgets a scan, with the pictures of its frames. */
  closeScan(scan: number): Promise<void>;
  /** Takes frames in; a job, its subject is the forum. */
  ingest(ingest: Ingest): Promise<number>;
  /** Says something of photos that came without being asked, as by Ctrl+V. */
  describeBatch(forum: ForumId, photos: PhotoHash[], batch: Batch): Promise<PhotosEdited>;
  /** Takes a dropped or pasted picture into a forum without a report; a job. */
  ingestBytes(forum: ForumId, name: string, bytes: Uint8Array): Promise<number>;
  /** A frame's picture: the camera's own small one at 160, the true one above. */
  frameUrl(scan: number, frame: number, side: 160 | 400 | 1600): string;

  /** Photos that only the window can decode (HEIC) and that nobody did yet. */
  undecoded(): Promise<PhotoHash[]>;
  original(photo: PhotoHash): Promise<Uint8Array>;
  /** Keeps what the window decoded: RGBA, upright. */
  putPicture(
    photo: PhotoHash,
    width: number,
    height: number,
    rgba: Uint8Array,
  ): Promise<PhotoFacts>;

  /** All photos of a forum; with a report, which of them its gallery shows. */
  photoDesk(forum: ForumId, report: ReportId | null): Promise<PhotoDesk>;
  editPhotos(forum: ForumId, report: ReportId | null, edits: PhotoEdit[]): Promise<PhotosEdited>;
  revertPhotos(forum: ForumId, report: ReportId | null, step: Step): Promise<PhotosEdited>;
  /** Turns photos by quarters, their crops with them. */
  turnPhotos(
    forum: ForumId,
    report: ReportId | null,
    photos: PhotoHash[],
    quarters: number,
  ): Promise<PhotosEdited>;
  /** Puts photos into the report's gallery, at its end, or takes them out. */
  placePhotos(report: ReportId, photos: PhotoHash[], placed: boolean): Promise<ReportEdited>;

  /** The frame of a rendition, as the export would take it; `wanted` is what the user draws. */
  renditionFrame(
    photo: PhotoHash,
    profile: string,
    rendition: string,
    look: PhotoLook,
    wanted: Crop | null,
  ): Promise<RenditionFrame>;
  /** Faces, in fractions of the upright picture. */
  faces(photo: PhotoHash): Promise<Crop[]>;
  /** The whole turned picture with its look; never cropped. */
  lookUrl(photo: PhotoHash, look: PhotoLook, side: 400 | 1600): string;
  /** A rendition, to the pixel as it would be exported, watermark included. */
  renditionUrl(photo: PhotoHash, look: PhotoLook, profile: string, rendition: string): string;

  /** All codes of a forum, for the list. */
  captionCodes(forum: ForumId, language: string): Promise<CaptionCode[]>;
  /** Returns a text with its codes and variables replaced, as for one photo. */
  expandCaption(
    forum: ForumId,
    photo: PhotoHash | null,
    language: string,
    text: string,
  ): Promise<string>;
  applyTemplate(
    forum: ForumId,
    report: ReportId | null,
    photos: PhotoHash[],
    template: CaptionTemplate,
    mode: TemplateMode,
  ): Promise<PhotosEdited>;

  /** Puts a file in a photo's place, everywhere; it keeps words and crops. */
  takeVersion(forum: ForumId, photo: PhotoHash, path: string): Promise<VersionTaken>;
  undoVersion(forum: ForumId, taken: VersionTaken): Promise<void>;
  /** Gives a copy of a photo to another program. */
  editElsewhere(forum: ForumId, photo: PhotoHash): Promise<void>;

  /** A page for printing. */
  sheet(report: ReportId, kind: SheetKind): Promise<string>;

  /** Native dialogs, opened by the core; null when cancelled. */
  chooseFolder(): Promise<string | null>;
  choosePhoto(): Promise<string | null>;
  chooseProgram(): Promise<string | null>;

  onArrived(listener: (paths: string[]) => void): () => void;
  onEdited(listener: (edited: EditedElsewhere) => void): () => void;
};
