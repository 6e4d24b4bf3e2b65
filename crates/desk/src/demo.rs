//! The demo forum for an empty library: invented people, drawn photos, a half-done report. What it
//! says is in `demo/demo.json`; it is made through the same use cases as everything else.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tezis_report::ids::{BlockId, ForumId, PersonId, ReportId, SessionId};
use tezis_report::model::{Block, ForumKind, Mark, MarkSpan, RichText};
use tezis_report::{BodySave, ForumCollection, ReportCollection, order_between};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{ForumEdit, JobResult, PhotoDescription};

const DEMO: &str = include_str!("../demo/demo.json");

fn picture(name: &str) -> Option<&'static [u8]> {
    Some(match name {
        "acilis" => include_bytes!("../demo/acilis.jpg"),
        "panel" => include_bytes!("../demo/panel.jpg"),
        "cixis" => include_bytes!("../demo/cixis.jpg"),
        "agacekme" => include_bytes!("../demo/agacekme.jpg"),
        _ => return None,
    })
}

#[derive(Deserialize)]
struct Demo {
    forum: Value,
    sessions: Vec<Entry>,
    people: Vec<Person>,
    notes: Vec<Note>,
    report: DemoReport,
    photos: Vec<Photo>,
}

#[derive(Deserialize)]
struct Entry {
    key: String,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

#[derive(Deserialize)]
struct Person {
    key: String,
    session: String,
    part: Value,
    full: Value,
    short: Value,
    roles: Value,
}

#[derive(Deserialize)]
struct Note {
    session: String,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

#[derive(Deserialize)]
struct DemoReport {
    headline: String,
    blocks: Vec<DemoBlock>,
    #[serde(flatten)]
    about: Map<String, Value>,
}

#[derive(Deserialize)]
struct DemoBlock {
    kind: Value,
    text: String,
}

#[derive(Deserialize)]
struct Photo {
    file: String,
    session: String,
    people: Vec<String>,
    caption: String,
    alt: String,
    credit: String,
    #[serde(default)]
    cover: bool,
}

/// The ids that the demo's keys got.
#[derive(Default)]
struct Ids {
    sessions: BTreeMap<String, SessionId>,
    people: BTreeMap<String, PersonId>,
}

impl Desk {
    /// Makes the demo forum when the library has no forum at all; returns its report.
    ///
    /// # Errors
    /// The library cannot be written.
    pub fn make_demo(&self) -> Result<Option<ReportId>, DeskError> {
        if self.inner.read_only.is_some() || !self.inner.library.list_forums()?.is_empty() {
            return Ok(None);
        }
        let demo: Demo = serde_json::from_str(DEMO)?;
        let forum = self.make_forum(ForumKind::Forum, &demo.forum)?;
        let ids = self.demo_programme(forum, &demo)?;
        let report = self.demo_report(forum, &demo.report, &ids)?;
        self.demo_photos(forum, report, &demo.photos, &ids)?;
        Ok(Some(report))
    }

    fn demo_programme(&self, forum: ForumId, demo: &Demo) -> Result<Ids, DeskError> {
        let mut ids = Ids::default();
        let mut edits = Vec::new();
        let mut order: Option<String> = None;
        for session in &demo.sessions {
            let (ms, random) = self.inner.id_parts();
            let id = SessionId::from_parts(ms, random);
            let next = order_between(order.as_deref(), None);
            let mut fields = session.fields.clone();
            fields.insert("order".to_owned(), json!(next));
            edits.push(put(ForumCollection::Sessions, Some(id.to_string()), fields));
            ids.sessions.insert(session.key.clone(), id);
            order = Some(next);
        }
        for person in &demo.people {
            let (ms, random) = self.inner.id_parts();
            let id = PersonId::from_parts(ms, random);
            let next = order_between(order.as_deref(), None);
            let names = object(json!({ "full": person.full, "short": person.short }));
            edits.push(put(ForumCollection::People, Some(id.to_string()), names));
            let appearance = object(json!({
                "person": id,
                "session": ids.sessions.get(&person.session),
                "part": person.part,
                "roles": person.roles,
                "order": next,
            }));
            edits.push(put(ForumCollection::Appearances, None, appearance));
            ids.people.insert(person.key.clone(), id);
            order = Some(next);
        }
        for note in &demo.notes {
            let mut fields = note.fields.clone();
            fields.insert("session".to_owned(), json!(ids.sessions.get(&note.session)));
            edits.push(put(ForumCollection::Notes, None, fields));
        }
        self.edit_forum(forum, &edits)?;
        Ok(ids)
    }

