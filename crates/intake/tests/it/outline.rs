//! An intake as text that a person can read in a snapshot.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tezis_intake::{Intake, IntakeBlock};
use tezis_report::model::{MarkSpan, RichText};

/// The path of a fixture.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// All of an intake, a line for each part.
pub(crate) fn outline(intake: &Intake) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    line("headline", intake.headline.clone());
    line("marker", intake.headline_marker.clone());
    line("dateline", intake.dateline.as_ref().map(|dateline| dateline.text.clone()));
    if let Some(dateline) = &intake.dateline {
        let format = if dateline.timed { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d" };
        line("  at", dateline.at.map(|at| at.format(format).to_string()));
        line("  place", dateline.place.clone());
    }
    line("byline", Some(intake.byline.join(" + ")));
    line("credit", intake.source_credit.clone());
    line("language", intake.language.clone());
    line("encoding", Some(intake.encoding.clone()));
    for warning in &intake.warnings {
        line("warning", Some(serde_json::to_string(warning).unwrap()));
    }
    out.push_str("--- blocks\n");
    out.push_str(&blocks(&intake.blocks));
    if !intake.left_out.is_empty() {
        out.push_str("--- left out\n");
        for left in &intake.left_out {
            let reason = serde_json::to_value(left.reason).unwrap();
            writeln!(out, "{}. {} | {}", left.after_block, reason.as_str().unwrap(), left.text)
                .unwrap();
        }
    }
    out
}

/// Blocks, a line for each, marks as tags.
pub(crate) fn blocks(blocks: &[IntakeBlock]) -> String {
    let mut out = String::new();
    for (at, block) in blocks.iter().enumerate() {
        let kind = serde_json::to_value(block.kind).unwrap();
        writeln!(out, "{}. {} | {}", at + 1, tag(&kind), tagged(&block.text)).unwrap();
    }
    out
}

fn tagged(text: &RichText) -> String {
    let mut out = String::new();
    for (at, c) in text.text.chars().map(Some).chain([None]).enumerate() {
        let at = u32::try_from(at).unwrap();
        for span in text.marks.iter().rev().filter(|span| span.end == at) {
            write!(out, "</{}>", name(span).split(' ').next().unwrap()).unwrap();
        }
        for span in text.marks.iter().filter(|span| span.start == at) {
            write!(out, "<{}>", name(span)).unwrap();
        }
        match c {
            Some('\n') => out.push('⏎'),
            Some(c) => out.push(c),
            None => {}
        }
    }
    out
}

fn name(span: &MarkSpan) -> String {
    tag(&serde_json::to_value(&span.mark).unwrap())
}

/// A tagged value in one line: its type, then its fields.
fn tag(value: &Value) -> String {
    // Sorted: another crate's features may make serde_json keep the order of declaration.
    let fields: BTreeMap<&String, &Value> = value.as_object().unwrap().iter().collect();
    let mut out = value["type"].as_str().unwrap().to_owned();
    for (name, field) in fields.iter().filter(|(name, _)| **name != "type") {
        write!(out, " {name}={}", field.as_str().map_or_else(|| field.to_string(), str::to_owned))
            .unwrap();
    }
    out
}
