//! A portal's profile: how its headlines, date lines, bylines, addresses and pictures look, and what
//! it asks for. Read from TOML; the file's shape is this file's, key by key.

mod builtin;
mod check;
mod errors;
mod pattern;
mod reader;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use errors::{ProfileError, ProfileErrors, ProfileProblem};
pub(crate) use pattern::fill;

/// A portal's profile.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// The name that reports refer to: lower-case letters, digits, `.`, `-` and `_`.
    pub name: String,
    /// The portal's name as it prints it.
    pub title: String,
    /// The language of its pages when a report has none: a BCP 47 tag in lower case.
    pub language: String,
    /// IANA time zone of its date lines.
    pub time_zone: String,
    /// Address of an article, with `{section}`, `{slug}`, `{year}`, `{month}`, `{day}`.
    pub url: Option<String>,
    /// Its sections, in the portal's order.
    pub sections: Vec<Section>,
    /// The date line.
    pub dateline: Dateline,
    /// How the portal names itself as the source.
    pub attribution: Attribution,
    /// Rules for headlines.
    pub headline: Headline,
    /// How authors and source are printed.
    pub byline: Byline,
    /// Rules for the last part of an address.
    pub slug: Slug,
    /// What the portal takes in a body.
    pub body: Body,
    /// Names and texts of pictures.
    pub photos: Photos,
    /// The portal's own form, filled in by hand.
    pub form: Form,
    /// The sizes that every picture is made in.
    pub renditions: Vec<RenditionSpec>,
    /// The portal's mark on its pictures.
    pub watermark: Option<Watermark>,
    /// What a text must have, by its kind.
    pub required: ByKind<Vec<RequiredField>>,
    /// How serious a finding is, by the kind of text and the finding's code; others as they come.
    pub preflight: ByKind<BTreeMap<String, Severity>>,
    /// Limits of messenger posts, by messenger.
    pub messengers: BTreeMap<String, MessengerLimits>,
}

impl Profile {
    /// Reads a profile and finds everything that is wrong with it.
    pub fn parse(toml: &str) -> Result<Self, ProfileErrors> {
        reader::parse(toml)
    }

    /// Returns a profile that Tezis ships: `mia.az` or `plain`.
    pub fn builtin(name: &str) -> Option<Self> {
        builtin::builtins().into_iter().find(|profile| profile.name == name)
    }

    /// Returns all profiles that Tezis ships, the default first.
    pub fn builtins() -> Vec<Self> {
        builtin::builtins()
    }

    /// Returns the TOML text of a profile that Tezis ships, to be copied and changed.
    pub fn builtin_source(name: &str) -> Option<&'static str> {
        builtin::source(name)
    }

    /// Returns the rendition of that name.
    pub fn rendition(&self, name: &str) -> Option<&RenditionSpec> {
        self.renditions.iter().find(|spec| spec.name == name)
    }
}

/// A section of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Section {
    /// The last part of its address, as reports name it.
    pub id: String,
    /// Its title as printed.
    pub title: String,
}

/// The date line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dateline {
    /// Date and time with the signs of `strftime`: `%d-%m-%Y [%H:%M]`. `%B` is the month's name in
    /// the language of the text.
    pub format: String,
    /// Whether the town stands before the date.
    pub place: bool,
    /// What stands between town and date.
    pub between: String,
}

impl Default for Dateline {
    fn default() -> Self {
        Self { format: "%d-%m-%Y %H:%M".to_owned(), place: false, between: ", ".to_owned() }
    }
}

/// How the portal names itself as the source of the news.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attribution {
    /// The words that the text must hold, such as "Mia.az xəbər verir ki".
    pub formula: Option<String>,
}

/// Rules for headlines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Headline {
    /// The most characters, markers included.
    pub max_length: Option<u32>,
    /// What stands at the end when there is a gallery: `(FOTOLAR)`.
    pub gallery_marker: Option<String>,
    /// What stands after a dash at the end of an update: `YENİLƏNİB`.
    pub update_marker: Option<String>,
}

/// How authors and source are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Byline {
    /// The lines, with `{authors}` and `{source}`; a line whose placeholders are all empty is left
    /// out.
    pub lines: Vec<String>,
    /// What stands between two authors.
    pub between: String,
    /// The source credit that a new report begins with.
    pub source: Option<String>,
}

