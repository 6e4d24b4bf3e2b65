//! The article: all that a report makes public, in the words and forms of one portal.
//!
//! It holds no id of ours and nothing private, because nothing private is ever copied into it: notes,
//! unused quotations, photos that the report doesn't show, recordings, waivers and history stay in
//! the documents. Formats see only this. Its JSON form is `article.json`, described in
//! `docs/formats.md`; a change of a field here is a change of that format.

mod content;
mod dateline;
mod headline;
mod mentions;
mod names;
mod pictures;
mod published;
mod resolve;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use serde::Serialize;
use tezis_report::ids::{BlockId, PhotoHash};
use tezis_report::model::{Crop, Forum, PhotoFacts, Report, ReportKind, SessionKind};

use crate::error::PublishError;
use crate::profile::Profile;

pub use content::content_hash;
pub(crate) use mentions::is_public_address;
pub(crate) use pictures::rendition_for;
pub use published::{CONTENT, Published};

/// What an article is made from.
#[derive(Debug, Clone, Copy)]
pub struct ArticleInput<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its forum.
    pub forum: &'a Forum,
    /// The portal's profile.
    pub profile: &'a Profile,
    /// The facts of (at least) the photos that the report shows.
    pub facts: &'a BTreeMap<PhotoHash, PhotoFacts>,
    /// The time of the date line where the report has none, and of what has changed since it was
    /// published.
    pub at: DateTime<Utc>,
    /// What readers have of it already.
    pub published: Option<&'a Published>,
}

/// A report as its readers may see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Article {
    /// The portal.
    pub portal: Portal,
    /// What kind of text it is.
    pub kind: ReportKind,
    /// The language of its words: a BCP 47 tag in lower case.
    pub language: String,
    /// The line above the headline.
    pub kicker: Option<String>,
    /// The headline, with the portal's markers.
    pub headline: String,
    /// The headline as it was written, without markers; never in a file.
    #[serde(skip)]
    pub title: String,
    /// The headline for social networks, where it differs.
    pub social_headline: Option<String>,
    /// The headline for search engines, where it differs.
    pub seo_headline: Option<String>,
    /// The last part of its address.
    pub slug: String,
    /// Its address on the portal, where the profile knows the pattern.
    pub url: Option<String>,
    /// The portal's section.
    pub section: Option<ArticleSection>,
    /// Keywords, in order.
    pub keywords: Vec<String>,
    /// The date line.
    pub dateline: ArticleDateline,
    /// When it first appeared, where it has.
    pub published_at: Option<ArticleTime>,
    /// When what appeared was brought up to date: the time of the last publication, or of the
    /// change that is not published yet.
    pub updated_at: Option<ArticleTime>,
    /// Not to be shown to readers before.
    pub embargo_until: Option<ArticleTime>,
    /// When the portal should publish it.
    pub publish_at: Option<ArticleTime>,
    /// The words of the lead, without marks.
    pub lead: Option<String>,
    /// The body, lead included.
    pub body: Vec<ArticleBlock>,
    /// Authors and source.
    pub byline: ArticleByline,
    /// What readers must know of the author's part in the matter.
    pub disclosure: Option<String>,
    /// What was wrong and is put right, as readers are told.
    pub correction: Option<String>,
    /// Why the text is withdrawn, as readers are told; body and pictures are empty then.
    pub withdrawal: Option<String>,
    /// The forum that it is about, where that has a name.
    pub forum: Option<ArticleForum>,
    /// People whom the text names, in the order of their first mention.
    pub people: Vec<ArticlePerson>,
    /// Organisations that the text names, in the order of their first mention.
    pub organisations: Vec<Named>,
    /// Places that the text names, in the order of their first mention.
    pub places: Vec<Named>,
    /// Sessions that the text names or has a part about, in that order.
    pub sessions: Vec<ArticleSession>,
    /// Quotations of the text, in order.
    pub quotations: Vec<ArticleQuotation>,
    /// Pictures: those of the gallery in order, then those that stand in the text alone.
    pub pictures: Vec<Picture>,
    /// What its files are named by; never in a file.
    #[serde(skip)]
    pub(crate) file_names: FileNames,
}

/// What the files of an article are named by. It stays the same once something is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileNames {
    /// The day in a name: the forum's first, else the date line's.
    pub(crate) date: NaiveDate,
    /// The slug in a name.
    pub(crate) slug: String,
    /// The fewest digits of a picture's number.
    pub(crate) digits: usize,
}

impl Article {
    /// Resolves a report for a portal. The same input gives the same article.
    pub fn resolve(input: ArticleInput<'_>) -> Result<Self, PublishError> {
        resolve::resolve(input)
    }

