//! The head: headline, date line, and sometimes an author, before the first paragraph.

use crate::LeftOutReason;
use tezis_lang::same_caseless;

use crate::anatomy::{Anatomy, Fate};
use crate::piece::PieceKind;
use crate::signs;

/// A text begins within so many lines, menus that were copied with it included.
const LONGEST_HEAD: usize = 60;

/// A paragraph longer than that is no headline, whatever stands around it.
const LONGEST_HEADLINE: usize = 250;

impl Anatomy<'_> {
    /// Decides about the pieces before the first paragraph of the body. `named` is the title that the
    /// file gives outside its text.
    pub(super) fn find_head(&mut self, named: Option<&str>) {
        let open = self.open();
        let title = open.iter().copied().find(|&index| self.is_title(index));
        let headline = title.or_else(|| match named {
            Some(named) => open
                .iter()
                .copied()
                .take(LONGEST_HEAD)
                .find(|&index| same_caseless(self.text(index), named)),
            None => self.headline_by_place(&open),
        });
        if let Some(headline) = headline {
            self.set(headline, Fate::Headline);
        }
        let body = self.first_paragraph(&open, headline);
        for index in open {
            if index >= body {
                break;
            }
            if self.is_open(index) {
                self.judge_in_head(index, headline, body);
            }
        }
    }

    fn is_title(&self, index: usize) -> bool {
        self.pieces.get(index).is_some_and(|piece| piece.kind == PieceKind::Title)
    }

    /// The first piece behind the headline that is prose.
    fn first_paragraph(&self, open: &[usize], headline: Option<usize>) -> usize {
        let behind = |index: &&usize| headline.is_none_or(|headline| **index > headline);
        let first =
            open.iter().filter(behind).take(LONGEST_HEAD).find(|&&index| self.is_body(index));
        // Without any prose only what follows the headline directly can be its date line.
        first.copied().unwrap_or_else(|| {
            open.iter().filter(behind).nth(2).copied().unwrap_or(self.pieces.len())
        })
    }

    /// The headline of a text without markup: the first line, but for menus, when it looks like one.
    fn headline_by_place(&self, open: &[usize]) -> Option<usize> {
        let first_prose = open.iter().take(LONGEST_HEAD).position(|&index| self.is_body(index));
        let head = open.get(..first_prose.unwrap_or(open.len().min(LONGEST_HEAD)))?;
        let candidates: Vec<usize> =
            head.iter().copied().filter(|&index| self.may_be_headline(index)).collect();
        let short = |index: &usize| signs::is_short(self.text(*index));
        let menu = candidates.iter().take_while(|index| short(index)).count();
        let is_one_word = |index: usize| self.text(index).split_whitespace().nth(1).is_none();
        // A menu has several short lines or single words; one short line of more is a headline.
        let skip = match candidates.first() {
            Some(&first) if menu > 1 || is_one_word(first) => menu,
            _ => 0,
        };
        let headline = candidates.get(skip).or(candidates.first()).copied();
        headline.or_else(|| self.sentence_above_dateline(open))
    }

    fn may_be_headline(&self, index: usize) -> bool {
        let text = self.text(index);
        self.pieces.get(index).is_some_and(|piece| {
            piece.is_paragraph()
                || matches!(
                    piece.kind,
                    PieceKind::Block(tezis_report::model::BlockKind::Heading { .. })
                )
        }) && !text.contains('\n')
            && text.chars().count() <= LONGEST_HEADLINE
            && text.chars().any(char::is_alphanumeric)
            && self.dateline(index).is_none()
            && self.notice(index).is_none()
            && !self
                .signature(index)
                .is_some_and(|signature| signature.label.is_some() || signature.credit.is_some())
    }

    /// A headline with a full stop is told from a lead by the date line under it.
    fn sentence_above_dateline(&self, open: &[usize]) -> Option<usize> {
        let (&first, &second) = (open.first()?, open.get(1)?);
        (self.may_be_headline(first) && self.dateline(second).is_some()).then_some(first)
    }

    fn judge_in_head(&mut self, index: usize, headline: Option<usize>, body: usize) {
        let before_headline = headline.is_some_and(|headline| index < headline);
        if let Some(dateline) = self.dateline(index) {
            let taken = self.fates.iter().any(|fate| matches!(fate, Fate::Dateline(_)));
            self.set(
                index,
                if taken { Fate::Out(LeftOutReason::Metadata) } else { Fate::Dateline(dateline) },
            );
        } else if let Some(reason) = self.notice(index) {
            self.set(index, Fate::Out(reason));
        } else if before_headline {
            // A page prints its own name, its sections and the day's topics above the headline.
            if !self.is_body(index) {
                self.set(index, Fate::Out(LeftOutReason::Menu));
            }
        } else if body < self.pieces.len()
            && let Some(signature) = self.signature(index)
        {
            self.set(index, Fate::Signature(signature));
        }
    }
}
