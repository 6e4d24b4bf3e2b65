//! Fills a new library with many short reports and, as the latest, one of ten thousand words with two
//! hundred tags, for `scripts/bench-window`:
//! `cargo run --release -p tezis-desk --example many_reports -- DIR COUNT`.

#![expect(clippy::print_stderr, reason = "a program for the terminal")]

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use tezis_desk::ids::{BlockId, PersonId};
use tezis_desk::model::{Block, BlockKind, Mark, MarkSpan, RichText};
use tezis_desk::wire::ForumEdit;
use tezis_desk::{Access, BodySave, Desk, ForumCollection, NoEvents, OpenDesk, SystemEnvironment};

/// Paragraphs of the long report, of 40 words each.
const PARAGRAPHS: u64 = 250;
/// Of which so many name somebody.
const TAGGED: u64 = 200;
const PEOPLE: u64 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let count: usize = arguments.next().ok_or("how many reports?")?.parse()?;
    let desk = Desk::open(OpenDesk {
        cache: folder.join("cache"),
        library: folder,
        access: Access::Write { holder: "many_reports".to_owned() },
        environment: Arc::new(SystemEnvironment),
        events: Arc::new(NoEvents),
    })?;
    for number in 1..=count {
        let lines: Vec<String> = (1..=12)
            .map(|line| {
                format!("İştirakçılar {line}-ci iclasda {number} sualı müzakirə edib, təkliflər yazılıb.")
            })
            .collect();
        let text =
            format!("Forumun {number}-ci günü: müzakirələr davam edir\n\n{}\n", lines.join("\n\n"));
        let read = desk.read_pasted(&text, None, None)?;
        desk.accept_intake(&read, None, None)?;
        if number % 1000 == 0 {
            eprintln!("{number} of {count}");
        }
    }
    long_report(&desk)?;
    desk.close();
    Ok(())
}

fn long_report(desk: &Desk) -> Result<(), Box<dyn Error>> {
    let forum = desk.new_forum("Kəhriz təmiri forumu", "az")?.forum.id;
    let people: Vec<PersonId> = (0..PEOPLE).map(|n| PersonId::from_parts(1, n.into())).collect();
    let names = |n: u64| format!("Kərim Kəhrizçi-{n}");
    let edits: Vec<ForumEdit> = (0..)
        .zip(&people)
        .map(|(n, id)| ForumEdit::Put {
            collection: ForumCollection::People,
            id: Some(id.to_string()),
            fields: fields(json!({ "full": { "az": names(n) } })),
        })
        .collect();
    desk.edit_forum(forum, &edits)?;
    let opened = desk.new_report(Some(forum), None, Some("Uzun hesabat"))?;
    let words = "Forum iştirakçıları könüllülük və yerli büdcə barədə fikir mübadiləsi apardılar ";
    let mut blocks = Vec::new();
    for number in 0..PARAGRAPHS {
        let speaker = number % PEOPLE;
        let name = names(speaker);
        let mut text = RichText::plain(format!("{name} söz aldı. {}", words.repeat(4)));
        let id = people.get(usize::try_from(speaker)?).copied();
        if let Some(id) = id.filter(|_| number < TAGGED) {
            let end = u32::try_from(name.chars().count())?;
            text.marks.push(MarkSpan { start: 0, end, mark: Mark::Person { id } });
        }
        let id = BlockId::from_parts(1_760_000_000_000 + number, number.into());
        blocks.push(Block { id, kind: BlockKind::Paragraph, text });
    }
    let order = Some(blocks.iter().map(|block| block.id).collect());
    let save = BodySave { base: opened.heads, order, blocks, removed: Vec::new() };
    desk.save_body(opened.report.id, &save)?;
    Ok(())
}

fn fields(value: Value) -> Map<String, Value> {
    if let Value::Object(fields) = value { fields } else { Map::new() }
}