impl Default for Byline {
    fn default() -> Self {
        Self {
            lines: vec!["{authors}".to_owned(), "{source}".to_owned()],
            between: ", ".to_owned(),
            source: None,
        }
    }
}

/// Rules for the last part of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Slug {
    /// The most characters.
    pub max_length: u32,
    /// Letters that this portal spells otherwise, such as `x = "kh"`; lower case, and the others as
    /// usual (`ə` → `e`).
    pub letters: BTreeMap<String, String>,
}

impl Default for Slug {
    fn default() -> Self {
        Self { max_length: 80, letters: BTreeMap::new() }
    }
}

/// What the portal takes in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Body {
    /// Whether the beginning of a panel's part is printed as a heading rather than a paragraph.
    pub panel_headings: bool,
    /// The HTML elements that the portal keeps; `p` is always among them.
    pub allowed_html: Vec<HtmlTag>,
}

impl Default for Body {
    fn default() -> Self {
        Self { panel_headings: false, allowed_html: HtmlTag::ALL.to_vec() }
    }
}

/// An HTML element that a body can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is the HTML element of its name")]
pub enum HtmlTag {
    P,
    Br,
    H2,
    H3,
    H4,
    Strong,
    Em,
    A,
    Ul,
    Ol,
    Li,
    Blockquote,
    Figure,
    Img,
    Figcaption,
    Aside,
}

impl HtmlTag {
    /// All elements that a body can use.
    pub const ALL: [Self; 16] = [
        Self::P,
        Self::Br,
        Self::H2,
        Self::H3,
        Self::H4,
        Self::Strong,
        Self::Em,
        Self::A,
        Self::Ul,
        Self::Ol,
        Self::Li,
        Self::Blockquote,
        Self::Figure,
        Self::Img,
        Self::Figcaption,
        Self::Aside,
    ];
}

/// Names and texts of pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Photos {
    /// A picture's file name without extension, with `{date}` (the forum's first day, else the date
    /// line's), `{slug}` and `{number}`.
    pub file_name: String,
    /// The line under a picture, with `{caption}` and `{credit}`.
    pub caption: String,
    /// The credit, with `{credit}`.
    pub credit: String,
    /// The rendition that a person uploads and that the page shows large; the first by default.
    pub upload: Option<String>,
    /// The rendition at the top of the page; `upload` by default.
    pub cover: Option<String>,
    /// The rendition of the page's gallery; `upload` by default.
    pub thumb: Option<String>,
}

impl Default for Photos {
    fn default() -> Self {
        Self {
            file_name: "{date}-{slug}-{number}".to_owned(),
            caption: "{caption}".to_owned(),
            credit: "{credit}".to_owned(),
            upload: None,
            cover: None,
            thumb: None,
        }
    }
}

/// The form in which a person enters an article at the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Form {
    /// Its fields, in the order in which they are filled in.
    pub fields: Vec<FormField>,
    /// What stands for a picture in the text until it is uploaded, with `{number}`; by default
    /// `[FOTO {number}]` in the article's language.
    pub photo_mark: Option<String>,
}

impl Default for Form {
    fn default() -> Self {
        use FormField::{
            Body, Byline, Date, Headline, Keywords, Kicker, Lead, PublishAt, Section, SeoHeadline,
            Slug, SocialHeadline,
        };
        let fields = vec![
            Headline,
            Kicker,
            Lead,
            Body,
            Section,
            Keywords,
            Date,
            PublishAt,
            Byline,
            Slug,
            SocialHeadline,
            SeoHeadline,
        ];
        Self { fields, photo_mark: None }
    }
}

/// A field of a portal's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormField {
    /// The headline with the portal's markers.
    Headline,
    /// The line above the headline.
    Kicker,
    /// The short text: the words of the lead.
    Lead,
    /// The whole text.
    Body,
    /// Keywords, with commas between them.
    Keywords,
    /// The section's title.
    Section,
    /// The last part of the address.
    Slug,
    /// The whole address.
    Url,
    /// The date line.
    Date,
    /// When the portal should publish it.
    PublishAt,
    /// Until when it must not appear.
    Embargo,
    /// Authors and source. Where the form has no such field, they end the text.
    Byline,
    /// What readers must know of the author's part in the matter. Where the form has no such field,
    /// it ends the text.
    Disclosure,
    /// The headline for social networks.
    SocialHeadline,
    /// The headline for search engines.
    SeoHeadline,
}

