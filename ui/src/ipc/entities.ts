// Entities without anything in them: every field at the core's default.
import type {
  Appearance,
  Camera,
  Forum,
  Material,
  Note,
  Organisation,
  Person,
  Photo,
  PhotoFacts,
  Place,
  Placement,
  Publication,
  Quote,
  Report,
  Session,
  Waiver,
} from './bindings';

/** A text in several languages, by language tag. */
export type Localized = Record<string, string>;

type ReportAbout = Omit<
  Report,
  'id' | 'body' | 'placements' | 'waivers' | 'publications' | 'conflicts'
>;

type ForumAbout = Omit<
  Forum,
  | 'id'
  | 'sessions'
  | 'people'
  | 'organisations'
  | 'places'
  | 'appearances'
  | 'notes'
  | 'quotes'
  | 'photos'
  | 'cameras'
  | 'materials'
  | 'conflicts'
>;

const report: ReportAbout = {
  forum: null,
  kind: 'full',
  translation_of: null,
  translated: {},
  follows: null,
  profile: null,
  language: null,
  headlines: {},
  kicker: null,
  slug: null,
  section: null,
  keywords: [],
  dateline_place: null,
  dateline_at: null,
  byline: [],
  source_credit: null,
  disclosure: null,
  correction: null,
  withdrawal: null,
  embargo_until: null,
  publish_at: null,
  state: 'draft',
  trashed_at: null,
  created_at: null,
};

const placements: Placement = {
  photo: null,
  block: null,
  order: null,
  cover: false,
  caption: null,
  alt: null,
  crops: {},
};

const waivers: Waiver = { reason: null, at: null, by: null };

const publications: Publication = {
  kind: 'first',
  target: null,
  url: null,
  at: null,
  heads: [],
  forum_heads: [],
  hashes: {},
  photos: {},
  withdrawn_at: null,
};

const forum: ForumAbout = {
  kind: 'forum',
  names: {},
  edition: null,
  motto: {},
  starts_on: null,
  ends_on: null,
  time_zone: null,
  place: {},
  venue: {},
  organisers: [],
  partners: [],
  attendance: null,
};

const sessions: Session = {
  kind: 'session',
  titles: {},
  order: null,
  planned_start: null,
  planned_end: null,
  actual_start: null,
  actual_end: null,
  room: null,
  status: 'planned',
};

const people: Person = {
  full: {},
  short: {},
  case_forms: {},
  also: [],
  wrong: [],
  code: null,
  same_as: [],
  links: [],
};

const organisations: Organisation = { names: {}, short: {}, same_as: [] };
const places: Place = { names: {} };

const appearances: Appearance = {
  person: null,
  session: null,
  part: 'speaker',
  mode: 'in_person',
  status: 'announced',
  replaced_by: null,
  roles: {},
  organisation: null,
  order: null,
};

const notes: Note = {
  at: null,
  session: null,
  appearance: null,
  kind: 'note',
  text: '',
  source: null,
};

const quotes: Quote = {
  words: null,
  language: null,
  original_words: null,
  translated_by: null,
  appearance: null,
  person: null,
  kind: 'direct',
  source: 'notes',
  recording: null,
  recording_ms: null,
  said_at: null,
  verified_by: null,
  verified_at: null,
  verified_hash: null,
};

const photos: Photo = {
  taken_at: null,
  time_approximate: false,
  rotation: null,
  rating: null,
  pick: 'none',
  colour: null,
  headline: null,
  captions: {},
  alts: {},
  long_descriptions: {},
  credit: null,
  creator: null,
  copyright: null,
  usage_terms: null,
  keywords: [],
  place: null,
  session: null,
  people: [],
  permission: null,
  source_type: null,
  source: null,
  file_name: null,
  camera: null,
  raw: null,
  focal_x: null,
  focal_y: null,
  crops: {},
  tone: {},
  blurred: {},
  version_of: null,
  added_at: null,
};

const cameras: Camera = { name: null, photographer: null, credit: null, clock_offset_s: null };

const materials: Material = {
  kind: 'other',
  title: null,
  original: null,
  text: null,
  source: null,
  added_at: null,
};

/** What is not known of a photo's file before anybody looked at its pixels. */
export const plainFacts: Pick<
  PhotoFacts,
  'body' | 'likeness' | 'sharpness' | 'picture' | 'credentials'
> = { body: null, likeness: null, sharpness: null, picture: null, credentials: false };

/** An empty entity of each collection. */
export const blank = {
  report,
  placements,
  waivers,
  publications,
  forum,
  sessions,
  people,
  organisations,
  places,
  appearances,
  notes,
  quotes,
  photos,
  cameras,
  materials,
};
