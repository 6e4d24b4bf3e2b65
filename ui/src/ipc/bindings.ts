// Made from the Rust types by `UPDATE_BINDINGS=1 cargo test -p tezis-desk bindings`.
// Change those, not this file.

/** One text in several languages, by language tag. */
export type Localized = { [key in string]: string };

/**
 * One appearance of a person: where, as what, in which role. Collection `appearances`.
 */
export type Appearance = { 
/**
 * Who.
 */
person: PersonId | null, 
/**
 * In which session; none for the forum as a whole.
 */
session: SessionId | null, 
/**
 * As what.
 */
part: Part, 
/**
 * How.
 */
mode: Mode, 
/**
 * Whether they came.
 */
status: AppearanceStatus, 
/**
 * Who came instead.
 */
replaced_by: PersonId | null, 
/**
 * The role as printed at this forum, by language.
 */
roles: { [key in string]: string }, 
/**
 * For which organisation.
 */
organisation: OrganisationId | null, 
/**
 * Place in the session: a fractional index.
 */
order: string | null, };

/**
 * Identifies one appearance of a person in a forum.
 */
export type AppearanceId = string;

/**
 * Whether the announced person came.
 */
export type AppearanceStatus = "announced" | "seen" | "absent" | "replaced" | "unannounced";

/**
 * How safe the library is against the loss of this disk.
 */
export type BackupState = { 
/**
 * Where copies go.
 */
to: string | null, 
/**
 * When the last whole copy was made.
 */
at: string | null, 
/**
 * Whether that place can be reached now.
 */
there: boolean, 
/**
 * Whether anything changed since.
 */
changed: boolean, 
/**
 * Whether a copy is being made.
 */
running: boolean, };

/**
 * What a returned text is compared with.
 */
export type BaseKind = "published" | "exported" | "now";

/**
 * What is asked once of all photos of a batch. What a file says itself stays.
 */
export type Batch = { 
/**
 * Who took them.
 */
creator: string | null, 
/**
 * Whom to credit.
 */
credit: string | null, 
/**
 * Who sent them, or where they were found; private.
 */
source: string | null, 
/**
 * Whether they may be used; private.
 */
permission: string | null, 
/**
 * In which session.
 */
session: SessionId | null, 
/**
 * Words for all of them.
 */
template: CaptionTemplate | null, };

/**
 * A block of the body as it is shown: a paragraph, a heading, a picture in the text …
 */
export type Block = { 
/**
 * The block's id, made where the block was made.
 */
id: BlockId, 
/**
 * What kind of block it is.
 */
kind: BlockKind, 
/**
 * Its words and marks; empty for a photo and an embed.
 */
text: RichText, };

/**
 * A block of a text that was compared with another. Blocks come in the order of the later text,
 * those that are gone where they stood.
 */
export type BlockChange = { 
/**
 * What became of it.
 */
kind: BlockChangeKind, 
/**
 * Which block, where it has one.
 */
block: BlockId | null, 
/**
 * Its words before.
 */
before: string | null, 
/**
 * Its words after.
 */
after: string | null, 
/**
 * Its HTML after, as the portal takes it.
 */
html: string | null, 
/**
 * The difference, word by word.
 */
pieces: Array<Piece>, };

/**
 * What became of a block.
 */
export type BlockChangeKind = "same" | "changed" | "added" | "removed" | "moved";

/**
 * Identifies a block of a report's body.
 */
export type BlockId = string;

/**
 * What kind of block it is.
 */
export type BlockKind = { "type": "lead" } | { "type": "paragraph" } | { "type": "heading", 
/**
 * 2 to 4: level 1 is the headline.
 */
level: number, } | { "type": "list_item", 
/**
 * Numbered rather than bulleted.
 */
ordered: boolean, 
/**
 * Depth, 0 for the outermost.
 */
level: number, } | { "type": "quotation" } | { "type": "panel", 
/**
 * The forum's session that it is about.
 */
session: SessionId | null, } | { "type": "photo", 
/**
 * The report's use of the photo.
 */
placement: PlacementId, } | { "type": "embed" } | { "type": "box" } | { "type": "note" };

/**
 * What a window changed in a report's body since it last knew the document.
 */
export type BodySave = { 
/**
 * The state that the window's text was made from: the heads of what it loaded, or
 * [`BodySaved::saved`] while it has not yet shown [`BodySaved::elsewhere`].
 */
base: Heads, 
/**
 * New and changed blocks, whole.
 */
blocks: Array<Block>, 
/**
 * Blocks that the window no longer has.
 */
removed: Array<BlockId>, 
/**
 * All blocks as the window shows them, in order; given when blocks came, went or moved.
 */
order: Array<BlockId> | null, };

/**
 * A body that is on disk.
 */
export type BodySavedAt = { 
/**
 * The state after the save; the base of the next one.
 */
heads: Heads, 
/**
 * When it was on disk.
 */
saved_at: string, 
/**
 * What undoes it.
 */
step: Step, 
/**
 * The whole body, when it differs from what the window shows.
 */
elsewhere: Array<Block> | null, };

/**
 * A camera. Collection `cameras`, by the body's key. Its serial number is never exported.
 */
export type Camera = { 
/**
 * What people call it: maker and model.
 */
name: string | null, 
/**
 * Who takes pictures with it.
 */
photographer: string | null, 
/**
 * The credit of pictures taken with it.
 */
credit: string | null, 
/**
 * How far its clock is ahead, in seconds.
 */
clock_offset_s: number | null, };

/**
 * A code that captions are typed with.
 */
export type CaptionCode = { 
/**
 * The code, without its equals signs.
 */
code: string, 
/**
 * What it becomes.
 */
text: string, 
/**
 * What it becomes with an ending behind it, as an example: `=ae=ın`.
 */
inflected: string | null, };

/**
 * Texts with variables and codes for many photos: `{time}`, `{date}`, `{session}`, `{people}`,
 * `{place}`, `{photographer}`, `{forum}`, and `=code=`.
 */
export type CaptionTemplate = { 
/**
 * What people call it.
 */
name: string, 
/**
 * The caption.
 */
caption: string | null, 
/**
 * The alternative text.
 */
alt: string | null, 
/**
 * The headline.
 */
headline: string | null, 
/**
 * The credit.
 */
credit: string | null, 
/**
 * The creator.
 */
creator: string | null, 
/**
 * The copyright notice.
 */
copyright: string | null, 
/**
 * The terms of use.
 */
usage_terms: string | null, 
/**
 * Keywords, each with variables.
 */
keywords: Array<string>, };

/**
 * What changed without the window's doing; it reads just that anew.
 */
export type Changed = { 
/**
 * Forums.
 */
forums: Array<ForumId>, 
/**
 * Reports.
 */
reports: Array<ReportId>, };

/**
 * A register that two people wrote at the same time: the view shows one value, all are kept here
 * until somebody writes the field again.
 */
export type Conflict = { 
/**
 * The collection, e.g. `report`, `placements`, `photos`.
 */
collection: string, 
/**
 * The entity's id; empty in a collection that is one entity (`report`, `forum`).
 */
id: string, 
/**
 * The field, with its key after a slash where it has one: `headlines/main`, `captions/az`.
 */
field: string, 
/**
 * All concurrent values as JSON texts, the shown one first, the others sorted.
 */
values: Array<string>, };

/**
 * A crop: fractions of the upright picture.
 */
export type Crop = { 
/**
 * Left edge, 0 to 1.
 */
x: number, 
/**
 * Upper edge, 0 to 1.
 */
y: number, 
/**
 * Width, 0 to 1.
 */
width: number, 
/**
 * Height, 0 to 1.
 */
height: number, };

/**
 * A date line.
 */
export type Dateline = { 
/**
 * The line as it was written.
 */
text: string, 
/**
 * Date and time in the portal's time zone, midnight when the line has no time (see `timed`).
 */
at: string | null, 
/**
 * Whether the line has a time of day.
 */
timed: boolean, 
/**
 * The town, where the line names one.
 */
place: string | null, };

/**
 * Somebody who can be in a picture.
 */
export type DeskPerson = { 
/**
 * Whose.
 */
id: PersonId, 
/**
 * The full name in the desk's language.
 */
name: string, 
/**
 * The role, of the first appearance.
 */
role: string | null, 
/**
 * The code in captions: the person's own, else one made of the initials that nobody else has.
 */
code: string, 
/**
 * Sessions in which they appear.
 */
sessions: Array<SessionId>, };

