//! The demo forum for an empty library: the first day of an invented forum as its correspondent has
//! it in the evening. What it says is in `demo/demo.json`; it is made through the same use cases as
//! everything else, so it is a test of them, too.

mod data;
mod tagged;

use serde_json::{Map, Value, json};
use tezis_report::ids::{
    AppearanceId, BlockId, ForumId, OrganisationId, PersonId, PhotoHash, QuoteId, ReportId,
    SessionId,
};
use tezis_report::model::{Block, ForumKind};
use tezis_report::{BodySave, ForumCollection, ReportCollection, order_between};

use self::data::{Demo, DemoReport, Keys, Photo, picture};
use self::tagged::tagged;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{ForumEdit, JobResult, NewPublication, PhotoDescription, ReportEdit};

impl Desk {
    /// Makes the demo forum when the library has no forum at all; returns the report that is being
    /// written.
    ///
    /// # Errors
    /// The library cannot be written.
    pub fn make_demo(&self) -> Result<Option<ReportId>, DeskError> {
        if self.inner.read_only.is_some() || !self.inner.library.list_forums()?.is_empty() {
            return Ok(None);
        }
        let demo = Demo::read()?;
        let forum = self.make_forum(ForumKind::Forum, &demo.forum)?;
        let mut keys = Keys::default();
        let programme = self.demo_programme(&demo, &mut keys);
        self.edit_forum(forum, &programme)?;
        let gathered = self.demo_gathered(&demo, &mut keys);
        self.edit_forum(forum, &gathered)?;
        for report in &demo.reports {
            self.demo_report(forum, report, &demo.photos, &mut keys)?;
        }
        // Photos that no report shows yet came in with the others of their day.
        for photo in &demo.photos {
            self.demo_unplaced(forum, photo, &mut keys)?;
        }
        Ok(demo
            .reports
            .iter()
            .rfind(|report| report.kind == "full")
            .and_then(|report| keys.reports.get(&report.key).copied()))
    }

    /// Organisations, sessions, people and who appears where.
    fn demo_programme(&self, demo: &Demo, keys: &mut Keys) -> Vec<ForumEdit> {
        let mut edits = Vec::new();
        for organisation in &demo.organisations {
            let id = self.demo_id(OrganisationId::from_parts);
            edits.push(put(ForumCollection::Organisations, Some(&id), organisation.fields.clone()));
            keys.organisations.insert(organisation.key.clone(), id);
        }
        let ids = |wanted: &[String]| -> Vec<OrganisationId> {
            wanted.iter().filter_map(|key| keys.organisations.get(key).copied()).collect()
        };
        let own = json!({ "organisers": ids(&demo.organisers), "partners": ids(&demo.partners) });
        edits.push(ForumEdit::Put {
            collection: ForumCollection::Forum,
            id: Some(String::new()),
            fields: object(own),
        });
        let mut order: Option<String> = None;
        let mut next = || {
            let next = order_between(order.as_deref(), None);
            order = Some(next.clone());
            next
        };
        for session in &demo.sessions {
            let id = self.demo_id(SessionId::from_parts);
            let mut fields = session.fields.clone();
            fields.insert("order".to_owned(), json!(next()));
            edits.push(put(ForumCollection::Sessions, Some(&id), fields));
            keys.sessions.insert(session.key.clone(), id);
        }
        for person in &demo.people {
            let id = self.demo_id(PersonId::from_parts);
            edits.push(put(ForumCollection::People, Some(&id), person.fields.clone()));
            keys.people.insert(person.key.clone(), id);
            for appears in &person.appears {
                let appearance = self.demo_id(AppearanceId::from_parts);
                let mut fields = appears.fields.clone();
                let organisation = appears.organisation.as_ref();
                fields.extend(object(json!({
                    "person": id,
                    "session": keys.sessions.get(&appears.session),
                    "organisation": organisation.and_then(|key| keys.organisations.get(key)),
                    "order": next(),
                })));
                edits.push(put(ForumCollection::Appearances, Some(&appearance), fields));
                let place = (person.key.clone(), appears.session.clone());
                keys.appearances.insert(place, appearance);
            }
        }
        edits
    }

