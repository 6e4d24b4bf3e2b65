//! Finding things by name over the whole library, and all places of a person. The search in the texts of
//! reports is in `search`.

use std::collections::HashSet;
use std::ops::ControlFlow;

use rusqlite::Connection;
use tezis_report::ids::{BlockId, ForumId, PersonId, PhotoHash, ReportId, SessionId};
use tezis_report::model::{Localized, Person};

use crate::derive::shown;
use crate::search::{Highlight, all_of, highlights, terms};
use crate::tables::documents::{self, DocumentKind};
use crate::tables::finder::{self, FinderRow, FoundKind, folded_words};
use crate::tables::mentions::{self, MentionRow};
use crate::tables::report_search::WordKeys;
use crate::tables::{forums, people, person_ties, photo_uses, reports};
use crate::{Library, ReportFilter, StoreError};

/// So many matches of the index are looked at, the latest ones: what was named last is what is wanted.
const MOST_LOOKED_AT: usize = 400;

/// A thing that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// Its id: of the report, forum, person, session, material, or the photo's hash.
    pub id: String,
    /// The forum that it belongs to; the forum itself.
    pub forum: Option<ForumId>,
    /// The names of that forum.
    pub forum_names: Localized,
    /// The report that it belongs to; the report itself.
    pub report: Option<ReportId>,
    /// What it is called: the text by which it was found, where it has several.
    pub label: String,
    /// The words found in `label`.
    pub matches: Vec<Highlight>,
    /// A person's role, a session's room, a forum's town, a material's source, the place in a report's
    /// text; may be empty.
    pub detail: String,
    /// The words found in `detail`.
    pub detail_matches: Vec<Highlight>,
}

/// How well a name answers, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Beginning,
    /// All words stand in the name.
    Words,
    /// Some stand elsewhere: in a role, a caption.
    Elsewhere,
}