/**
 * A photo of the photo desk, with what follows from the others.
 */
export type DeskPhoto = { 
/**
 * Its hash.
 */
id: PhotoHash, 
/**
 * Its data.
 */
photo: Photo, 
/**
 * What is known of the file; none while it is being looked at.
 */
facts: PhotoFacts | null, 
/**
 * When it was taken, in the forum's time, the camera's clock offset counted.
 */
at: string | null, 
/**
 * The session that this time falls into; actual times before planned ones.
 */
proposed_session: SessionId | null, 
/**
 * The burst it belongs to: photos with the same number were taken within seconds and look alike.
 */
burst: number | null, 
/**
 * The sharpest of its burst.
 */
sharpest: boolean, 
/**
 * The same picture from another card or in a smaller size: the one to keep.
 */
same_as: PhotoHash | null, 
/**
 * A newer version of the same photo has taken its place.
 */
superseded: boolean, 
/**
 * The report's gallery shows it.
 */
placed: boolean, 
/**
 * What should be looked at, as codes: `caption.template` for a caption that a camera or an agency
 * left, `photo.damaged`, `photo.raw_preview`, `photo.small` …
 */
flags: Array<string>, };

/**
 * A session on the timeline.
 */
export type DeskSession = { 
/**
 * Its id.
 */
id: SessionId, 
/**
 * Its title in the desk's language.
 */
title: string, 
/**
 * Its code in captions, as `s2` for `=s2=`.
 */
code: string, 
/**
 * When it began, else when it should; in the forum's time.
 */
starts: string | null, 
/**
 * When it ended, else when it should, else when the next one began.
 */
ends: string | null, 
/**
 * Both times are actual ones.
 */
actual: boolean, };

/**
 * Another program saved a photo that it was given to edit.
 */
export type EditedElsewhere = { 
/**
 * The forum.
 */
forum: ForumId, 
/**
 * The photo that was given.
 */
photo: PhotoHash, 
/**
 * The file as it is now.
 */
path: string, };

/**
 * A file that could not be taken.
 */
export type FailedFile = { 
/**
 * The file's path or name as given.
 */
name: string, 
/**
 * Why.
 */
error: WireError, };

/**
 * A field that differs.
 */
export type FieldChange = { 
/**
 * Which: `headline`, `lead`, `slug`, `keywords` …
 */
key: string, 
/**
 * What it said, as printed; empty when it was not there.
 */
before: string, 
/**
 * What it says; empty when it is gone.
 */
after: string, 
/**
 * The difference, word by word.
 */
pieces: Array<Piece>, };

/**
 * A whole forum as it is read.
 */
export type Forum = { 
/**
 * The forum's id.
 */
id: ForumId, 
/**
 * Sessions by planned order.
 */
sessions: Array<Listed<SessionId, Session>>, 
/**
 * People, by id.
 */
people: Array<Listed<PersonId, Person>>, 
/**
 * Organisations, by id.
 */
organisations: Array<Listed<OrganisationId, Organisation>>, 
/**
 * Places, by id.
 */
places: Array<Listed<PlaceId, Place>>, 
/**
 * Who appears where, by session and order.
 */
appearances: Array<Listed<AppearanceId, Appearance>>, 
/**
 * Live notes, by time.
 */
notes: Array<Listed<NoteId, Note>>, 
/**
 * The quote ledger, by id.
 */
quotes: Array<Listed<QuoteId, Quote>>, 
/**
 * Photos, by the time they were taken, then hash.
 */
photos: Array<Listed<PhotoHash, Photo>>, 
/**
 * Cameras, by body.
 */
cameras: Array<Listed<string, Camera>>, 
/**
 * Material of others, by id.
 */
materials: Array<Listed<MaterialId, Material>>, 
/**
 * Fields that two people wrote at once.
 */
conflicts: Array<Conflict>, 
/**
 * Forum or event.
 */
kind: ForumKind, 
/**
 * Full names.
 */
names: { [key in string]: string }, 
/**
 * Which one it is: 3 for the third.
 */
edition: number | null, 
/**
 * The motto.
 */
motto: { [key in string]: string }, 
/**
 * First day.
 */
starts_on: string | null, 
/**
 * Last day.
 */
ends_on: string | null, 
/**
 * IANA time zone of all its local times, e.g. `Asia/Baku`.
 */
time_zone: string | null, 
/**
 * The town, as the date line prints it.
 */
place: { [key in string]: string }, 
/**
 * The building.
 */
venue: { [key in string]: string }, 
/**
 * Organisers, in order.
 */
organisers: Array<OrganisationId>, 
/**
 * Partners, in order.
 */
partners: Array<OrganisationId>, 
/**
 * How many took part, as a text to print ("300 nəfərə yaxın").
 */
attendance: string | null, };

/**
 * The forum's own data. Collection `forum`.
 */
export type ForumAbout = { 
/**
 * Forum or event.
 */
kind: ForumKind, 
/**
 * Full names.
 */
names: { [key in string]: string }, 
/**
 * Which one it is: 3 for the third.
 */
edition: number | null, 
/**
 * The motto.
 */
motto: { [key in string]: string }, 
/**
 * First day.
 */
starts_on: string | null, 
/**
 * Last day.
 */
ends_on: string | null, 
/**
 * IANA time zone of all its local times, e.g. `Asia/Baku`.
 */
time_zone: string | null, 
/**
 * The town, as the date line prints it.
 */
place: { [key in string]: string }, 
/**
 * The building.
 */
venue: { [key in string]: string }, 
/**
 * Organisers, in order.
 */
organisers: Array<OrganisationId>, 
/**
 * Partners, in order.
 */
partners: Array<OrganisationId>, 
/**
 * How many took part, as a text to print ("300 nəfərə yaxın").
 */
attendance: string | null, };

/**
 * A collection of the forum's document.
 */
export type ForumCollection = "forum" | "sessions" | "people" | "organisations" | "places" | "appearances" | "notes" | "quotes" | "photos" | "cameras" | "materials";

/**
 * One edit of a forum's data.
 */
export type ForumEdit = { "op": "put", 
/**
 * In which collection.
 */
collection: ForumCollection, 
/**
 * Which entity; null makes a new one, "" is the forum itself.
 */
id: string | null, 
/**
 * The fields: null clears; an object merges by key; an array is the new content.
 */
fields: Record<string, unknown>, } | { "op": "remove", 
/**
 * Of which collection.
 */
collection: ForumCollection, 
/**
 * Which.
 */
id: string, };

/**
 * A forum after an edit that is on disk.
 */
export type ForumEdited = { 
/**
 * The forum.
 */
forum: Forum, 
/**
 * The state that it shows.
 */
heads: Heads, 
/**
 * When the edit was on disk.
 */
saved_at: string, 
/**
 * What undoes it.
 */
step: Step, 
/**
 * Ids of the entities that it made, in order.
 */
made: Array<string>, };

/**
 * Identifies a forum.
 */
export type ForumId = string;

/**
 * Whether a forum was made for a forum or, silently, for a text without one.
 */
export type ForumKind = "forum" | "event";

/**
 * A forum as the window opens it.
 */
export type ForumOpened = { 
/**
 * The forum.
 */
forum: Forum, 
/**
 * The state that it shows.
 */
heads: Heads, 
/**
 * Why it can only be read, when so.
 */
read_only: WireError | null, };

/**
 * A forum in a list.
 */
export type ForumRow = { 
/**
 * Its id.
 */
id: ForumId, 
/**
 * Its name in the window's language, or the first that it has.
 */
name: string, 
/**
 * Forum or event.
 */
kind: ForumKind, 
/**
 * Which one it is: 3 for the third.
 */
edition: number | null, 
/**
 * First day, ISO 8601.
 */
starts_on: string | null, 
/**
 * Last day, ISO 8601.
 */
ends_on: string | null, 
/**
 * The town.
 */
place: string | null, 
/**
 * Reports about it that are not in the trash.
 */
reports: number, 
/**
 * Photos.
 */
photos: number, 
/**
 * People.
 */
people: number, 
/**
 * When it was last changed.
 */
updated_at: string, };

/**
 * Something that was found.
 */
export type Found = { 
/**
 * What it is.
 */
kind: FoundKind, 
/**
 * Its id; a photo's hash.
 */
id: string, 
/**
 * The forum that it belongs to.
 */
forum: ForumId | null, 
/**
 * The report to open for it, where there is one.
 */
report: ReportId | null, 
/**
 * Its name, headline, title or caption.
 */
label: string, 
/**
 * What tells it from others of that name: a role, a forum, a date.
 */
detail: string, 
/**
 * What of the label the query met: from, to in Unicode scalars.
 */
matches: Array<[number, number]>, };

