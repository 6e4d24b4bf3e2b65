//! What `demo/demo.json` says, and the ids that its keys got.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value};
use tezis_report::ids::{
    AppearanceId, BlockId, MaterialId, OrganisationId, PersonId, PhotoHash, QuoteId, ReportId,
    SessionId,
};

use crate::error::DeskError;

const DEMO: &str = include_str!("../../demo/demo.json");

/// Returns a drawn photo.
pub(super) fn picture(name: &str) -> Option<&'static [u8]> {
    Some(match name {
        "acilis" => include_bytes!("../../demo/acilis.jpg"),
        "panel" => include_bytes!("../../demo/panel.jpg"),
        "cixis" => include_bytes!("../../demo/cixis.jpg"),
        "sergi" => include_bytes!("../../demo/sergi.jpg"),
        "musahibe" => include_bytes!("../../demo/musahibe.jpg"),
        "seminar" => include_bytes!("../../demo/seminar.jpg"),
        "qrup" => include_bytes!("../../demo/qrup.jpg"),
        "agacekme" => include_bytes!("../../demo/agacekme.jpg"),
        "gol" => include_bytes!("../../demo/gol.jpg"),
        "baglanis" => include_bytes!("../../demo/baglanis.jpg"),
        _ => return None,
    })
}

#[derive(Deserialize)]
pub(super) struct Demo {
    pub(super) forum: Value,
    pub(super) organisations: Vec<Entry>,
    pub(super) organisers: Vec<String>,
    pub(super) partners: Vec<String>,
    pub(super) sessions: Vec<Entry>,
    pub(super) people: Vec<Person>,
    pub(super) notes: Vec<Note>,
    pub(super) quotes: Vec<Quote>,
    pub(super) materials: Vec<Entry>,
    pub(super) reports: Vec<DemoReport>,
    pub(super) photos: Vec<Photo>,
}

impl Demo {
    pub(super) fn read() -> Result<Self, DeskError> {
        Ok(serde_json::from_str(DEMO)?)
    }
}

/// An entity that others refer to by its key.
#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) key: String,
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct Person {
    pub(super) key: String,
    pub(super) appears: Vec<Appears>,
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct Appears {
    pub(super) session: String,
    pub(super) organisation: Option<String>,
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct Note {
    pub(super) session: String,
    pub(super) person: Option<String>,
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct Quote {
    pub(super) key: String,
    pub(super) person: String,
    pub(super) session: String,
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct DemoReport {
    pub(super) key: String,
    pub(super) kind: String,
    pub(super) follows: Option<String>,
    pub(super) translation_of: Option<String>,
    pub(super) headline: String,
    pub(super) blocks: Vec<DemoBlock>,
    pub(super) photos: Vec<String>,
    pub(super) published: Option<Published>,
    #[serde(default)]
    pub(super) later: Vec<Later>,
    #[serde(flatten)]
    pub(super) about: Map<String, Value>,
}

#[derive(Deserialize)]
pub(super) struct DemoBlock {
    pub(super) key: Option<String>,
    /// The key of the block that it translates.
    pub(super) of: Option<String>,
    pub(super) kind: Value,
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct Published {
    pub(super) url: String,
    pub(super) at: DateTime<Utc>,
}

/// What a block says after the text went up.
#[derive(Deserialize)]
pub(super) struct Later {
    pub(super) key: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct Photo {
    pub(super) file: String,
    pub(super) session: String,
    pub(super) people: Vec<String>,
    #[serde(default)]
    pub(super) cover: bool,
    #[serde(flatten)]
    pub(super) fields: Map<String, Value>,
}

/// The ids that the demo's keys got.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) organisations: BTreeMap<String, OrganisationId>,
    pub(super) sessions: BTreeMap<String, SessionId>,
    pub(super) people: BTreeMap<String, PersonId>,
    /// By person and session.
    pub(super) appearances: BTreeMap<(String, String), AppearanceId>,
    pub(super) quotes: BTreeMap<String, QuoteId>,
    pub(super) materials: BTreeMap<String, MaterialId>,
    pub(super) reports: BTreeMap<String, ReportId>,
    pub(super) blocks: BTreeMap<String, BlockId>,
    pub(super) photos: BTreeMap<String, PhotoHash>,
}

#[cfg(test)]
mod tests {
    use super::{Demo, picture};

    #[test]
    fn every_key_of_the_demo_is_known() {
        let demo = Demo::read().expect("the demo's data are JSON");
        let session = |key: &str| demo.sessions.iter().any(|session| session.key == key);
        for photo in &demo.photos {
            assert!(picture(&photo.file).is_some(), "{} is drawn", photo.file);
            assert!(session(&photo.session), "{} is a session", photo.session);
            for key in &photo.people {
                let person = demo.people.iter().find(|person| person.key == *key);
                let appears = person.is_some_and(|person| {
                    person.appears.iter().any(|appears| session(&appears.session))
                });
                assert!(appears, "{key} appears somewhere");
            }
        }
        for person in &demo.people {
            for appears in &person.appears {
                assert!(session(&appears.session), "{} is a session", appears.session);
            }
        }
        for file in demo.reports.iter().flat_map(|report| &report.photos) {
            assert!(demo.photos.iter().any(|photo| photo.file == *file), "{file} is a photo");
        }
    }
}
