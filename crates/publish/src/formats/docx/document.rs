//! `word/document.xml`: the article's paragraphs, with the ids of Word's own styles where it has one
//! for the purpose, so that a house's template and Word's outline work.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::super::labels::labels;
use super::super::notices::{self, Notice};
use super::super::runs::{Run, runs};
use super::{BOOKMARK_PREFIX, escape};
use crate::article::{Article, ArticleBlock, ArticleBlockKind, ArticleMarkKind, is_public_address};

/// The number of the one bulleted list; numbered lists have the numbers after it.
pub(super) const BULLETS: usize = 1;

/// The deepest level that Word's numbering has.
const DEEPEST: usize = 8;

/// A document, and what its other parts must hold for it.
pub(super) struct Document {
    pub(super) xml: String,
    /// Addresses of links, in the order of their relationships.
    pub(super) links: Vec<String>,
    /// The level of each numbered list, in the order of their numbers.
    pub(super) numbered_lists: Vec<usize>,
}

pub(super) fn document(article: &Article, bookmarks: bool) -> Document {
    let mut writer = Writer {
        article,
        document: Document { xml: HEAD.to_owned(), links: Vec::new(), numbered_lists: Vec::new() },
        bookmarks,
        names: BTreeSet::new(),
        open_lists: Vec::new(),
    };
    writer.write();
    writer.document.xml.push_str(FOOT);
    writer.document
}

const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#,
    "\n"
);

/// A4 with margins of 2.5 cm.
const FOOT: &str = concat!(
    r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" "#,
    r#"w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>"#,
    "</w:body></w:document>\n"
);

struct Writer<'a> {
    article: &'a Article,
    document: Document,
    bookmarks: bool,
    /// Bookmarks that are there already: Word drops a second one of the same name.
    names: BTreeSet<String>,
    /// The lists around the item before, outermost first: whether numbered, and their number.
    open_lists: Vec<(bool, usize)>,
}

impl<'a> Writer<'a> {
    fn write(&mut self) {
        let article = self.article;
        for line in notices::instructions(article) {
            self.line("TezisInstruction", None, &line);
        }
        if let Some(kicker) = &article.kicker {
            self.line("TezisKicker", Some("kicker"), kicker);
        }
        if !article.headline.is_empty() {
            self.line("Title", Some("headline"), &article.headline);
        }
        self.line("Date", Some("dateline"), &article.dateline.text);
        if let Some((label, time)) = notices::updated(article) {
            self.line("Date", Some("updated"), &format!("{label} {}", time.text));
        }
        for block in &article.body {
            self.block(block);
        }
        let notices = [notices::withdrawal(article), notices::correction(article)];
        for notice in notices.into_iter().flatten() {
            self.notice(&notice);
        }
        if let Some(disclosure) = &article.disclosure {
            self.line("TezisNotice", Some("disclosure"), disclosure);
        }
        for (number, line) in (1..).zip(&article.byline.lines) {
            self.line("TezisByline", Some(&format!("byline_{number}")), line);
        }
        if article.gallery().next().is_some() {
            self.line("Heading2", Some("photos"), labels(&article.language).photos);
            for picture in article.gallery() {
                let name = format!("photo_{}", picture.number);
                self.line("TezisPhoto", Some(&name), &picture.line());
            }
        }
    }

    fn block(&mut self, block: &'a ArticleBlock) {
        let name = block.source.map(|source| source.to_string());
        let name = name.as_deref();
        if !matches!(block.kind, ArticleBlockKind::ListItem { .. }) {
            self.open_lists.clear();
        }
        match block.kind {
            ArticleBlockKind::Lead => self.words("TezisLead", name, block, ""),
            ArticleBlockKind::Paragraph => self.words("Normal", name, block, ""),
            ArticleBlockKind::Heading { level: 2 } => self.words("Heading2", name, block, ""),
            ArticleBlockKind::Heading { level: 3 } => self.words("Heading3", name, block, ""),
            ArticleBlockKind::Heading { .. } => self.words("Heading4", name, block, ""),
            ArticleBlockKind::Quotation => self.words("Quote", name, block, ""),
            ArticleBlockKind::Box => self.words("TezisBox", name, block, ""),
            ArticleBlockKind::ListItem { ordered, level } => {
                let (level, number) = self.list(ordered, usize::from(level));
                let style = list_style(ordered, level);
                let numbering = format!(
                    "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>"
                );
                self.words(&style, name, block, &numbering);
            }
            ArticleBlockKind::Picture { picture } => {
                if let Some(picture) = self.article.picture(picture) {
                    self.line("TezisPhoto", name, &picture.line());
                }
            }
            ArticleBlockKind::Embed => {
                let address = block.text.trim();
                let web = is_public_address(address) && !address.starts_with("mailto:");
                let run = Run {
                    words: block.text.clone(),
                    link: web.then_some(address),
                    strong: false,
                    em: false,
                };
                self.paragraph("TezisEmbed", name, "", &[run]);
            }
        }
    }