/**
 * What kind of thing was found.
 */
export type FoundKind = "report" | "forum" | "person" | "session" | "photo" | "material";

/**
 * A frame of a card.
 */
export type Frame = { 
/**
 * Its number in the scan.
 */
index: number, 
/**
 * The file's name.
 */
name: string, 
/**
 * Its folder.
 */
folder: string, 
/**
 * Its size in bytes, without the raw file's.
 */
bytes: number, 
/**
 * `jpeg`, `png`, `webp`, `heif`, `raw` …; by its first bytes.
 */
format: string, 
/**
 * Width and height of the upright picture, where the head of the file tells them.
 */
size: [number, number] | null, 
/**
 * When it was taken, by the camera's clock or the file's name.
 */
taken_at: string | null, 
/**
 * The time is a guess.
 */
approximate: boolean, 
/**
 * Camera make and model.
 */
camera: string | null, 
/**
 * The camera's body, a key of the forum's cameras.
 */
body: string | null, 
/**
 * Stars given in the camera.
 */
rating: number | null, 
/**
 * Locked in the camera.
 */
locked: boolean, 
/**
 * The name of the raw file beside it.
 */
raw: string | null, 
/**
 * The library has it already.
 */
known: PhotoHash | null, };

/**
 * All that a person at the portal's form needs.
 */
export type Handover = { 
/**
 * What this time is: the first, or what follows.
 */
round: PublicationKind, 
/**
 * The fields, in the order of the portal's form.
 */
fields: Array<HandoverField>, 
/**
 * The photos, in order.
 */
photos: Array<HandoverPhoto>, 
/**
 * The folder with upload-ready photos that was exported last, when it is still there.
 */
folder: string | null, 
/**
 * What is published.
 */
published: PublishedState | null, };

/**
 * A field of the portal's form.
 */
export type HandoverField = { 
/**
 * Which: `headline`, `lead`, `body`, `keywords`, `slug`, `date` …
 */
key: string, 
/**
 * As plain text.
 */
plain: string, 
/**
 * As HTML source, where the field takes any.
 */
html: string | null, 
/**
 * As HTML for a rich text field, where the field is one.
 */
rich: string | null, 
/**
 * When it was ticked as done.
 */
done_at: string | null, 
/**
 * Whether the words changed since it was ticked.
 */
stale: boolean, 
/**
 * Whether it differs from what is published.
 */
changed: boolean, 
/**
 * What is published, as plain text, where it differs.
 */
before: string | null, };

/**
 * A photo to upload.
 */
export type HandoverPhoto = { 
/**
 * Its number.
 */
number: number, 
/**
 * What stands for it in the body: `[FOTO 03]`.
 */
mark: string, 
/**
 * The file's name in the folder.
 */
file: string, 
/**
 * The photo.
 */
photo: PhotoHash, 
/**
 * Its caption.
 */
caption: string, 
/**
 * Its alternative text.
 */
alt: string, 
/**
 * Its credit line.
 */
credit: string, 
/**
 * Whether it is the cover.
 */
cover: boolean, 
/**
 * Its address at the portal, once it is known.
 */
address: string | null, 
/**
 * When it was ticked as done.
 */
done_at: string | null, 
/**
 * Whether it changed since it was ticked.
 */
stale: boolean, 
/**
 * What differs from what is published.
 */
change: PhotoChangeKind | null, };

/**
 * A state of a document: the hashes of its last changes, 64 hexadecimal digits each, sorted.
 */
export type Heads = Array<string>;

/**
 * A photo that came in.
 */
export type ImportedPhoto = { 
/**
 * Its hash.
 */
hash: PhotoHash, 
/**
 * Whether the library did not have it before.
 */
new: boolean, 
/**
 * The file's name.
 */
name: string, 
/**
 * Why the file is damaged, when it is: a code. The photo is in the library all the same.
 */
damage: string | null, 
/**
 * Only the window can decode it (HEIC): it shows nothing until the window did.
 */
needs_window: boolean, };

/**
 * A foreign text as it was read, and then as the user left it.
 */
export type IncomingText = { 
/**
 * The file's name; empty for what was pasted.
 */
name: string, 
/**
 * The headline as it was written, its marker included.
 */
headline: string | null, 
/**
 * The marker at the headline's end, without brackets or dash: `FOTOLAR`, `YENİLƏNİB`.
 */
headline_marker: string | null, 
/**
 * The date line.
 */
dateline: Dateline | null, 
/**
 * Authors, in order.
 */
byline: Array<string>, 
/**
 * The medium that the text is credited to, as it stands in the text.
 */
source_credit: string | null, 
/**
 * The language that the words seem to be in, as a BCP 47 tag: `az`, `en`, `ru`.
 */
language: string | null, 
/**
 * The body, in order; the first paragraph is the lead.
 */
blocks: Array<IntakeBlock>, 
/**
 * What is not the report, in the order of the text.
 */
left_out: Array<LeftOut>, 
/**
 * The encoding that the bytes were read in, as the Encoding Standard names it.
 */
encoding: string, 
/**
 * What the reader should know.
 */
warnings: Array<IntakeWarning>, };

/**
 * How frames are to be taken.
 */
export type Ingest = { 
/**
 * Which scan.
 */
scan: number, 
/**
 * Which frames of it; all new ones without.
 */
frames: Array<number> | null, 
/**
 * Those that are picked when they come in, beside the locked and rated ones.
 */
picked: Array<number>, 
/**
 * Only those that are picked, locked or rated.
 */
picks_only: boolean, 
/**
 * The forum that gets them.
 */
forum: ForumId, 
/**
 * A report whose gallery shows them at once.
 */
report: ReportId | null, 
/**
 * The raw files beside JPEGs come along.
 */
with_raw: boolean, 
/**
 * A folder on another disk that gets a copy of each file.
 */
second: string | null, 
/**
 * What is known of the whole batch.
 */
batch: Batch, };

/**
 * A block of the body before it has an id.
 */
export type IntakeBlock = { 
/**
 * What kind of block it is.
 */
kind: BlockKind, 
/**
 * Its words and marks.
 */
text: RichText, };

/**
 * What the reader should know about how a text was read.
 */
export type IntakeWarning = { "code": "intake.broken_characters", "params": { 
/**
 * How many U+FFFD now stand in the text.
 */
count: number, } } | { "code": "intake.encoding_guessed", "params": { 
/**
 * The guess.
 */
encoding: string, } } | { "code": "intake.schwa_lost", "params": { 
/**
 * How many question marks stand where only ə can have stood.
 */
count: number, } } | { "code": "intake.composed" } | { "code": "intake.invisible_removed", "params": { 
/**
 * How many.
 */
count: number, } } | { "code": "intake.too_deep" } | { "code": "docx.pictures", "params": { 
/**
 * How many.
 */
count: number, } } | { "code": "docx.comments", "params": { 
/**
 * How many.
 */
count: number, } } | { "code": "docx.tracked", "params": { 
/**
 * How many.
 */
count: number, } } | { "code": "docx.notes", "params": { 
/**
 * How many.
 */
count: number, } };

/**
 * A job.
 */
export type Job = { 
/**
 * Its number in this run of the program.
 */
id: number, 
/**
 * What it does.
 */
kind: JobKind, 
/**
 * The report it is about; empty for the library.
 */
subject: string, 
/**
 * The report's headline or the target's name.
 */
title: string, 
/**
 * Steps done.
 */
done: number, 
/**
 * Steps in all.
 */
total: number, 
/**
 * The file at hand.
 */
what: string, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * Why it failed.
 */
error: WireError | null, 
/**
 * What came of it.
 */
result: JobResult | null, };

/**
 * What a job does.
 */
export type JobKind = "import" | "export" | "backup" | "restore" | "check";

/**
 * What came of a job.
 */
