//! Markdown (`CommonMark` with tables and strikethrough) to pieces.

use pulldown_cmark::{
    CowStr, Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};
use tezis_report::model::BlockKind;

use crate::LeftOutReason;
use crate::hint::Limits;
use crate::markup::page;
use crate::piece::{Piece, PieceKind, Pieces};
use crate::rich::{RichWriter, Style, allowed_href};

/// Lines of that length at most, with capitals at their beginnings, were not wrapped but meant.
const SHORT_LINE: usize = 60;

/// Reads Markdown. The first heading of the first level is the title.
pub(crate) fn pieces(text: &str, limits: Limits) -> Pieces {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader { limits, ..Reader::default() };
    for event in Parser::new_ext(text, options) {
        reader.take(event);
    }
    reader.flush();
    reader.found
}

#[derive(Default)]
struct Reader {
    found: Pieces,
    limits: Limits,
    writer: RichWriter,
    strong: usize,
    em: usize,
    links: Vec<Option<String>>,
    quotations: usize,
    /// Open lists, outermost first: whether each is ordered.
    lists: Vec<bool>,
    /// An item began and nothing was written in it.
    item_begins: bool,
    heading: Option<HeadingLevel>,
    titled: bool,
    metadata: Option<String>,
    html: Option<String>,
    /// In an image, whose text is a caption.
    images: usize,
    caption: String,
    /// Characters, and those in links, of the block that is being written.
    length: usize,
    linked: usize,
    /// The source broke a line of the block, which need not mean anything.
    has_soft_breaks: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text);
            }
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::SoftBreak => {
                self.has_soft_breaks = true;
                self.writer.line_break();
            }
            Event::HardBreak => self.writer.line_break(),
            Event::Rule => self.flush(),
            Event::FootnoteReference(label) => self.text(&label),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph
            | Tag::CodeBlock(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::FootnoteDefinition(_) => {
                self.flush();
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotations += 1;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                self.flush();
                self.item_begins = true;
            }
            Tag::TableCell if !self.writer.is_empty() => {
                self.writer.write(" | ", &Style::default());
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(String::new());
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.metadata = Some(String::new()),
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.em += 1,
            Tag::Link { dest_url, .. } => self.links.push(allowed_href(&dest_url)),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong -= 1,
            TagEnd::Emphasis => self.em -= 1,
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::Image => {
                self.images -= 1;
                if self.images == 0 && !self.caption.trim().is_empty() {
                    let caption = Piece::paragraph(std::mem::take(&mut self.caption).trim());
                    self.found
                        .all
                        .push(Piece { kind: PieceKind::Out(LeftOutReason::Caption), ..caption });
                }
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotations -= 1;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::MetadataBlock(_) => self.metadata_block(),
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.flush();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &CowStr<'_>) {
        if let Some(metadata) = &mut self.metadata {
            metadata.push_str(text);
            return;
        }
        if self.images > 0 {
            self.caption.push_str(text);
            return;
        }
        let visible = text.chars().filter(|c| !c.is_whitespace()).count();
        self.length += visible;
        self.linked += if self.links.is_empty() { 0 } else { visible };
        let style = Style {
            strong: self.strong > 0,
            em: self.em > 0,
            href: self.links.last().cloned().flatten(),
        };
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.writer.line_break();
            }
            self.writer.write(line, &style);
        }
    }

    fn inline_html(&mut self, tag: &str) {
        let name = tag.trim_matches(['<', '>', '/', ' ']);
        if name.eq_ignore_ascii_case("br") {
            self.writer.line_break();
        }
    }

    fn html_block(&mut self) {
        if let Some(html) = self.html.take() {
            let found = page::fragment_pieces(&html, self.limits);
            self.found.too_deep |= found.too_deep;
            self.found.all.extend(found.all);
        }
    }

    /// Reads `title`, `date` and `author` of a front matter; the rest is left out.
    fn metadata_block(&mut self) {
        for line in self.metadata.take().unwrap_or_default().lines() {
            let Some((key, value)) = line.split_once(':') else {
                self.leave_out(line);
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']);
            match key.trim() {
                "title" if !value.is_empty() => self.found.title = Some(value.to_owned()),
                "date" if !value.is_empty() => self.found.date = Some(value.to_owned()),
                "author" if !value.is_empty() => self.found.authors.push(value.to_owned()),
                _ => self.leave_out(line),
            }
        }
    }

    fn leave_out(&mut self, line: &str) {
        if !line.trim().is_empty() {
            let piece = Piece::paragraph(line.trim());
            self.found.all.push(Piece { kind: PieceKind::Out(LeftOutReason::Metadata), ..piece });
        }
    }

    fn flush(&mut self) {
        let mut text = self.writer.take();
        let (length, linked) = (std::mem::take(&mut self.length), std::mem::take(&mut self.linked));
        let soft = std::mem::take(&mut self.has_soft_breaks);
        if text.text.is_empty() {
            return;
        }
        if soft && !lines_are_meant(&text.text) {
            // One character for another: marks stay where they are.
            text.text = text.text.replace('\n', " ");
        }
        let kind = self.kind();
        self.found.all.push(Piece { kind, text, linked: linked == length });
    }

    fn kind(&mut self) -> PieceKind {
        let begins_item = std::mem::take(&mut self.item_begins);
        if let Some(level) = self.heading {
            if level == HeadingLevel::H1 && !self.titled {
                self.titled = true;
                return PieceKind::Title;
            }
            return PieceKind::Block(BlockKind::Heading { level: (level as u8).clamp(2, 4) });
        }
        PieceKind::Block(match self.lists.last() {
            Some(&ordered) if begins_item => {
                let level = u8::try_from((self.lists.len() - 1).min(8)).unwrap_or(8);
                BlockKind::ListItem { ordered, level }
            }
            _ if self.quotations > 0 => BlockKind::Quotation,
            _ => BlockKind::Paragraph,
        })
    }
}

/// Tells whether a paragraph's lines stand for themselves, as an author's and a medium's do.
fn lines_are_meant(text: &str) -> bool {
    text.split('\n').all(|line| {
        line.chars().count() <= SHORT_LINE
            && !line.starts_with(char::is_lowercase)
            && !line.ends_with([',', '.'])
    })
}
