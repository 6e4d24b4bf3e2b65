//! A part's text, walked once from beginning to end: paragraphs, tables row by row, text boxes behind
//! the paragraph that they are anchored in.
//!
//! Paragraphs that stand inside others, and rows inside rows, wait on a stack of our own; from a depth
//! on that no text has, they are no longer kept apart.

use std::collections::BTreeMap;

use tezis_report::model::{Mark, MarkSpan, RichText};

use super::archive::Relations;
use super::numbering::{Marker, Numbering};
use super::paragraph::{ParagraphProperties, RunProperties};
use super::styles::Styles;
use super::xml::{Tag, Token, Xml};
use super::{BOOKMARK, Paragraph};
use crate::IntakeError;
use crate::intake::IntakeWarning;
use crate::read::clean;
use crate::rich::{RichWriter, Style, allowed_href};

/// Rows inside rows that are kept apart.
const DEEPEST_ROW: usize = 16;

/// Text boxes inside text boxes that are kept apart.
const DEEPEST_BOX: usize = 16;

/// A row of more characters is no row of a programme but a page that was laid out with a table.
const LONGEST_ROW: usize = 600;

/// The most fields that are open at once; the deepest list.
const MOST_FIELDS: usize = 64;
const DEEPEST_ITEM: u8 = 8;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    Title,
    /// A heading of a level from 1.
    Heading(u8),
    Item {
        ordered: bool,
        level: u8,
    },
    Quotation,
    Box,
    Caption,
    /// A line of the table of contents.
    Contents,
    Lead,
    Date,
    // Styles of our own files.
    Kicker,
    Instruction,
    Byline,
    Notice,
}

impl Role {
    /// Tells whether our own files have such lines around the text.
    pub(super) fn is_of_the_frame(self) -> bool {
        matches!(
            self,
            Self::Caption
                | Self::Contents
                | Self::Date
                | Self::Kicker
                | Self::Instruction
                | Self::Byline
                | Self::Notice
        )
    }
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    properties: ParagraphProperties,
    writer: RichWriter,
    /// Characters, and those in links.
    length: usize,
    linked: usize,
    bookmark: Option<String>,
    /// What stands in text boxes that are anchored here.
    boxed: Vec<Paragraph>,
}

/// A row that is being read.
#[derive(Default)]
struct Row {
    cells: Vec<Vec<Paragraph>>,
    deleted: bool,
}

/// What holds paragraphs.
enum Container {
    Paragraph(Box<Open>),
    Row(Row),
}

/// A field: a page number, a link, a form.
#[derive(Default)]
struct Field {
    instruction: String,
    /// What follows is its result, which is what one sees.
    shown: bool,
    href: Option<String>,
}

/// The reader of a part.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    relations: &'a Relations,
    deepest: usize,
    found: Vec<Paragraph>,
    containers: Vec<Container>,
    /// For each open `w:p` and `w:tr`, whether it is one of the containers.
    kept_apart: Vec<bool>,
    /// What each open run looks like.
    runs: Vec<RunProperties>,
    links: Vec<Option<String>>,
    fields: Vec<Field>,
    /// For each open `mc:AlternateContent`, whether one of its alternatives was read.
    chosen: Vec<bool>,
    boxes: usize,
    placeholder: bool,
    /// A bookmark that stands before its paragraph.
    bookmark: Option<String>,
    /// A paragraph whose end was deleted, and how many containers were around it.
    goes_on: Option<(usize, Box<Open>)>,
    notes: Vec<(&'static str, String)>,
    facts: Facts,
}

