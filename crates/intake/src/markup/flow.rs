//! A tree's text as pieces: blocks by their elements, runs by their marks. Where the text of a page
//! begins and ends is decided in `page`.

use std::ops::Range;

use tezis_report::model::BlockKind;

use crate::LeftOutReason;
use crate::markup::names;
use crate::markup::tree::{Content, Node, Tree};
use crate::piece::{Piece, PieceKind};
use crate::rich::{RichWriter, Style, allowed_href};

/// What is read as what.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The nodes whose text is read.
    pub(super) range: Range<usize>,
    /// The heading that is the title; other first-level headings are headings of the body.
    pub(super) title: Option<usize>,
    /// Elements that are no part of the report, by index, sorted; `None` drops them silently.
    pub(super) out: Vec<(usize, Option<LeftOutReason>)>,
}

/// Returns the pieces of a tree.
pub(super) fn pieces(tree: &Tree, reading: &Reading) -> Vec<Piece> {
    let mut flow = Flow::new(tree, reading);
    // The elements around the current node, with the context that holds again behind them.
    let mut around: Vec<Around> = Vec::new();
    let mut index = 0;
    while let Some(node) = tree.nodes.get(index) {
        while let Some(left) = around.pop_if(|around| around.end <= index) {
            if left.block {
                flow.flush();
            }
            flow.context = left.context;
        }
        if index >= reading.range.end {
            break;
        }
        let out = reading.out.binary_search_by_key(&index, |(at, _)| *at).ok();
        let out = out.and_then(|at| reading.out.get(at)).map(|(_, reason)| *reason);
        if out == Some(None) || is_list_marker(node) {
            index = node.end;
            continue;
        }
        // The cells of a row of words stand in one line.
        let cell = flow.context.row && matches!(node.name(), "td" | "th");
        let block = names::is_block(node.name()) && !cell;
        if block {
            flow.flush();
        }
        if node.end > index + 1 {
            around.push(Around { end: node.end, block, context: flow.context.clone() });
        }
        flow.enter(index, node);
        if let Some(Some(reason)) = out {
            flow.context.out = Some(reason);
        }
        index += 1;
    }
    flow.flush();
    flow.pieces
}

/// An element around the current node.
struct Around {
    end: usize,
    block: bool,
    /// What held before it.
    context: Context,
}

/// What the elements around a text say about it.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each said by an element of its own"
)]
struct Context {
    style: Style,
    /// In any link, also one whose address is not kept.
    linked: bool,
    heading: Option<u8>,
    title: bool,
    quotation: bool,
    /// Lists around the text: for each whether it is ordered.
    lists: Vec<bool>,
    /// The list item that the text is in.
    item: Option<(usize, BlockKind)>,
    pre: bool,
    /// In a table's row whose cells stand in one line.
    row: bool,
    out: Option<LeftOutReason>,
}

/// The block that is being written.
#[derive(Debug, Default)]
struct Run {
    /// The context of its first words.
    context: Option<Context>,
    /// Characters, and those in links.
    length: usize,
    linked: usize,
}

struct Flow<'a> {
    tree: &'a Tree,
    reading: &'a Reading,
    pieces: Vec<Piece>,
    writer: RichWriter,
    context: Context,
    run: Run,
    /// The list item of the last piece: what follows inside it is a paragraph.
    last_item: Option<usize>,
}

impl<'a> Flow<'a> {
    fn new(tree: &'a Tree, reading: &'a Reading) -> Self {
        Self {
            tree,
            reading,
            pieces: Vec::new(),
            writer: RichWriter::default(),
            context: Context::default(),
            run: Run::default(),
            last_item: None,
        }
    }

    fn enter(&mut self, index: usize, node: &Node) {
        match &node.content {
            Content::Text(text) => {
                if index >= self.reading.range.start {
                    self.write(text);
                }
            }
            Content::Break => self.flush(),
            Content::Element { name, .. } => self.enter_element(index, node, name),
        }
    }

