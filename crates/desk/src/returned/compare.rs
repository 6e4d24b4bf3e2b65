//! What of a report was printed how, so that a returned text can be compared with it: markers that the
//! portal puts behind headlines, titles of panels, captions.

use std::collections::{BTreeMap, BTreeSet};

use tezis_intake::returned::{Compared, ReturnedText, Side, compare};
use tezis_publish::Profile;
use tezis_publish::article::{Article, ArticleBlockKind, Picture};
use tezis_report::ids::BlockId;
use tezis_report::model::Report;

/// What the name of a caption's field begins with; the photo's number follows.
pub(super) const PHOTO: &str = "photo:";

/// The texts that are compared.
pub(super) struct Texts<'a> {
    /// The report as it was sent.
    pub(super) then: &'a Report,
    /// As its readers were to see it.
    pub(super) sent: &'a Article,
    /// The report as it stands.
    pub(super) now: &'a Report,
    /// As its readers would see it.
    pub(super) stands: &'a Article,
    /// Its portal.
    pub(super) profile: &'a Profile,
}

impl Texts<'_> {
    /// Compares a returned text with what was sent. `new_id` gives the blocks that somebody else
    /// wrote ids of ours.
    pub(super) fn compare(
        &self,
        mut came: ReturnedText,
        new_id: impl FnMut() -> BlockId,
    ) -> Compared {
        if let Some(headline) = came.fields.get_mut("headline") {
            *headline = self.without_markers(headline);
        }
        self.name_captions(&mut came);
        self.without_pictures(&mut came);
        let (then, now) = (fields(self.then, self.sent), fields(self.now, self.stands));
        compare(
            Side { body: &self.then.body, fields: &then },
            &came,
            Side { body: &self.now.body, fields: &now },
            &self.printed(),
            new_id,
        )
    }

    /// Returns a headline without the markers that were put behind it, as far as they are still there.
    fn without_markers(&self, headline: &str) -> String {
        let added = self.sent.headline.strip_prefix(&self.sent.title).unwrap_or_default();
        let rules = &self.profile.headline;
        let mut headline = headline.trim();
        for marker in rules.gallery_marker.iter().chain(&rules.update_marker) {
            if added.contains(marker.as_str())
                && let Some(rest) = headline.strip_suffix(marker.as_str())
            {
                let dash = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—');
                headline = rest.trim_end_matches(dash);
            }
        }
        headline.to_owned()
    }

    /// Gives captions the names and forms that they have here: a file of ours sets the photo's mark
    /// before them and the credit behind them. A line whose credit was changed is passed over.
    fn name_captions(&self, came: &mut ReturnedText) {
        for picture in &self.sent.pictures {
            let Some(line) = came.fields.remove(&format!("photo_{}", picture.number)) else {
                continue;
            };
            let line = line.trim();
            let line = line.strip_prefix(&picture.mark).unwrap_or(line).trim();
            if let Some(caption) = without_credit(line, picture) {
                came.fields.insert(format!("{PHOTO}{}", picture.number), caption.to_owned());
            }
        }
    }

    /// Leaves out what stands for pictures in a text that has none: their marks, also with the words
    /// behind them.
    fn without_pictures(&self, came: &mut ReturnedText) {
        let lines: BTreeSet<String> = self
            .sent
            .pictures
            .iter()
            .flat_map(|picture| [picture.mark.clone(), picture.line()])
            .collect();
        came.blocks
            .retain(|one| one.source.is_some() || !lines.contains(one.block.text.text.trim()));
    }

    /// Returns the blocks that did not go out in their own words.
    fn printed(&self) -> BTreeMap<BlockId, Option<String>> {
        let mut printed = BTreeMap::new();
        for block in &self.then.body {
            let sent = self.sent.body.iter().find(|sent| sent.source == Some(block.id));
            let words = sent.map(|sent| match sent.kind {
                ArticleBlockKind::Picture { picture } => {
                    let picture = self.sent.picture(picture);
                    picture.and_then(|picture| picture.caption_line.clone()).unwrap_or_default()
                }
                _ => sent.text.clone(),
            });
            if words.as_deref() != Some(block.text.text.as_str()) {
                printed.insert(block.id, words);
            }
        }
        printed
    }
}

/// Returns the fields that can be taken over, as they are printed.
fn fields(report: &Report, article: &Article) -> BTreeMap<String, String> {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut fields = BTreeMap::from([
        ("headline".to_owned(), article.title.clone()),
        ("kicker".to_owned(), optional(&article.kicker)),
        ("disclosure".to_owned(), optional(&report.about.disclosure)),
    ]);
    for picture in article.gallery() {
        fields.insert(format!("{PHOTO}{}", picture.number), optional(&picture.caption));
    }
    fields
}

fn without_credit<'a>(line: &'a str, picture: &Picture) -> Option<&'a str> {
    match picture.credit.as_deref() {
        None => Some(line),
        Some(credit) => line.strip_suffix(credit)?.trim_end().strip_suffix('·').map(str::trim_end),
    }
}
