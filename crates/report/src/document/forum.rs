//! The forum document: its collections and its typed view.

use automerge::{ObjId, ReadDoc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reading::Reader;
use super::schema::{Entity, Spec};
use super::touched::Texts;
use super::{Document, Kind, Layout, Maps};
use crate::ids::{
    AppearanceId, ForumId, MaterialId, NoteId, OrganisationId, PersonId, PhotoHash, PlaceId,
    QuoteId, SessionId,
};
use crate::model::{
    Appearance, Camera, Conflict, Forum, ForumAbout, Listed, Material, Note, Organisation, Person,
    Photo, Place, Quote, Session,
};

/// A forum's document.
pub type ForumDocument = Document<OfForum>;

/// Marks a document as a forum's.
#[derive(Debug, Clone, Copy)]
pub enum OfForum {}

/// A collection of the forum's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForumCollection {
    /// The forum's own data: one entity, with an empty id.
    Forum,
    /// Sessions.
    Sessions,
    /// People.
    People,
    /// Organisations.
    Organisations,
    /// Places.
    Places,
    /// Appearances.
    Appearances,
    /// Live notes.
    Notes,
    /// The quote ledger.
    Quotes,
    /// Photos, by hash.
    Photos,
    /// Cameras, by body.
    Cameras,
    /// Material of others.
    Materials,
}

static FORUM: Spec = Spec::single::<ForumAbout>("forum");
static SESSIONS: Spec = Spec::many::<SessionId, Session>("sessions", None);
static PEOPLE: Spec = Spec::many::<PersonId, Person>("people", None);
static ORGANISATIONS: Spec = Spec::many::<OrganisationId, Organisation>("organisations", None);
static PLACES: Spec = Spec::many::<PlaceId, Place>("places", None);
static APPEARANCES: Spec = Spec::many::<AppearanceId, Appearance>("appearances", None);
static NOTES: Spec = Spec::many::<NoteId, Note>("notes", Some("text"));
static QUOTES: Spec = Spec::many::<QuoteId, Quote>("quotes", None);
static PHOTOS: Spec = Spec::many::<PhotoHash, Photo>("photos", None);
static CAMERAS: Spec = Spec::many::<String, Camera>("cameras", None);
static MATERIALS: Spec = Spec::many::<MaterialId, Material>("materials", None);

impl Layout for OfForum {
    const NAME: &'static str = "forum";

    /// The order is that of the first change, which is the same bytes everywhere: never change it.
    const MAPS: &'static [&'static str] = &[
        "identity",
        "forum",
        "sessions",
        "people",
        "organisations",
        "places",
        "appearances",
        "notes",
        "quotes",
        "photos",
        "cameras",
        "materials",
    ];

    fn spec(collection: ForumCollection) -> &'static Spec {
        match collection {
            ForumCollection::Forum => &FORUM,
            ForumCollection::Sessions => &SESSIONS,
            ForumCollection::People => &PEOPLE,
            ForumCollection::Organisations => &ORGANISATIONS,
            ForumCollection::Places => &PLACES,
            ForumCollection::Appearances => &APPEARANCES,
            ForumCollection::Notes => &NOTES,
            ForumCollection::Quotes => &QUOTES,
            ForumCollection::Photos => &PHOTOS,
            ForumCollection::Cameras => &CAMERAS,
            ForumCollection::Materials => &MATERIALS,
        }
    }

    fn view<D: ReadDoc>(
        id: ForumId,
        reader: &Reader<'_, D>,
        maps: &Maps,
        _texts: &mut Texts,
    ) -> Forum {
        let mut conflicts = Vec::new();
        let about = about(reader, &FORUM, maps.get("forum"), &mut conflicts);
        let mut sessions = listed(reader, &SESSIONS, maps.get("sessions"), &mut conflicts);
        sessions.sort_by(|a: &Listed<SessionId, Session>, b| {
            (&a.entity.order, a.id).cmp(&(&b.entity.order, b.id))
        });
        let place =
            |id: Option<SessionId>| sessions.iter().position(|session| Some(session.id) == id);
        let mut appearances = listed(reader, &APPEARANCES, maps.get("appearances"), &mut conflicts);
        appearances.sort_by_cached_key(|one: &Listed<AppearanceId, Appearance>| {
            (place(one.entity.session), one.entity.order.clone(), one.id)
        });
        let mut notes = listed(reader, &NOTES, maps.get("notes"), &mut conflicts);
        notes.sort_by_key(|note: &Listed<NoteId, Note>| (note.entity.at, note.id));
        let mut photos = listed(reader, &PHOTOS, maps.get("photos"), &mut conflicts);
        photos.sort_by(|a: &Listed<PhotoHash, Photo>, b| {
            (a.entity.taken_at, &a.id).cmp(&(b.entity.taken_at, &b.id))
        });
        Forum {
            id,
            about,
            people: listed(reader, &PEOPLE, maps.get("people"), &mut conflicts),
            organisations: listed(
                reader,
                &ORGANISATIONS,
                maps.get("organisations"),
                &mut conflicts,
            ),
            places: listed(reader, &PLACES, maps.get("places"), &mut conflicts),
            quotes: listed(reader, &QUOTES, maps.get("quotes"), &mut conflicts),
            cameras: listed(reader, &CAMERAS, maps.get("cameras"), &mut conflicts),
            materials: listed(reader, &MATERIALS, maps.get("materials"), &mut conflicts),
            sessions,
            appearances,
            notes,
            photos,
            conflicts,
        }
    }
}

impl Kind for OfForum {
    type Id = ForumId;
    type Collection = ForumCollection;
    type View = Forum;
}

/// Reads a collection that is one entity.
pub(crate) fn about<D: ReadDoc, T: Entity>(
    reader: &Reader<'_, D>,
    spec: &Spec,
    map: &ObjId,
    conflicts: &mut Vec<Conflict>,
) -> T {
    reader
        .entities(spec, map, conflicts)
        .into_iter()
        .next()
        .map(|(_, entity)| entity)
        .unwrap_or_default()
}

/// Reads a collection, by id; an id that this version can't read is left out.
pub(crate) fn listed<D: ReadDoc, I: std::str::FromStr, T: Entity>(
    reader: &Reader<'_, D>,
    spec: &Spec,
    map: &ObjId,
    conflicts: &mut Vec<Conflict>,
) -> Vec<Listed<I, T>> {
    reader
        .entities(spec, map, conflicts)
        .into_iter()
        .filter_map(|(id, entity)| Some(Listed { id: id.parse().ok()?, entity }))
        .collect()
}
