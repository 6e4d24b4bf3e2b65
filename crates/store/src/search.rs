//! Search in reports: any form of a word finds any other, with or without Azerbaijani letters. Hits
//! with the very words come first, newer ones before older ones. Highlights are found here from the
//! same folding, as the index keeps no text.

use std::collections::HashSet;
use std::ops::ControlFlow;

use rusqlite::Connection;

use crate::tables::finder;
use crate::tables::report_search::{self, WordKeys, stem_key};
use crate::tables::report_texts::{self, ReportTexts};
use crate::tables::reports::{self, ReportFilter, ReportRow};
use crate::{Library, StoreError};

/// More words than this narrow nothing down.
const MOST_TERMS: usize = 12;

/// Characters of an excerpt, and how many of them stand before the first word found.
const EXCERPT: usize = 180;
const BEFORE: usize = 50;

/// A report that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// The report.
    pub row: ReportRow,
    /// The words found in `row.headline`.
    pub headline: Vec<Highlight>,
    /// The place in the text where the words stand; none when they stand in the headline alone.
    pub excerpt: Option<Excerpt>,
}

/// A piece of a report's text around the first word found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Where it is from.
    pub place: Place,
    /// The text.
    pub text: String,
    /// Whether text was left out before it.
    pub cut_before: bool,
    /// Whether text was left out after it.
    pub cut_after: bool,
    /// The words found in it.
    pub highlights: Vec<Highlight>,
}

/// Where a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the body.
    Body,
    /// In a photo's caption.
    Captions,
    /// Among the people whom it mentions.
    People,
    /// In a headline other than the one shown.
    Headline,
}

/// A part of a text in Unicode scalars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl Library {
    /// Returns the reports that hold every word of the query, in any form or as a word's beginning.
    /// A query without words finds nothing. Of the filter, offset and limit are not looked at.
    ///
    /// # Errors
    /// Those of the database.
    pub fn search_reports(
        &self,
        query: &str,
        filter: &ReportFilter,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<SearchHit>, StoreError> {
        let terms = terms(query);
        if terms.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        self.database.read("search the reports", |connection| {
            find(connection, &terms, filter, limit, offset)?
                .into_iter()
                .map(|(key, row)| {
                    let texts = report_texts::find(connection, key)?.unwrap_or_default();
                    Ok(hit(row, &texts, &terms))
                })
                .collect()
        })
    }
}

