//! Finding: anything by its name over the whole library, and all places of one person. The list of
//! reports with its filters is in `lists`.

use tezis_report::ids::PersonId;
use tezis_store::{FoundKind as Kind, PlaceKind as Place};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::lists::{in_language, matches};
use crate::wire::{Found, FoundKind, PersonPlace, PersonPlaces, PlaceKind};

/// More than these are never wanted at once.
const MOST: u32 = 200;

/// So many places of each kind are shown of a person.
const MOST_PLACES: u32 = 500;

impl Desk {
    /// Finds reports, forums, people, sessions, photos and materials by words, whole or begun; the
    /// best first.
    ///
    /// # Errors
    /// The library cannot be read.
    pub fn find(&self, query: &str, limit: u32) -> Result<Vec<Found>, DeskError> {
        self.inner.project_all();
        let language = self.settings()?.language.tag();
        let found = self.inner.library.find(query, limit.clamp(1, MOST))?;
        Ok(found
            .into_iter()
            .map(|one| {
                let forum = in_language(&one.forum_names, language);
                // A forum is told from others by its town, all else by its forum, too.
                let forum = Some(forum).filter(|_| one.kind != Kind::Forum);
                let details = [Some(one.detail), forum].into_iter().flatten();
                let details: Vec<String> = details.filter(|part| !part.is_empty()).collect();
                Found {
                    kind: kind(one.kind),
                    id: one.id,
                    forum: one.forum,
                    report: one.report,
                    matches: matches(&one.matches),
                    label: one.label,
                    detail: details.join(" · "),
                }
            })
            .collect())
    }

    /// Returns all places in the library where a person is quoted, named, photographed or on a
    /// programme, the latest of each kind first.
    ///
    /// # Errors
    /// No forum knows the person, or the library cannot be read.
    pub fn person_places(&self, person: PersonId) -> Result<PersonPlaces, DeskError> {
        self.inner.project_all();
        let language = self.settings()?.language.tag();
        let found = self.inner.library.places_of_person(person, MOST_PLACES)?;
        let Some(view) = found.view else {
            return Err(DeskError::NotFound { what: "person", id: person.to_string() });
        };
        Ok(PersonPlaces {
            person,
            name: in_language(&view.full, language),
            places: found
                .places
                .into_iter()
                .map(|place| PersonPlace {
                    kind: place_kind(place.kind),
                    report: place.report,
                    forum: place.forum,
                    block: place.block,
                    photo: place.photo,
                    session: place.session,
                    title: place.title,
                    matches: matches(&place.matches),
                    text: place.text,
                })
                .collect(),
        })
    }
}

const fn kind(kind: Kind) -> FoundKind {
    match kind {
        Kind::Report => FoundKind::Report,
        Kind::Forum => FoundKind::Forum,
        Kind::Person => FoundKind::Person,
        Kind::Session => FoundKind::Session,
        Kind::Photo => FoundKind::Photo,
        Kind::Material => FoundKind::Material,
    }
}

const fn place_kind(kind: Place) -> PlaceKind {
    match kind {
        Place::Quoted => PlaceKind::Quoted,
        Place::Named => PlaceKind::Named,
        Place::Photographed => PlaceKind::Photographed,
        Place::Appears => PlaceKind::Appears,
    }
}
