//! `text.txt`: the whole text without any format, to be pasted where nothing else is taken.

use std::io::{self, Write};

use super::notices;
use crate::article::{Article, ArticleBlock, ArticleBlockKind};
use crate::error::PublishError;

/// How the text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// Whether blocks are set apart by a blank line, which is how web forms know paragraphs.
    pub blank_lines: bool,
}

/// Writes headline, date line, body and byline, before them what whoever puts it up must know (an
/// embargo). List items get their bullets and numbers, a picture in the text its mark `[FOTO 03]`.
pub fn text(
    article: &Article,
    options: &TextOptions,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    write(article, *options, out).map_err(PublishError::writing("text.txt"))
}

fn write(article: &Article, options: TextOptions, out: &mut impl Write) -> io::Result<()> {
    let gap = if options.blank_lines { "\n\n" } else { "\n" };
    let instructions = notices::instructions(article);
    if !instructions.is_empty() {
        write!(out, "{}{gap}", instructions.join("\n"))?;
    }
    let mut head: Vec<&str> = Vec::new();
    head.extend(article.kicker.as_deref());
    head.extend(Some(article.headline.as_str()).filter(|headline| !headline.is_empty()));
    head.push(&article.dateline.text);
    out.write_all(head.join("\n").as_bytes())?;
    if let Some((label, time)) = notices::updated(article) {
        write!(out, "\n{label} {}", time.text)?;
    }

    let body = body_text(article, &article.body, gap);
    let notice = |notice: Option<notices::Notice<'_>>| notice.map(|notice| notice.line());
    let parts = [
        Some(body),
        notice(notices::withdrawal(article)),
        notice(notices::correction(article)),
        article.disclosure.clone(),
        Some(article.byline.lines.join("\n")),
    ];
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        write!(out, "{gap}{part}")?;
    }
    out.write_all(b"\n")
}

/// Returns blocks as plain text, `gap` between them; items of one list stand close. List items get
/// their bullets and numbers, a picture its mark.
pub(crate) fn body_text(article: &Article, blocks: &[ArticleBlock], gap: &str) -> String {
    let mut text = String::new();
    // Whether the list of each level is numbered, and the number of its last item.
    let mut lists: Vec<(bool, u32)> = Vec::new();
    let mut in_list = false;
    for (index, block) in blocks.iter().enumerate() {
        let is_item = matches!(block.kind, ArticleBlockKind::ListItem { .. });
        if index > 0 {
            text.push_str(if in_list && is_item { "\n" } else { gap });
        }
        in_list = is_item;
        match block.kind {
            ArticleBlockKind::ListItem { ordered, level } => {
                let level = usize::from(level).min(lists.len());
                lists.truncate(level + 1);
                let open = lists.get(level).copied();
                lists.truncate(level);
                // An item of the other kind begins another list.
                let number =
                    open.filter(|(kind, _)| *kind == ordered).map_or(1, |(_, last)| last + 1);
                lists.push((ordered, number));
                text.push_str(&"  ".repeat(level));
                let sign = if ordered { format!("{number}.") } else { "•".to_owned() };
                text.push_str(&sign);
                text.push(' ');
                text.push_str(&block.text);
            }
            ArticleBlockKind::Picture { picture } => {
                lists.clear();
                let mark = article.picture(picture).map(|picture| picture.mark.as_str());
                text.push_str(mark.unwrap_or_default());
            }
            _ => {
                lists.clear();
                text.push_str(&block.text);
            }
        }
    }
    text
}