    /// Returns level and number of the list that an item belongs to: the one that is open at its
    /// level, else a new one. A level is at most one deeper than that of the item before.
    fn list(&mut self, ordered: bool, level: usize) -> (usize, usize) {
        let level = level.min(self.open_lists.len()).min(DEEPEST);
        self.open_lists.truncate(level + 1);
        if let Some((_, number)) =
            self.open_lists.get(level).filter(|(open_ordered, _)| *open_ordered == ordered)
        {
            return (level, *number);
        }
        self.open_lists.truncate(level);
        let number = if ordered {
            self.document.numbered_lists.push(level);
            BULLETS + self.document.numbered_lists.len()
        } else {
            BULLETS
        };
        self.open_lists.push((ordered, number));
        (level, number)
    }

    fn notice(&mut self, notice: &Notice<'_>) {
        let label = Run { words: notice.label.to_owned(), link: None, strong: true, em: false };
        let words =
            Run { words: format!(" {}", notice.text), link: None, strong: false, em: false };
        self.paragraph("TezisNotice", Some(notice.class), "", &[label, words]);
    }

    fn line(&mut self, style: &str, name: Option<&str>, words: &str) {
        let run = Run { words: words.to_owned(), link: None, strong: false, em: false };
        self.paragraph(style, name, "", &[run]);
    }

    fn words(&mut self, style: &str, name: Option<&str>, block: &ArticleBlock, numbering: &str) {
        let seen = |kind: &ArticleMarkKind| {
            use ArticleMarkKind::{Em, Link, Strong};
            matches!(kind, Strong | Em | Link { .. })
        };
        self.paragraph(style, name, numbering, &runs(block, seen));
    }

    fn paragraph(&mut self, style: &str, name: Option<&str>, numbering: &str, runs: &[Run<'_>]) {
        let mut xml = format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{numbering}</w:pPr>");
        let bookmark =
            name.filter(|_| self.bookmarks).map(|name| format!("{BOOKMARK_PREFIX}{name}"));
        let bookmark = bookmark.filter(|name| self.names.insert(name.clone()));
        let id = self.names.len();
        if let Some(name) = &bookmark {
            push(&mut xml, format_args!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"));
        }
        for linked in runs.chunk_by(|a, b| a.link == b.link) {
            let link = linked.first().and_then(|run| run.link);
            if let Some(address) = link {
                let relationship = self.relationship(address);
                push(&mut xml, format_args!("<w:hyperlink r:id=\"rId{relationship}\">"));
            }
            for run in linked {
                text(run, &mut xml);
            }
            if link.is_some() {
                xml.push_str("</w:hyperlink>");
            }
        }
        if bookmark.is_some() {
            push(&mut xml, format_args!("<w:bookmarkEnd w:id=\"{id}\"/>"));
        }
        xml.push_str("</w:p>\n");
        self.document.xml.push_str(&xml);
    }

    fn relationship(&mut self, address: &str) -> usize {
        let links = &mut self.document.links;
        let known = links.iter().position(|known| known == address);
        super::parts::FIRST_LINK
            + known.unwrap_or_else(|| {
                links.push(address.to_owned());
                links.len() - 1
            })
    }
}

/// Returns the id of Word's style for an item: `ListBullet`, `ListNumber3`.
fn list_style(ordered: bool, level: usize) -> String {
    let name = if ordered { "ListNumber" } else { "ListBullet" };
    match level {
        0 => name.to_owned(),
        level => format!("{name}{}", (level + 1).min(5)),
    }
}

fn text(run: &Run<'_>, xml: &mut String) {
    xml.push_str("<w:r>");
    if run.strong || run.em || run.link.is_some() {
        xml.push_str("<w:rPr>");
        if run.link.is_some() {
            xml.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
        }
        if run.strong {
            xml.push_str("<w:b/>");
        }
        if run.em {
            xml.push_str("<w:i/>");
        }
        xml.push_str("</w:rPr>");
    }
    for (index, line) in run.words.split('\n').enumerate() {
        if index > 0 {
            xml.push_str("<w:br/>");
        }
        for (index, words) in line.split('\t').enumerate() {
            if index > 0 {
                xml.push_str("<w:tab/>");
            }
            if !words.is_empty() {
                let words = escape(words);
                push(xml, format_args!("<w:t xml:space=\"preserve\">{words}</w:t>"));
            }
        }
    }
    xml.push_str("</w:r>");
}

fn push(xml: &mut String, part: std::fmt::Arguments<'_>) {
    xml.write_fmt(part).expect("BUG: a String takes all");
}
