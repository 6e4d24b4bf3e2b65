//! Texts that belong together: short news, updates and translations are made of a report, and know
//! what they were made of.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use tezis_report::diff::pieces;
use tezis_report::ids::{BlockId, ReportId};
use tezis_report::model::{Block, BlockKind, Report, ReportKind, RichText};
use tezis_report::{BodySave, Heads, ReportCollection, ReportDocument};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::{
    Relation, ReportOpened, Sibling, Translation, TranslationBlock, TranslationField,
    TranslationState,
};

/// What any text about the same event begins with.
const SHARED: [&str; 7] =
    ["byline", "dateline_place", "disclosure", "forum", "profile", "section", "source_credit"];

/// What an update goes on with, and a translation does not: words.
const WORDS: [&str; 3] = ["headlines", "keywords", "kicker"];

/// The key under which `translated` says how far the fields follow: no block's id.
const FIELDS: &str = "fields";

impl Desk {
    /// Makes a text that goes on from a report. A short one begins with the lead, or with the given
    /// blocks; an update, or the full report that a short one grows to, with everything; a translation
    /// with the same blocks in the same order, empty beside the source, and its photos. Blocks keep
    /// their ids, by which the texts are compared.
    ///
    /// # Errors
    /// There is no such report, a translation has no language, or the library cannot be written.
    pub fn derive_report(
        &self,
        report: ReportId,
        kind: ReportKind,
        language: Option<&str>,
        chosen: Option<&[BlockId]>,
    ) -> Result<ReportOpened, DeskError> {
        let source = self.report(report)?;
        let language = language.map(str::trim).filter(|language| !language.is_empty());
        let blocks = match kind {
            ReportKind::Translation if language.is_none() => {
                return Err(DeskError::Empty { what: "report.language" });
            }
            ReportKind::Translation => to_translate(&source),
            ReportKind::Short => some_blocks(&source, chosen),
            ReportKind::Update | ReportKind::Full => source.body.clone(),
        };
        let mut about = about(&source, kind, language)?;
        // What may not be told yet may not be told in another text either.
        let embargo = source.about.embargo_until.filter(|until| *until > self.inner.now());
        if let Some(until) = embargo {
            about.insert("embargo_until".to_owned(), json!(until));
        }
        let profile = source.about.profile.as_deref();
        let id = self.make_report(source.about.forum, profile, None, |document, desk| {
            let now = desk.inner.now();
            document.put(ReportCollection::Report, "", &about, now)?;
            place_photos(document, &source, &blocks, kind, desk)?;
            let save = BodySave {
                base: document.heads(),
                order: Some(blocks.iter().map(|block| block.id).collect()),
                blocks,
                removed: Vec::new(),
            };
            document.save_body(&save, now)?;
            Ok(())
        })?;
        self.open_report(id)
    }

    /// Returns the reports that belong together with one: what it was made of, what was made of it,
    /// then the others about its forum.
    ///
    /// # Errors
    /// There is no such report, or the library cannot be read.
    pub fn siblings(&self, report: ReportId) -> Result<Vec<Sibling>, DeskError> {
        self.inner.project_all();
        let one = self.report(report)?;
        let Some(forum) = one.about.forum else { return Ok(Vec::new()) };
        let filter = tezis_store::ReportFilter { forum: Some(forum), ..Default::default() };
        let mut siblings = Vec::new();
        for row in self.inner.library.list_reports(&filter)?.rows {
            if row.id == report {
                continue;
            }
            // A damaged one is listed all the same; how it is related is then not known.
            let other = self.report(row.id).ok();
            siblings.push(Sibling {
                id: row.id,
                headline: row.headline,
                kind: row.kind,
                language: row.language.unwrap_or_default(),
                state: row.state,
                published: row.published,
                relation: other.map_or(Relation::Forum, |other| relation(&one, &other)),
            });
        }
        siblings.sort_by_key(|sibling| nearness(sibling.relation));
        Ok(siblings)
    }

    /// Returns a translation beside its source, block by block, with what changed there since.
    ///
    /// # Errors
    /// The report is no translation, its source is not here, or one cannot be read.
    pub fn translation(&self, report: ReportId) -> Result<Translation, DeskError> {
        let translation = self.report(report)?;
        let Some(of) = translation.about.translation_of else {
            return Err(DeskError::NotFound { what: "source", id: report.to_string() });
        };
        let seen = self.inner.read_report(of)?;
        let source = seen.view;
        let former = self.former_states(of, &translation)?;
        let mut fields = fields(&source);
        if let Some(then) = former.of(FIELDS) {
            let then = self::fields(then);
            for field in &mut fields {
                let said = then.iter().find(|one| one.key == field.key);
                let said = said.map(|one| one.source.clone()).unwrap_or_default();
                field.then = Some(said).filter(|said| *said != field.source);
            }
        }
        Ok(Translation {
            source: of,
            headline: source.about.headlines.get("main").cloned().unwrap_or_default(),
            language: source.about.language.clone().unwrap_or_default(),
            source_heads: seen.heads.to_hex().join(","),
            fields,
            blocks: beside(&source, &translation, &former),
        })
    }

