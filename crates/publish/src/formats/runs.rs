//! A block's words in runs of one look each: what overlapping marks come to for formats that nest.

use crate::article::{ArticleBlock, ArticleMark, ArticleMarkKind};

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// The words.
    pub(super) words: String,
    /// Where they lead. Of two links on the same words the first by its address holds: a link can't
    /// stand inside another.
    pub(super) link: Option<&'a str>,
    /// Strong importance.
    pub(super) strong: bool,
    /// Stress emphasis.
    pub(super) em: bool,
}

/// Cuts a block's words where a mark that `shows` begins or ends.
pub(super) fn runs(block: &ArticleBlock, shows: impl Fn(&ArticleMarkKind) -> bool) -> Vec<Run<'_>> {
    let length = block.text.chars().count();
    let shown: Vec<&ArticleMark> = block.marks.iter().filter(|mark| shows(&mark.kind)).collect();
    let offset = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX).min(length);
    let mut cuts: Vec<usize> = shown
        .iter()
        .flat_map(|mark| [offset(mark.start), offset(mark.end)])
        .chain([0, length])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut characters = block.text.chars();
    cuts.windows(2)
        .filter_map(|cut| {
            let [start, end] = cut else { return None };
            let here: Vec<&ArticleMarkKind> = shown
                .iter()
                .filter(|mark| offset(mark.start) <= *start && *end <= offset(mark.end))
                .map(|mark| &mark.kind)
                .collect();
            let link = here.iter().filter_map(|kind| match kind {
                ArticleMarkKind::Link { href } => Some(href.as_str()),
                _ => None,
            });
            Some(Run {
                words: characters.by_ref().take(end - start).collect(),
                link: link.min(),
                strong: here.contains(&&ArticleMarkKind::Strong),
                em: here.contains(&&ArticleMarkKind::Em),
            })
        })
        .collect()
}