impl FormField {
    /// All fields.
    pub const ALL: [Self; 15] = [
        Self::Headline,
        Self::Kicker,
        Self::Lead,
        Self::Body,
        Self::Keywords,
        Self::Section,
        Self::Slug,
        Self::Url,
        Self::Date,
        Self::PublishAt,
        Self::Embargo,
        Self::Byline,
        Self::Disclosure,
        Self::SocialHeadline,
        Self::SeoHeadline,
    ];

    /// Returns its name in a profile and on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Kicker => "kicker",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Keywords => "keywords",
            Self::Section => "section",
            Self::Slug => "slug",
            Self::Url => "url",
            Self::Date => "date",
            Self::PublishAt => "publish_at",
            Self::Embargo => "embargo",
            Self::Byline => "byline",
            Self::Disclosure => "disclosure",
            Self::SocialHeadline => "social_headline",
            Self::SeoHeadline => "seo_headline",
        }
    }
}

/// A size that every picture is made in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RenditionSpec {
    /// Its name, which is also its folder in a package.
    pub name: String,
    /// Width of the frame in pixels.
    pub width: u32,
    /// Height of the frame in pixels.
    pub height: u32,
    /// How the picture is brought into the frame.
    pub fit: Fit,
    /// The file's format.
    pub format: ImageFormat,
    /// Quality of JPEG and WebP, 1 to 100.
    pub quality: u8,
    /// The largest file, in bytes.
    pub max_bytes: Option<u64>,
}

impl Default for RenditionSpec {
    fn default() -> Self {
        Self {
            name: String::new(),
            width: 0,
            height: 0,
            fit: Fit::Contain,
            format: ImageFormat::Jpeg,
            quality: 82,
            max_bytes: None,
        }
    }
}

/// A picture that is laid over renditions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Watermark {
    /// The file's name, beside the profile: a PNG or WebP with a transparent ground, or a JPEG.
    pub file: String,
    /// Where it lies.
    pub corner: Corner,
    /// Its width as a part of the rendition's, 0.01 to 1.
    pub size: f64,
    /// Its distance from the edges as a part of the rendition's shorter side, 0 to 0.5.
    pub margin: f64,
    /// How much of it covers what is below, 0.05 to 1.
    pub opacity: f64,
    /// The renditions that get it; all without.
    pub renditions: Option<Vec<String>>,
}

impl Watermark {
    /// Whether a rendition gets it.
    pub fn is_on(&self, rendition: &str) -> bool {
        self.renditions.as_ref().is_none_or(|names| names.iter().any(|name| name == rendition))
    }
}

impl Default for Watermark {
    fn default() -> Self {
        Self {
            file: String::new(),
            corner: Corner::default(),
            size: 0.18,
            margin: 0.02,
            opacity: 0.7,
            renditions: None,
        }
    }
}

/// Where a watermark lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Corner {
    /// Upper left.
    TopLeft,
    /// Upper right.
    TopRight,
    /// Lower left.
    BottomLeft,
    /// Lower right.
    #[default]
    BottomRight,
    /// In the middle.
    Centre,
}

/// How a picture is brought into a rendition's frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// The whole picture inside the frame.
    #[default]
    Contain,
    /// The frame filled, the picture cut around its focal point.
    Cover,
}

/// The format of a rendition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImageFormat {
    /// JPEG.
    #[default]
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

impl ImageFormat {
    /// Returns the file extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }
}

/// Something for each kind of text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ByKind<T: Default> {
    /// For a full report.
    pub full: T,
    /// For a short piece.
    pub short: T,
    /// For an update.
    pub update: T,
    /// For a translation.
    pub translation: T,
}

/// A part that a text must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the part of its name")]
pub enum RequiredField {
    Headline,
    Kicker,
    Dateline,
    Lead,
    Body,
    Byline,
    Source,
    Section,
    Slug,
    Keywords,
    Gallery,
    Cover,
    Captions,
    Alts,
    Credits,
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Not looked for.
    Off,
    /// Good to know.
    Hint,
    /// To be looked at.
    Warning,
    /// Stops an export.
    Error,
}

/// Limits of a messenger's posts, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessengerLimits {
    /// Of a post of text.
    pub text: Option<u32>,
    /// Of the text under a picture.
    pub caption: Option<u32>,
}