export type JobResult = { "type": "imported", 
/**
 * The photos, in the order given.
 */
photos: Array<ImportedPhoto>, 
/**
 * Files that could not be taken, with the reason.
 */
failed: Array<FailedFile>, 
/**
 * Small photos whose larger originals these are.
 */
replaced: Array<Replaced>, 
/**
 * How many frames stayed out because the card or disk was gone: the same import brings them.
 */
left: number, } | { "type": "exported", 
/**
 * Where.
 */
path: string, 
/**
 * Files in it.
 */
files: number, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * What the user should know of it.
 */
notes: Array<Notice>, } | { "type": "copied", 
/**
 * Where.
 */
to: string, 
/**
 * Originals that were copied.
 */
copied: number, 
/**
 * Originals that were there already.
 */
kept: number, } | { "type": "restored", 
/**
 * Where.
 */
to: string, 
/**
 * Originals in it.
 */
originals: number, 
/**
 * Originals that the copy lacked, or that were damaged there.
 */
missing: Array<string>, 
/**
 * Headlines of the texts that are damaged there; what is left of them is in the library.
 */
damaged: Array<string>, };

/**
 * Where a job stands.
 */
export type JobState = "running" | "done" | "failed" | "cancelled";

/**
 * A line that is not the report.
 */
export type LeftOut = { 
/**
 * How many blocks stand before it: where it belongs when it is put back.
 */
after_block: number, 
/**
 * The line as it was written.
 */
text: string, 
/**
 * Why it was left out.
 */
reason: LeftOutReason, };

/**
 * Why a line was left out.
 */
export type LeftOutReason = "other_headline" | "after_end" | "menu" | "share" | "copyright" | "keywords" | "counter" | "advert" | "caption" | "photo_credit" | "metadata" | "label" | "marker";

/**
 * An entity with its id.
 */
export type Listed<I, T> = { 
/**
 * The id.
 */
id: I, } & T;

/**
 * What a mark says of its words.
 */
export type Mark = { "type": "strong" } | { "type": "em" } | { "type": "link", 
/**
 * The address, `https:`, `http:` or `mailto:`.
 */
href: string, } | { "type": "person", 
/**
 * Who.
 */
id: PersonId, } | { "type": "organisation", 
/**
 * Which.
 */
id: OrganisationId, } | { "type": "session", 
/**
 * Which.
 */
id: SessionId, } | { "type": "place", 
/**
 * Which.
 */
id: PlaceId, } | { "type": "quote", 
/**
 * Which.
 */
id: QuoteId, } | { "type": "material", 
/**
 * Which.
 */
id: MaterialId, };

/**
 * A mark on a part of a block's text.
 */
export type MarkSpan = { 
/**
 * The first character, counted in Unicode scalars from 0.
 */
start: number, 
/**
 * One past the last character.
 */
end: number, 
/**
 * What is marked.
 */
mark: Mark, };

/**
 * Material of others, kept with the forum; private. Collection `materials`.
 */
export type Material = { 
/**
 * What it is.
 */
kind: MaterialKind, 
/**
 * Its title.
 */
title: string | null, 
/**
 * The original file (SHA-256).
 */
original: PhotoHash | null, 
/**
 * Its text.
 */
text: string | null, 
/**
 * Where it comes from.
 */
source: string | null, 
/**
 * When it was added.
 */
added_at: string | null, };

/**
 * Identifies material kept with a forum (programme, press release, recording …).
 */
export type MaterialId = string;

/**
 * What a material is.
 */
export type MaterialKind = "programme" | "press_release" | "speech" | "agency" | "recording" | "left_out" | "other";

/**
 * How a person takes part.
 */
export type Mode = "in_person" | "video" | "read_out";

/**
 * What the user says of a publication.
 */
export type NewPublication = { 
/**
 * What was done at the portal.
 */
kind: PublicationKind, 
/**
 * The address of the page.
 */
url: string | null, 
/**
 * When.
 */
at: string, 
/**
 * The portal; by default the profile's.
 */
target: string | null, };

/**
 * A live note; private. Collection `notes`.
 */
export type Note = { 
/**
 * When it was written.
 */
at: string | null, 
/**
 * During which session.
 */
session: SessionId | null, 
/**
 * Who was speaking.
 */
appearance: AppearanceId | null, 
/**
 * What it is.
 */
kind: NoteKind, 
/**
 * The words; merge letter by letter.
 */
text: string, 
/**
 * Where it comes from, when it is not one's own ear.
 */
source: string | null, };

/**
 * Identifies a live note.
 */
export type NoteId = string;

/**
 * What a note is.
 */
export type NoteKind = "note" | "verbatim" | "figure" | "check";

/**
 * Something that the user should know and that stops nothing.
 */
export type Notice = { 
/**
 * What it is, dotted.
 */
code: string, 
/**
 * Values for the sentence.
 */
params: { [key in string]: string }, };

/**
 * An organisation. Collection `organisations`.
 */
export type Organisation = { 
/**
 * Names.
 */
names: { [key in string]: string }, 
/**
 * Abbreviations.
 */
short: { [key in string]: string }, 
/**
 * Ids of the same organisation made elsewhere.
 */
same_as: Array<string>, };

/**
 * Identifies an organisation.
 */
export type OrganisationId = string;

/**
 * The two shapes of a package.
 */
export type PackageShape = "bag" | "folder";

/**
 * What part a person has in a session.
 */
export type Part = "speaker" | "moderator" | "panelist" | "performer" | "guest" | "organiser";

/**
 * A person. Collection `people`. Roles belong to appearances, not to people.
 */
export type Person = { 
/**
 * Full name by language: "Aysel Kərimova".
 */
full: { [key in string]: string }, 
/**
 * Short name for later mentions by language: "A.Kərimova".
 */
short: { [key in string]: string }, 
/**
 * Case forms that differ from the rule, by `<language>:<case>`.
 */
case_forms: { [key in string]: string }, 
/**
 * Other right spellings.
 */
also: Array<string>, 
/**
 * Spellings known to be wrong.
 */
wrong: Array<string>, 
/**
 * The code that captions are typed with, as `ae` for `=ae=`; private.
 */
code: string | null, 
/**
 * Ids of the same person made elsewhere.
 */
same_as: Array<string>, 
/**
 * Pages about the person (Wikidata …).
 */
links: Array<string>, };

/**
 * Identifies a person, the same across forums.
 */
export type PersonId = string;

/**
 * A place in the library where a person is named, quoted or photographed.
 */
export type PersonPlace = { 
/**
 * How.
 */
kind: PlaceKind, 
/**
 * In which report.
 */
report: ReportId | null, 
/**
 * At which forum.
 */
forum: ForumId | null, 
/**
 * In which block.
 */
block: BlockId | null, 
/**
 * In which photo.
 */
photo: PhotoHash | null, 
/**
 * In which session.
 */
session: SessionId | null, 
/**
 * The report's headline or the forum's name.
 */
title: string, 
/**
 * The words around it, the caption, the role.
 */
text: string, 
/**
 * The name in these words: from, to in Unicode scalars.
 */
matches: Array<[number, number]>, };

/**
 * All places of a person.
 */
export type PersonPlaces = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * The full name.
 */
name: string, 
/**
 * Where; the latest first.
 */
places: Array<PersonPlace>, };

/**
 * A photo of the forum. Collection `photos`, by hash.
 */
export type Photo = { 
/**
 * When it was taken, by the camera's clock and in its local time.
 */
taken_at: string | null, 
/**
 * `taken_at` is a guess, as from a messenger's file name.
 */
time_approximate: boolean, 
/**
 * Quarter and fine turn in degrees, clockwise, on top of the camera's orientation.
 */
rotation: number | null, 
/**
 * 0 to 5 stars.
 */
rating: number | null, 
/**
 * Picked, rejected or neither; private.
 */
pick: Pick, 
/**
 * A colour label, `red`, `yellow`, `green`, `blue` or `purple`; private.
 */
colour: string | null, 
/**
 * A headline of its own.
 */
headline: string | null, 
/**
 * Captions.
 */
captions: { [key in string]: string }, 
/**
 * Alternative texts.
 */
alts: { [key in string]: string }, 
/**
 * Long descriptions.
 */
long_descriptions: { [key in string]: string }, 
/**
 * Whom to credit, as printed.
 */
credit: string | null, 
/**
 * Who took it.
 */
creator: string | null, 
/**
 * The copyright notice.
 */
copyright: string | null, 
/**
 * Terms of use.
 */
usage_terms: string | null, 
/**
 * Keywords.
 */
keywords: Array<string>, 
/**
 * Where.
 */
place: PlaceId | null, 
/**
 * In which session.
 */
session: SessionId | null, 
/**
 * Who is in the picture, from the left; ids of people.
 */
people: Array<string>, 
/**
 * Whether the people agreed; private.
 */
permission: string | null, 
/**
 * IPTC digital source type, the last part of its URI.
 */
source_type: string | null, 
/**
 * Who sent the file, or where it was found; private.
 */
source: string | null, 
/**
 * Where the camera's file came from; private.
 */
file_name: string | null, 
/**
 * The camera's body, a key of the forum's cameras; private.
 */
camera: string | null, 
/**
 * The camera's raw file of the same frame, an original; private.
 */
raw: PhotoHash | null, 
/**
 * The point that must stay in every crop: fractions of the upright picture, before `rotation`.
 */
focal_x: number | null, 
/**
 * See `focal_x`.
 */
focal_y: number | null, 
/**
 * Crop per rendition: `x y width height` as fractions of the turned picture (upright, then
 * turned by `rotation`, without its empty corners).
 */
crops: { [key in string]: string }, 
/**
 * Tone values by name: `exposure` in EV (−3 to 3), `temperature`, `tint` and `shadows` (−100 to
 * 100), `sharpen` (0 to 100).
 */
tone: { [key in string]: number }, 
/**
 * Regions to blur, by an id: `x y width height` as fractions of the upright picture, before
 * `rotation`.
 */
blurred: { [key in string]: string }, 
/**
 * The photo that this one is an edited version of.
 */
version_of: PhotoHash | null, 
/**
 * When it was added.
 */
added_at: string | null, };