    /// Live notes, quotations and the material of others.
    fn demo_gathered(&self, demo: &Demo, keys: &mut Keys) -> Vec<ForumEdit> {
        let mut edits = Vec::new();
        for note in &demo.notes {
            let mut fields = note.fields.clone();
            let person = note.person.clone().unwrap_or_default();
            fields.extend(object(json!({
                "session": keys.sessions.get(&note.session),
                "appearance": keys.appearances.get(&(person, note.session.clone())),
            })));
            edits.push(ForumEdit::Put { collection: ForumCollection::Notes, id: None, fields });
        }
        for quote in &demo.quotes {
            let id = self.demo_id(QuoteId::from_parts);
            let mut fields = quote.fields.clone();
            let place = (quote.person.clone(), quote.session.clone());
            fields.insert("appearance".to_owned(), json!(keys.appearances.get(&place)));
            edits.push(put(ForumCollection::Quotes, Some(&id), fields));
            keys.quotes.insert(quote.key.clone(), id);
        }
        for material in &demo.materials {
            let id = self.demo_id(tezis_report::ids::MaterialId::from_parts);
            edits.push(put(ForumCollection::Materials, Some(&id), material.fields.clone()));
            keys.materials.insert(material.key.clone(), id);
        }
        edits
    }

    fn demo_report(
        &self,
        forum: ForumId,
        demo: &DemoReport,
        photos: &[Photo],
        keys: &mut Keys,
    ) -> Result<(), DeskError> {
        let source = demo.translation_of.as_ref().and_then(|key| keys.reports.get(key).copied());
        let source_heads = source.map(|id| self.open_report(id)).transpose()?;
        let source_heads =
            source_heads.map(|opened| opened.heads.to_hex().join(",")).unwrap_or_default();
        let id = self.make_report(Some(forum), None, Some(&demo.headline), |document, desk| {
            let now = desk.inner.now();
            let mut translated = Map::new();
            let mut blocks = Vec::new();
            for block in &demo.blocks {
                let mut kind = block.kind.clone();
                if let Some(session) = kind.get_mut("session") {
                    let key = session.as_str().unwrap_or_default().to_owned();
                    *session = json!(keys.sessions.get(&key));
                }
                // A translation's blocks have the ids of those that they translate.
                let of = block.of.as_ref().and_then(|key| keys.blocks.get(key).copied());
                let id = of.unwrap_or_else(|| desk.demo_id(BlockId::from_parts));
                if of.is_some() && !block.text.is_empty() {
                    translated.insert(id.to_string(), json!(source_heads));
                }
                if let Some(key) = &block.key {
                    keys.blocks.insert(key.clone(), id);
                }
                let text = tagged(&block.text, keys);
                blocks.push(Block { id, kind: serde_json::from_value(kind)?, text });
            }
            let mut about = demo.about.clone();
            about.extend(object(json!({
                "kind": demo.kind,
                "follows": demo.follows.as_ref().and_then(|key| keys.reports.get(key)),
                "translation_of": source,
                "translated": translated,
            })));
            document.put(ReportCollection::Report, "", &about, now)?;
            let save = BodySave {
                base: document.heads(),
                order: Some(blocks.iter().map(|block| block.id).collect()),
                blocks,
                removed: Vec::new(),
            };
            document.save_body(&save, now)?;
            Ok(())
        })?;
        keys.reports.insert(demo.key.clone(), id);
        for file in &demo.photos {
            let Some(photo) = photos.iter().find(|photo| photo.file == *file) else { continue };
            self.demo_place(forum, id, photo, keys)?;
        }
        if let Some(published) = &demo.published {
            let publication = NewPublication {
                kind: tezis_report::model::PublicationKind::First,
                url: Some(published.url.clone()),
                at: published.at,
                target: None,
            };
            self.publish(id, &publication)?;
        }
        self.demo_later(id, demo, keys)
    }

