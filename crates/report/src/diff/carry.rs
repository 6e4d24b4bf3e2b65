//! Tags and quotations of a text carried over to the words that took its place: an editor's Word and
//! the portal's form know nothing of them and give back words alone.

use std::ops::Range;

use crate::model::{MarkSpan, RichText};
use crate::text::{changed, in_word, words};

/// Returns the marks of a text on the words that it has become.
///
/// A mark stays on the words that stayed, covers what was written between them or in place of some of
/// them, and goes when all of its words went. A word that got or lost an ending ("Kərimova",
/// "Kərimovanın") is the same word.
pub fn carry_marks(before: &RichText, after: &str) -> Vec<MarkSpan> {
    if before.text == after || before.marks.is_empty() {
        return before.marks.clone();
    }
    let change = Change::of(&before.text, after);
    let spans = before.marks.iter().filter_map(|span| change.carried(span)).collect();
    let length = u32::try_from(after.chars().count()).unwrap_or(u32::MAX);
    crate::document::normal(spans, length)
}

/// A word or several that gave way to others: ranges of characters.
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

/// How one text became another.
struct Change {
    old: Vec<char>,
    new: Vec<char>,
    /// For each old character, where it is now, if it stayed.
    places: Vec<Option<usize>>,
    hunks: Vec<Hunk>,
}

impl Change {
    fn of(before: &str, after: &str) -> Self {
        let (old_words, new_words) = (words(before), words(after));
        let mut change = Self {
            old: before.chars().collect(),
            new: after.chars().collect(),
            places: Vec::new(),
            hunks: Vec::new(),
        };
        let count = |words: Option<&[&str]>| -> usize {
            words.unwrap_or_default().iter().map(|word| word.chars().count()).sum()
        };
        let (mut done_old, mut at_new) = (0, 0);
        for (in_old, in_new) in changed(&old_words, &new_words) {
            let same = count(old_words.get(done_old..in_old.start));
            change.places.extend((at_new..at_new + same).map(Some));
            at_new += same;
            done_old = in_old.end;
            let old_length = count(old_words.get(in_old.clone()));
            let new_length = count(new_words.get(in_new.clone()));
            let at_old = change.places.len();
            let hunk = Hunk { old: at_old..at_old + old_length, new: at_new..at_new + new_length };
            change.replace(&hunk);
            change.hunks.push(hunk);
            at_new += new_length;
        }
        let rest = change.old.len() - change.places.len();
        change.places.extend((at_new..at_new + rest).map(Some));
        change
    }

    /// Sets the places of a hunk's characters: where a word kept most of itself, its beginning and
    /// its end stayed.
    fn replace(&mut self, hunk: &Hunk) {
        let old = self.old.get(hunk.old.clone()).unwrap_or_default();
        let new = self.new.get(hunk.new.clone()).unwrap_or_default();
        let shorter = old.len().min(new.len());
        let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let tail = old.iter().rev().zip(new.iter().rev()).take(shorter - head);
        let tail = tail.take_while(|(a, b)| a == b).count();
        let one_word = |word: &[char]| word.iter().all(|c| in_word(*c));
        let related = one_word(old)
            && one_word(new)
            && (head + tail) * 2 >= shorter
            && (head + tail >= 3 || head + tail == shorter);
        let (head, tail) = if related { (head, tail) } else { (0, 0) };
        for at in 0..old.len() {
            let place = if at < head {
                Some(hunk.new.start + at)
            } else if at >= old.len() - tail {
                Some(hunk.new.end - (old.len() - at))
            } else {
                None
            };
            self.places.push(place);
        }
    }