/**
 * A photo that differs.
 */
export type PhotoChange = { 
/**
 * What became of it.
 */
kind: PhotoChangeKind, 
/**
 * Its number.
 */
number: number, 
/**
 * Its file's name, as it is uploaded.
 */
file: string, 
/**
 * The photo.
 */
photo: PhotoHash | null, 
/**
 * Its caption.
 */
caption: string | null, };

/**
 * What became of a photo.
 */
export type PhotoChangeKind = "new" | "removed" | "words" | "picture";

/**
 * The photos of a forum as the window opens them.
 */
export type PhotoDesk = { 
/**
 * The forum.
 */
forum: ForumId, 
/**
 * Its name.
 */
name: string, 
/**
 * The report whose gallery is being chosen, when the desk was opened from one.
 */
report: ReportId | null, 
/**
 * The language of captions: the report's, else the forum's first.
 */
language: string, 
/**
 * The portal's profile: its renditions are the crops.
 */
profile: ProfileSummary, 
/**
 * All photos, by the time they were taken (clock offsets counted), then by name.
 */
photos: Array<DeskPhoto>, 
/**
 * Sessions by time.
 */
sessions: Array<DeskSession>, 
/**
 * Who can be in a picture, by name.
 */
people: Array<DeskPerson>, 
/**
 * Places by name: id and name.
 */
places: Array<[string, string]>, 
/**
 * Cameras that took the photos.
 */
cameras: Array<Listed<string, Camera>>, 
/**
 * The forum's state that it shows.
 */
heads: Heads, 
/**
 * Why it can only be read, when so.
 */
read_only: WireError | null, };

/**
 * Fields to write to a photo.
 */
export type PhotoEdit = { 
/**
 * Which photo.
 */
photo: PhotoHash, 
/**
 * The fields: null clears; an object merges by key; an array is the new content.
 */
fields: Record<string, unknown>, };

/**
 * What is known of an original without any document: read off the file once, kept by the store,
 * given to preflight and export.
 */
export type PhotoFacts = { 
/**
 * The original's hash.
 */
hash: PhotoHash, 
/**
 * The file's size in bytes.
 */
bytes: number, 
/**
 * `JPEG`, `PNG`, `WebP`, `HEIC`, `RAW` …
 */
format: string, 
/**
 * Width of the upright picture in pixels.
 */
width: number, 
/**
 * Height of the upright picture in pixels.
 */
height: number, 
/**
 * EXIF orientation of the stored picture, 1 to 8.
 */
orientation: number, 
/**
 * When it was taken, by the camera's clock.
 */
taken_at: string | null, 
/**
 * Camera make and model.
 */
camera: string | null, 
/**
 * Why the file is damaged, when it is: a code.
 */
damage: string | null, 
/**
 * The camera's body: a key that does not tell its serial number.
 */
body: string | null, 
/**
 * What the picture looks like, as hexadecimal digits; near pictures differ in few bits.
 */
likeness: string | null, 
/**
 * How sharp it is; compares only pictures of one burst.
 */
sharpness: number | null, 
/**
 * The picture that the window decoded of it, an original of its own: what renditions come from.
 */
picture: PhotoHash | null, 
/**
 * It carries content credentials (C2PA), which end in a rendition.
 */
credentials: boolean, };

/**
 * The SHA-256 of a photo's original file: 64 lower-case hexadecimal digits.
 */
export type PhotoHash = string;

/**
 * What a picture is made to look like, without touching the original: as in `Photo`, for previews of
 * what is not written yet.
 */
export type PhotoLook = { 
/**
 * Degrees clockwise.
 */
rotation: number, 
/**
 * Tone values by name.
 */
tone: { [key in string]: number }, 
/**
 * Regions to blur, by id.
 */
blurred: { [key in string]: string }, 
/**
 * The focal point, in fractions of the upright picture.
 */
focal: [number, number] | null, 
/**
 * Crop per rendition: `x y width height` in fractions of the turned picture. All of them: the
 * scale at which a photo is decoded follows from all of its renditions.
 */
crops: { [key in string]: string }, };

/**
 * Photos after an edit that is on disk.
 */
export type PhotosEdited = { 
/**
 * The rows that changed.
 */
photos: Array<DeskPhoto>, 
/**
 * The forum's state that they show.
 */
heads: Heads, 
/**
 * When the edit was on disk.
 */
saved_at: string, 
/**
 * What undoes it.
 */
step: Step, };

/**
 * A photo editor's first decision.
 */
export type Pick = "none" | "picked" | "rejected";

/**
 * A piece of a text that was compared with another, word by word. The pieces that are not
 * [`PieceOp::Insert`] make the text before, those that are not [`PieceOp::Delete`] the one after.
 */
export type Piece = { 
/**
 * What it is.
 */
op: PieceOp, 
/**
 * Its words.
 */
text: string, };

/**
 * What a piece of a text is.
 */
export type PieceOp = "same" | "delete" | "insert";

/**
 * A place. Collection `places`.
 */
export type Place = { 
/**
 * Names.
 */
names: { [key in string]: string }, };

/**
 * Identifies a place.
 */
export type PlaceId = string;

/**
 * How a person stands in a place.
 */
export type PlaceKind = "named" | "quoted" | "photographed" | "appears";

/**
 * The use of a photo in a report. Collection `placements`.
 */
export type Placement = { 
/**
 * Which photo.
 */
photo: PhotoHash | null, 
/**
 * The photo block that shows it; none for the gallery.
 */
block: BlockId | null, 
/**
 * Place in the gallery: a fractional index.
 */
order: string | null, 
/**
 * The report's cover.
 */
cover: boolean, 
/**
 * A caption for this use, instead of the photo's.
 */
caption: string | null, 
/**
 * An alternative text for this use, instead of the photo's.
 */
alt: string | null, 
/**
 * Crops for this use, as in `Photo::crops`.
 */
crops: { [key in string]: string }, };

/**
 * Identifies the use of a photo in a report.
 */
export type PlacementId = string;

/**
 * The page as the portal would show it: the `index.html` of a package, with its pictures at the
 * window's own addresses and `data-block` on what stands for a block.
 */
export type Preview = { 
/**
 * The page.
 */
html: string, 
/**
 * A hash of the page: the same page has the same.
 */
version: string, };

/**
 * What the window needs to know of a portal's profile.
 */
export type ProfileSummary = { 
/**
 * Its name, as reports refer to it.
 */
name: string, 
/**
 * Its title, as people read it.
 */
title: string, 
/**
 * The language of its texts.
 */
language: string, 
/**
 * IANA time zone.
 */
time_zone: string, 
/**
 * The date line's format.
 */
dateline_format: string, 
/**
 * The portal's sections.
 */
sections: Array<SectionSummary>, 
/**
 * What a headline ends with when there is a gallery.
 */
gallery_marker: string | null, 
/**
 * The longest headline, in characters.
 */
headline_max: number | null, 
/**
 * The sizes of its pictures.
 */
renditions: Array<RenditionSummary>, };

/**
 * A publication: one act at the portal, by hand or by a delivery. Collection `publications`.
 */
