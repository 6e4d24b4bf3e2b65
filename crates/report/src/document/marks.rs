//! Marks of a block's text. In the document a mark that names something carries its id in its name
//! (`person:<id>`, value true): two marks of one name that overlap would lose one of the two. Only
//! the difference is written; names of newer versions are left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use automerge::marks::{ExpandMark, Mark as AutomergeMark, MarkSet};
use automerge::transaction::Transactable;
use automerge::{AutomergeError, ObjId, ScalarValue};

use super::reading::Reader;
use crate::model::{Mark, MarkSpan, RichText};

fn name(mark: &Mark) -> String {
    match mark {
        Mark::Strong => "strong".to_owned(),
        Mark::Em => "em".to_owned(),
        Mark::Link { .. } => "link".to_owned(),
        Mark::Person { id } => format!("person:{id}"),
        Mark::Organisation { id } => format!("organisation:{id}"),
        Mark::Session { id } => format!("session:{id}"),
        Mark::Place { id } => format!("place:{id}"),
        Mark::Quote { id } => format!("quote:{id}"),
        Mark::Material { id } => format!("material:{id}"),
    }
}

fn value(mark: &Mark) -> ScalarValue {
    match mark {
        Mark::Link { href } => ScalarValue::Str(href.as_str().into()),
        _ => ScalarValue::Boolean(true),
    }
}

fn read(name: &str, value: &ScalarValue) -> Option<Mark> {
    if name == "link" {
        return value.as_str().map(|href| Mark::Link { href: href.to_owned() });
    }
    if *value != ScalarValue::Boolean(true) {
        return None;
    }
    match name.split_once(':') {
        None if name == "strong" => Some(Mark::Strong),
        None if name == "em" => Some(Mark::Em),
        Some(("person", id)) => id.parse().ok().map(|id| Mark::Person { id }),
        Some(("organisation", id)) => id.parse().ok().map(|id| Mark::Organisation { id }),
        Some(("session", id)) => id.parse().ok().map(|id| Mark::Session { id }),
        Some(("place", id)) => id.parse().ok().map(|id| Mark::Place { id }),
        Some(("quote", id)) => id.parse().ok().map(|id| Mark::Quote { id }),
        Some(("material", id)) => id.parse().ok().map(|id| Mark::Material { id }),
        _ => None,
    }
}

/// Typing behind bold words goes on in bold, as it does in the window (`inclusive`); nothing grows
/// the name of a person or a quotation.
fn expand(name: &str) -> ExpandMark {
    if matches!(name, "strong" | "em") { ExpandMark::After } else { ExpandMark::None }
}

/// Puts the pieces of a text together, with the marks that this version knows.
pub(crate) fn rich_text(pieces: &[(String, Option<Arc<MarkSet>>)]) -> RichText {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut start = 0u32;
    for (piece, marks) in pieces {
        let end = start.saturating_add(u32::try_from(piece.chars().count()).unwrap_or(u32::MAX));
        let known = marks.iter().flat_map(|marks| marks.iter());
        let known = known.filter_map(|(name, value)| read(name, value));
        spans.extend(known.map(|mark| MarkSpan { start, end, mark }));
        text.push_str(piece);
        start = end;
    }
    RichText { text, marks: normal(spans, start) }
}

/// Returns spans inside a text of a length, sorted; those of one mark never overlap or touch, and of
/// two links over one another the one that begins later holds.
pub(crate) fn normal(mut spans: Vec<MarkSpan>, length: u32) -> Vec<MarkSpan> {
    spans.sort();
    let mut by_name: BTreeMap<String, Vec<MarkSpan>> = BTreeMap::new();
    for mut span in spans {
        span.end = span.end.min(length);
        if span.start >= span.end {
            continue;
        }
        let same = by_name.entry(name(&span.mark)).or_default();
        match same.last_mut() {
            Some(last) if last.mark == span.mark && span.start <= last.end => {
                last.end = last.end.max(span.end);
            }
            Some(last) if span.start < last.end => {
                last.end = span.start;
                if last.start >= last.end {
                    same.pop();
                }
                same.push(span);
            }
            _ => same.push(span),
        }
    }
    let mut spans: Vec<MarkSpan> = by_name.into_values().flatten().collect();
    spans.sort();
    spans
}

/// Makes the marks of a text those that are wanted.
pub(crate) fn set<T: Transactable>(
    tx: &mut T,
    text: &ObjId,
    wanted: &[MarkSpan],
) -> Result<(), AutomergeError> {
    let mut names: BTreeMap<String, (Layer, Layer)> = BTreeMap::new();
    for mark in Reader::of(tx).marks(text) {
        if read(mark.name(), mark.value()).is_some() {
            let (present, _) = names.entry(mark.name().to_owned()).or_default();
            present.push((mark.start, mark.end, mark.value().clone()));
        }
    }
    for span in wanted {
        let (Ok(start), Ok(end)) = (usize::try_from(span.start), usize::try_from(span.end)) else {
            continue;
        };
        let (_, wanted) = names.entry(name(&span.mark)).or_default();
        wanted.push((start, end, value(&span.mark)));
    }
    for (name, (present, wanted)) in names {
        if present == wanted {
            continue;
        }
        for (start, end, value) in difference(&present, &wanted) {
            match value {
                Some(value) => {
                    let mark = AutomergeMark::new(name.clone(), value, start, end);
                    tx.mark(text, mark, expand(&name))?;
                }
                None => tx.unmark(text, &name, start, end, expand(&name))?,
            }
        }
    }
    Ok(())
}

/// The stretches of a text that a mark of one name covers, with its value.
type Layer = Vec<(usize, usize, ScalarValue)>;

/// Returns the stretches where the layers differ, with the value wanted there.
fn difference(present: &Layer, wanted: &Layer) -> Vec<(usize, usize, Option<ScalarValue>)> {
    let cuts: BTreeSet<usize> =
        present.iter().chain(wanted).flat_map(|(start, end, _)| [*start, *end]).collect();
    let covering = |layer: &Layer, at: usize| {
        layer.iter().find(|(start, end, _)| *start <= at && at < *end).map(|(_, _, v)| v.clone())
    };
    let mut stretches: Vec<(usize, usize, Option<ScalarValue>)> = Vec::new();
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        let want = covering(wanted, *start);
        if want == covering(present, *start) {
            continue;
        }
        match stretches.last_mut() {
            Some((_, last, value)) if *last == *start && *value == want => *last = *end,
            _ => stretches.push((*start, *end, want)),
        }
    }
    stretches
}