    fn carried(&self, span: &MarkSpan) -> Option<MarkSpan> {
        let start = usize::try_from(span.start).ok()?;
        let end = usize::try_from(span.end).ok()?.min(self.old.len());
        let old = self.old.get(start..end)?;
        let places = self.places.get(start..end)?;
        let has_words = old.iter().any(|c| in_word(*c));
        let stayed =
            |(c, place): (&char, &Option<usize>)| place.filter(|_| in_word(*c) || !has_words);
        if !old.iter().zip(places).any(|pair| stayed(pair).is_some()) {
            return None;
        }
        let kept = places.iter().flatten().map(|place| *place..place + 1);
        let written = self.hunks.iter().filter_map(|hunk| {
            let whole = !hunk.old.is_empty() && start <= hunk.old.start && hunk.old.end <= end;
            let between = hunk.old.is_empty() && start < hunk.old.start && hunk.old.start < end;
            ((whole || between) && !hunk.new.is_empty()).then(|| hunk.new.clone())
        });
        let (mut from, mut to) = (usize::MAX, 0);
        for range in kept.chain(written) {
            from = from.min(range.start);
            to = to.max(range.end);
        }
        let blank = |at: usize| self.new.get(at).is_some_and(|c| c.is_whitespace());
        // Spaces at the ends are left over from words that went.
        if !old.first().is_some_and(|c| c.is_whitespace()) {
            while from < to && blank(from) {
                from += 1;
            }
        }
        if !old.last().is_some_and(|c| c.is_whitespace()) {
            while from < to && blank(to - 1) {
                to -= 1;
            }
        }
        let (start, end) = (u32::try_from(from).ok()?, u32::try_from(to).ok()?);
        (start < end).then(|| MarkSpan { start, end, mark: span.mark.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{PersonId, QuoteId};
    use crate::model::Mark;
    use proptest::prelude::*;

    fn person() -> Mark {
        Mark::Person { id: PersonId::from_parts(1, 1) }
    }

    /// Marks the words between brackets, and shows the carried mark in the same way.
    fn carried(before: &str, after: &str) -> String {
        let start = before.chars().position(|c| c == '[').unwrap();
        let end = before.chars().position(|c| c == ']').unwrap() - 1;
        let text = before.replace(['[', ']'], "");
        let (start, end) = (u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
        let before = RichText { text, marks: vec![MarkSpan { start, end, mark: person() }] };
        let mut out: Vec<char> = after.chars().collect();
        for span in carry_marks(&before, after) {
            out.insert(usize::try_from(span.end).unwrap(), ']');
            out.insert(usize::try_from(span.start).unwrap(), '[');
        }
        out.into_iter().collect()
    }

    #[test]
    fn a_mark_stays_on_its_words() {
        assert_eq!(
            carried("[Aysel Kərimova] dedi", "Dünən Aysel Kərimova dedi"),
            "Dünən [Aysel Kərimova] dedi"
        );
        assert_eq!(
            carried("[Aysel Kərimova] dedi", "Aysel Kərimovanın sözü"),
            "[Aysel Kərimovanın] sözü"
        );
        assert_eq!(carried("dedi [Kərimova]", "dedi Kərimli"), "dedi [Kərimli]");
        assert_eq!(carried("dedi [Kərimova].", "dedi A. Kərimova!"), "dedi A. [Kərimova]!");
    }

    #[test]
    fn a_mark_covers_what_was_written_between_its_words_and_not_around_them() {
        assert_eq!(
            carried("“[bu yol lazımdır]”", "“bu yeni yol çox lazımdır”"),
            "“[bu yeni yol çox lazımdır]”"
        );
        assert_eq!(carried("dedi [bu yol] ki", "dedi ki bu yol ki"), "dedi ki [bu yol] ki");
        assert_eq!(carried("[bir iki üç] son", "bir dörd son"), "[bir dörd] son");
        assert_eq!(carried("[bir iki üç] son", "bir son"), "[bir] son");
    }

    #[test]
    fn a_mark_whose_words_went_goes() {
        assert_eq!(carried("[Aysel] dedi", "Nigar dedi"), "Nigar dedi");
        assert_eq!(carried("[Aysel Kərimova] dedi", "dedi"), "dedi");
        assert_eq!(carried("[Aysel] dedi", ""), "");
    }

    #[test]
    fn several_marks_are_carried_each_for_itself() {
        let quote = Mark::Quote { id: QuoteId::from_parts(1, 2) };
        let span = |start, end, mark| MarkSpan { start, end, mark };
        let text = "Aysel dedi: “İşıq lazımdır”".to_owned();
        let before =
            RichText { text, marks: vec![span(0, 5, person()), span(13, 26, quote.clone())] };
        assert_eq!(
            carry_marks(&before, "Nazir Aysel bildirdi: “İşıq çox lazımdır”"),
            [span(6, 11, person()), span(23, 40, quote)]
        );
    }

    fn marked() -> impl Strategy<Value = RichText> {
        let marks = prop::collection::vec((0..40u32, 0..40u32, 0..3u8), 0..5);
        ("[abəİ ,.]{0,30}", marks).prop_map(|(text, marks)| {
            let length = u32::try_from(text.chars().count()).unwrap();
            let spans = marks.into_iter().map(|(start, end, what)| {
                let mark = match what {
                    0 => Mark::Strong,
                    1 => person(),
                    _ => Mark::Em,
                };
                MarkSpan { start, end, mark }
            });
            RichText { marks: crate::document::normal(spans.collect(), length), text }
        })
    }

    proptest! {
        #[test]
        fn marks_are_never_outside_the_text(before in marked(), after in "[abəİ ,.]{0,30}") {
            let length = u32::try_from(after.chars().count()).unwrap();
            let marks = carry_marks(&before, &after);
            prop_assert!(marks.iter().all(|span| span.start < span.end && span.end <= length), "{:?}", marks);
            prop_assert_eq!(crate::document::normal(marks.clone(), length), marks, "and in the model's order");
        }

        #[test]
        fn an_unchanged_text_keeps_all_marks(before in marked()) {
            prop_assert_eq!(carry_marks(&before, &before.text), before.marks);
        }

        #[test]
        fn words_before_and_behind_keep_all_marks(before in marked()) {
            let after = format!("xüsusi {} xüsusi", before.text);
            let moved: Vec<MarkSpan> = before.marks.iter().map(|span| MarkSpan {
                start: span.start + 7, end: span.end + 7, mark: span.mark.clone(),
            }).collect();
            prop_assert_eq!(carry_marks(&before, &after).len(), moved.len());
        }
    }
}
