// The types that cross between window and core. Generated from the Rust types by a test of
// crates/desk; do not edit by hand.

export type ReportId = string;
export type ForumId = string;
export type BlockId = string;
export type SessionId = string;
export type PersonId = string;
export type OrganisationId = string;
export type PlaceId = string;
export type AppearanceId = string;
export type NoteId = string;
export type QuoteId = string;
export type MaterialId = string;
export type PlacementId = string;
export type PublicationId = string;
export type PhotoHash = string;

export type Lang = string;
export type Localized = { [key in string]: string };

export type Listed<I, T> = { id: I } & T;

export type Conflict = { collection: string; id: string; field: string; values: Array<string> };

// Block

export type BlockKind =
  | { type: 'lead' }
  | { type: 'paragraph' }
  | { type: 'heading'; level: number }
  | { type: 'list_item'; ordered: boolean; level: number }
  | { type: 'quotation' }
  | { type: 'panel'; session: SessionId | null }
  | { type: 'photo'; placement: PlacementId }
  | { type: 'embed' }
  | { type: 'box' }
  | { type: 'note' };

export type Mark =
  | { type: 'strong' }
  | { type: 'em' }
  | { type: 'link'; href: string }
  | { type: 'person'; id: PersonId }
  | { type: 'organisation'; id: OrganisationId }
  | { type: 'session'; id: SessionId }
  | { type: 'place'; id: PlaceId }
  | { type: 'quote'; id: QuoteId };

export type MarkSpan = { start: number; end: number; mark: Mark };
export type RichText = { text: string; marks: Array<MarkSpan> };
export type Block = { id: BlockId; kind: BlockKind; text: RichText };

// Forum

export type ForumKind = 'forum' | 'event';
export type SessionKind =
  | 'opening'
  | 'plenary'
  | 'panel'
  | 'session'
  | 'seminar'
  | 'visit'
  | 'address'
  | 'concert'
  | 'break'
  | 'closing';
export type SessionStatus = 'planned' | 'running' | 'over' | 'cancelled';
export type Part = 'speaker' | 'moderator' | 'panelist' | 'performer' | 'guest' | 'organiser';
export type Mode = 'in_person' | 'video' | 'read_out';
export type AppearanceStatus = 'announced' | 'seen' | 'absent' | 'replaced' | 'unannounced';
export type NoteKind = 'note' | 'verbatim' | 'figure' | 'check';
export type QuoteKind = 'direct' | 'indirect';
export type QuoteSource = 'notes' | 'recording' | 'press_release' | 'video' | 'interview';
export type MaterialKind =
  | 'programme'
  | 'press_release'
  | 'speech'
  | 'recording'
  | 'left_out'
  | 'other';
export type Pick = 'none' | 'picked' | 'rejected';

export type ForumAbout = {
  kind: ForumKind;
  names: Localized;
  edition: number | null;
  motto: Localized;
  starts_on: string | null;
  ends_on: string | null;
  time_zone: string | null;
  place: Localized;
  venue: Localized;
  organisers: Array<OrganisationId>;
  partners: Array<OrganisationId>;
  attendance: string | null;
};

export type Session = {
  kind: SessionKind;
  titles: Localized;
  order: string | null;
  planned_start: string | null;
  planned_end: string | null;
  actual_start: string | null;
  actual_end: string | null;
  room: string | null;
  status: SessionStatus;
};

export type Person = {
  full: Localized;
  short: Localized;
  case_forms: { [key in string]: string };
  also: Array<string>;
  wrong: Array<string>;
  same_as: Array<string>;
  links: Array<string>;
};

export type Organisation = { names: Localized; short: Localized; same_as: Array<string> };
export type Place = { names: Localized };

export type Appearance = {
  person: PersonId | null;
  session: SessionId | null;
  part: Part;
  mode: Mode;
  status: AppearanceStatus;
  replaced_by: PersonId | null;
  roles: Localized;
  organisation: OrganisationId | null;
  order: string | null;
};

export type Note = {
  at: string | null;
  session: SessionId | null;
  appearance: AppearanceId | null;
  kind: NoteKind;
  text: string;
  source: string | null;
};

export type Quote = {
  words: string | null;
  language: Lang | null;
  original_words: string | null;
  translated_by: string | null;
  appearance: AppearanceId | null;
  person: PersonId | null;
  kind: QuoteKind;
  source: QuoteSource;
  recording: PhotoHash | null;
  recording_ms: number | null;
  said_at: string | null;
  verified_by: string | null;
  verified_at: string | null;
  verified_hash: string | null;
};

