//! What is not the report inside or behind an unsigned text: notices of the site, lists of other
//! articles.

use crate::LeftOutReason;
use crate::anatomy::{Anatomy, Fate, Look};
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

    /// A list under a title such as "Oxşar xəbərlər" lasts until paragraphs follow one another again,
    /// or one paragraph stands behind bare headlines. Headlines with a teaser under each go on.
    fn leave_out_titled_lists(&mut self) {
        let open = self.open();
        let mut inside = false;
        let mut teasers = 0_usize;
        for (at, &index) in open.iter().enumerate() {
            if signs::is_list_title(self.text(index)) {
                inside = true;
                teasers = 0;
            } else if inside && self.is_body(index) {
                let followed = open.get(at + 1).map_or(teasers == 0, |&next| self.is_body(next));
                inside = !followed;
                teasers += 1;
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
        let mut start = open.len();
        let mut run = Run::default();
        for at in (1..open.len()).rev() {
            let (Some(&before), Some(&first)) = (open.get(at - 1), open.get(at)) else { break };
            if let Some(look) = self.looks.get(first) {
                run.take(look);
            }
            if run.is_of_headlines()
                && self.is_body(before)
                && !signs::introduces_list(self.text(before))
            {
                start = at;
            }
        }
        for &index in open.get(start..).unwrap_or_default() {
            let reason = self.notice(index).unwrap_or(LeftOutReason::OtherHeadline);
            self.set(index, Fate::Out(reason));
        }
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
        let Some(&last) = self.open().last() else { return };
        if !self.has_dateline()
            && let Some(dateline) = self.dateline(last)
        {
            self.set(last, Fate::Dateline(dateline));
        }
    }
}

/// A run of pieces at the end of a text, taken from its last to its first.
#[derive(Default)]
struct Run {
    length: usize,
    notices: usize,
    others: usize,
    long: usize,
    /// How many pieces at the run's beginning are headlines.
    opening: usize,
}

impl Run {
    fn take(&mut self, look: &Look) {
        self.length += 1;
        self.long += usize::from(look.long);
        if look.headline {
            self.opening += 1;
        } else {
            self.opening = 0;
            self.others += 1;
        }
        if look.notice.is_some() {
            self.notices += 1;
            self.others -= usize::from(!look.headline);
        }
    }

    fn is_of_headlines(&self) -> bool {
        let tolerated = if self.length >= LONG_RUN { self.length / 10 } else { 0 };
        self.length - self.notices >= SHORTEST_RUN
            && self.opening >= SHORTEST_RUN
            && self.others <= tolerated
            // Lists of winners and other lists of the body have short lines.
            && self.long * 2 >= self.length
    }
}
