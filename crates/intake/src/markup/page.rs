//! A portal's page: where its article is, what stands around it, and what the page says about itself.

use std::cmp::Reverse;

use tezis_lang::same_caseless;

use crate::LeftOutReason;
use crate::hint::Limits;
use crate::markup::flow::{self, Reading};
use crate::markup::names;
use crate::markup::tree::{self, Tree};
use crate::piece::Pieces;

/// A block with fewer characters says nothing about where the article is.
const PARAGRAPH: usize = 60;

/// So many characters of text between headline and article, or behind the article, still belong to
/// it: date, author, section, share buttons.
const AROUND: usize = 500;

/// Parts of classes and ids that tell what an element holds.
const HINTS: &[(&[&str], LeftOutReason)] = &[
    (
        &[
            "related",
            "similar",
            "recommended",
            "recommend",
            "oxsar",
            "elaqeli",
            "readmore",
            "readalso",
            "mostread",
            "popular",
        ],
        LeftOutReason::OtherHeadline,
    ),
    (
        &["share", "sharing", "social", "paylas", "subscribe", "comments", "comment", "disqus"],
        LeftOutReason::Share,
    ),
    (&["tags", "taglist", "keywords", "teqler"], LeftOutReason::Keywords),
    (&["breadcrumb", "breadcrumbs", "menu", "navbar"], LeftOutReason::Menu),
    (&["advert", "advertisement", "banner", "ads", "adsbygoogle", "reklam"], LeftOutReason::Advert),
    (&["caption", "figcaption"], LeftOutReason::Caption),
    (&["copyright"], LeftOutReason::Copyright),
];

/// Reads a page: the article with its headline, date and author.
pub(crate) fn page_pieces(html: &str, limits: Limits) -> Pieces {
    let tree = tree::parse(html, limits.depth);
    let measures = Measures::of(&tree);
    let meta = Meta::of(&tree);
    let article = measures.article(&tree);
    let title = title(&tree, &measures, article, meta.title.as_deref());
    let range = measures.range(&tree, article, title);
    let reading = Reading { range, title, out: measures.out };
    let pieces = flow::pieces(&tree, &reading);
    Pieces {
        all: pieces,
        title: meta.title,
        date: meta.date,
        authors: meta.authors,
        too_deep: tree.too_deep,
    }
}

/// Reads a part of a page, all of it.
pub(crate) fn fragment_pieces(html: &str, limits: Limits) -> Pieces {
    // Windows puts a head before HTML in its clipboard ("Version:0.9 StartHTML:…").
    let html = match html.find('<') {
        Some(at) if html.starts_with("Version:") => html.get(at..).unwrap_or(html),
        _ => html,
    };
    let tree = tree::parse(html, limits.depth);
    let heads =
        tree.nodes.iter().enumerate().filter(|(_, node)| matches!(node.name(), "title" | "head"));
    let out = heads.map(|(index, _)| (index, None)).collect();
    let reading = Reading { range: 0..tree.nodes.len(), title: None, out };
    Pieces { all: flow::pieces(&tree, &reading), too_deep: tree.too_deep, ..Pieces::default() }
}

/// What a page says about itself in its head.
#[derive(Default)]
struct Meta {
    title: Option<String>,
    date: Option<String>,
    authors: Vec<String>,
}

impl Meta {
    fn of(tree: &Tree) -> Self {
        let metas = || tree.nodes.iter().filter(|node| node.name() == "meta");
        let content = |names: &[&str]| {
            metas()
                .find(|node| {
                    let key = [
                        node.attribute("property"),
                        node.attribute("name"),
                        node.attribute("itemprop"),
                    ];
                    key.iter().any(|key| names.iter().any(|name| key.eq_ignore_ascii_case(name)))
                })
                .map(|node| {
                    node.attribute("content").split_whitespace().collect::<Vec<_>>().join(" ")
                })
                .filter(|content| !content.is_empty())
        };
        let site = content(&["og:site_name"]);
        let whole = || {
            let title = tree.nodes.iter().position(|node| node.name() == "title")?;
            Some(without_site(&tree.text_of(title), site.as_deref()))
                .filter(|title| !title.is_empty())
        };
        let title = content(&["og:title", "twitter:title"]).or_else(whole);
        let author = content(&["author", "article:author"]);
        // Some portals put their address or their own name there.
        let is_person =
            |author: &String| !author.contains(['/', '.', '@']) && site.as_ref() != Some(author);
        Self {
            title,
            date: content(&["article:published_time", "datepublished", "date"]),
            authors: author.filter(is_person).into_iter().collect(),
        }
    }
}

