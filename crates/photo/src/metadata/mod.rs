//! Words and facts inside photo files: EXIF, IPTC-IIM and XMP, read from what comes in and written
//! into what goes out. Writing always starts fresh, from a list of public fields: what a camera or
//! another program put into the original never travels on.

pub(crate) mod embed;
pub(crate) mod exif;
pub(crate) mod exif_writer;
pub(crate) mod iim;
pub(crate) mod srgb_profile;
pub(crate) mod text;
pub(crate) mod xmp;
pub(crate) mod xmp_writer;

use chrono::NaiveDateTime;

/// What may be written into a rendition. There is no field for places by coordinates, serial
/// numbers or the camera, and that is the point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicMetadata {
    /// Headline of the photo.
    pub headline: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// The photographer.
    pub creator: Option<String>,
    /// Credit line.
    pub credit: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
    /// Under which terms it may be used.
    pub usage_terms: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The city that is shown.
    pub city: Option<String>,
    /// The people who are shown, in their order.
    pub people: Vec<String>,
    /// Alternative text: language (BCP 47, such as `az`) and text. The first is the default.
    pub alt: Vec<(String, String)>,
    /// When the photo was taken, local time.
    pub taken_at: Option<NaiveDateTime>,
}

/// The texts that were found inside a photo file. XMP wins over IIM, IIM over EXIF: the newer the
/// standard, the less a program has cut from the field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmbeddedText {
    /// Caption.
    pub caption: Option<String>,
    /// Headline.
    pub headline: Option<String>,
    /// The photographer; several are joined by commas.
    pub creator: Option<String>,
    /// Credit line.
    pub credit: Option<String>,
    /// Copyright notice.
    pub copyright: Option<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// People who are shown.
    pub people: Vec<String>,
    /// Rating: −1 is rejected, 0 unrated, 1–5 stars.
    pub rating: Option<i8>,
    /// City that is shown.
    pub city: Option<String>,
    /// Terms of use.
    pub usage_terms: Option<String>,
}

impl EmbeddedText {
    /// Fills what is empty from a source of lower rank.
    pub(crate) fn fill_from(&mut self, other: Self) {
        fn fill(mine: &mut Option<String>, other: Option<String>) {
            if mine.is_none() {
                *mine = other;
            }
        }
        fill(&mut self.caption, other.caption);
        fill(&mut self.headline, other.headline);
        fill(&mut self.creator, other.creator);
        fill(&mut self.credit, other.credit);
        fill(&mut self.copyright, other.copyright);
        fill(&mut self.alt, other.alt);
        fill(&mut self.city, other.city);
        fill(&mut self.usage_terms, other.usage_terms);
        if self.keywords.is_empty() {
            self.keywords = other.keywords;
        }
        if self.people.is_empty() {
            self.people = other.people;
        }
        self.rating = self.rating.or(other.rating);
    }
}
