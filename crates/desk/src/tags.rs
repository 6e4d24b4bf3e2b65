//! Tags set from outside the window: words of the text get a mark.

use tezis_report::ids::ReportId;
use tezis_report::model::{Block, Mark, MarkSpan};
use tezis_report::{BodySave, Step};

use crate::desk::Desk;
use crate::error::DeskError;

impl Desk {
    /// Marks the words wherever they stand in the report's text and returns how often that was, with
    /// the step that undoes it. Words inside a longer word count, too: "Rəşad" stands in "Rəşadın".
    ///
    /// # Errors
    /// The words do not stand in the text, or the library cannot be written.
    pub fn tag_words(
        &self,
        report: ReportId,
        words: &str,
        mark: &Mark,
    ) -> Result<(usize, Step), DeskError> {
        let now = self.inner.now();
        let (tagged, _) = self.inner.change_report(report, |document| {
            let mut tagged = 0;
            let changed: Vec<Block> = document
                .view()
                .body
                .into_iter()
                .filter_map(|mut block| {
                    let spans = spans_of(&block.text.text, words, mark);
                    tagged += spans.len();
                    let any = !spans.is_empty();
                    block.text.marks.extend(spans);
                    any.then_some(block)
                })
                .collect();
            if tagged == 0 {
                return Err(DeskError::WordsNotFound { words: words.to_owned() });
            }
            let save = BodySave {
                base: document.heads(),
                blocks: changed,
                removed: Vec::new(),
                order: None,
            };
            Ok((tagged, document.save_body(&save, now)?.step))
        })?;
        Ok(tagged)
    }
}

/// Finds the words in a text; offsets are in Unicode scalars.
fn spans_of(text: &str, words: &str, mark: &Mark) -> Vec<MarkSpan> {
    if words.is_empty() {
        return Vec::new();
    }
    let scalars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let length = scalars(words);
    text.match_indices(words)
        .map(|(byte, _)| {
            let start = scalars(text.get(..byte).unwrap_or_default());
            MarkSpan { start, end: start + length, mark: mark.clone() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::spans_of;
    use tezis_report::model::Mark;

    #[test]
    fn offsets_count_letters_and_not_bytes() {
        let spans = spans_of("Şəhər: Əli dedi, Əlinin sözü.", "Əli", &Mark::Strong);
        let found: Vec<_> = spans.iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(found, [(7, 10), (17, 20)]);
    }
}