export type Publication = { 
/**
 * What it did.
 */
kind: PublicationKind, 
/**
 * The portal or target.
 */
target: string | null, 
/**
 * The address of the page.
 */
url: string | null, 
/**
 * When.
 */
at: string | null, 
/**
 * The document's heads that were published, hexadecimal, by order.
 */
heads: Array<string>, 
/**
 * The heads of the forum's document then: names and captions come from there.
 */
forum_heads: Array<string>, 
/**
 * Hashes of what was published: name → SHA-256.
 */
hashes: { [key in string]: string }, 
/**
 * The numbers in the names of the published photos' files, by photo: they never change.
 */
photos: { [key in string]: number }, 
/**
 * When it was withdrawn.
 */
withdrawn_at: string | null, };

/**
 * Identifies a publication of a report.
 */
export type PublicationId = string;

/**
 * What a publication did.
 */
export type PublicationKind = "first" | "update" | "correction" | "withdrawal";

/**
 * What is published of a report.
 */
export type PublishedState = { 
/**
 * The latest publication.
 */
publication: PublicationId, 
/**
 * What it did.
 */
kind: PublicationKind, 
/**
 * The address of the page.
 */
url: string | null, 
/**
 * When.
 */
at: string, 
/**
 * When the text first appeared.
 */
first_at: string, 
/**
 * Whether the report says something else by now.
 */
changed: boolean, 
/**
 * Whether it was taken away.
 */
withdrawn: boolean, };

/**
 * An entry of the quote ledger; unused ones are private. Collection `quotes`.
 */
export type Quote = { 
/**
 * The words.
 */
words: string | null, 
/**
 * Their language.
 */
language: string | null, 
/**
 * The words in the language they were said in.
 */
original_words: string | null, 
/**
 * Who translated them.
 */
translated_by: string | null, 
/**
 * Who said it and where.
 */
appearance: AppearanceId | null, 
/**
 * Who said it, where no appearance is known.
 */
person: PersonId | null, 
/**
 * Direct or indirect.
 */
kind: QuoteKind, 
/**
 * Where it comes from.
 */
source: QuoteSource, 
/**
 * The recording's original (SHA-256).
 */
recording: PhotoHash | null, 
/**
 * Where in the recording, in milliseconds.
 */
recording_ms: number | null, 
/**
 * When it was said.
 */
said_at: string | null, 
/**
 * Who verified the words.
 */
verified_by: string | null, 
/**
 * When.
 */
verified_at: string | null, 
/**
 * The hash of the words that were verified.
 */
verified_hash: string | null, };

/**
 * Identifies an entry of the quote ledger.
 */
export type QuoteId = string;

/**
 * Whether the words are the speaker's own.
 */
export type QuoteKind = "direct" | "indirect";

/**
 * Where a quotation comes from.
 */
export type QuoteSource = "notes" | "recording" | "press_release" | "video" | "interview";

/**
 * The proof of a publication, kept in the library.
 */
export type Receipt = { 
/**
 * Which publication.
 */
publication: PublicationId, 
/**
 * What it did.
 */
kind: PublicationKind, 
/**
 * The address of the page.
 */
url: string | null, 
/**
 * When it was published.
 */
at: string, 
/**
 * When the receipt was written.
 */
written_at: string, 
/**
 * The portal.
 */
target: string, 
/**
 * Words of the text.
 */
words: number, 
/**
 * Photos of the text.
 */
photos: number, 
/**
 * The SHA-256 of the article that was frozen.
 */
hash: string, 
/**
 * Whether the report says no longer that it was published then: that was undone.
 */
undone: boolean, };

/**
 * How another report is related to one.
 */
export type Relation = "source" | "translation" | "follows" | "followed_by" | "forum";

/**
 * The frame of a rendition over the turned picture.
 */
export type RenditionFrame = { 
/**
 * The part that is shown, in fractions of the turned picture.
 */
crop: Crop, 
/**
 * Width of the rendition in pixels.
 */
width: number, 
/**
 * Height of the rendition in pixels.
 */
height: number, 
/**
 * The photo has fewer pixels than the profile asks for.
 */
smaller: boolean, 
/**
 * Width of the turned picture in pixels.
 */
turned_width: number, 
/**
 * Height of the turned picture in pixels.
 */
turned_height: number, };

/**
 * A size of a portal's pictures.
 */
export type RenditionSummary = { 
/**
 * Its name.
 */
name: string, 
/**
 * Width in pixels, at most.
 */
width: number, 
/**
 * Height in pixels, at most.
 */
height: number, 
/**
 * `contain` or `cover`.
 */
fit: string, };

/**
 * A photo whose larger original came: it stands in its place now.
 */
export type Replaced = { 
/**
 * The small one.
 */
old: PhotoHash, 
/**
 * Its larger original.
 */
new: PhotoHash, 
/**
 * The original's file name.
 */
name: string, };

/**
 * A whole report as it is read.
 */
export type Report = { 
/**
 * The report's id.
 */
id: ReportId, 
/**
 * The body, in order.
 */
body: Array<Block>, 
/**
 * The photos that it shows, in order, each photo once.
 */
placements: Array<Listed<PlacementId, Placement>>, 
/**
 * Preflight findings that somebody let pass, by finding key.
 */
waivers: Array<Listed<string, Waiver>>, 
/**
 * Where and when it was published.
 */
publications: Array<Listed<PublicationId, Publication>>, 
/**
 * Fields that two people wrote at once.
 */
conflicts: Array<Conflict>, 
/**
 * The forum that it is about.
 */
forum: ForumId | null, 
/**
 * What kind of text it is.
 */
kind: ReportKind, 
/**
 * The report that it is a translation of. A translation's blocks have the ids of those that they
 * translate.
 */
translation_of: ReportId | null, 
/**
 * How far each block of a translation follows its source: the source's heads when the block was
 * last made to say the same, by block id; heads hexadecimal, joined by `,`.
 */
translated: { [key in string]: string }, 
/**
 * The report that it goes on from: the first text of an update, the full report of a short one.
 */
follows: ReportId | null, 
/**
 * The portal profile's name.
 */
profile: string | null, 
/**
 * The language of its words.
 */
language: string | null, 
/**
 * Headlines by use: `main`, `social`, `seo`.
 */
headlines: { [key in string]: string }, 
/**
 * A line above the headline.
 */
kicker: string | null, 
/**
 * The last part of its address.
 */
slug: string | null, 
/**
 * The portal's section.
 */
section: string | null, 
/**
 * Keywords, in order.
 */
keywords: Array<string>, 
/**
 * The town of the date line.
 */
dateline_place: string | null, 
/**
 * The time of the date line.
 */
dateline_at: string | null, 
/**
 * Authors as printed, in order.
 */
byline: Array<string>, 
/**
 * The medium that the text is credited to ("Mia.az"), as printed under the byline.
 */
source_credit: string | null, 
/**
 * What readers must know of the author's part in the matter.
 */
disclosure: string | null, 
/**
 * What was wrong and is put right, as readers are told.
 */
correction: string | null, 
/**
 * Why the text is withdrawn, as readers are told in its place.
 */
withdrawal: string | null, 
/**
 * Not to be shown to readers before.
 */
embargo_until: string | null, 
/**
 * When the portal should publish it.
 */
publish_at: string | null, 
/**
 * Draft or ready.
 */
state: ReportState, 
/**
 * In the trash since; a merge never takes it out.
 */
trashed_at: string | null, 
/**
 * When it was begun.
 */
created_at: string | null, };

/**
 * The report's own data. Collection `report`.
 */