impl Library {
    /// Returns what is called by the words of a query, whole or begun: names that are the query or begin
    /// with it first, then what was named or changed last; behind those, reports with the words in their
    /// text. A query without words finds nothing.
    ///
    /// # Errors
    /// Those of the database.
    pub fn find(&self, query: &str, limit: u32) -> Result<Vec<Found>, StoreError> {
        let terms = terms(query);
        if terms.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let mut found = self.database.read("find by name", |connection| {
            ranked(connection, query, &terms, limit as usize)?
                .into_iter()
                .map(|row| found(connection, row, &terms))
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(limit));
        if left > 0 {
            self.add_reports(query, limit, left, &mut found)?;
        }
        Ok(found)
    }

    /// Adds reports that have the words in their text.
    fn add_reports(
        &self,
        query: &str,
        limit: u32,
        left: u32,
        found: &mut Vec<Found>,
    ) -> Result<(), StoreError> {
        let hits = self.search_reports(query, &ReportFilter::default(), limit, 0)?;
        let known: HashSet<ReportId> = found.iter().filter_map(|found| found.report).collect();
        let new: Vec<_> = hits.into_iter().filter(|hit| !known.contains(&hit.row.id)).collect();
        let mut names = self.forum_names(new.iter().filter_map(|hit| hit.row.forum))?;
        found.extend(new.into_iter().take(left as usize).map(|hit| {
            let (detail, detail_matches) =
                hit.excerpt.map(|excerpt| (excerpt.text, excerpt.highlights)).unwrap_or_default();
            Found {
                kind: FoundKind::Report,
                id: hit.row.id.to_string(),
                forum: hit.row.forum,
                forum_names: hit.row.forum.and_then(|id| names.remove(&id)).unwrap_or_default(),
                report: Some(hit.row.id),
                label: hit.row.headline,
                matches: hit.headline,
                detail,
                detail_matches,
            }
        }));
        Ok(())
    }
}

fn ranked(
    connection: &Connection,
    query: &str,
    terms: &[WordKeys],
    limit: usize,
) -> rusqlite::Result<Vec<FinderRow>> {
    let name = folded_words(query);
    let mut seen = HashSet::new();
    let mut found: Vec<(Rank, FinderRow)> = Vec::new();
    let mut gather = |rank: Option<Rank>, count: &mut usize, row: FinderRow| {
        if seen.insert((row.entry.kind, row.entry.id.clone())) {
            let rank = rank.unwrap_or_else(|| by_words(&row, terms));
            *count += usize::from(rank < Rank::Elsewhere);
            found.push((rank, row));
        }
        if *count >= limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut count = 0;
    finder::each_named(connection, &name, &mut |row| gather(Some(Rank::Whole), &mut count, row))?;
    if count < limit {
        finder::each_beginning(connection, &name, &mut |row| {
            gather(Some(Rank::Beginning), &mut count, row)
        })?;
    }
    if count < limit {
        let mut looked_at = 0;
        finder::each_match(connection, &expression(terms), &mut |row| {
            looked_at += 1;
            if looked_at > MOST_LOOKED_AT {
                return ControlFlow::Break(());
            }
            gather(None, &mut count, row)
        })?;
    }
    found.sort_by_key(|(rank, row)| (*rank, std::cmp::Reverse(row.key)));
    found.truncate(limit);
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

fn by_words(row: &FinderRow, terms: &[WordKeys]) -> Rank {
    let named = !matches!(row.entry.kind, FoundKind::Photo | FoundKind::Material);
    if named && has_all(&row.entry.label, terms) { Rank::Words } else { Rank::Elsewhere }
}

fn has_all(text: &str, terms: &[WordKeys]) -> bool {
    terms.iter().all(|term| highlights(text, std::slice::from_ref(term)).next().is_some())
}

/// Any form of a word, or what begins so: one finds while one types, with the first letters of each word.
fn expression(terms: &[WordKeys]) -> String {
    all_of(terms, |WordKeys { folded, stem, .. }| format!("(\"{folded}\"* OR \"{stem}\")"))
}

fn found(connection: &Connection, row: FinderRow, terms: &[WordKeys]) -> rusqlite::Result<Found> {
    let FinderRow { document, entry, .. } = row;
    let of_report = documents::find(connection, &document)?
        .is_some_and(|found| found.kind == DocumentKind::Report);
    let report = of_report.then(|| document.parse::<ReportId>().ok()).flatten();
    let forum =
        if of_report { reports::forum(connection, &document)? } else { document.parse().ok() };
    let forum_names = forums::names_of(connection, forum)?.into_values().next().unwrap_or_default();
    let spelling = entry.others.lines().find(|line| has_all(line, terms));
    let label = match spelling {
        Some(spelling) if !has_all(&entry.label, terms) => spelling.to_owned(),
        _ => entry.label,
    };
    Ok(Found {
        kind: entry.kind,
        id: entry.id,
        forum,
        forum_names,
        report,
        matches: highlights(&label, terms).collect(),
        label,
        detail_matches: highlights(&entry.detail, terms).collect(),
        detail: entry.detail,
    })
}

/// All places of a person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PersonPlaces {
    /// The person as the forum changed last knows them; none when no forum does.
    pub view: Option<Person>,
    /// The places: quotations, mentions, photos, programmes, each kind latest first.
    pub places: Vec<PersonPlace>,
}

/// How a person stands in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A report quotes them.
    Quoted,
    /// A report names them.
    Named,
    /// A photo shows them.
    Photographed,
    /// They are on a programme.
    Appears,
}

/// A place in the library where a person stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPlace {
    /// How they stand there.
    pub kind: PlaceKind,
    /// The report that names or quotes them, or that shows the photo.
    pub report: Option<ReportId>,
    /// The forum.
    pub forum: Option<ForumId>,
    /// The block of the report.
    pub block: Option<BlockId>,
    /// The photo.
    pub photo: Option<PhotoHash>,
    /// The session.
    pub session: Option<SessionId>,
    /// The report's headline, the forum's name.
    pub title: String,
    /// The words around, the photo's caption, the session with the role.
    pub text: String,
    /// The name or the quotation in `text`.
    pub matches: Vec<Highlight>,
}

