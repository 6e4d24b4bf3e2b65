//! Words with marks, written run by run. Keeps the model's rule: marks sorted, those of one mark
//! neither overlapping nor touching, none over spaces at its ends.

use tezis_report::model::{Mark, MarkSpan, RichText};

/// How a run of words is marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Style {
    pub(crate) strong: bool,
    pub(crate) em: bool,
    pub(crate) href: Option<String>,
}

impl Style {
    fn marks(&self) -> impl Iterator<Item = Mark> + '_ {
        let link = self.href.as_ref().map(|href| Mark::Link { href: href.clone() });
        self.strong
            .then_some(Mark::Strong)
            .into_iter()
            .chain(self.em.then_some(Mark::Em))
            .chain(link)
    }
}

/// Writes a text. White space is joined as HTML does; a line break is a character of its own.
#[derive(Debug, Default)]
pub(crate) struct RichWriter {
    text: String,
    /// Scalars in `text`.
    length: u32,
    spans: Vec<MarkSpan>,
    /// Spans that the last words had, by index: they go on over a space.
    running: Vec<usize>,
    /// A space or line break that is written before the next word, if one comes.
    pending: Option<char>,
}

impl RichWriter {
    /// Writes words in a style.
    pub(crate) fn write(&mut self, words: &str, style: &Style) {
        let mut from = None;
        for (at, c) in words.char_indices() {
            // A no-break space is meant; other white space of the source is not.
            if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}') {
                self.write_word(words, from.take(), at, style);
                if !self.text.is_empty() {
                    self.pending.get_or_insert(' ');
                }
            } else if from.is_none() {
                from = Some(at);
            }
        }
        self.write_word(words, from, words.len(), style);
    }

    /// Begins a new line, unless nothing was written yet.
    pub(crate) fn line_break(&mut self) {
        if !self.text.is_empty() {
            self.pending = Some('\n');
        }
    }

    /// Tells whether nothing was written.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Tells whether the next words would begin a new line.
    pub(crate) fn at_line_break(&self) -> bool {
        self.pending == Some('\n')
    }

    /// Returns the text, and leaves an empty one.
    pub(crate) fn take(&mut self) -> RichText {
        let written = std::mem::take(self);
        let full = RichText { text: written.text, marks: written.spans };
        let end = full.text.chars().count();
        cut(&full, 0, end)
    }

    fn write_word(&mut self, words: &str, from: Option<usize>, to: usize, style: &Style) {
        let Some(word) = from.and_then(|from| words.get(from..to)) else { return };
        let before = self.length;
        if let Some(space) = self.pending.take() {
            self.text.push(space);
            self.length += 1;
        }
        let start = self.length;
        self.text.push_str(word);
        self.length += u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
        let mut running = Vec::new();
        for mark in style.marks() {
            let going_on = self.running.iter().copied().find(|&index| {
                self.spans.get(index).is_some_and(|span| span.mark == mark && span.end == before)
            });
            if let Some((index, span)) =
                going_on.and_then(|index| Some((index, self.spans.get_mut(index)?)))
            {
                span.end = self.length;
                running.push(index);
            } else {
                running.push(self.spans.len());
                self.spans.push(MarkSpan { start, end: self.length, mark });
            }
        }
        self.running = running;
    }
}

/// Cuts a text from one scalar to before another, without the white space at the ends.
pub(crate) fn cut(text: &RichText, start: usize, end: usize) -> RichText {
    let kept: String = text.text.chars().skip(start).take(end.saturating_sub(start)).collect();
    let without_start = kept.trim_start();
    let skipped = kept.chars().count() - without_start.chars().count();
    let words = without_start.trim_end();
    let from = u32::try_from(start + skipped).unwrap_or(u32::MAX);
    let length = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    let mut marks: Vec<MarkSpan> = text
        .marks
        .iter()
        .filter_map(|span| {
            let start = span.start.saturating_sub(from);
            let end = span.end.saturating_sub(from).min(length);
            (start < end).then(|| MarkSpan { start, end, mark: span.mark.clone() })
        })
        .collect();
    marks.sort_unstable();
    RichText { text: words.to_owned(), marks }
}

/// Returns an address if a link may carry it: `http:`, `https:` and `mailto:`.
pub(crate) fn allowed_href(href: &str) -> Option<String> {
    let href = href.trim();
    let (scheme, rest) = href.split_once(':')?;
    let allowed =
        ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let clean = !rest.is_empty() && !href.chars().any(|c| c.is_control() || c.is_whitespace());
    (allowed && clean).then(|| href.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong() -> Style {
        Style { strong: true, ..Style::default() }
    }

    #[test]
    fn marks_go_on_over_spaces_but_do_not_cover_them_at_their_ends() {
        let mut writer = RichWriter::default();
        writer.write("  Bu ", &Style::default());
        writer.write(" çox ", &strong());
        writer.write("vacib", &strong());
        writer.write(" işdir ", &Style::default());
        let text = writer.take();
        assert_eq!(text.text, "Bu çox vacib işdir");
        assert_eq!(text.marks, [MarkSpan { start: 3, end: 12, mark: Mark::Strong }]);
    }

    #[test]
    fn a_line_break_outlives_spaces_around_it() {
        let mut writer = RichWriter::default();
        writer.line_break();
        writer.write("bir ", &Style::default());
        writer.line_break();
        writer.write("  iki", &Style::default());
        writer.line_break();
        assert_eq!(writer.take().text, "bir\niki");
    }

    #[test]
    fn a_cut_moves_marks() {
        let text = RichText {
            text: "bir iki üç".to_owned(),
            marks: vec![MarkSpan { start: 2, end: 7, mark: Mark::Em }],
        };
        let cut = cut(&text, 3, 10);
        assert_eq!(cut.text, "iki üç");
        assert_eq!(cut.marks, [MarkSpan { start: 0, end: 3, mark: Mark::Em }]);
    }

    #[test]
    fn only_addresses_for_readers_are_links() {
        assert_eq!(allowed_href(" https://tezis.az/a ").as_deref(), Some("https://tezis.az/a"));
        assert_eq!(allowed_href("MAILTO:a@tezis.az").as_deref(), Some("MAILTO:a@tezis.az"));
        for bad in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "/xeber/1",
            "#",
            "data:text/html,x",
            "https:",
            "http://a b",
        ] {
            assert_eq!(allowed_href(bad), None, "{bad}");
        }
    }
}