    fn demo_report(
        &self,
        forum: ForumId,
        demo: &DemoReport,
        ids: &Ids,
    ) -> Result<ReportId, DeskError> {
        self.make_report(Some(forum), None, Some(&demo.headline), |document, desk| {
            let now = desk.inner.now();
            document.put(ReportCollection::Report, "", &demo.about, now)?;
            let mut blocks = Vec::new();
            for block in &demo.blocks {
                let mut kind = block.kind.clone();
                if let Some(session) = kind.get_mut("session") {
                    let key = session.as_str().unwrap_or_default().to_owned();
                    *session = json!(ids.sessions.get(&key));
                }
                let (ms, random) = desk.inner.id_parts();
                blocks.push(Block {
                    id: BlockId::from_parts(ms, random),
                    kind: serde_json::from_value(kind)?,
                    text: tagged(&block.text, ids),
                });
            }
            let save = BodySave {
                base: document.heads(),
                order: Some(blocks.iter().map(|block| block.id).collect()),
                blocks,
                removed: Vec::new(),
            };
            document.save_body(&save, now)?;
            Ok(())
        })
    }

    fn demo_photos(
        &self,
        forum: ForumId,
        report: ReportId,
        photos: &[Photo],
        ids: &Ids,
    ) -> Result<(), DeskError> {
        for photo in photos {
            let Some(bytes) = picture(&photo.file) else { continue };
            let name = format!("{}.jpg", photo.file);
            let job = self.import_photo_bytes(report, name, bytes.to_vec())?;
            let done = self.wait_for_job(job).and_then(|job| job.result);
            self.dismiss_job(job);
            let Some(JobResult::Imported { photos: imported, .. }) = done else { continue };
            let Some(imported) = imported.first() else { continue };
            let description = PhotoDescription {
                caption: Some(photo.caption.clone()).filter(|text| !text.is_empty()),
                alt: Some(photo.alt.clone()).filter(|text| !text.is_empty()),
                credit: Some(photo.credit.clone()),
                cover: photo.cover.then_some(true),
                ..PhotoDescription::default()
            };
            self.describe_photo(report, &imported.hash, &description)?;
            let people: Vec<_> =
                photo.people.iter().filter_map(|key| ids.people.get(key)).collect();
            let fields = object(json!({
                "session": ids.sessions.get(&photo.session),
                "people": people,
            }));
            let id = Some(imported.hash.to_string());
            self.edit_forum(forum, &[put(ForumCollection::Photos, id, fields)])?;
        }
        Ok(())
    }
}

fn put(collection: ForumCollection, id: Option<String>, fields: Map<String, Value>) -> ForumEdit {
    ForumEdit::Put { collection, id, fields }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Turns `[[person:key|words]]` into marked words.
fn tagged(source: &str, ids: &Ids) -> RichText {
    let mut rich = RichText::default();
    let scalars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let mut rest = source;
    while let Some((before, inner, after)) = next_tag(rest) {
        rich.text.push_str(before);
        let start = scalars(&rich.text);
        let (reference, words) = inner.split_once('|').unwrap_or(("", inner));
        rich.text.push_str(words);
        let mark = match reference.split_once(':') {
            Some(("person", key)) => ids.people.get(key).map(|id| Mark::Person { id: *id }),
            Some(("session", key)) => ids.sessions.get(key).map(|id| Mark::Session { id: *id }),
            _ => None,
        };
        let end = scalars(&rich.text);
        rich.marks.extend(mark.map(|mark| MarkSpan { start, end, mark }));
        rest = after;
    }
    rich.text.push_str(rest);
    rich
}

fn next_tag(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (inner, after) = rest.split_once("]]")?;
    Some((before, inner, after))
}

#[cfg(test)]
mod tests {
    use tezis_report::ids::PersonId;

    use super::{Demo, Ids, picture, tagged};

    #[test]
    fn every_key_of_the_demo_is_known() {
        let demo: Demo = serde_json::from_str(super::DEMO).expect("the demo's data are JSON");
        for photo in &demo.photos {
            assert!(picture(&photo.file).is_some(), "{} is drawn", photo.file);
            assert!(demo.sessions.iter().any(|session| session.key == photo.session));
        }
        for person in &demo.people {
            assert!(demo.sessions.iter().any(|session| session.key == person.session));
        }
    }

    #[test]
    fn tags_become_marks_on_their_words() {
        let id = PersonId::from_parts(1, 2);
        let ids = Ids { people: [("a".to_owned(), id)].into(), ..Ids::default() };
        let rich = tagged("Öncə [[person:a|Əli Vəli]] dedi.", &ids);
        assert_eq!(rich.text, "Öncə Əli Vəli dedi.");
        assert_eq!(
            rich.marks.iter().map(|mark| (mark.start, mark.end)).collect::<Vec<_>>(),
            [(5, 13)]
        );
    }
}
