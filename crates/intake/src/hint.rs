//! What the caller knows about a text before it is read.

use crate::DatelineFormat;

/// How the bytes are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Words and line ends.
    Plain,
    /// `CommonMark` with tables and strikethrough.
    Markdown,
    /// A page of a portal, or a part of one.
    Html,
}

/// What the caller knows about a text. Everything is optional: `Hint::default()` reads any text.
#[derive(Debug, Clone, Default)]
pub struct Hint<'a> {
    /// The file's name; its extension tells the kind.
    pub file_name: Option<&'a str>,
    /// The kind, when the caller knows better than the name.
    pub kind: Option<TextKind>,
    /// Date lines of the profile, tried before the usual ones.
    pub dateline: &'a [DatelineFormat],
    /// Headline markers of the profile, beside the usual ones ("FOTOLAR", "VİDEO" …).
    pub markers: &'a [&'a str],
    /// Names of the portal as it credits itself ("Mia.az"); others are recognised by their look.
    pub portals: &'a [&'a str],
    /// Titles of the portal's sections, which its pages print beside headlines.
    pub sections: &'a [&'a str],
    /// Puts ə back where an encoding without it lost it: what the warning
    /// [`SchwaLost`](crate::IntakeWarning::SchwaLost) offers.
    pub restore_schwa: bool,
    /// How much is taken.
    pub limits: Limits,
}

/// How much is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a file or of pasted text.
    pub bytes: usize,
    /// Elements of a page that are nested deeper lose their structure, not their text.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // A report has some 50 kB; the pages that browsers save with it may have a few MB.
        Self { bytes: 20 * 1024 * 1024, depth: 256 }
    }
}