impl Library {
    /// Returns the places in the library where a person is quoted, named, photographed or on a programme:
    /// at most `limit` of each kind. Ids that a forum says are the same person's count as well. Reports in
    /// the trash are left out.
    ///
    /// # Errors
    /// Those of the database.
    pub fn places_of_person(
        &self,
        person: PersonId,
        limit: u32,
    ) -> Result<PersonPlaces, StoreError> {
        self.database.read("find the places of a person", |connection| {
            let mut places = Vec::new();
            let ids = person_ties::same_people(connection, person)?;
            for id in &ids {
                for quote in person_ties::of_person(connection, id, person_ties::QUOTE, limit)? {
                    for row in mentions::of_target(connection, mentions::QUOTE, &quote.id, limit)? {
                        let session = quote.session;
                        places.extend(in_report(connection, PlaceKind::Quoted, row, session)?);
                    }
                }
                for row in mentions::of_target(connection, mentions::PERSON, id, limit)? {
                    places.extend(in_report(connection, PlaceKind::Named, row, None)?);
                }
                for tie in person_ties::of_person(connection, id, person_ties::PHOTO, limit)? {
                    let photo = tie.id.parse().ok();
                    let report = match &photo {
                        Some(photo) => photo_uses::latest_report(connection, photo)?,
                        None => None,
                    };
                    places.push(PersonPlace {
                        report: report.and_then(|report| report.parse().ok()),
                        photo,
                        ..in_forum(
                            connection,
                            PlaceKind::Photographed,
                            tie.forum,
                            tie.session,
                            tie.text,
                        )?
                    });
                }
                for tie in person_ties::of_person(connection, id, person_ties::APPEARANCE, limit)? {
                    let forum = tie.forum.to_string();
                    let session = match tie.session {
                        Some(session) => finder::label(
                            connection,
                            &forum,
                            FoundKind::Session,
                            &session.to_string(),
                        )?,
                        None => None,
                    };
                    let parts = session.into_iter().chain(Some(tie.text).filter(|t| !t.is_empty()));
                    let text = parts.collect::<Vec<_>>().join(" · ");
                    places.push(in_forum(
                        connection,
                        PlaceKind::Appears,
                        tie.forum,
                        tie.session,
                        text,
                    )?);
                }
            }
            // Each kind came latest first; two ids of one person are rare.
            places.sort_by_key(|place| place.kind);
            let mut count = (PlaceKind::Quoted, 0);
            places.retain(|place| {
                count =
                    if count.0 == place.kind { (count.0, count.1 + 1) } else { (place.kind, 1) };
                count.1 <= limit
            });
            Ok(PersonPlaces { view: people::latest(connection, person)?, places })
        })
    }
}

fn in_report(
    connection: &Connection,
    kind: PlaceKind,
    row: MentionRow,
    session: Option<SessionId>,
) -> rusqlite::Result<Option<PersonPlace>> {
    let Ok(report) = row.report.parse() else { return Ok(None) };
    Ok(Some(PersonPlace {
        kind,
        report: Some(report),
        forum: reports::forum(connection, &row.report)?,
        block: Some(row.block),
        photo: None,
        session,
        title: reports::headline(connection, &row.report)?.unwrap_or_default(),
        text: row.text,
        matches: vec![Highlight { start: row.starts as usize, end: row.ends as usize }],
    }))
}

fn in_forum(
    connection: &Connection,
    kind: PlaceKind,
    forum: ForumId,
    session: Option<SessionId>,
    text: String,
) -> rusqlite::Result<PersonPlace> {
    let names = forums::names_of(connection, [forum])?.into_values().next().unwrap_or_default();
    Ok(PersonPlace {
        kind,
        report: None,
        forum: Some(forum),
        block: None,
        photo: None,
        session,
        title: shown(&names),
        text,
        matches: Vec::new(),
    })
}
