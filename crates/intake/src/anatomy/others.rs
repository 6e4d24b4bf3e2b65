//! What is not the report inside or behind an unsigned text: notices of the site, lists of other
//! articles.

use crate::LeftOutReason;
use crate::anatomy::{Anatomy, Fate};
use crate::signs;

/// Fewer lines than that at the end of a text are its own.
const SHORTEST_RUN: usize = 3;

/// In a run of that length one line of ten may look like prose.
const LONG_RUN: usize = 10;

impl Anatomy<'_> {
    /// Leaves out what is not the report; what remains open is the body.
    pub(super) fn find_others(&mut self) {
        self.leave_out_titled_lists();
        self.leave_out_links();
        self.leave_out_trailing_headlines();
        self.leave_out_notices();
        self.find_late_dateline();
    }

    /// A list under a title such as "Oxşar xəbərlər" lasts until paragraphs follow one another again.
    fn leave_out_titled_lists(&mut self) {
        let open = self.open();
        let mut inside = false;
        for (at, &index) in open.iter().enumerate() {
            if signs::is_list_title(self.text(index)) {
                inside = true;
            } else if inside
                && self.is_body(index)
                && open.get(at + 1).is_none_or(|&next| self.is_body(next))
            {
                inside = false;
            }
            if inside {
                let reason = self.notice(index).unwrap_or(LeftOutReason::OtherHeadline);
                self.set(index, Fate::Out(reason));
            }
        }
    }

    /// A piece that is one link leads elsewhere, unless the text announced it.
    fn leave_out_links(&mut self) {
        let mut announced = false;
        for index in self.open() {
            let linked = self.pieces.get(index).is_some_and(|piece| piece.linked);
            if !linked {
                announced = signs::introduces_list(self.text(index));
            } else if !announced && self.text(index).split_whitespace().count() >= 2 {
                let reason = self.notice(index).unwrap_or(LeftOutReason::OtherHeadline);
                self.set(index, Fate::Out(reason));
            }
        }
    }

    /// The longest run of headlines at the end that begins right behind a paragraph.
    fn leave_out_trailing_headlines(&mut self) {
        let open = self.open();
        let start = (1..open.len()).find(|&at| {
            let (Some(&before), Some(run)) = (open.get(at - 1), open.get(at..)) else {
                return false;
            };
            self.is_body(before)
                && !signs::introduces_list(self.text(before))
                && self.are_headlines(run)
        });
        for &index in open.get(start.unwrap_or(open.len())..).unwrap_or_default() {
            let reason = self.notice(index).unwrap_or(LeftOutReason::OtherHeadline);
            self.set(index, Fate::Out(reason));
        }
    }

    fn are_headlines(&self, run: &[usize]) -> bool {
        let headline =
            |index: &&usize| !self.is_body(**index) && signs::is_headline_like(self.text(**index));
        let notices = run.iter().filter(|&&index| self.notice(index).is_some()).count();
        let headlines = run.iter().filter(headline).count();
        let others = run.len() - headlines;
        let tolerated = if run.len() >= LONG_RUN { run.len() / 10 } else { 0 };
        // Names of winners and other lists of the body have short lines.
        let long =
            run.iter().filter(|&&index| self.text(index).split_whitespace().count() >= 4).count();
        run.len() - notices >= SHORTEST_RUN
            && run.iter().take(SHORTEST_RUN).all(|index| headline(&index))
            && others <= tolerated + notices
            && long * 2 >= run.len()
    }

    fn leave_out_notices(&mut self) {
        for index in self.open() {
            if let Some(reason) = self.notice(index) {
                self.set(index, Fate::Out(reason));
            }
        }
    }

    /// Some portals print the date under the text.
    fn find_late_dateline(&mut self) {
        let taken = self.fates.iter().any(|fate| matches!(fate, Fate::Dateline(_)));
        let Some(&last) = self.open().last() else { return };
        if !taken && let Some(dateline) = self.dateline(last) {
            self.set(last, Fate::Dateline(dateline));
        }
    }
}