export type Camera = { photographer: string | null; clock_offset_s: number | null };

export type Material = {
  kind: MaterialKind;
  title: string | null;
  original: PhotoHash | null;
  text: string | null;
  source: string | null;
  added_at: string | null;
};

export type Photo = {
  taken_at: string | null;
  rotation: number | null;
  rating: number | null;
  pick: Pick;
  colour: string | null;
  headline: string | null;
  captions: Localized;
  alts: Localized;
  long_descriptions: Localized;
  credit: string | null;
  creator: string | null;
  copyright: string | null;
  usage_terms: string | null;
  keywords: Array<string>;
  place: PlaceId | null;
  session: SessionId | null;
  people: Array<string>;
  permission: string | null;
  source_type: string | null;
  file_name: string | null;
  camera: string | null;
  focal_x: number | null;
  focal_y: number | null;
  crops: { [key in string]: string };
  tone: { [key in string]: number };
  blurred: { [key in string]: string };
  version_of: PhotoHash | null;
  added_at: string | null;
};

export type PhotoFacts = {
  hash: PhotoHash;
  bytes: number;
  format: string;
  width: number;
  height: number;
  orientation: number;
  taken_at: string | null;
  camera: string | null;
  damage: string | null;
};

export type Forum = {
  id: ForumId;
  sessions: Array<Listed<SessionId, Session>>;
  people: Array<Listed<PersonId, Person>>;
  organisations: Array<Listed<OrganisationId, Organisation>>;
  places: Array<Listed<PlaceId, Place>>;
  appearances: Array<Listed<AppearanceId, Appearance>>;
  notes: Array<Listed<NoteId, Note>>;
  quotes: Array<Listed<QuoteId, Quote>>;
  photos: Array<Listed<PhotoHash, Photo>>;
  cameras: Array<Listed<string, Camera>>;
  materials: Array<Listed<MaterialId, Material>>;
  conflicts: Array<Conflict>;
} & ForumAbout;

// Report

export type ReportKind = 'full' | 'short' | 'update' | 'translation';
export type ReportState = 'draft' | 'ready';

export type ReportAbout = {
  forum: ForumId | null;
  kind: ReportKind;
  translation_of: ReportId | null;
  profile: string | null;
  language: Lang | null;
  headlines: { [key in string]: string };
  kicker: string | null;
  slug: string | null;
  section: string | null;
  keywords: Array<string>;
  dateline_place: string | null;
  dateline_at: string | null;
  byline: Array<string>;
  source_credit: string | null;
  disclosure: string | null;
  state: ReportState;
  trashed_at: string | null;
  created_at: string | null;
};

export type Placement = {
  photo: PhotoHash | null;
  block: BlockId | null;
  order: string | null;
  cover: boolean;
  caption: string | null;
  alt: string | null;
  crops: { [key in string]: string };
};

export type Waiver = { reason: string | null; at: string | null; by: string | null };

export type Publication = {
  target: string | null;
  url: string | null;
  at: string | null;
  heads: Array<string>;
  hashes: { [key in string]: string };
  withdrawn_at: string | null;
};

export type Report = {
  id: ReportId;
  body: Array<Block>;
  placements: Array<Listed<PlacementId, Placement>>;
  waivers: Array<Listed<string, Waiver>>;
  publications: Array<Listed<PublicationId, Publication>>;
  conflicts: Array<Conflict>;
} & ReportAbout;

// Commands and events

export type WireError = { code: string; params: { [key in string]: string }; detail: string };
export type Heads = Array<string>;
export type Step = { before: Heads; after: Heads };

export type BodySave = {
  base: Heads;
  blocks: Array<Block>;
  removed: Array<BlockId>;
  order: Array<BlockId> | null;
};

export type UiLanguage = 'az' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Settings = { language: UiLanguage; theme: Theme; author: string | null };

export type RenditionSummary = {
  name: string;
  width: number;
  height: number;
  fit: string;
};

export type ProfileSummary = {
  name: string;
  title: string;
  language: string;
  time_zone: string;
  dateline_format: string;
  sections: Array<string>;
  gallery_marker: string | null;
  headline_max: number | null;
  renditions: Array<RenditionSummary>;
};

export type ForumRow = {
  id: ForumId;
  name: string;
  kind: ForumKind;
  edition: number | null;
  starts_on: string | null;
  ends_on: string | null;
  place: string | null;
  reports: number;
  photos: number;
  people: number;
  updated_at: string;
};

export type Snippet = { text: string; matches: Array<[number, number]> };

