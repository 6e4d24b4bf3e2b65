//! The lines that an article's life adds to its words: until when it must not appear, when it was
//! updated, what was put right, why it was taken away. All formats say them in the same words.

use super::labels::labels;
use crate::article::{Article, ArticleTime};

/// A note to readers, which stands as a paragraph of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Notice<'a> {
    /// The class of its element on our page.
    pub(crate) class: &'static str,
    /// What it is, with a colon.
    pub(crate) label: &'static str,
    /// What it says.
    pub(crate) text: &'a str,
}

impl Notice<'_> {
    /// Returns the whole note in one line or more.
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.label, self.text)
    }
}

/// Returns what stands in place of the body of a withdrawn article.
pub(crate) fn withdrawal(article: &Article) -> Option<Notice<'_>> {
    let label = labels(&article.language).withdrawal;
    let text = article.withdrawal.as_deref()?;
    Some(Notice { class: "withdrawal", label, text })
}

/// Returns what stands behind the body of an article in which something was put right.
pub(crate) fn correction(article: &Article) -> Option<Notice<'_>> {
    let label = labels(&article.language).correction;
    let text = article.correction.as_deref()?;
    Some(Notice { class: "correction", label, text })
}

/// Returns the lines for whoever puts the article up, not for its readers: the embargo, and when it
/// should appear. An article that has appeared has none.
pub(crate) fn instructions(article: &Article) -> Vec<String> {
    if article.published_at.is_some() {
        return Vec::new();
    }
    let labels = labels(&article.language);
    let (before, after) = labels.embargo;
    let embargo = article.embargo_until.as_ref().map(|time| line(&[before, &time.text, after]));
    let publish = article.publish_at.as_ref().map(|time| line(&[labels.publish_at, &time.text]));
    embargo.into_iter().chain(publish).collect()
}

/// Returns the time of an update as readers see it, with its label.
pub(crate) fn updated(article: &Article) -> Option<(&'static str, &ArticleTime)> {
    let time = article.updated_at.as_ref()?;
    Some((labels(&article.language).updated, time))
}

fn line(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