/// Cuts " - Site" off a page's title.
fn without_site(title: &str, site: Option<&str>) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((before, after)) = title.rsplit_once(separator)
            && (site.is_some_and(|site| same_caseless(site, after))
                || (after.contains('.') && !after.contains(' ')))
        {
            return before.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// How much text is where.
struct Measures {
    /// Characters of text below each node that are in no link and nothing left out.
    words: Vec<usize>,
    /// How much each element looks like the one that holds an article's paragraphs.
    scores: Vec<usize>,
    /// What is left out or dropped.
    out: Vec<(usize, Option<LeftOutReason>)>,
}

impl Measures {
    fn of(tree: &Tree) -> Self {
        let all = text_lengths(tree);
        let total = all.first().copied().unwrap_or(0);
        let mut out: Vec<(usize, Option<LeftOutReason>)> = Vec::new();
        let mut skipped_to = 0;
        for (index, node) in tree.nodes.iter().enumerate() {
            if index < skipped_to {
                continue;
            }
            // A class that covers half of the page is the article's own ("with-related").
            let small = all.get(index).is_some_and(|words| words * 5 <= total * 2);
            let reason = if is_dropped(node.name()) {
                Some(None)
            } else {
                hinted(node).filter(|_| small).map(Some)
            };
            if let Some(reason) = reason {
                out.push((index, reason));
                skipped_to = node.end;
            }
        }
        let mut words = vec![0; tree.nodes.len()];
        let mut scores = vec![0; tree.nodes.len()];
        measure(tree, &out, &mut words, &mut scores);
        Self { words, scores, out }
    }

    /// The element that holds the article.
    fn article(&self, tree: &Tree) -> usize {
        let best = (0..tree.nodes.len())
            .max_by_key(|&index| (self.scores.get(index), Reverse(index)))
            .unwrap_or(0);
        let says_so = |&index: &usize| {
            tree.nodes.get(index).is_some_and(|node| {
                node.name() == "article"
                    || node.attribute("itemprop").eq_ignore_ascii_case("articleBody")
            })
        };
        std::iter::once(best).chain(tree.ancestors(best)).find(says_so).unwrap_or(best)
    }

    /// The nodes from the headline to the end of the article, with little things behind it.
    fn range(&self, tree: &Tree, article: usize, title: Option<usize>) -> std::ops::Range<usize> {
        let node_end =
            |index: usize| tree.nodes.get(index).map_or(tree.nodes.len(), |node| node.end);
        let size = |index: usize| self.words.get(index).copied().unwrap_or(0);
        let mut end = node_end(article);
        let mut start = article;
        for around in tree.ancestors(article).take(3) {
            // Text behind the article only: what stands before it comes with the headline.
            let behind: usize =
                (end..node_end(around)).map(|index| self.own_words(tree, index)).sum();
            if behind > AROUND {
                break;
            }
            end = node_end(around);
        }
        if let Some(title) = title
            && title < article
        {
            let between: usize =
                (node_end(title)..article).map(|index| self.own_words(tree, index)).sum();
            start = if between <= AROUND.max(size(article) / 4) { title } else { article };
        }
        start..end
    }

    /// Characters of a text node that count.
    fn own_words(&self, tree: &Tree, index: usize) -> usize {
        let is_text = tree.nodes.get(index).is_some_and(|node| !node.text().is_empty());
        if is_text { self.words.get(index).copied().unwrap_or(0) } else { 0 }
    }
}

/// The number of characters below each node.
fn text_lengths(tree: &Tree) -> Vec<usize> {
    let mut lengths: Vec<usize> = tree.nodes.iter().map(|node| visible(node.text())).collect();
    add_up(tree, &mut lengths);
    lengths
}

/// Adds each node's number to those of all elements around it.
fn add_up(tree: &Tree, numbers: &mut [usize]) {
    for (index, node) in tree.nodes.iter().enumerate().skip(1).rev() {
        let own = numbers.get(index).copied().unwrap_or(0);
        if let Some(parent) = numbers.get_mut(node.parent) {
            *parent += own;
        }
    }
}

fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Counts words outside links, and credits each paragraph to the elements that hold it.
fn measure(
    tree: &Tree,
    out: &[(usize, Option<LeftOutReason>)],
    words: &mut [usize],
    scores: &mut [usize],
) {
    // For each node the block that it stands in, and whether a link or something left out is around.
    let mut blocks: Vec<usize> = vec![0; tree.nodes.len()];
    let mut muted: Vec<bool> = vec![false; tree.nodes.len()];
    let mut direct: Vec<usize> = vec![0; tree.nodes.len()];
    for (index, node) in tree.nodes.iter().enumerate() {
        let parent = node.parent;
        let around = blocks.get(parent).copied().unwrap_or(0);
        let block = if names::is_block(node.name()) { index } else { around };
        let is_muted = node.name() == "a"
            || node.name() == "title"
            || muted.get(parent).copied().unwrap_or(false)
            || out.binary_search_by_key(&index, |(at, _)| *at).is_ok();
        set(&mut blocks, index, block);
        if let Some(slot) = muted.get_mut(index) {
            *slot = is_muted;
        }
        let length = if is_muted { 0 } else { visible(node.text()) };
        set(words, index, length);
        if let Some(slot) = direct.get_mut(block) {
            *slot += length;
        }
    }
    add_up(tree, words);
    for (index, node) in tree.nodes.iter().enumerate() {
        let length = direct.get(index).copied().unwrap_or(0);
        if length < PARAGRAPH {
            continue;
        }
        // A paragraph's text counts for what holds the paragraphs, a text without paragraphs for
        // the element itself.
        let holder =
            if matches!(node.name(), "p" | "li" | "blockquote") { node.parent } else { index };
        add(scores, holder, length);
        let outer = tree.nodes.get(holder).map_or(0, |node| node.parent);
        if outer != holder {
            add(scores, outer, length / 2);
        }
    }
}

fn set(numbers: &mut [usize], index: usize, value: usize) {
    if let Some(slot) = numbers.get_mut(index) {
        *slot = value;
    }
}

fn add(numbers: &mut [usize], index: usize, value: usize) {
    if let Some(slot) = numbers.get_mut(index) {
        *slot += value;
    }
}

/// Parts of a page that are never its article.
fn is_dropped(name: &str) -> bool {
    matches!(name, "nav" | "aside" | "footer" | "button" | "dialog" | "title")
}

fn hinted(node: &tree::Node) -> Option<LeftOutReason> {
    if node.name() == "body" || node.name() == "html" {
        return None;
    }
    let parts = || {
        let both = [node.attribute("class"), node.attribute("id")];
        both.into_iter()
            .flat_map(|names| names.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')))
    };
    HINTS
        .iter()
        .find(|(words, _)| {
            parts().any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
        })
        .map(|(_, reason)| *reason)
}

/// The heading that is the article's headline: the one that the page's head names, else the last
/// first-level heading before or in the article.
fn title(tree: &Tree, measures: &Measures, article: usize, named: Option<&str>) -> Option<usize> {
    let article_end = tree.nodes.get(article).map_or(0, |node| node.end);
    let headings = || {
        tree.nodes.iter().enumerate().filter(|(index, node)| {
            *index < article_end
                && names::heading(node.name()).is_some()
                && !measures.is_out(tree, *index)
        })
    };
    let is_named = |index: usize| {
        let text = tree.text_of(index);
        named.is_some_and(|named| {
            !text.is_empty() && (same_caseless(&text, named) || begins_with(named, &text))
        })
    };
    let first_level = || headings().filter(|(_, node)| node.name() == "h1");
    headings()
        .find(|(index, _)| is_named(*index))
        .or_else(|| first_level().find(|(index, _)| *index > article))
        .or_else(|| first_level().next_back())
        .map(|(index, _)| index)
        .filter(|&index| !tree.text_of(index).is_empty())
}

/// Page titles often have the headline and more behind it.
fn begins_with(named: &str, heading: &str) -> bool {
    heading.chars().count() >= 20 && named.starts_with(heading)
}

impl Measures {
    fn is_out(&self, tree: &Tree, index: usize) -> bool {
        let out = |index: usize| self.out.binary_search_by_key(&index, |(at, _)| *at).is_ok();
        out(index) || tree.ancestors(index).any(out)
    }
}