export type ReportRow = {
  id: ReportId;
  headline: string;
  forum: ForumId | null;
  forum_name: string;
  state: ReportState;
  kind: ReportKind;
  language: string;
  updated_at: string;
  photos: number;
  words: number;
  damaged: boolean;
  headline_matches: Array<[number, number]>;
  snippet: Snippet | null;
};

export type ReportFilter = {
  query: string;
  forum: ForumId | null;
  state: ReportState | null;
  trashed: boolean;
  offset: number;
  limit: number;
};

export type ReportPage = { rows: Array<ReportRow>; total: number };

export type Start = {
  version: string;
  library: string;
  read_only: WireError | null;
  settings: Settings;
  profiles: Array<ProfileSummary>;
  jobs: Array<Job>;
  open: Array<string>;
};

export type ForumOpened = { forum: Forum; heads: Heads; read_only: WireError | null };

export type ReportOpened = {
  report: Report;
  heads: Heads;
  forum: Forum;
  photos: Array<PhotoFacts>;
  profile: ProfileSummary;
  read_only: WireError | null;
  saved_at: string;
};

export type BodySavedAt = {
  heads: Heads;
  saved_at: string;
  step: Step;
  elsewhere: Array<Block> | null;
};

export type ReportCollection = 'report' | 'placements' | 'waivers' | 'publications';

export type ReportEdit =
  | {
      op: 'put';
      collection: ReportCollection;
      id: string | null;
      fields: { [key in string]: unknown };
    }
  | { op: 'remove'; collection: ReportCollection; id: string }
  | { op: 'move_placement'; id: PlacementId; after: PlacementId | null };

export type ForumCollection =
  | 'forum'
  | 'sessions'
  | 'people'
  | 'organisations'
  | 'places'
  | 'appearances'
  | 'notes'
  | 'quotes'
  | 'photos'
  | 'cameras'
  | 'materials';

export type ForumEdit =
  | {
      op: 'put';
      collection: ForumCollection;
      id: string | null;
      fields: { [key in string]: unknown };
    }
  | { op: 'remove'; collection: ForumCollection; id: string };

export type ReportEdited = {
  report: Report;
  heads: Heads;
  saved_at: string;
  step: Step;
  made: Array<string>;
};
export type ForumEdited = {
  forum: Forum;
  heads: Heads;
  saved_at: string;
  step: Step;
  made: Array<string>;
};

export type Notice = { code: string; params: { [key in string]: string } };
export type Dateline = {
  text: string;
  at: string | null;
  timed: boolean;
  place: string | null;
};
export type IntakeBlock = { kind: BlockKind; text: RichText };
export type LeftOutReason =
  | 'other_headline'
  | 'after_end'
  | 'menu'
  | 'share'
  | 'copyright'
  | 'keywords'
  | 'counter'
  | 'advert'
  | 'caption'
  | 'photo_credit'
  | 'metadata'
  | 'label'
  | 'marker';
export type LeftOut = { after_block: number; text: string; reason: LeftOutReason };

export type IntakeWarning =
  | { code: 'intake.broken_characters'; params: { count: number } }
  | { code: 'intake.encoding_guessed'; params: { encoding: string } }
  | { code: 'intake.schwa_lost'; params: { count: number } }
  | { code: 'intake.composed' }
  | { code: 'intake.invisible_removed'; params: { count: number } }
  | { code: 'intake.too_deep' };

export type Intake = {
  headline: string | null;
  headline_marker: string | null;
  dateline: Dateline | null;
  byline: Array<string>;
  source_credit: string | null;
  language: string | null;
  blocks: Array<IntakeBlock>;
  left_out: Array<LeftOut>;
  encoding: string;
  warnings: Array<IntakeWarning>;
};

export type IncomingText = { name: string } & Intake;

export type JobKind = 'import' | 'export' | 'backup' | 'check';
export type JobState = 'running' | 'done' | 'failed' | 'cancelled';
export type ImportedPhoto = { hash: PhotoHash; new: boolean; name: string; damage: string | null };
export type FailedFile = { name: string; error: WireError };
export type JobResult =
  | { type: 'imported'; photos: Array<ImportedPhoto>; failed: Array<FailedFile> }
  | { type: 'exported'; path: string; files: number; bytes: number; notes: Array<Notice> };

export type Job = {
  id: number;
  kind: JobKind;
  subject: string;
  title: string;
  done: number;
  total: number;
  what: string;
  state: JobState;
  error: WireError | null;
  result: JobResult | null;
};

export type PackageShape = 'bag' | 'folder';
export type Changed = { forums: Array<ForumId>; reports: Array<ReportId> };
