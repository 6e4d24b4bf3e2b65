//! Words and facts inside photo files: EXIF, IPTC-IIM and XMP, read from what comes in and written
//! into what goes out. Writing always starts fresh, from a list of public fields: what a camera or
//! another program put into the original never travels on.

pub(crate) mod content_credentials;
pub(crate) mod embed;
pub(crate) mod exif;
pub(crate) mod exif_writer;
pub(crate) mod iim;
pub(crate) mod maker_notes;
pub(crate) mod rgb_profile;
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
    /// The event: the forum's name.
    pub event: Option<String>,
    /// The city that is shown.
    pub city: Option<String>,
    /// The place in the city: a hall, a street.
    pub location: Option<String>,
    /// The people who are shown, in their order.
    pub people: Vec<String>,
    /// Alternative text: language (BCP 47, such as `az`) and text. The first is the default.
    pub alt: Vec<(String, String)>,
    /// Long description for those who cannot see the photo, like `alt`.
    pub long_description: Vec<(String, String)>,
    /// Stars, 1–5; others are not written.
    pub rating: Option<u8>,
    /// Where the photo comes from, when not from its creator: an agency, an archive.
    pub source: Option<String>,
    /// IPTC digital source type: the last part of its URI, such as `digitalCapture`, or all of it.
    pub digital_source_type: Option<String>,
    /// When the photo was taken, local time.
    pub taken_at: Option<NaiveDateTime>,
    /// Distance of that time from UTC in minutes, where it is known.
    pub utc_offset_minutes: Option<i32>,
}

/// When a photo was taken, by IPTC or XMP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateCreated {
    /// Local time.
    pub at: NaiveDateTime,
    /// Its distance from UTC in minutes, where the file says so.
    pub utc_offset_minutes: Option<i32>,
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
    /// Long description.
    pub long_description: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// People who are shown, in their order.
    pub people: Vec<String>,
    /// Rating: −1 is rejected, 0 unrated, 1–5 stars.
    pub rating: Option<i8>,
    /// Colour label, as the program that gave it calls the colour.
    pub label: Option<String>,
    /// City that is shown.
    pub city: Option<String>,
    /// Place in the city.
    pub location: Option<String>,
    /// The event.
    pub event: Option<String>,
    /// Terms of use.
    pub usage_terms: Option<String>,
    /// Where the photo comes from: an agency, an archive.
    pub source: Option<String>,
    /// IPTC digital source type: the last part of its URI.
    pub digital_source_type: Option<String>,
    /// When the photo was taken, by IPTC or XMP; the time of the EXIF block is not repeated here.
    pub created: Option<DateCreated>,
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
        fill(&mut self.long_description, other.long_description);
        fill(&mut self.label, other.label);
        fill(&mut self.city, other.city);
        fill(&mut self.location, other.location);
        fill(&mut self.event, other.event);
        fill(&mut self.usage_terms, other.usage_terms);
        fill(&mut self.source, other.source);
        fill(&mut self.digital_source_type, other.digital_source_type);
        if self.keywords.is_empty() {
            self.keywords = other.keywords;
        }
        if self.people.is_empty() {
            self.people = other.people;
        }
        self.rating = self.rating.or(other.rating);
        self.created = self.created.or(other.created);
    }
}