    fn enter_element(&mut self, index: usize, node: &Node, name: &str) {
        let context = &mut self.context;
        match name {
            "br" => {
                // Two line breaks are how old pages make paragraphs.
                if self.writer.at_line_break() {
                    self.flush();
                } else {
                    self.writer.line_break();
                }
            }
            "strong" | "b" if !is_normal_weight(node) => context.style.strong = true,
            "em" | "i" | "cite" | "dfn" => context.style.em = true,
            "a" => {
                let href = node.attribute("href").trim();
                context.linked = !href.is_empty() && !href.starts_with('#');
                context.style.href = allowed_href(href);
            }
            "blockquote" => context.quotation = true,
            "ul" | "menu" => context.lists.push(false),
            "ol" => context.lists.push(true),
            "li" => {
                let ordered = context.lists.last().copied().unwrap_or(false);
                context.item =
                    Some((index, list_item(ordered, context.lists.len().saturating_sub(1))));
            }
            "p" => {
                if let Some(kind) = word_list_item(self.tree, index) {
                    context.item = Some((index, kind));
                }
            }
            "pre" => context.pre = true,
            "tr" => context.row = is_row_of_words(self.tree, index),
            "td" | "th" if context.row && !self.writer.is_empty() => {
                self.writer.write(" | ", &Style::default());
            }
            "figcaption" => context.out = context.out.or(Some(LeftOutReason::Caption)),
            _ => {
                if let Some(level) = names::heading(name) {
                    context.heading = Some(level);
                    context.title = self.reading.title == Some(index);
                } else if name == "span" || name == "font" {
                    let style = node.attribute("style");
                    context.style.strong |= is_bold(style);
                    context.style.em |= style.replace(' ', "").contains("font-style:italic");
                }
            }
        }
    }

    fn write(&mut self, text: &str) {
        let visible = text.chars().filter(|c| !c.is_whitespace()).count();
        if visible > 0 {
            self.run.context.get_or_insert_with(|| self.context.clone());
            self.run.length += visible;
            self.run.linked += if self.context.linked { visible } else { 0 };
        }
        if self.context.pre {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.writer.line_break();
                }
                self.writer.write(line, &self.context.style);
            }
        } else {
            self.writer.write(text, &self.context.style);
        }
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text = self.writer.take();
        let Some(context) = run.context.filter(|_| !text.text.is_empty()) else { return };
        let kind = self.kind(&context);
        self.pieces.push(Piece { kind, text, linked: run.linked == run.length });
    }

    fn kind(&mut self, context: &Context) -> PieceKind {
        if let Some(reason) = context.out {
            return PieceKind::Out(reason);
        }
        let item = context.item.filter(|(item, _)| self.last_item != Some(*item));
        self.last_item = context.item.map(|(item, _)| item);
        PieceKind::Block(match (context.heading, item) {
            (Some(_), _) if context.title => return PieceKind::Title,
            (Some(level), _) => BlockKind::Heading { level: level.max(2) },
            (None, Some((_, kind))) => kind,
            (None, None) if context.quotation => BlockKind::Quotation,
            (None, None) => BlockKind::Paragraph,
        })
    }
}

fn list_item(ordered: bool, depth: usize) -> BlockKind {
    // Deeper lists than any report has are pages' menus.
    BlockKind::ListItem { ordered, level: u8::try_from(depth.min(8)).unwrap_or(8) }
}

/// Microsoft Word pastes a list as paragraphs: class `MsoListParagraph…`, style
/// `mso-list:l0 level2 lfo1`, and the bullet or number as text in an element with `mso-list:Ignore`.
fn word_list_item(tree: &Tree, index: usize) -> Option<BlockKind> {
    let node = tree.nodes.get(index)?;
    let style = node.attribute("style");
    let (_, after) = style.split_once("mso-list:")?;
    let level = after
        .split_once("level")
        .and_then(|(_, rest)| rest.chars().next()?.to_digit(10))
        .unwrap_or(1);
    let below = index + 1..node.end;
    let marker = below.into_iter().find(|&at| tree.nodes.get(at).is_some_and(is_list_marker));
    let marker = marker.map(|at| tree.text_of(at)).unwrap_or_default();
    // Word's second bullet is the letter o.
    let ordered = marker.contains(char::is_alphanumeric) && marker.trim() != "o";
    Some(list_item(ordered, usize::try_from(level.saturating_sub(1)).unwrap_or(0)))
}

fn is_list_marker(node: &Node) -> bool {
    node.attribute("style").replace(' ', "").contains("mso-list:Ignore")
}

/// Google Docs wraps all that it copies in `<b style="font-weight:normal">`.
fn is_normal_weight(node: &Node) -> bool {
    let style = node.attribute("style").replace(' ', "");
    style.contains("font-weight:normal") || style.contains("font-weight:400")
}

fn is_bold(style: &str) -> bool {
    let style = style.replace(' ', "");
    ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800", "font-weight:900"]
        .iter()
        .any(|bold| style.contains(bold))
}

/// Tells whether a row holds words only, as a table of a programme does, and no blocks, as the tables
/// do that old pages are laid out with.
fn is_row_of_words(tree: &Tree, index: usize) -> bool {
    let Some(row) = tree.nodes.get(index) else { return false };
    let below = tree.nodes.get(index + 1..row.end).unwrap_or_default();
    let mut length = 0_usize;
    below.iter().all(|node| {
        length += node.text().len();
        let name = node.name();
        length <= 600 && (matches!(name, "td" | "th") || !(names::is_block(name) || name == "br"))
    })
}