export type ReportAbout = { 
/**
 * The forum that it is about.
 */
forum: ForumId | null, 
/**
 * What kind of text it is.
 */
kind: ReportKind, 
/**
 * The report that it is a translation of. A translation's blocks have the ids of those that they
 * translate.
 */
translation_of: ReportId | null, 
/**
 * How far each block of a translation follows its source: the source's heads when the block was
 * last made to say the same, by block id; heads hexadecimal, joined by `,`.
 */
translated: { [key in string]: string }, 
/**
 * The report that it goes on from: the first text of an update, the full report of a short one.
 */
follows: ReportId | null, 
/**
 * The portal profile's name.
 */
profile: string | null, 
/**
 * The language of its words.
 */
language: string | null, 
/**
 * Headlines by use: `main`, `social`, `seo`.
 */
headlines: { [key in string]: string }, 
/**
 * A line above the headline.
 */
kicker: string | null, 
/**
 * The last part of its address.
 */
slug: string | null, 
/**
 * The portal's section.
 */
section: string | null, 
/**
 * Keywords, in order.
 */
keywords: Array<string>, 
/**
 * The town of the date line.
 */
dateline_place: string | null, 
/**
 * The time of the date line.
 */
dateline_at: string | null, 
/**
 * Authors as printed, in order.
 */
byline: Array<string>, 
/**
 * The medium that the text is credited to ("Mia.az"), as printed under the byline.
 */
source_credit: string | null, 
/**
 * What readers must know of the author's part in the matter.
 */
disclosure: string | null, 
/**
 * What was wrong and is put right, as readers are told.
 */
correction: string | null, 
/**
 * Why the text is withdrawn, as readers are told in its place.
 */
withdrawal: string | null, 
/**
 * Not to be shown to readers before.
 */
embargo_until: string | null, 
/**
 * When the portal should publish it.
 */
publish_at: string | null, 
/**
 * Draft or ready.
 */
state: ReportState, 
/**
 * In the trash since; a merge never takes it out.
 */
trashed_at: string | null, 
/**
 * When it was begun.
 */
created_at: string | null, };

/**
 * A collection of the report's document. The body is not one: it is saved with
 * [`ReportDocument::save_body`].
 */
export type ReportCollection = "report" | "placements" | "waivers" | "publications";

/**
 * One edit of a report's data other than its body.
 */
export type ReportEdit = { "op": "put", 
/**
 * In which collection.
 */
collection: ReportCollection, 
/**
 * Which entity; null makes a new one, "" is the report itself.
 */
id: string | null, 
/**
 * The fields: null clears; an object merges by key; an array is the new content.
 */
fields: Record<string, unknown>, } | { "op": "remove", 
/**
 * Of which collection.
 */
collection: ReportCollection, 
/**
 * Which.
 */
id: string, } | { "op": "move_placement", 
/**
 * Which.
 */
id: PlacementId, 
/**
 * Behind which; null puts it first.
 */
after: PlacementId | null, };

/**
 * A report after an edit that is on disk.
 */
export type ReportEdited = { 
/**
 * The report.
 */
report: Report, 
/**
 * The state that it shows.
 */
heads: Heads, 
/**
 * When the edit was on disk.
 */
saved_at: string, 
/**
 * What undoes it.
 */
step: Step, 
/**
 * Ids of the entities that it made, in order.
 */
made: Array<string>, };

/**
 * Which reports to list.
 */
export type ReportFilter = { 
/**
 * Words to search; empty lists by time, the latest first.
 */
query: string, 
/**
 * Of one forum.
 */
forum: ForumId | null, 
/**
 * In one state.
 */
state: ReportState | null, 
/**
 * Those in the trash instead of the others.
 */
trashed: boolean, 
/**
 * How many to pass over.
 */
offset: number, 
/**
 * How many at most.
 */
limit: number, };

/**
 * Identifies a report.
 */
export type ReportId = string;

/**
 * What kind of text it is.
 */
export type ReportKind = "full" | "short" | "update" | "translation";

/**
 * A report as the window opens it.
 */
export type ReportOpened = { 
/**
 * The report.
 */
report: Report, 
/**
 * The state that it shows.
 */
heads: Heads, 
/**
 * Its forum.
 */
forum: Forum, 
/**
 * What is known of the photos that it shows.
 */
photos: Array<PhotoFacts>, 
/**
 * Its portal's profile.
 */
profile: ProfileSummary, 
/**
 * Why it can only be read, when so.
 */
read_only: WireError | null, 
/**
 * When it was last on disk.
 */
saved_at: string, };

/**
 * A part of the list of reports.
 */