    /// Writes what the correspondent changed after the text went up.
    fn demo_later(
        &self,
        report: ReportId,
        demo: &DemoReport,
        keys: &Keys,
    ) -> Result<(), DeskError> {
        let opened = self.open_report(report)?;
        let changed = demo.later.iter().filter_map(|later| {
            let id = keys.blocks.get(&later.key)?;
            let block = opened.report.body.iter().find(|block| block.id == *id)?;
            Some(Block { text: tagged(&later.text, keys), ..block.clone() })
        });
        let blocks: Vec<Block> = changed.collect();
        if blocks.is_empty() {
            return Ok(());
        }
        let save = BodySave { base: opened.heads, blocks, removed: Vec::new(), order: None };
        self.save_body(report, &save)?;
        Ok(())
    }

    /// Puts a photo into a report's gallery, and into the library where it is not there yet.
    fn demo_place(
        &self,
        forum: ForumId,
        report: ReportId,
        photo: &Photo,
        keys: &mut Keys,
    ) -> Result<(), DeskError> {
        if let Some(hash) = keys.photos.get(&photo.file) {
            let last = self.report(report)?.placements.pop().and_then(|last| last.entity.order);
            let fields = object(json!({
                "photo": hash,
                "cover": photo.cover,
                "order": order_between(last.as_deref(), None),
            }));
            let collection = ReportCollection::Placements;
            self.edit_report(report, &[ReportEdit::Put { collection, id: None, fields }])?;
            return Ok(());
        }
        if let Some(hash) = self.demo_import(forum, report, photo, keys)? {
            if photo.cover {
                let cover = PhotoDescription { cover: Some(true), ..PhotoDescription::default() };
                self.describe_photo(report, &hash, &cover)?;
            }
            keys.photos.insert(photo.file.clone(), hash);
        }
        Ok(())
    }

    /// Brings in a photo that no report shows: it comes through one, as all do, and leaves its
    /// gallery again.
    fn demo_unplaced(
        &self,
        forum: ForumId,
        photo: &Photo,
        keys: &mut Keys,
    ) -> Result<(), DeskError> {
        let Some(report) = keys.reports.values().next().copied() else { return Ok(()) };
        if keys.photos.contains_key(&photo.file) {
            return Ok(());
        }
        let Some(hash) = self.demo_import(forum, report, photo, keys)? else { return Ok(()) };
        let placed = self.report(report)?.placements;
        let removals: Vec<ReportEdit> = placed
            .iter()
            .filter(|one| one.entity.photo.as_ref() == Some(&hash))
            .map(|one| ReportEdit::Remove {
                collection: ReportCollection::Placements,
                id: one.id.to_string(),
            })
            .collect();
        self.edit_report(report, &removals)?;
        keys.photos.insert(photo.file.clone(), hash);
        Ok(())
    }

    /// Brings in a photo and writes what it shows.
    fn demo_import(
        &self,
        forum: ForumId,
        report: ReportId,
        photo: &Photo,
        keys: &Keys,
    ) -> Result<Option<PhotoHash>, DeskError> {
        let Some(bytes) = picture(&photo.file) else { return Ok(None) };
        let job = self.import_photo_bytes(report, format!("{}.jpg", photo.file), bytes.to_vec())?;
        let done = self.wait_for_job(job).and_then(|job| job.result);
        self.dismiss_job(job);
        let Some(JobResult::Imported { photos, .. }) = done else { return Ok(None) };
        let Some(hash) = photos.into_iter().next().map(|photo| photo.hash) else {
            return Ok(None);
        };
        let shown: Vec<_> = photo.people.iter().filter_map(|key| keys.people.get(key)).collect();
        let mut fields = photo.fields.clone();
        fields.extend(object(json!({
            "session": keys.sessions.get(&photo.session),
            "people": shown,
        })));
        self.edit_forum(forum, &[put(ForumCollection::Photos, Some(&hash), fields)])?;
        Ok(Some(hash))
    }

    fn demo_id<I>(&self, from_parts: impl Fn(u64, u128) -> I) -> I {
        let (ms, random) = self.inner.id_parts();
        from_parts(ms, random)
    }
}

fn put(
    collection: ForumCollection,
    id: Option<&impl ToString>,
    fields: Map<String, Value>,
) -> ForumEdit {
    ForumEdit::Put { collection, id: id.map(ToString::to_string), fields }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