    /// Returns the picture that stands for the article: the one marked as cover, else the first.
    pub fn cover(&self) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.cover).or_else(|| self.pictures.first())
    }

    /// Returns the pictures of the gallery, in order.
    pub fn gallery(&self) -> impl Iterator<Item = &Picture> {
        self.pictures.iter().filter(|picture| picture.gallery)
    }

    /// Returns the picture of that number.
    pub fn picture(&self, number: u32) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.number == number)
    }

    /// Returns the numbers of its pictures as a publication keeps them (`Publication::photos`).
    pub fn photo_numbers(&self) -> BTreeMap<String, u32> {
        self.pictures.iter().map(|picture| (picture.use_key.clone(), picture.number)).collect()
    }

    /// Returns what a publication keeps of it (`Publication::hashes`): the hash of its content
    /// ([`CONTENT`]) and, for each picture, `photo/<number>/<file name without extension>` with the
    /// hash of what it is made from. [`Published::of`] reads them.
    pub fn publication_hashes(&self) -> BTreeMap<String, String> {
        published::hashes(self)
    }

    /// Returns the name of a package with this article: date and short slug, legal as a file name
    /// everywhere.
    pub fn package_name(&self) -> String {
        names::package_name(self)
    }
}

/// The portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Portal {
    /// The profile's name.
    pub name: String,
    /// The portal's name as printed.
    pub title: String,
}

/// A section of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleSection {
    /// As the address has it.
    pub id: String,
    /// As printed.
    pub title: String,
}

/// The date line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleDateline {
    /// As printed.
    pub text: String,
    /// The town.
    pub place: Option<String>,
    /// The time, in the portal's time zone.
    pub at: DateTime<FixedOffset>,
    /// Whether the report itself names the time; never in a file.
    #[serde(skip)]
    pub(crate) given: bool,
}

/// A time of the article's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleTime {
    /// As printed: in the form of the portal's date lines.
    pub text: String,
    /// The time, in the portal's time zone.
    pub at: DateTime<FixedOffset>,
}

/// Authors and source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleByline {
    /// The authors.
    pub authors: Vec<String>,
    /// The medium that the text is credited to.
    pub source: Option<String>,
    /// The lines as the portal prints them.
    pub lines: Vec<String>,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleBlock {
    /// What kind of block it is.
    #[serde(flatten)]
    pub kind: ArticleBlockKind,
    /// Its words.
    pub text: String,
    /// Marks on its words, sorted by start, then end.
    pub marks: Vec<ArticleMark>,
    /// The report's block that it comes from; in a file only where `DocxOptions` asks for it.
    #[serde(skip)]
    pub source: Option<BlockId>,
}

/// What kind of block it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ArticleBlockKind {
    /// The first paragraph, which says the news.
    Lead,
    /// A paragraph.
    Paragraph,
    /// A heading, level 2 to 4.
    Heading {
        /// 2 to 4.
        level: u8,
    },
    /// An item of a list.
    ListItem {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// Depth, 0 for the outermost.
        level: u8,
    },
    /// A quotation set as a block of its own.
    Quotation,
    /// A picture; the block has no words.
    Picture {
        /// The picture's number.
        picture: u32,
    },
    /// Something of another site; its address is the block's text.
    Embed,
    /// A text box beside the story.
    Box,
}

/// A mark on a part of a block's text. Offsets are Unicode scalars.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ArticleMark {
    /// The first character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// What the words are.
    #[serde(flatten)]
    pub kind: ArticleMarkKind,
}

/// What a mark says of its words. Numbers are positions, from 1, in the article's lists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ArticleMarkKind {
    /// Strong importance.
    Strong,
    /// Stress emphasis.
    Em,
    /// A link to an `https:`, `http:` or `mailto:` address.
    Link {
        /// The address.
        href: String,
    },
    /// Names a person.
    Person {
        /// Position in `people`.
        person: u32,
    },
    /// Names an organisation.
    Organisation {
        /// Position in `organisations`.
        organisation: u32,
    },
    /// Names a session.
    Session {
        /// Position in `sessions`.
        session: u32,
    },
    /// Names a place.
    Place {
        /// Position in `places`.
        place: u32,
    },
    /// Belongs to a quotation.
    Quotation {
        /// Position in `quotations`.
        quotation: u32,
    },
}

/// The forum that an article is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleForum {
    /// Its name.
    pub name: String,
    /// Which one it is: 3 for the third.
    pub edition: Option<u32>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// The town.
    pub place: Option<String>,
    /// The building.
    pub venue: Option<String>,
}

