//! What came in: the parts of a report as they go to the window and into a new document.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use tezis_report::model::{BlockKind, RichText};
use ts_rs::TS;

/// A text that was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct Intake {
    /// The headline as it was written, its marker included.
    pub headline: Option<String>,
    /// The marker at the headline's end, without brackets or dash: `FOTOLAR`, `YENİLƏNİB`.
    pub headline_marker: Option<String>,
    /// The date line.
    pub dateline: Option<Dateline>,
    /// Authors, in order.
    pub byline: Vec<String>,
    /// The medium that the text is credited to, as it stands in the text.
    pub source_credit: Option<String>,
    /// The language that the words seem to be in, as a BCP 47 tag: `az`, `en`, `ru`.
    pub language: Option<String>,
    /// The body, in order; the first paragraph is the lead.
    pub blocks: Vec<IntakeBlock>,
    /// What is not the report, in the order of the text.
    pub left_out: Vec<LeftOut>,
    /// The encoding that the bytes were read in, as the Encoding Standard names it.
    pub encoding: String,
    /// What the reader should know.
    pub warnings: Vec<IntakeWarning>,
}

impl Intake {
    /// Changes every text that comes from the file.
    pub(crate) fn change_texts(&mut self, change: impl Fn(&mut String)) {
        let optional = [&mut self.headline, &mut self.headline_marker, &mut self.source_credit];
        optional.into_iter().flatten().for_each(&change);
        if let Some(dateline) = &mut self.dateline {
            change(&mut dateline.text);
            dateline.place.iter_mut().for_each(&change);
        }
        self.byline.iter_mut().for_each(&change);
        self.blocks.iter_mut().for_each(|block| change(&mut block.text.text));
        self.left_out.iter_mut().for_each(|line| change(&mut line.text));
    }
}

/// A date line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Dateline {
    /// The line as it was written.
    pub text: String,
    /// Date and time in the portal's time zone, midnight when the line has no time (see `timed`).
    #[ts(type = "string | null")]
    pub at: Option<NaiveDateTime>,
    /// Whether the line has a time of day.
    pub timed: bool,
    /// The town, where the line names one.
    pub place: Option<String>,
}

/// A block of the body before it has an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IntakeBlock {
    /// What kind of block it is.
    pub kind: BlockKind,
    /// Its words and marks.
    pub text: RichText,
}

/// A line that is not the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    /// How many blocks stand before it: where it belongs when it is put back.
    pub after_block: usize,
    /// The line as it was written.
    pub text: String,
    /// Why it was left out.
    pub reason: LeftOutReason,
}

/// Why a line was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// A headline of another article, or the title of such a list.
    OtherHeadline,
    /// Stands behind the byline, where the report has ended.
    AfterEnd,
    /// Part of the site's navigation: menus, sections, "home".
    Menu,
    /// Share, follow, print and comment lines.
    Share,
    /// A copyright notice or terms of use.
    Copyright,
    /// A list of keywords.
    Keywords,
    /// A counter of views or comments.
    Counter,
    /// Advertising.
    Advert,
    /// A picture's caption.
    Caption,
    /// Who took the pictures.
    PhotoCredit,
    /// A second date line, or other data about the text.
    Metadata,
    /// The word before an author or a source ("Müəllif:").
    Label,
    /// A headline marker on a line of its own.
    Marker,
}

/// What the reader should know about how a text was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params")]
pub enum IntakeWarning {
    /// Bytes that are no characters were replaced by U+FFFD.
    #[serde(rename = "intake.broken_characters")]
    BrokenCharacters {
        /// How many U+FFFD now stand in the text.
        count: usize,
    },
    /// The encoding had to be guessed.
    #[serde(rename = "intake.encoding_guessed")]
    EncodingGuessed {
        /// The guess.
        encoding: String,
    },
    /// The text was saved in an encoding without ə, which became a question mark; reading it again
    /// with [`Hint::restore_schwa`](crate::Hint::restore_schwa) puts most of them back.
    #[serde(rename = "intake.schwa_lost")]
    SchwaLost {
        /// How many question marks stand where only ə can have stood.
        count: usize,
    },
    /// Letters with separate diacritics were composed.
    #[serde(rename = "intake.composed")]
    Composed,
    /// Control and invisible characters were taken out.
    #[serde(rename = "intake.invisible_removed")]
    InvisibleRemoved {
        /// How many.
        count: usize,
    },
    /// Elements were nested so deeply that their structure was given up; the text is all there.
    #[serde(rename = "intake.too_deep")]
    TooDeep,
    /// Pictures of a file of Word's were left out; they come in as files of their own.
    #[serde(rename = "docx.pictures")]
    DocxPictures {
        /// How many.
        count: usize,
    },
    /// Comments of a file of Word's were left out.
    #[serde(rename = "docx.comments")]
    DocxComments {
        /// How many.
        count: usize,
    },
    /// Tracked changes of a file of Word's were taken as accepted.
    #[serde(rename = "docx.tracked")]
    DocxTracked {
        /// How many.
        count: usize,
    },
    /// Footnotes of a file of Word's stand at the end of the text, numbered.
    #[serde(rename = "docx.notes")]
    DocxNotes {
        /// How many.
        count: usize,
    },
}
