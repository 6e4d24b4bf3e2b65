//! The published report and its annotation, where they are at hand: they can't be in the repository.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tezis_intake::{Hint, LeftOutReason, read};
use tezis_report::model::BlockKind;

fn shared(path: &str) -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if !shared.exists() {
        println!("skipped: ../shared is not here");
        return None;
    }
    Some(shared)
}

#[test]
fn the_seed_comes_in_as_it_was_annotated() {
    let (Some(report), Some(gold)) = (shared("seed/report.txt"), shared("seed/gold.json")) else {
        return;
    };
    let gold: Value = serde_json::from_slice(&std::fs::read(gold).unwrap()).unwrap();
    let text = |value: &Value| value["text"].as_str().unwrap().to_owned();
    let texts = |value: &Value| value.as_array().unwrap().iter().map(text).collect::<Vec<_>>();

    // Without any hint: the rules must hold for a portal that nobody described.
    let intake = read(&std::fs::read(report).unwrap(), &Hint::default()).unwrap();

    assert_eq!(intake.headline, Some(text(&gold["headline"])));
    assert_eq!(intake.headline_marker.as_deref(), gold["headline"]["tag"].as_str());
    let dateline = intake.dateline.unwrap();
    assert_eq!(dateline.text, text(&gold["dateline"]));
    let at = dateline.at.unwrap().format("%Y-%m-%dT%H:%M:%S").to_string();
    assert!(gold["dateline"]["iso"].as_str().unwrap().starts_with(&at));
    let (lead, body) = intake.blocks.split_first().unwrap();
    assert_eq!((lead.kind, &lead.text.text), (BlockKind::Lead, &text(&gold["lead"])));
    assert_eq!(
        body.iter().map(|block| block.text.text.clone()).collect::<Vec<_>>(),
        texts(&gold["body"])
    );
    assert!(body.iter().all(|block| block.kind == BlockKind::Paragraph));
    assert_eq!(intake.byline, [text(&gold["byline"])]);
    assert_eq!(intake.source_credit, Some(text(&gold["source_credit"])));
    let left_out: Vec<_> = intake.left_out.iter().map(|line| line.text.clone()).collect();
    assert_eq!(left_out, texts(&gold["related_headlines"]));
    assert!(intake.left_out.iter().all(|line| line.after_block == intake.blocks.len()));
    assert!(
        intake.left_out.iter().all(|line| line.reason == LeftOutReason::OtherHeadline),
        "{:#?}",
        intake.left_out
    );
    assert_eq!((intake.language.as_deref(), intake.encoding.as_str()), (Some("az"), "UTF-8"));
    assert!(intake.warnings.is_empty());
}

#[test]
fn nothing_of_the_other_reports_is_left_out() {
    let Some(folder) = shared("language/dev") else { return };
    // 1 to 5 begin with the lead, 13 to 15 with a headline; none has more than the report.
    for (number, headlined) in [
        (1, false),
        (2, false),
        (3, false),
        (4, false),
        (5, false),
        (13, true),
        (14, true),
        (15, true),
    ] {
        let text = std::fs::read_to_string(folder.join(format!("report-{number}.txt"))).unwrap();
        let intake = read(text.as_bytes(), &Hint::default()).unwrap();
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        assert_eq!(
            intake.headline.as_deref(),
            if headlined { lines.next() } else { None },
            "{number}"
        );
        let blocks: Vec<_> = intake.blocks.iter().map(|block| block.text.text.as_str()).collect();
        assert_eq!(blocks, lines.map(str::trim).collect::<Vec<_>>(), "{number}");
        assert_eq!((intake.left_out.len(), intake.byline.len()), (0, 0), "{number}");
        assert_eq!(intake.language.as_deref(), Some("az"), "{number}");
    }
}