/// A person whom the text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticlePerson {
    /// Full name.
    pub name: String,
    /// The role at this forum, as printed.
    pub role: Option<String>,
    /// The organisation that the person stands for.
    pub organisation: Option<String>,
}

/// Something that has a name and nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
}

/// A session of the forum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleSession {
    /// Its kind.
    pub kind: SessionKind,
    /// Its title.
    pub title: Option<String>,
}

/// A quotation, in the words of the text: the ledger's words may say more than was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleQuotation {
    /// The words as the text has them, parts of several blocks on lines of their own.
    pub words: String,
    /// Who said it.
    pub speaker: Option<ArticlePerson>,
}

/// A picture of the article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// Its number, from 1. A published picture keeps its own, so that numbers need not follow each
    /// other.
    pub number: u32,
    /// What stands for it in a text without pictures: `[FOTO 03]`. Never in `article.json`.
    #[serde(skip)]
    pub mark: String,
    /// The key of its number among a publication's (`Publication::photos`): its photo's hash, and
    /// for further uses of one photo with `/2`, `/3` …
    #[serde(skip)]
    pub use_key: String,
    /// Whether it belongs to the gallery; the others stand in the text.
    pub gallery: bool,
    /// Whether it is the article's cover.
    pub cover: bool,
    /// The words under it.
    pub caption: Option<String>,
    /// What it shows, for who can't see it.
    pub alt: Option<String>,
    /// Whom to credit, as the portal prints it.
    pub credit: Option<String>,
    /// Caption and credit as the portal prints them under the picture.
    pub caption_line: Option<String>,
    /// Who took it.
    pub creator: Option<String>,
    /// The copyright notice.
    pub copyright: Option<String>,
    /// Terms of use.
    pub usage_terms: Option<String>,
    /// What it shows at length, for who can't see it.
    pub long_description: Option<String>,
    /// A headline of its own; only in its file.
    #[serde(skip)]
    pub headline: Option<String>,
    /// Who is in it, from the left.
    pub people: Vec<String>,
    /// Keywords of its own; only in its file.
    #[serde(skip)]
    pub keywords: Vec<String>,
    /// Where it was taken, when that is known better than the article's place.
    #[serde(skip)]
    pub place: Option<String>,
    /// The event that it shows: the forum's name.
    #[serde(skip)]
    pub event: Option<String>,
    /// When it was taken by a right clock, in the time of the place; only in its file.
    #[serde(skip)]
    pub taken_at: Option<NaiveDateTime>,
    /// 0 to 5 stars; only in its file.
    #[serde(skip)]
    pub rating: Option<u8>,
    /// The last part of the IPTC digital source type's URI.
    #[serde(skip)]
    pub source_type: Option<String>,
    /// Its files, in the order of the profile's renditions.
    pub files: Vec<PictureFile>,
    /// Where it is made from; never in a file.
    #[serde(skip)]
    pub source: PictureSource,
}

impl Picture {
    /// Returns the text that stands for the picture: the alternative text, else the caption.
    pub fn alt_or_caption(&self) -> &str {
        self.alt.as_deref().or(self.caption.as_deref()).unwrap_or_default()
    }

    /// Returns what stands for it in a text document without pictures: its mark, its caption and
    /// whom to credit. `[FOTO 03] The hall · Photo: A. B.`
    pub fn line(&self) -> String {
        let words = [self.caption.as_deref(), self.credit.as_deref()];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        format!("{} {}", self.mark, words.join(" · ")).trim_end().to_owned()
    }

    /// Returns the file of a rendition.
    pub fn file(&self, rendition: &str) -> Option<&PictureFile> {
        self.files.iter().find(|file| file.rendition == rendition)
    }
}

/// A file of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureFile {
    /// The rendition's name.
    pub rendition: String,
    /// The file's name, without folder.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The media type, such as `image/jpeg`.
    pub media_type: String,
}

impl PictureFile {
    /// Returns its name without extension.
    pub fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem)
    }
}

/// What a picture is made from: private, for whoever makes the renditions.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureSource {
    /// The photo.
    pub photo: PhotoHash,
    /// Width and height in pixels of the upright original.
    pub upright: (u32, u32),
    /// Turn in degrees, clockwise, on top of the camera's orientation.
    pub rotation: f64,
    /// The point that must stay in every crop, as fractions of the upright picture.
    pub focal: Option<(f64, f64)>,
    /// Crops by rendition, as fractions of the upright picture; the placement's before the photo's.
    pub crops: BTreeMap<String, Crop>,
    /// Tone values by name.
    pub tone: BTreeMap<String, f64>,
    /// Regions to blur.
    pub blurred: Vec<Crop>,
}
