//! The end of the report: the author's line, the medium's line, and what stands behind them.

use crate::LeftOutReason;
use crate::anatomy::{Anatomy, Fate};
use crate::signs;

/// More names than that are a list of people, not of authors.
const MOST_AUTHORS: usize = 3;

/// Author, medium and who took the pictures have no more lines.
const LONGEST_SIGNATURE: usize = 6;

/// A paragraph of that length needs no full stop to be one.
const LONG_LINE: usize = 100;

/// Where a report was signed: positions in the list of open pieces.
struct Signed {
    /// The first line of the signature.
    from: usize,
    /// One past its last line.
    to: usize,
}

impl Anatomy<'_> {
    /// Finds the signature and leaves out what stands behind it.
    pub(super) fn find_end(&mut self) {
        let open = self.open();
        // How much prose stands from each position to the end.
        let mut prose = vec![0_usize; open.len() + 1];
        for at in (0..open.len()).rev() {
            let here = open.get(at).is_some_and(|&index| self.is_body(index));
            let behind = prose.get(at + 1).copied().unwrap_or(0);
            if let Some(slot) = prose.get_mut(at) {
                *slot = behind + usize::from(here);
            }
        }
        let signed = (1..open.len()).find_map(|at| self.signed_at(&open, &prose, at));
        let Some(Signed { from, to }) = signed else { return };
        let mut dated = self.has_dateline();
        for (at, &index) in open.iter().enumerate().skip(from) {
            let fate = if at < to {
                match self.signature(index) {
                    Some(signature) => Fate::Signature(signature),
                    None => Fate::Out(self.notice(index).unwrap_or(LeftOutReason::AfterEnd)),
                }
            } else {
                self.fate_behind_end(index, dated)
            };
            dated |= matches!(fate, Fate::Dateline(_));
            self.set(index, fate);
        }
    }

    /// Tells whether the report ends with a signature that begins at this position.
    fn signed_at(&self, open: &[usize], prose: &[usize], at: usize) -> Option<Signed> {
        let first = self.signature(*open.get(at)?)?;
        let before = *open.get(at.checked_sub(1)?)?;
        if signs::introduces_list(self.text(before)) {
            return None;
        }
        let (mut names, mut credited) = (0, false);
        let mut to = at;
        for &index in open.get(at..)? {
            let repeats = |credit: bool| credit && credited;
            match self.signature(index) {
                Some(signature) if !repeats(signature.credit.is_some()) => {
                    names += signature.names.len();
                    credited |= signature.credit.is_some();
                }
                _ if self
                    .notice(index)
                    .is_some_and(|reason| reason == LeftOutReason::PhotoCredit) => {}
                _ => break,
            }
            to += 1;
            if names > MOST_AUTHORS || to - at > LONGEST_SIGNATURE {
                return None;
            }
        }
        let pair = names > 0 && credited;
        let sure = pair || first.label.is_some();
        let after_body = self.is_body(before)
            || self.notice(before).is_some()
            || self.text(before).chars().count() >= LONG_LINE;
        let rest = open.len() - to;
        let prose = prose.get(to).copied().unwrap_or(0);
        // Both lines together end a text even when another one follows, one of them only when
        // nothing like a text does.
        let ended = if pair { prose * 2 <= rest } else { prose * 5 <= rest };
        ((sure || after_body) && ended).then_some(Signed { from: at, to })
    }

    fn fate_behind_end(&self, index: usize, dated: bool) -> Fate {
        if let Some(reason) = self.notice(index) {
            return Fate::Out(reason);
        }
        if let Some(dateline) = self.dateline(index) {
            return if dated {
                Fate::Out(LeftOutReason::Metadata)
            } else {
                Fate::Dateline(dateline)
            };
        }
        let other = signs::is_headline_like(self.text(index));
        Fate::Out(if other { LeftOutReason::OtherHeadline } else { LeftOutReason::AfterEnd })
    }
}