/// What was met and left out.
#[derive(Default)]
struct Facts {
    pictures: usize,
    comments: usize,
    tracked: usize,
    invisible: usize,
    unknown_symbols: usize,
    composed: bool,
    too_deep: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        styles: &'a Styles,
        numbering: &'a Numbering,
        relations: &'a Relations,
        deepest: usize,
    ) -> Self {
        Self {
            styles,
            numbering,
            relations,
            deepest,
            found: Vec::new(),
            containers: Vec::new(),
            kept_apart: Vec::new(),
            runs: Vec::new(),
            links: Vec::new(),
            fields: Vec::new(),
            chosen: Vec::new(),
            boxes: 0,
            placeholder: false,
            bookmark: None,
            goes_on: None,
            notes: Vec::new(),
            facts: Facts::default(),
        }
    }

    /// Reads the main part.
    pub(super) fn read(&mut self, part: &str, text: &str) -> Result<Vec<Paragraph>, IntakeError> {
        let mut xml = Xml::new(part, text);
        while self.step(&mut xml)?.is_some() {}
        self.end_part();
        Ok(std::mem::take(&mut self.found))
    }

    /// Reads the notes of a part, by their ids.
    pub(super) fn read_notes(
        &mut self,
        part: &str,
        text: &str,
    ) -> Result<BTreeMap<String, Vec<Paragraph>>, IntakeError> {
        let mut xml = Xml::new(part, text);
        let mut notes = BTreeMap::new();
        let mut open = None;
        while let Some(step) = self.step(&mut xml)? {
            match step {
                Step::Note(id) => open = Some(id),
                Step::NoteEnd => {
                    self.end_part();
                    let found = std::mem::take(&mut self.found);
                    notes.extend(open.take().map(|id| (id, found)));
                }
                Step::Other => {}
            }
        }
        Ok(notes)
    }

    /// The notes of a kind that the text refers to, in its order.
    pub(super) fn notes_of(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(move |(of, _)| *of == kind).map(|(_, id)| id.as_str())
    }

    pub(super) fn warnings(&self) -> Vec<IntakeWarning> {
        let facts = &self.facts;
        let counted = |count: usize, warning: IntakeWarning| (count > 0).then_some(warning);
        [
            counted(facts.pictures, IntakeWarning::DocxPictures { count: facts.pictures }),
            counted(facts.comments, IntakeWarning::DocxComments { count: facts.comments }),
            counted(facts.tracked, IntakeWarning::DocxTracked { count: facts.tracked }),
            counted(
                facts.unknown_symbols,
                IntakeWarning::BrokenCharacters { count: facts.unknown_symbols },
            ),
            counted(facts.invisible, IntakeWarning::InvisibleRemoved { count: facts.invisible }),
            facts.composed.then_some(IntakeWarning::Composed),
            facts.too_deep.then_some(IntakeWarning::TooDeep),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn step(&mut self, xml: &mut Xml<'_>) -> Result<Option<Step>, IntakeError> {
        match xml.next()? {
            Token::Open(tag) => {
                self.facts.too_deep |= xml.depth() > self.deepest;
                self.open(xml, &tag).map(Some)
            }
            Token::Close(name) => Ok(Some(self.close(&name))),
            Token::Text(_) => Ok(Some(Step::Other)),
            Token::Done => Ok(None),
        }
    }

    fn open(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Step, IntakeError> {
        match tag.name.as_str() {
            "w:p" => self.open_paragraph(),
            "w:pPr" => {
                let properties = ParagraphProperties::read(xml)?;
                if let Some(open) = self.paragraph() {
                    open.properties = properties;
                }
            }
            "w:r" | "m:r" => self.runs.push(RunProperties::default()),
            "w:rPr" => {
                let properties = self.looks(RunProperties::read(xml)?);
                if let Some(run) = self.runs.last_mut() {
                    *run = properties;
                }
            }
            "w:t" | "m:t" => {
                let keeps = tag.attribute("space").is_some_and(|space| space == "preserve");
                let words = xml.text()?;
                self.write(if keeps {
                    &words
                } else {
                    words.trim_matches([' ', '\n', '\t', '\r'])
                });
            }
            "w:tab" | "w:ptab" => self.write(" "),
            "w:noBreakHyphen" => self.write("-"),
            "w:cr" => self.line_break(),
            "w:br" => match tag.attribute("type").as_deref() {
                Some("page" | "column") => self.write(" "),
                _ => self.line_break(),
            },
            "w:sym" => self.symbol(tag),
            "w:instrText" => self.instruction(&xml.text()?),
            "w:fldChar" => self.field(tag.attribute("fldCharType").as_deref()),
            "w:fldSimple" => {
                self.links.push(tag.attribute("instr").and_then(|instr| link_of(&instr)));
            }
            "w:hyperlink" => {
                let address =
                    tag.attribute("id").and_then(|id| self.relations.link(&id).map(allowed_href));
                self.links.push(address.flatten());
            }
            "w:bookmarkStart" => self.mark(tag),
            "w:tr" => self.open_row(),
            "w:trPr" => self.row_properties(xml)?,
            "w:tc" => {
                if let Some(row) = self.row() {
                    row.cells.push(Vec::new());
                }
            }
            "mc:AlternateContent" => self.chosen.push(false),
            "mc:Choice" | "mc:Fallback" => match self.chosen.last_mut() {
                Some(chosen) if *chosen => xml.skip()?,
                Some(chosen) => *chosen = true,
                None => {}
            },
            "w:txbxContent" => self.boxes += 1,
            "w:sdtPr" => self.control(xml)?,
            "w:sdtContent" if std::mem::take(&mut self.placeholder) => xml.skip()?,
            "w:ins" | "w:moveTo" => self.facts.tracked += 1,
            "w:del" | "w:moveFrom" => {
                self.facts.tracked += 1;
                xml.skip()?;
            }
            "w:footnoteReference" => self.note("footnotes", tag),
            "w:endnoteReference" => self.note("endnotes", tag),
            "w:commentReference" => self.facts.comments += 1,
            "a:blip" | "v:imagedata" => self.facts.pictures += 1,
            "w:footnote" | "w:endnote" => {
                // The line above the notes is one too.
                if tag.attribute("type").is_some_and(|kind| kind != "normal") {
                    xml.skip()?;
                } else {
                    return Ok(Step::Note(tag.attribute("id").unwrap_or_default()));
                }
            }
            "w:delText" | "w:delInstrText" | "w:rt" | "w:sectPr" | "w:tblPr" | "w:tblGrid"
            | "w:tcPr" | "w:smartTagPr" | "w:customXmlPr" | "w:altChunk" | "w:pPrChange"
            | "w:rPrChange" => xml.skip()?,
            _ => {}
        }
        Ok(Step::Other)
    }

    fn close(&mut self, name: &str) -> Step {
        match name {
            "w:p" => self.close_paragraph(),
            "w:r" | "m:r" => drop(self.runs.pop()),
            "w:hyperlink" | "w:fldSimple" => drop(self.links.pop()),
            "w:tr" => self.close_row(),
            "mc:AlternateContent" => drop(self.chosen.pop()),
            "w:txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "w:footnote" | "w:endnote" => return Step::NoteEnd,
            _ => {}
        }
        Step::Other
    }

    /// The paragraph that words are written into.
    fn paragraph(&mut self) -> Option<&mut Open> {
        self.containers.iter_mut().rev().find_map(|container| match container {
            Container::Paragraph(open) => Some(&mut **open),
            Container::Row(_) => None,
        })
    }

    fn row(&mut self) -> Option<&mut Row> {
        match self.containers.last_mut()? {
            Container::Row(row) => Some(row),
            Container::Paragraph(_) => None,
        }
    }

    fn open_paragraph(&mut self) {
        let inside = matches!(self.containers.last(), Some(Container::Paragraph(_)));
        let depth = self.containers.iter().filter(|one| matches!(one, Container::Paragraph(_)));
        if inside && depth.count() >= DEEPEST_BOX {
            self.facts.too_deep = true;
            self.kept_apart.push(false);
            self.line_break();
            return;
        }
        let around = self.containers.len();
        let mut open = match self.goes_on.take() {
            Some((depth, open)) if depth == around => open,
            Some((_, open)) => {
                self.finish(*open);
                Box::default()
            }
            None => Box::default(),
        };
        open.bookmark = open.bookmark.take().or_else(|| self.bookmark.take());
        self.containers.push(Container::Paragraph(open));
        self.kept_apart.push(true);
    }

    fn close_paragraph(&mut self) {
        if self.kept_apart.pop() != Some(true) {
            return self.line_break();
        }
        let Some(Container::Paragraph(open)) = self.containers.pop() else { return };
        if open.properties.end_deleted {
            self.facts.tracked += 1;
            self.goes_on = Some((self.containers.len(), open));
        } else {
            self.finish(*open);
        }
    }

    fn open_row(&mut self) {
        self.end_going_on();
        let depth = self.containers.iter().filter(|one| matches!(one, Container::Row(_))).count();
        let keep = depth < DEEPEST_ROW;
        self.facts.too_deep |= !keep;
        self.kept_apart.push(keep);
        if keep {
            self.containers.push(Container::Row(Row::default()));
        }
    }

    fn close_row(&mut self) {
        self.end_going_on();
        if self.kept_apart.pop() != Some(true) {
            return;
        }
        let Some(Container::Row(row)) = self.containers.pop() else { return };
        if row.deleted {
            self.facts.tracked += 1;
            return;
        }
        for paragraph in in_one_line(row.cells) {
            self.put(paragraph);
        }
    }

    fn row_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), IntakeError> {
        let outside = xml.depth().saturating_sub(1);
        while xml.depth() > outside {
            let Token::Open(tag) = xml.next()? else { continue };
            if tag.name == "w:del"
                && let Some(row) = self.row()
            {
                row.deleted = true;
            }
        }
        Ok(())
    }

    /// A control of a form shows what is to be filled in until somebody does.
    fn control(&mut self, xml: &mut Xml<'_>) -> Result<(), IntakeError> {
        let outside = xml.depth().saturating_sub(1);
        self.placeholder = false;
        while xml.depth() > outside {
            let Token::Open(tag) = xml.next()? else { continue };
            self.placeholder |= tag.name == "w:showingPlcHdr" && tag.is_on();
        }
        Ok(())
    }

    fn end_going_on(&mut self) {
        if let Some((_, open)) = self.goes_on.take() {
            self.finish(*open);
        }
    }

    fn end_part(&mut self) {
        self.end_going_on();
        (self.runs, self.links, self.fields) = (Vec::new(), Vec::new(), Vec::new());
    }

    fn finish(&mut self, mut open: Open) {
        let mut text = open.writer.take();
        let role = self.role(&open.properties);
        if matches!(role, Role::Title | Role::Heading(_)) {
            // Headings are bold by their nature.
            text.marks.retain(|span| span.mark != Mark::Strong);
        }
        if !text.text.is_empty() {
            let linked = open.length > 0 && open.linked == open.length;
            self.put(Paragraph { role, text, linked, bookmark: open.bookmark });
        }
        for paragraph in open.boxed {
            self.put(paragraph);
        }
    }

    fn put(&mut self, paragraph: Paragraph) {
        match self.containers.last_mut() {
            Some(Container::Paragraph(open)) => open.boxed.push(paragraph),
            Some(Container::Row(row)) => match row.cells.last_mut() {
                Some(cell) => cell.push(paragraph),
                None => row.cells.push(vec![paragraph]),
            },
            None => self.found.push(paragraph),
        }
    }

    fn role(&self, properties: &ParagraphProperties) -> Role {
        let style = properties.style.as_deref();
        let own = properties.outline.map(|level| Role::Heading(level + 1));
        let role = own.or_else(|| self.styles.role(style)).unwrap_or(Role::Paragraph);
        let boxed = if self.boxes > 0 { Role::Box } else { Role::Paragraph };
        match role {
            Role::Paragraph => self.item(properties).unwrap_or(boxed),
            Role::Item { ordered, level } => match self.item(properties) {
                // “List Bullet 2” is a list of its own in Word, and the second level to the reader.
                Some(Role::Item { ordered, level: own }) => {
                    Role::Item { ordered, level: own.max(level).min(DEEPEST_ITEM) }
                }
                Some(role) => role,
                None if is_taken_out(properties) => boxed,
                None => Role::Item { ordered, level: level.min(DEEPEST_ITEM) },
            },
            role => role,
        }
    }

    /// Returns the list item that a paragraph is, by itself or by its style.
    fn item(&self, properties: &ParagraphProperties) -> Option<Role> {
        let by_style = self.styles.list(properties.style.as_deref());
        let place = properties.list.as_ref().or_else(|| by_style.map(|(_, place)| place))?;
        if is_taken_out(properties) || place.list == "0" {
            return None;
        }
        let named =
            by_style.and_then(|(style, _)| self.numbering.level_of_style(&place.list, style));
        let level = place.level.or(named).unwrap_or(0).min(DEEPEST_ITEM);
        match self.numbering.marker(&place.list, level) {
            Marker::Bullet => Some(Role::Item { ordered: false, level }),
            Marker::Number => Some(Role::Item { ordered: true, level }),
            Marker::None => None,
        }
    }

    /// Returns how a run looks, with what its style says.
    fn looks(&self, run: RunProperties) -> RunProperties {
        match run.style.clone() {
            Some(style) => run.or(&self.styles.run(&style)),
            None => run,
        }
    }

    /// Tells whether words here are seen.
    fn shown(&self) -> bool {
        self.fields.iter().all(|field| field.shown)
            && self.runs.last().is_none_or(|run| run.hidden != Some(true))
    }

    fn write(&mut self, words: &str) {
        if !self.shown() {
            return;
        }
        let (words, warnings) = clean(words);
        for warning in warnings {
            match warning {
                IntakeWarning::InvisibleRemoved { count } => self.facts.invisible += count,
                IntakeWarning::Composed => self.facts.composed = true,
                _ => {}
            }
        }
        let run = self.runs.last();
        let field = self.fields.iter().rev().find_map(|field| field.href.clone());
        let href = self.links.last().cloned().flatten().or(field);
        let style = Style {
            strong: run.is_some_and(|run| run.bold == Some(true)),
            em: run.is_some_and(|run| run.italic == Some(true)),
            href,
        };
        let in_link = style.href.is_some();
        let visible = words.chars().filter(|c| !c.is_whitespace()).count();
        let Some(open) = self.paragraph() else { return };
        open.length += visible;
        open.linked += if in_link { visible } else { 0 };
        open.writer.write(&words, &style);
    }

    fn line_break(&mut self) {
        if self.shown()
            && let Some(open) = self.paragraph()
        {
            open.writer.line_break();
        }
    }

    /// A sign of a font of signs, which stands in the private use area.
    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let font = tag.attribute("font").unwrap_or_default().to_ascii_lowercase();
        let sign = match code.unwrap_or_default() {
            code @ 0xf000..=0xf0ff => known_sign(&font, code - 0xf000),
            code => char::from_u32(code),
        };
        let sign = sign.unwrap_or_else(|| {
            self.facts.unknown_symbols += 1;
            char::REPLACEMENT_CHARACTER
        });
        self.write(sign.encode_utf8(&mut [0; 4]));
    }

    fn field(&mut self, step: Option<&str>) {
        match step {
            Some("begin") if self.fields.len() < MOST_FIELDS => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                    field.href = link_of(&field.instruction);
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn instruction(&mut self, text: &str) {
        /// No address is longer.
        const LONGEST: usize = 8192;
        if let Some(field) = self.fields.last_mut()
            && field.instruction.len() + text.len() <= LONGEST
        {
            field.instruction.push_str(text);
        }
    }

    fn mark(&mut self, tag: &Tag<'_>) {
        let name = tag.attribute("name").unwrap_or_default();
        let Some(name) = name.strip_prefix(BOOKMARK).map(ToOwned::to_owned) else { return };
        match self.containers.last_mut() {
            Some(Container::Paragraph(open)) => drop(open.bookmark.get_or_insert(name)),
            _ => drop(self.bookmark.get_or_insert(name)),
        }
    }

    fn note(&mut self, kind: &'static str, tag: &Tag<'_>) {
        self.notes.extend(tag.attribute("id").map(|id| (kind, id)));
    }
}

/// What a step through a part came to.
enum Step {
    Note(String),
    NoteEnd,
    Other,
}

/// Returns a row's paragraphs: the cells in one line, where each holds a few words at most, as in a
/// programme; else one after the other.
fn in_one_line(cells: Vec<Vec<Paragraph>>) -> Vec<Paragraph> {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let short = cells.iter().all(|cell| cell.len() <= 1);
    let mut paragraphs: Vec<Paragraph> = cells.into_iter().flatten().collect();
    let length: usize = paragraphs.iter().map(|one| one.text.text.len()).sum();
    let plain =
        paragraphs.iter().all(|one| matches!(one.role, Role::Paragraph | Role::Item { .. }));
    if filled < 2 || !short || !plain || length > LONGEST_ROW {
        return paragraphs;
    }
    let linked = paragraphs.iter().all(|one| one.linked);
    let bookmark = paragraphs.iter_mut().find_map(|one| one.bookmark.take());
    let mut line = RichText::default();
    let mut at: u32 = 0;
    for (index, paragraph) in paragraphs.into_iter().enumerate() {
        let divider = if index == 0 { "" } else { " | " };
        line.text.push_str(divider);
        at += u32::try_from(divider.len()).unwrap_or_default();
        line.text.push_str(&paragraph.text.text);
        line.marks.extend(paragraph.text.marks.into_iter().map(|span| MarkSpan {
            start: span.start + at,
            end: span.end + at,
            mark: span.mark,
        }));
        at += u32::try_from(paragraph.text.text.chars().count()).unwrap_or_default();
    }
    vec![Paragraph { role: Role::Paragraph, text: line, linked, bookmark }]
}

/// Tells whether a paragraph is none of the list that its style puts it in.
fn is_taken_out(properties: &ParagraphProperties) -> bool {
    properties.list.as_ref().is_some_and(|place| place.list == "0")
}

/// Returns the address of a field such as `HYPERLINK "https://tezis.az" \o "…"`.
fn link_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let (name, rest) = rest.split_once(char::is_whitespace)?;
    if !name.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let rest = rest.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    };
    allowed_href(address?)
}

