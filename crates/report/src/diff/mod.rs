//! Comparing texts word by word: what a person is shown as struck out and written in, and what
//! becomes of tags when only plain words come back. Nothing here is written to a document.
//!
//! Time is bounded without a clock: where a longest common subsequence would cost too much, texts are
//! cut at their rare words, and what is still too long is replaced whole.

mod blocks;
mod carry;

pub use blocks::{BlockChange, BlockChangeKind, blocks, in_place};
pub use carry::carry_marks;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::{changed, in_word, words};

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceOp {
    /// In both.
    Same,
    /// Only before.
    Delete,
    /// Only after.
    Insert,
}

/// A piece of a text that was compared with another, word by word. The pieces that are not
/// [`PieceOp::Insert`] make the text before, those that are not [`PieceOp::Delete`] the one after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Piece {
    /// What it is.
    pub op: PieceOp,
    /// Its words.
    pub text: String,
}

/// Returns what differs between two texts, by words, for reading: what goes stands before what comes
/// in its place, and words between two larger changes that only happen to be in both go with them.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    let mut pieces = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let mut put = |op: PieceOp, words: Option<&[&str]>| {
        let text = words.unwrap_or_default().concat();
        if !text.is_empty() {
            pieces.push(Piece { op, text });
        }
    };
    for (in_old, in_new) in readable(&old, changed(&old, &new)) {
        put(PieceOp::Same, old.get(at_old..in_old.start));
        put(PieceOp::Delete, old.get(in_old.clone()));
        put(PieceOp::Insert, new.get(in_new.clone()));
        (at_old, at_new) = (in_old.end, in_new.end);
    }
    put(PieceOp::Same, new.get(at_new..));
    debug_assert_eq!(old.get(at_old..), new.get(at_new..), "what is left is in both");
    pieces
}

/// Returns true when two people changed the same words of a text, each in another way.
pub fn both_changed(before: &str, mine: &str, theirs: &str) -> bool {
    let base = words(before);
    let (mine, theirs) = (words(mine), words(theirs));
    let theirs_changed = changed(&base, &theirs);
    changed(&base, &mine).iter().any(|(at, new)| {
        theirs_changed.iter().any(|(their_at, their_new)| {
            let overlap = at.start < their_at.end && their_at.start < at.end;
            let inside = |point: &Range<usize>, range: &Range<usize>| {
                point.is_empty() && range.start <= point.start && point.start <= range.end
            };
            let touch = at == their_at || inside(at, their_at) || inside(their_at, at);
            let alike = at == their_at && mine.get(new.clone()) == theirs.get(their_new.clone());
            (overlap || touch) && !alike
        })
    })
}

/// A range of words before and the range after that took its place.
type Hunk = (Range<usize>, Range<usize>);

/// Joins changes with next to nothing between them: a difference that alternates word by word can't
/// be read.
fn readable(old: &[&str], changes: Vec<Hunk>) -> Vec<Hunk> {
    let between = |one: &Hunk, next: &Hunk| old.get(one.0.end..next.0.start).unwrap_or_default();
    let runs =
        joined(changes, |one, next| between(one, next).iter().all(|word| word.trim().is_empty()));
    let is_word = |word: &&&str| word.starts_with(in_word);
    joined(runs, |one, next| {
        // Every second part of a run of words is a space.
        let size = |hunk: &Hunk| hunk.0.len().max(hunk.1.len()).div_ceil(2);
        let smaller = size(one).min(size(next));
        smaller > 1 && between(one, next).iter().filter(is_word).count() * 2 < smaller
    })
}