impl Library {
    /// Makes the indexes of the search and of the finder anew, from the texts that the lists keep. Needed
    /// only when they are damaged: writing a projection says so with [`StoreError::Damaged`].
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Full`] and others of the database.
    pub fn rebuild_search(&self) -> Result<(), StoreError> {
        let sql = |error| self.sql("make the search anew", error);
        self.database.write("make the search anew", |connection| {
            report_search::recreate(connection).map_err(sql)?;
            for key in report_texts::keys(connection).map_err(sql)? {
                if let Some(texts) = report_texts::find(connection, key).map_err(sql)? {
                    report_search::replace(connection, key, &texts).map_err(sql)?;
                }
            }
            finder::index_anew(connection).map_err(sql)
        })
    }
}

pub(crate) fn terms(query: &str) -> Vec<WordKeys> {
    let mut terms: Vec<WordKeys> = Vec::new();
    for word in tezis_lang::words(query) {
        let term = WordKeys::of(word.text);
        if !terms.contains(&term) && terms.len() < MOST_TERMS {
            terms.push(term);
        }
    }
    terms
}

/// Walks the index three times: for the words as they are written, for the same words without
/// regard to diacritics, then for their other forms and what the last one begins, which is still being
/// typed. Only where all that finds nothing does a word count as a beginning that no report has: SQLite
/// merges the lists of all words that begin so, which takes longer than all else.
fn find(
    connection: &Connection,
    terms: &[WordKeys],
    filter: &ReportFilter,
    limit: u32,
    offset: u32,
) -> rusqlite::Result<Vec<(i64, ReportRow)>> {
    let among = reports::narrow_keys(connection, filter)?;
    let mut seen = HashSet::new();
    let mut skip = offset;
    let mut found = Vec::new();
    let mut matched = false;
    for pass in 0..4 {
        let expression = match pass {
            0 => as_written(terms),
            1 => folded(terms),
            2 => tolerant(terms),
            _ if matched => break,
            _ => match begun(connection, terms)? {
                Some(expression) => expression,
                None => break,
            },
        };
        report_search::each_match(connection, &expression, &mut |key| {
            if among.as_ref().is_some_and(|among| !among.contains(&key)) || !seen.insert(key) {
                return Ok(ControlFlow::Continue(()));
            }
            let Some(row) = reports::by_key(connection, key, filter)? else {
                return Ok(ControlFlow::Continue(()));
            };
            matched = true;
            if skip > 0 {
                skip -= 1;
                return Ok(ControlFlow::Continue(()));
            }
            found.push((key, row));
            let full = found.len() >= limit as usize;
            Ok(if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        if found.len() >= limit as usize {
            break;
        }
    }
    Ok(found)
}

/// Keys hold letters, digits, marks and their sign only, so that they need no escaping inside
/// quotation marks.
fn as_written(terms: &[WordKeys]) -> String {
    all_of(terms, |term| format!("\"{}\"", term.written))
}

fn folded(terms: &[WordKeys]) -> String {
    all_of(terms, |term| format!("\"{}\"", term.folded))
}

/// The forms of every word, and what the last one begins.
fn tolerant(terms: &[WordKeys]) -> String {
    all_of(terms, |term| {
        let WordKeys { folded, stem, .. } = term;
        if terms.last() == Some(term) {
            beginning(term)
        } else {
            format!("(\"{folded}\" OR \"{stem}\")")
        }
    })
}

/// The forms of the words that some report has, and what the others and the last one begin; none where
/// there are no others.
fn begun(connection: &Connection, terms: &[WordKeys]) -> rusqlite::Result<Option<String>> {
    let mut clauses = Vec::new();
    let mut others = false;
    for term in terms {
        let mut known = false;
        let plain = format!("(\"{}\" OR \"{}\")", term.folded, term.stem);
        report_search::each_match(connection, &plain, &mut |_| {
            known = true;
            Ok(ControlFlow::Break(()))
        })?;
        others |= !known && terms.last() != Some(term);
        clauses.push(if known && terms.last() != Some(term) { plain } else { beginning(term) });
    }
    Ok(others.then(|| clauses.join(" AND ")))
}

fn beginning(WordKeys { folded, stem, .. }: &WordKeys) -> String {
    if folded.chars().nth(1).is_some() {
        format!("(\"{folded}\"* OR \"{stem}\")")
    } else {
        // One letter begins nearly every report's words: it finds only itself.
        format!("\"{folded}\"")
    }
}

pub(crate) fn all_of(terms: &[WordKeys], clause: impl Fn(&WordKeys) -> String) -> String {
    terms.iter().map(clause).collect::<Vec<_>>().join(" AND ")
}

fn hit(row: ReportRow, texts: &ReportTexts, terms: &[WordKeys]) -> SearchHit {
    let headline = highlights(&row.headline, terms).collect();
    let places = [
        (Place::Body, &texts.body),
        (Place::Captions, &texts.captions),
        (Place::People, &texts.people),
        (Place::Headline, &texts.headline),
    ];
    let excerpt = places
        .into_iter()
        .filter(|(place, text)| *place != Place::Headline || **text != row.headline)
        .find_map(|(place, text)| excerpt(place, text, terms));
    SearchHit { row, headline, excerpt }
}

fn excerpt(place: Place, text: &str, terms: &[WordKeys]) -> Option<Excerpt> {
    let mut found = highlights(text, terms).peekable();
    let first = found.peek()?.start;
    let near = first.saturating_sub(BEFORE);
    let start = if near == 0 {
        0
    } else {
        // Begin with a whole word, not in the middle of one.
        let mut before = text.chars().enumerate().skip(near).take(first - near);
        before.find(|(_, c)| c.is_whitespace()).map_or(first, |(space, _)| space + 1)
    };
    let shown: String = text.chars().skip(start).take(EXCERPT).collect();
    let end = start + shown.chars().count();
    let highlights = found
        .take_while(|highlight| highlight.end <= end)
        .map(|Highlight { start: from, end }| Highlight { start: from - start, end: end - start })
        .collect();
    let cut_after = text.chars().nth(end).is_some();
    Some(Excerpt { place, text: shown, cut_before: start > 0, cut_after, highlights })
}

/// Finds the words of a text that a term matches, lazily: a long text is read to its first matches.
pub(crate) fn highlights<'a>(
    text: &'a str,
    terms: &'a [WordKeys],
) -> impl Iterator<Item = Highlight> + 'a {
    tezis_lang::words(text).filter_map(move |word| {
        let first = word.text.chars().next().map(tezis_lang::fold_char)?;
        // Folding and stemming every word of a text would cost more than the search itself.
        let mut likely = terms.iter().filter(|term| term.folded.starts_with(first)).peekable();
        likely.peek()?;
        let folded = tezis_lang::fold(&tezis_lang::nfc(word.text));
        likely
            .any(|term| matches(term, &folded))
            .then(|| Highlight { start: word.start, end: word.start + word.text.chars().count() })
    })
}

fn matches(term: &WordKeys, folded: &str) -> bool {
    if term.folded.chars().nth(1).is_none() {
        return term.folded == folded;
    }
    folded.starts_with(&term.folded) || stem_key(folded) == term.stem
}