/// Signs of the fonts that Word inserts signs from, by their place in the font.
fn known_sign(font: &str, code: u32) -> Option<char> {
    let known: &[(u32, char)] = if font.contains("wingdings") {
        &[
            (0x6c, '●'),
            (0x6e, '■'),
            (0x76, '❖'),
            (0xa7, '▪'),
            (0xa8, '□'),
            (0xd8, '➢'),
            (0xdf, '←'),
            (0xe0, '→'),
            (0xfb, '✗'),
            (0xfc, '✓'),
        ]
    } else {
        &[
            (0x2d, '−'),
            (0xa3, '≤'),
            (0xae, '→'),
            (0xac, '←'),
            (0xb0, '°'),
            (0xb1, '±'),
            (0xb3, '≥'),
            (0xb4, '×'),
            (0xb7, '•'),
            (0xb9, '≠'),
            (0xbc, '…'),
            (0xbe, '—'),
            (0xd7, '⋅'),
            (0xd6, '√'),
        ]
    };
    let listed = known.iter().find(|(at, _)| *at == code).map(|(_, sign)| *sign);
    // In the font “Symbol” digits and brackets are where they are in ASCII.
    let ascii = || {
        let c = char::from_u32(code)?;
        (font == "symbol" && (c.is_ascii_digit() || c.is_ascii_punctuation())).then_some(c)
    };
    listed.or_else(ascii)
}
