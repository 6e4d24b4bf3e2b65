//! Fills a new library with many short reports, for `scripts/bench-start`:
//! `cargo run --release -p tezis-desk --example many_reports -- DIR COUNT`.

#![expect(clippy::print_stderr, reason = "a program for the terminal")]

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use tezis_desk::{Access, Desk, NoEvents, OpenDesk, SystemEnvironment};

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
    desk.close();
    Ok(())
}