    /// Reads the states of the source that parts of a translation follow, each once.
    fn former_states(&self, source: ReportId, translation: &Report) -> Result<Former, DeskError> {
        let mut former = Former::default();
        for (part, written) in &translation.about.translated {
            let heads: Vec<&str> = written.split(',').collect();
            let Some(heads) = Heads::from_hex(&heads) else { continue };
            if !former.states.contains_key(written) {
                match self.inner.read_report_at(source, &heads) {
                    Ok(then) => former.states.insert(written.clone(), then),
                    // The source came from another laptop and lacks this state so far.
                    Err(DeskError::Report(_)) => continue,
                    Err(error) => return Err(error),
                };
            }
            former.parts.insert(part.clone(), written.clone());
        }
        Ok(former)
    }
}

/// The states of a source that parts of its translation follow.
#[derive(Default)]
struct Former {
    states: BTreeMap<String, Report>,
    parts: BTreeMap<String, String>,
}

impl Former {
    /// Returns the source as it was when a part was last made to say the same.
    fn of(&self, part: &str) -> Option<&Report> {
        self.parts.get(part).and_then(|heads| self.states.get(heads))
    }
}

fn about(
    source: &Report,
    kind: ReportKind,
    language: Option<&str>,
) -> Result<Map<String, Value>, DeskError> {
    let Value::Object(mut all) = serde_json::to_value(&source.about)? else {
        return Err(DeskError::Bug("a report's data are not an object"));
    };
    all.retain(|name, _| {
        let words =
            WORDS.contains(&name.as_str()) && matches!(kind, ReportKind::Update | ReportKind::Full);
        words || SHARED.contains(&name.as_str())
    });
    all.insert("kind".to_owned(), serde_json::to_value(kind)?);
    let made_of = match kind {
        ReportKind::Translation => "translation_of",
        _ => "follows",
    };
    all.insert(made_of.to_owned(), json!(source.id));
    let language = language.map(ToOwned::to_owned).or_else(|| source.about.language.clone());
    all.insert("language".to_owned(), json!(language));
    Ok(all)
}

/// Returns the blocks for a translator: empty where words are to be written, whole where there is
/// nothing to translate. The author's notes are the author's.
fn to_translate(source: &Report) -> Vec<Block> {
    let blocks = source.body.iter().filter(|block| !matches!(block.kind, BlockKind::Note));
    blocks
        .map(|block| Block {
            text: if has_words(block.kind) { RichText::default() } else { block.text.clone() },
            ..block.clone()
        })
        .collect()
}

fn some_blocks(source: &Report, chosen: Option<&[BlockId]>) -> Vec<Block> {
    let wanted = |block: &&Block| match chosen {
        Some(chosen) => chosen.contains(&block.id),
        None => block.kind == BlockKind::Lead,
    };
    let blocks: Vec<Block> = source.body.iter().filter(wanted).cloned().collect();
    if blocks.is_empty() && chosen.is_none() {
        // A text whose first paragraph nobody called the lead.
        let first = source.body.iter().find(|block| block.kind == BlockKind::Paragraph);
        return first.cloned().into_iter().collect();
    }
    blocks
}

/// Photos in the text come with their blocks; the gallery comes with a text that says everything.
fn place_photos(
    document: &mut ReportDocument,
    source: &Report,
    blocks: &[Block],
    kind: ReportKind,
    desk: &Desk,
) -> Result<(), DeskError> {
    let shown: BTreeSet<BlockId> = blocks.iter().map(|block| block.id).collect();
    for listed in &source.placements {
        let placement = &listed.entity;
        let comes = match placement.block {
            Some(block) => shown.contains(&block),
            None => kind != ReportKind::Short,
        };
        if !comes {
            continue;
        }
        let Value::Object(mut fields) = serde_json::to_value(placement)? else { continue };
        if kind == ReportKind::Translation {
            fields.retain(|name, _| name != "caption" && name != "alt");
        }
        let id = listed.id.to_string();
        document.put(ReportCollection::Placements, &id, &fields, desk.inner.now())?;
    }
    Ok(())
}

