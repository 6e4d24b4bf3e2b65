//! Taking back an edit of a text that has changed since: a pure function over three states of it.

use std::collections::BTreeSet;

use crate::model::{Mark, MarkSpan, RichText};
use crate::text::{edits, in_word};

/// Returns the present text without what the edit from `before` to `after` did. Words and marks that
/// came since stay; words that went since stay away.
///
/// It goes by the words and not by Automerge's elements: a paragraph that was deleted and brought back
/// has new elements, and the edits before its deletion must still be taken back in it.
pub(super) fn take_back(before: &RichText, after: &RichText, now: &RichText) -> RichText {
    if after == now {
        return before.clone();
    }
    let [was, is, present] = [before, after, now].map(Chars::of);
    let to_was = alignment(&after.text, &before.text);
    let to_present = alignment(&after.text, &now.text);
    let kept: BTreeSet<usize> = to_was.iter().flatten().copied().collect();
    let gone: BTreeSet<usize> = to_was
        .iter()
        .zip(&to_present)
        .filter_map(|(was, present)| if was.is_none() { *present } else { None })
        .collect();
    // Where each character of `before` that `after` lacks comes back: behind the present place of the
    // last character before it that both have.
    let mut returns: Vec<Vec<usize>> = vec![Vec::new(); present.text.len() + 1];
    let mut place = 0;
    let mut aligned = to_was.iter().enumerate().filter_map(|(is, was)| was.map(|was| (was, is)));
    for index in 0..was.text.len() {
        if kept.contains(&index) {
            let is = aligned.next().map(|(_, is)| is);
            if let Some(present) = is.and_then(|is| to_present.get(is).copied().flatten()) {
                place = present + 1;
            }
            continue;
        }
        // Never into the middle of a word that grew since, unless it comes back into a word.
        let inside = index > 0 && was.is_word(index - 1) && was.is_word(index);
        while !inside && place > 0 && present.is_word(place - 1) && present.is_word(place) {
            place += 1;
        }
        if let Some(returning) = returns.get_mut(place) {
            returning.push(index);
        }
    }

    let mut marks_since: Vec<Option<(usize, Option<usize>)>> = vec![None; present.text.len()];
    for (is, (was, present)) in to_was.iter().zip(&to_present).enumerate() {
        if let Some(slot) = present.and_then(|present| marks_since.get_mut(present)) {
            *slot = Some((is, *was));
        }
    }
    let mut text = String::new();
    let mut marks: Vec<BTreeSet<Mark>> = Vec::new();
    for index in 0..=present.text.len() {
        for returning in returns.get(index).into_iter().flatten() {
            // The space before a word may be gone meanwhile: it comes back with the word.
            let space = returning.checked_sub(1).filter(|space| !was.is_word(*space));
            if was.is_word(*returning)
                && text.ends_with(in_word)
                && let Some(space) = space
            {
                text.extend(was.text.get(space));
                marks.push(was.marks_at(space));
            }
            text.extend(was.text.get(*returning));
            marks.push(was.marks_at(*returning));
        }
        let Some(character) = present.text.get(index) else { break };
        if gone.contains(&index) {
            continue;
        }
        text.push(*character);
        let mut shown = present.marks_at(index);
        if let Some(Some((is_at, Some(was_at)))) = marks_since.get(index) {
            let (had, has) = (was.marks_at(*was_at), is.marks_at(*is_at));
            shown.retain(|mark| had.contains(mark) || !has.contains(mark));
            shown.extend(had.difference(&has).cloned());
        }
        marks.push(shown);
    }
    RichText { text, marks: spans(&marks) }
}

/// A text taken apart.
struct Chars {
    text: Vec<char>,
    spans: Vec<MarkSpan>,
}

impl Chars {
    fn of(text: &RichText) -> Self {
        Self { text: text.text.chars().collect(), spans: text.marks.clone() }
    }

    fn is_word(&self, index: usize) -> bool {
        self.text.get(index).is_some_and(|c| in_word(*c))
    }

    fn marks_at(&self, index: usize) -> BTreeSet<Mark> {
        let Ok(index) = u32::try_from(index) else { return BTreeSet::new() };
        let covers = |span: &&MarkSpan| span.start <= index && index < span.end;
        self.spans.iter().filter(covers).map(|span| span.mark.clone()).collect()
    }
}

/// Returns, for each character of a text, where it stands in the other, if it does.
fn alignment(from: &str, to: &str) -> Vec<Option<usize>> {
    let mut places: Vec<Option<usize>> = Vec::new();
    let mut reached = 0;
    for edit in edits(from, to) {
        // What lies between the edits is the same in both; `at` counts in the text as edited so far.
        while reached < edit.at {
            places.push(Some(reached));
            reached += 1;
        }
        places.extend(std::iter::repeat_n(None, edit.delete));
        reached += edit.insert.chars().count();
    }
    let length = from.chars().count();
    while places.len() < length {
        places.push(Some(reached));
        reached += 1;
    }
    places
}

fn spans(marks: &[BTreeSet<Mark>]) -> Vec<MarkSpan> {
    let mut spans: Vec<MarkSpan> = Vec::new();
    for (index, here) in marks.iter().enumerate() {
        let Ok(index) = u32::try_from(index) else { break };
        for mark in here {
            let open = spans.iter_mut().rev().find(|span| span.end == index && span.mark == *mark);
            match open {
                Some(span) => span.end = index + 1,
                None => spans.push(MarkSpan { start: index, end: index + 1, mark: mark.clone() }),
            }
        }
    }
    spans.sort();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(before: &str, after: &str, now: &str) -> String {
        let [before, after, now] = [before, after, now].map(RichText::plain);
        take_back(&before, &after, &now).text
    }

    #[test]
    fn others_words_stay_and_ones_own_go_back() {
        assert_eq!(plain("bir iki", "bir üç iki", "bir üç iki dörd"), "bir iki dörd");
        assert_eq!(plain("bir iki üç", "bir üç", "sıfır bir üç dörd"), "sıfır bir iki üç dörd");
        assert_eq!(plain("bir iki üç", "bir üç", "bir"), "bir iki ");
        assert_eq!(plain("", "bir iki", "bir və iki"), "və ");
        assert_eq!(plain("Xank foo", "Xank", "Xankəndi"), "Xankəndi foo");
        assert_eq!(plain("Xankdi", "Xankəndi", "Xankəndidə"), "Xankdidə");
    }

    #[test]
    fn marks_go_back_where_the_edit_set_them_and_others_stay() {
        let span = |start, end, mark| MarkSpan { start, end, mark };
        let text = |marks| RichText { text: "bir iki üç".into(), marks };
        let before = text(vec![span(0, 3, Mark::Em)]);
        let after = text(vec![span(4, 7, Mark::Strong)]);
        let now =
            RichText { text: "və bir iki üç".into(), marks: vec![span(7, 13, Mark::Strong)] };
        let expected = vec![span(3, 6, Mark::Em), span(10, 13, Mark::Strong)];
        assert_eq!(take_back(&before, &after, &now).marks, expected);
    }

    proptest! {
        #[test]
        fn nothing_since_means_as_before(before in "[a-c ]{0,12}", after in "[a-c ]{0,12}") {
            prop_assert_eq!(&plain(&before, &after, &after), &before);
            prop_assert_eq!(plain(&before, &before, &after), after, "and nothing to take back, nothing taken");
        }

        #[test]
        fn a_text_of_any_three_states_does_not_panic(a in "[a-c ]{0,12}", b in "[a-c ]{0,12}", c in "[a-c ]{0,12}") {
            plain(&a, &b, &c);
        }
    }
}