fn joined(changes: Vec<Hunk>, join: impl Fn(&Hunk, &Hunk) -> bool) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    for change in changes {
        match joined.last_mut() {
            Some(last) if join(last, &change) => {
                last.0.end = change.0.end;
                last.1.end = change.1.end;
            }
            _ => joined.push(change),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(before: &str, after: &str) -> String {
        let show = |piece: Piece| match piece.op {
            PieceOp::Same => piece.text,
            PieceOp::Delete => format!("[-{}-]", piece.text),
            PieceOp::Insert => format!("[+{}+]", piece.text),
        };
        pieces(before, after).into_iter().map(show).collect()
    }

    #[test]
    fn words_are_struck_out_and_written_in_whole() {
        assert_eq!(
            shown("Forum bu gün başladı.", "Forum dünən başladı."),
            "Forum [-bu gün-][+dünən+] başladı."
        );
        assert_eq!(shown("İşıq İlə", "işıq ilə"), "[-İşıq İlə-][+işıq ilə+]");
        assert_eq!(shown("Şəki, Qax", "Şəki və Qax"), "Şəki[-,-][+ və+] Qax");
        assert_eq!(shown("söz", "söz"), "söz");
        assert_eq!(shown("", "yeni"), "[+yeni+]");
        assert_eq!(shown("", ""), "");
    }

    #[test]
    fn single_words_between_large_changes_go_with_them() {
        assert_eq!(
            shown("bir iki üç və dörd beş altı", "yeddi səkkiz doqquz və on yüz min"),
            "[-bir iki üç və dörd beş altı-][+yeddi səkkiz doqquz və on yüz min+]"
        );
        // But what stands between single words stays to be seen.
        assert_eq!(
            shown("Aysel dedi ki gələcək", "Nigar dedi ki getdi"),
            "[-Aysel-][+Nigar+] dedi ki [-gələcək-][+getdi+]"
        );
    }

    #[test]
    fn two_people_at_the_same_words_are_in_conflict_and_at_others_not() {
        let base = "Forum bu gün Şəkidə başladı";
        assert!(both_changed(base, "Forum sabah Şəkidə başladı", "Forum dünən Şəkidə başladı"));
        assert!(!both_changed(base, "Forum dünən Şəkidə başladı", "Forum dünən Şəkidə başladı"));
        assert!(!both_changed(base, "Forum dünən Şəkidə başladı", "Forum bu gün Şəkidə bitdi"));
        assert!(both_changed(
            base,
            "Forum artıq bu gün Şəkidə başladı",
            "Forum yenə bu gün Şəkidə başladı"
        ));
        assert!(!both_changed(base, base, "tamam başqa"));
    }

    #[test]
    fn ten_thousand_words_are_compared_with_ten_thousand_others() {
        let words =
            |word: &str| (0..10_000).map(|n| format!("{word}{n} ")).collect::<Vec<_>>().concat();
        let (one, other) = (words("söz"), words("kəlmə"));
        let pieces = pieces(&one, &other);
        assert_eq!(pieces.len(), 3, "one goes, the other comes, the last space stays");
        // The same few words in another order have no rare ones to cut at.
        let (one, other) = ("a b c d ".repeat(5000), "d c b a ".repeat(5000));
        let kept = |ops: &[Piece], left_out| -> String {
            ops.iter()
                .filter(|piece| piece.op != left_out)
                .map(|piece| piece.text.as_str())
                .collect()
        };
        let found = super::pieces(&one, &other);
        assert_eq!(kept(&found, PieceOp::Insert), one, "it ends, and says what was there");
        assert_eq!(kept(&found, PieceOp::Delete), other);
    }

    proptest! {
        #[test]
        fn pieces_make_both_texts(
            before in "[aəbI ş.,“”\u{301}x\n]{0,40}", after in "[aəbI ş.,“”\u{301}x\n]{0,40}",
        ) {
            let pieces = pieces(&before, &after);
            let without = |op: PieceOp| -> String {
                pieces.iter().filter(|piece| piece.op != op).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(without(PieceOp::Insert), before);
            prop_assert_eq!(without(PieceOp::Delete), after);
        }

        #[test]
        fn nobody_is_in_conflict_with_himself(before in "[a-c ]{0,12}", after in "[a-c ]{0,12}") {
            prop_assert!(!both_changed(&before, &after, &after));
            prop_assert!(!both_changed(&before, &before, &after));
            prop_assert!(!both_changed(&before, &after, &before));
        }
    }
}
