//! `text.txt`: the whole text without any format, to be pasted where nothing else is taken.

use std::io::{self, Write};

use super::labels::labels;
use crate::article::{Article, ArticleBlockKind};
use crate::error::PublishError;

/// How the text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// Whether blocks are set apart by a blank line, which is how web forms know paragraphs.
    pub blank_lines: bool,
}

/// Writes headline, date line, body and byline. List items get their bullets and numbers, a picture
/// in the text its mark `[FOTO 03]`.
pub fn text(
    article: &Article,
    options: &TextOptions,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    write(article, *options, out).map_err(PublishError::writing("text.txt"))
}

fn write(article: &Article, options: TextOptions, out: &mut impl Write) -> io::Result<()> {
    let gap = if options.blank_lines { "\n\n" } else { "\n" };
    let mut head: Vec<&str> = Vec::new();
    head.extend(article.kicker.as_deref());
    head.extend(Some(article.headline.as_str()).filter(|headline| !headline.is_empty()));
    head.push(&article.dateline.text);
    out.write_all(head.join("\n").as_bytes())?;

    let mark = labels(&article.language).photo_mark;
    let digits = article.pictures.len().to_string().len().max(2);
    // The number of the last item, by level.
    let mut numbers: Vec<u32> = Vec::new();
    let mut in_list = false;
    for block in &article.body {
        let is_item = matches!(block.kind, ArticleBlockKind::ListItem { .. });
        out.write_all(if in_list && is_item { "\n" } else { gap }.as_bytes())?;
        in_list = is_item;
        let ArticleBlockKind::ListItem { ordered, level } = block.kind else {
            numbers.clear();
            match block.kind {
                ArticleBlockKind::Picture { picture } => {
                    write!(out, "[{mark} {picture:0digits$}]")?;
                }
                _ => out.write_all(block.text.as_bytes())?,
            }
            continue;
        };
        let level = usize::from(level).min(numbers.len());
        numbers.truncate(level + 1);
        numbers.resize(level + 1, 0);
        let indent = "  ".repeat(level);
        match numbers.last_mut() {
            Some(number) if ordered => {
                *number += 1;
                write!(out, "{indent}{number}. {}", block.text)?;
            }
            _ => write!(out, "{indent}• {}", block.text)?,
        }
    }
    for tail in
        [article.disclosure.iter().collect::<Vec<_>>(), article.byline.lines.iter().collect()]
    {
        for (index, line) in tail.iter().enumerate() {
            out.write_all(if index == 0 { gap } else { "\n" }.as_bytes())?;
            out.write_all(line.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}