export type ReportPage = { 
/**
 * The rows.
 */
rows: Array<ReportRow>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * A report in a list.
 */
export type ReportRow = { 
/**
 * Its id.
 */
id: ReportId, 
/**
 * Its main headline.
 */
headline: string, 
/**
 * Its forum.
 */
forum: ForumId | null, 
/**
 * The forum's name.
 */
forum_name: string, 
/**
 * Draft or ready.
 */
state: ReportState, 
/**
 * What kind of text it is.
 */
kind: ReportKind, 
/**
 * The language of its words.
 */
language: string, 
/**
 * When it was last changed.
 */
updated_at: string, 
/**
 * Photos that it shows.
 */
photos: number, 
/**
 * Words in its body, notes left out.
 */
words: number, 
/**
 * The cover, else the first photo.
 */
cover: PhotoHash | null, 
/**
 * Whether it is published and not withdrawn.
 */
published: boolean, 
/**
 * What of the headline the query met: from, to in Unicode scalars.
 */
headline_matches: Array<[number, number]>, 
/**
 * Where else the query met.
 */
snippet: Snippet | null, };

/**
 * Whether it is being written or is ready.
 */
export type ReportState = "draft" | "ready";

/**
 * A returned text, compared with what was sent.
 */
export type Returned = { 
/**
 * The file's name; empty for what was pasted.
 */
name: string, 
/**
 * The report that the file says it is.
 */
belongs: ReportId | null, 
/**
 * The headline of that report, when it is another one: the user is asked before anything else.
 */
other: string | null, 
/**
 * What it was compared with.
 */
base: ReturnedBase, 
/**
 * What they did, in reading order.
 */
changes: Array<ReturnedChange>, 
/**
 * How many blocks came back as they were sent.
 */
same: number, };

/**
 * The version that was sent.
 */
export type ReturnedBase = { 
/**
 * The report's state.
 */
heads: Heads, 
/**
 * When it went out, or was last changed.
 */
at: string, 
/**
 * What it is.
 */
what: BaseKind, };

/**
 * One change of somebody else, to accept or refuse.
 */
export type ReturnedChange = { 
/**
 * Tells it from the others of one comparison; the same when the same text is compared again.
 */
id: string, 
/**
 * What was done.
 */
kind: ReturnedKind, 
/**
 * Which field: `headline`.
 */
field: string | null, 
/**
 * Which block of ours; the id that it gets, for a new one.
 */
block: BlockId | null, 
/**
 * What kind of block it is with them.
 */
block_kind: BlockKind | null, 
/**
 * Behind which block of ours it stands with them; none is the start. New blocks behind the same
 * one stand in the order of the changes.
 */
after: BlockId | null, 
/**
 * What was sent.
 */
before: RichText | null, 
/**
 * What came back, with our tags and quotations carried over.
 */
theirs: RichText | null, 
/**
 * What we have now, where we changed it since; empty where we took the block out.
 */
now: RichText | null, 
/**
 * Whether both changed the same words.
 */
conflict: boolean, 
/**
 * What was sent against what came back, word by word.
 */
pieces: Array<Piece>, };

/**
 * Which of our reports a file says that it is.
 */
export type ReturnedFile = { 
/**
 * The report.
 */
report: ReportId, 
/**
 * Its headline; none when the library has no such report.
 */
headline: string | null, };

/**
 * What somebody else did.
 */
export type ReturnedKind = "changed" | "added" | "removed" | "moved" | "field";

/**
 * Text with marks. Offsets are Unicode scalar values, not bytes and not UTF-16 units.
 */
export type RichText = { 
/**
 * The words; a line break inside a block is U+000A.
 */
text: string, 
/**
 * The marks, sorted by start, then end, then mark; those of one mark never overlap or touch.
 */
marks: Array<MarkSpan>, };

/**
 * What was found on a card, in folders or among files. Nothing is copied yet.
 */
export type Scan = { 
/**
 * Its number in this run of the program.
 */
id: number, 
/**
 * What was looked through.
 */
paths: Array<string>, 
/**
 * The frames, by time, then by name; a raw file and its JPEG are one.
 */
frames: Array<Frame>, 
/**
 * The size of those that are new, in bytes.
 */
new_bytes: number, 
/**
 * Room on the library's disk, in bytes.
 */
free_bytes: number, 
/**
 * What could not be looked at.
 */
failed: Array<FailedFile>, };

/**
 * A section of a portal.
 */
export type SectionSummary = { 
/**
 * As reports refer to it.
 */
id: string, 
/**
 * As people read it.
 */
title: string, };

/**
 * A session of the forum. Collection `sessions`.
 */
export type Session = { 
/**
 * Its kind.
 */
kind: SessionKind, 
/**
 * Titles.
 */
titles: { [key in string]: string }, 
/**
 * Place in the programme: a fractional index.
 */
order: string | null, 
/**
 * When the programme has it begin.
 */
planned_start: string | null, 
/**
 * When the programme has it end.
 */
planned_end: string | null, 
/**
 * When it began.
 */
actual_start: string | null, 
/**
 * When it ended.
 */
actual_end: string | null, 
/**
 * The room.
 */
room: string | null, 
/**
 * How it stands.
 */
status: SessionStatus, };

/**
 * Identifies a session of a forum (opening, panel, seminar …).
 */
export type SessionId = string;

/**
 * What kind of session it is.
 */
export type SessionKind = "opening" | "plenary" | "panel" | "session" | "seminar" | "visit" | "address" | "concert" | "break" | "closing";

/**
 * How a session stands.
 */
export type SessionStatus = "planned" | "running" | "over" | "cancelled";

/**
 * The user's settings.
 */
export type Settings = { 
/**
 * The window's language.
 */
language: UiLanguage, 
/**
 * Light or dark.
 */
theme: Theme, 
/**
 * The author's name as printed; new reports begin with it.
 */
author: string | null, 
/**
 * The folder that the library is copied to.
 */
backup_to: string | null, 
/**
 * Whether it is copied there after every export.
 */
backup_after_export: boolean, 
/**
 * A folder that new pictures are watched for, as that of downloads.
 */
watched_folder: string | null, 
/**
 * The folder on another disk that photos are copied to as they come in.
 */
second_copy: string | null, 
/**
 * The program that "Edit in…" opens; the system's own choice without.
 */
photo_editor: string | null, 
/**
 * Templates for captions and credits.
 */
templates: Array<CaptionTemplate>, };

/**
 * Which sheet of a report's photos is printed.
 */
export type SheetKind = "contact" | "captions";

/**
 * A report that belongs together with another.
 */
export type Sibling = { 
/**
 * Its id.
 */
id: ReportId, 
/**
 * Its headline.
 */
headline: string, 
/**
 * What kind of text it is.
 */
kind: ReportKind, 
/**
 * The language of its words.
 */
language: string, 
/**
 * Draft or ready.
 */
state: ReportState, 
/**
 * Whether it is published.
 */
published: boolean, 
/**
 * How it is related.
 */
relation: Relation, };

/**
 * A piece of text that the query met.
 */
export type Snippet = { 
/**
 * The piece.
 */
text: string, 
/**
 * What of it the query met: from, to in Unicode scalars.
 */
matches: Array<[number, number]>, };

/**
 * What the window learns at its start.
 */
export type Start = { 
/**
 * The program's version.
 */
version: string, 
/**
 * The library's folder.
 */
library: string, 
/**
 * Why the library can only be read, when so.
 */
read_only: WireError | null, 
/**
 * The user's settings.
 */
settings: Settings, 
/**
 * The portals' profiles.
 */
profiles: Array<ProfileSummary>, 
/**
 * Jobs at work.
 */
jobs: Array<Job>, 
/**
 * Files that the program was started with.
 */
open: Array<string>, 
/**
 * Photos that other programs saved and nobody took in yet, also while Tezis was not running.
 */
edited: Array<EditedElsewhere>, };

/**
 * What an operation did: the state before it and the state after it. `revert` takes it back.
 */
export type Step = { 
/**
 * The state before.
 */
before: Heads, 
/**
 * The state after; the same as `before` when nothing had to change.
 */
after: Heads, };

/**
 * How a template meets words that are there.
 */
export type TemplateMode = "missing" | "replace" | "before" | "after";

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * A translation beside its source.
 */
export type Translation = { 
/**
 * The source.
 */
source: ReportId, 
/**
 * Its headline.
 */
headline: string, 
/**
 * Its language.
 */
language: string, 
/**
 * Its heads, as a block that follows it now is marked in the field `translated`.
 */
source_heads: string, 
/**
 * Its fields.
 */
fields: Array<TranslationField>, 
/**
 * Its blocks, and those of the translation's own.
 */
blocks: Array<TranslationBlock>, };

/**
 * A block of a translation beside the block that it translates, in the order of the source.
 */
export type TranslationBlock = { 
/**
 * The block of the translation.
 */
block: BlockId | null, 
/**
 * The block of the source.
 */
source: BlockId | null, 
/**
 * What kind of block it is.
 */
kind: BlockKind, 
/**
 * What the source says.
 */
now: RichText | null, 
/**
 * What it said when it was translated, where that differs.
 */
then: RichText | null, 
/**
 * How it stands.
 */
state: TranslationState, 
/**
 * What changed in the source since, word by word.
 */
pieces: Array<Piece>, };

/**
 * A field of the source of a translation.
 */
export type TranslationField = { 
/**
 * Which: `headline`.
 */
key: string, 
/**
 * What the source says.
 */
source: string, 
/**
 * What it said when it was translated, where that differs.
 */
then: string | null, };

/**
 * How a block of a translation stands to its source.
 */
export type TranslationState = "untranslated" | "current" | "changed" | "removed" | "own";

/**
 * The languages of the window.
 */
export type UiLanguage = "az" | "en";

/**
 * What could be freed, and what waits in the trash.
 */
export type Unused = { 
/**
 * Originals that no report, forum, trash or history names.
 */
files: Array<UnusedFile>, 
/**
 * Their size.
 */
bytes: number, 
/**
 * Originals in the trash.
 */
trashed: Array<UnusedFile>, 
/**
 * Their size.
 */
trashed_bytes: number, 
/**
 * After how many days the trash lets go of them.
 */
days: number, };

/**
 * An original that nothing names, or that lies in the trash.
 */
export type UnusedFile = { 
/**
 * Its hash.
 */
hash: PhotoHash, 
/**
 * The name that it came with.
 */
name: string | null, 
/**
 * Its size.
 */
bytes: number, 
/**
 * When it came, or when it went to the trash.
 */
since: string, };

/**
 * What differs from what is published.
 */
export type Update = { 
/**
 * What is published.
 */
since: PublishedState, 
/**
 * Fields that differ.
 */
fields: Array<FieldChange>, 
/**
 * All blocks, those that are the same as well.
 */
blocks: Array<BlockChange>, 
/**
 * Photos that differ.
 */
photos: Array<PhotoChange>, 
/**
 * Whether photos that both have come in another order.
 */
reordered: boolean, 
/**
 * Whether anything differs.
 */
changed: boolean, };

/**
 * A version: changes with no long pause between them, or what was published.
 */
export type Version = { 
/**
 * The state after its last change.
 */
heads: Heads, 
/**
 * When its first change was made.
 */
from: string, 
/**
 * When its last change was made.
 */
to: string, 
/**
 * How many changes it is made of.
 */
changes: number, 
/**
 * From how many programs they come: more than one when two laptops wrote.
 */
authors: number, 
/**
 * Words of the body then; none where nobody counted them yet. Of a long history the latest few
 * are counted each time that it is read, and those that are looked at.
 */
words: number | null, 
/**
 * The publication that froze it.
 */
publication: PublicationId | null, 
/**
 * When it was exported.
 */
exported_at: string | null, 
/**
 * Whether it is how the report stands now.
 */
now: boolean, };

/**
 * What differs between two versions of the working text, notes and all.
 */
export type VersionDiff = { 
/**
 * Fields that differ.
 */
fields: Array<FieldChange>, 
/**
 * All blocks, those that are the same as well.
 */
blocks: Array<BlockChange>, 
/**
 * Photos that differ.
 */
photos: Array<PhotoChange>, };

/**
 * A photo that another one has taken the place of.
 */
export type VersionTaken = { 
/**
 * The former one.
 */
old: PhotoHash, 
/**
 * The one that stands there now, with its words and crops.
 */
new: PhotoHash, 
/**
 * Reports that show it.
 */
reports: Array<ReportId>, };

/**
 * A card or disk that can be taken out, with pictures on it.
 */
export type Volume = { 
/**
 * Where it is mounted.
 */
path: string, 
/**
 * Its name.
 */
name: string, };

/**
 * A preflight finding that somebody let pass. Collection `waivers`.
 */
export type Waiver = { 
/**
 * Why; private.
 */
reason: string | null, 
/**
 * When.
 */
at: string | null, 
/**
 * Who.
 */
by: string | null, };

/**
 * An error on the wire.
 */
export type WireError = { 
/**
 * What went wrong, dotted: `store.full`, `photo.truncated`.
 */
code: string, 
/**
 * Values for the sentence: path, name, limit …
 */
params: { [key in string]: string }, 
/**
 * The English sentence of the core, for "copy details" and for the command line.
 */
detail: string, };