const fn has_words(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Photo { .. } | BlockKind::Embed)
}

fn relation(one: &Report, other: &Report) -> Relation {
    let source = one.about.translation_of;
    if source == Some(other.id) {
        Relation::Source
    } else if other.about.translation_of == Some(one.id)
        || (source.is_some() && other.about.translation_of == source)
    {
        Relation::Translation
    } else if one.about.follows == Some(other.id) {
        Relation::Follows
    } else if other.about.follows == Some(one.id) {
        Relation::FollowedBy
    } else {
        Relation::Forum
    }
}

const fn nearness(relation: Relation) -> u8 {
    match relation {
        Relation::Source => 0,
        Relation::Translation => 1,
        Relation::Follows => 2,
        Relation::FollowedBy => 3,
        Relation::Forum => 4,
    }
}

/// The words of a report beside its body that a translation has as well.
fn fields(report: &Report) -> Vec<TranslationField> {
    let about = &report.about;
    let headline = |name: &str| about.headlines.get(name).cloned().unwrap_or_default();
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        ("headline", headline("main")),
        ("headlines/social", headline("social")),
        ("headlines/seo", headline("seo")),
        ("kicker", said(&about.kicker)),
        ("keywords", about.keywords.join(", ")),
        ("disclosure", said(&about.disclosure)),
        ("correction", said(&about.correction)),
        ("withdrawal", said(&about.withdrawal)),
    ]
    .into_iter()
    .filter(|(_, source)| !source.is_empty())
    .map(|(key, source)| TranslationField { key: key.to_owned(), source, then: None })
    .collect()
}

/// Puts the blocks of a translation beside those of its source, in the source's order; what the
/// source does not have stands behind what it follows in the translation.
fn beside(source: &Report, translation: &Report, former: &Former) -> Vec<TranslationBlock> {
    let known: BTreeSet<BlockId> = source.body.iter().map(|block| block.id).collect();
    let mut behind: BTreeMap<Option<BlockId>, Vec<&Block>> = BTreeMap::new();
    let mut last = None;
    for block in &translation.body {
        if known.contains(&block.id) {
            last = Some(block.id);
        } else {
            behind.entry(last).or_default().push(block);
        }
    }
    let mut others = |place: Option<BlockId>| {
        let blocks = behind.remove(&place).unwrap_or_default();
        blocks.into_iter().map(|block| without_source(block, former))
    };
    let mut rows: Vec<TranslationBlock> = others(None).collect();
    for block in source.body.iter().filter(|block| !matches!(block.kind, BlockKind::Note)) {
        let own = translation.body.iter().find(|own| own.id == block.id);
        rows.push(with_source(block, own, former));
        rows.extend(others(Some(block.id)));
    }
    rows
}

fn with_source(source: &Block, own: Option<&Block>, former: &Former) -> TranslationBlock {
    let then = former.of(&source.id.to_string()).and_then(|then| {
        then.body.iter().find(|block| block.id == source.id).map(|block| block.text.clone())
    });
    let written = own.is_some_and(|own| !own.text.text.trim().is_empty());
    let state = match &then {
        _ if own.is_some() && !has_words(source.kind) => TranslationState::Current,
        _ if own.is_some() && source.text.text.trim().is_empty() => TranslationState::Current,
        Some(then) if written && *then == source.text => TranslationState::Current,
        Some(_) if written => TranslationState::Changed,
        _ => TranslationState::Untranslated,
    };
    let differs = then.filter(|then| state == TranslationState::Changed && *then != source.text);
    TranslationBlock {
        block: own.map(|own| own.id),
        source: Some(source.id),
        kind: source.kind,
        now: Some(source.text.clone()),
        pieces: differs
            .as_ref()
            .map(|then| pieces(&then.text, &source.text.text))
            .unwrap_or_default(),
        then: differs,
        state,
    }
}

fn without_source(own: &Block, former: &Former) -> TranslationBlock {
    let then = former.of(&own.id.to_string()).and_then(|then| {
        then.body.iter().find(|block| block.id == own.id).map(|block| block.text.clone())
    });
    // An empty block came with the source and nobody wrote into it before it went there.
    let empty = has_words(own.kind) && own.text.text.trim().is_empty();
    let removed = then.is_some() || empty;
    TranslationBlock {
        block: Some(own.id),
        source: None,
        kind: own.kind,
        now: None,
        pieces: Vec::new(),
        then,
        state: if removed { TranslationState::Removed } else { TranslationState::Own },
    }
}
