//! The forum document: its collections and its typed view.

use std::collections::BTreeSet;
use std::str::FromStr;

use automerge::{ObjId, ReadDoc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reading::{Key, Reader};
use super::schema::{Entity, Spec};
use super::touched::{Texts, Touched};
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
        let found = &mut conflicts;
        let mut forum = Forum {
            id,
            about: about(reader, &FORUM, maps.get("forum"), found),
            sessions: listed(reader, &SESSIONS, maps.get("sessions"), found),
            people: listed(reader, &PEOPLE, maps.get("people"), found),
            organisations: listed(reader, &ORGANISATIONS, maps.get("organisations"), found),
            places: listed(reader, &PLACES, maps.get("places"), found),
            appearances: listed(reader, &APPEARANCES, maps.get("appearances"), found),
            notes: listed(reader, &NOTES, maps.get("notes"), found),
            quotes: listed(reader, &QUOTES, maps.get("quotes"), found),
            photos: listed(reader, &PHOTOS, maps.get("photos"), found),
            cameras: listed(reader, &CAMERAS, maps.get("cameras"), found),
            materials: listed(reader, &MATERIALS, maps.get("materials"), found),
            conflicts: Vec::new(),
        };
        forum.conflicts = conflicts;
        in_order(&mut forum);
        forum
    }

    fn renew<D: ReadDoc>(
        view: &mut Forum,
        touched: &Touched,
        reader: &Reader<'_, D>,
        maps: &Maps,
    ) -> bool {
        let conflicts = &mut view.conflicts;
        let parts = Parts { reader, maps, touched };
        let known = parts.about(&FORUM, &mut view.about, conflicts)
            && parts.many(&SESSIONS, &mut view.sessions, conflicts)
            && parts.many(&PEOPLE, &mut view.people, conflicts)
            && parts.many(&ORGANISATIONS, &mut view.organisations, conflicts)
            && parts.many(&PLACES, &mut view.places, conflicts)
            && parts.many(&APPEARANCES, &mut view.appearances, conflicts)
            && parts.many(&NOTES, &mut view.notes, conflicts)
            && parts.many(&QUOTES, &mut view.quotes, conflicts)
            && parts.many(&PHOTOS, &mut view.photos, conflicts)
            && parts.many(&CAMERAS, &mut view.cameras, conflicts)
            && parts.many(&MATERIALS, &mut view.materials, conflicts);
        in_order(view);
        known
    }
}

/// Sorts what is read: sessions by order, appearances by session and order, notes and photos by time,
/// the rest by id; conflicts as their things.
fn in_order(forum: &mut Forum) {
    fn by_id<I: Ord + Clone, T>(list: &mut [Listed<I, T>]) {
        list.sort_by(|a, b| a.id.cmp(&b.id));
    }
    forum.sessions.sort_by(|a, b| (&a.entity.order, a.id).cmp(&(&b.entity.order, b.id)));
    let sessions = &forum.sessions;
    let place = |id: Option<SessionId>| sessions.iter().position(|session| Some(session.id) == id);
    forum
        .appearances
        .sort_by_cached_key(|one| (place(one.entity.session), one.entity.order.clone(), one.id));
    forum.notes.sort_by_key(|note| (note.entity.at, note.id));
    forum.photos.sort_by(|a, b| (a.entity.taken_at, &a.id).cmp(&(b.entity.taken_at, &b.id)));
    by_id(&mut forum.people);
    by_id(&mut forum.organisations);
    by_id(&mut forum.places);
    by_id(&mut forum.quotes);
    by_id(&mut forum.cameras);
    by_id(&mut forum.materials);
    let rank = |name: &str| OfForum::MAPS.iter().position(|map| *map == name);
    forum.conflicts.sort_by(|a, b| (rank(&a.collection), &a.id).cmp(&(rank(&b.collection), &b.id)));
}

/// The parts of a view that were touched.
struct Parts<'a, D: ReadDoc> {
    reader: &'a Reader<'a, D>,
    maps: &'a Maps,
    touched: &'a Touched,
}

impl<D: ReadDoc> Parts<'_, D> {
    /// Returns the ids of the entities of a collection that were touched.
    fn ids(&self, spec: &Spec) -> BTreeSet<String> {
        let map = self.maps.get(spec.name);
        let mut ids: BTreeSet<String> = self
            .touched
            .keys
            .iter()
            .filter(|(of, _)| of == map)
            .map(|(_, key)| Key::read(key, spec.single).id.into_owned())
            .collect();
        if spec.has_text() && !self.touched.texts.is_empty() {
            // Which text is whose stands in the map alone.
            ids.extend(self.reader.rows(map).map(|row| Key::read(&row.key, false).id.into_owned()));
        }
        ids
    }

    fn about<T: Entity>(&self, spec: &Spec, entity: &mut T, conflicts: &mut Vec<Conflict>) -> bool {
        if !self.ids(spec).is_empty() {
            conflicts.retain(|conflict| conflict.collection != spec.name);
            *entity = about(self.reader, spec, self.maps.get(spec.name), conflicts);
        }
        true
    }

    /// Reads the touched entities of a collection anew. Gives up at an id that is not in its one form:
    /// only another version wrote that, and two of them may stand for one entity.
    fn many<I: FromStr + PartialEq, T: Entity>(
        &self,
        spec: &Spec,
        list: &mut Vec<Listed<I, T>>,
        conflicts: &mut Vec<Conflict>,
    ) -> bool {
        /// From here on, reading all costs less than looking for each.
        const MANY: usize = 64;
        let map = self.maps.get(spec.name);
        let ids = self.ids(spec);
        if ids.len() > MANY {
            conflicts.retain(|conflict| conflict.collection != spec.name);
            *list = listed(self.reader, spec, map, conflicts);
            return true;
        }
        for text in ids {
            let Some(id) = text.parse::<I>().ok().filter(|_| spec.id(&text) == Some(text.clone()))
            else {
                return false;
            };
            conflicts.retain(|conflict| conflict.collection != spec.name || conflict.id != text);
            let place = list.iter().position(|listed| listed.id == id);
            let entity = self.reader.entity(spec, map, &text, conflicts);
            match (place.and_then(|place| list.get_mut(place)), entity) {
                (Some(listed), Some(entity)) => listed.entity = entity,
                (None, Some(entity)) => list.push(Listed { id, entity }),
                (Some(_), None) => list.retain(|listed| listed.id != id),
                (None, None) => {}
            }
        }
        true
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
pub(crate) fn listed<D: ReadDoc, I: FromStr, T: Entity>(
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
