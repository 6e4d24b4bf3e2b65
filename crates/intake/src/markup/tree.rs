//! HTML to a tree in a flat list, in time and depth that no page can drive up.
//!
//! The tokenizer is html5ever's. The tree is ours: html5ever's own (and so `scraper`) takes quadratic
//! time for 100,000 nested elements, and reading an article needs none of its repairs but the end
//! tags that may be left out.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::markup::names;

/// More elements than that lose their structure, not their text: 20 MB of `<b>` would need 1 GB.
const MOST_ELEMENTS: usize = 400_000;

/// Attributes that say something about the text.
const ATTRIBUTES: &[&str] = &[
    "class", "id", "href", "style", "rel", "itemprop", "property", "name", "content", "role",
    "datetime",
];

/// A page: its nodes in the order of the source, so that all below a node stand right behind it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Structure was given up somewhere.
    pub(super) too_deep: bool,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// The index of the element around it; the first node is its own.
    pub(super) parent: usize,
    /// One past the last node below it.
    pub(super) end: usize,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Element {
        name: Box<str>,
        attributes: Vec<(&'static str, Box<str>)>,
    },
    Text(String),
    /// Where a block began or ended whose element was given up.
    Break,
}

impl Node {
    /// The element's name; empty for a text.
    pub(super) fn name(&self) -> &str {
        match &self.content {
            Content::Element { name, .. } => name,
            Content::Text(_) | Content::Break => "",
        }
    }

    /// An attribute's value; empty when there is none.
    pub(super) fn attribute(&self, wanted: &str) -> &str {
        match &self.content {
            Content::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value)
            }
            Content::Text(_) | Content::Break => "",
        }
    }

    pub(super) fn text(&self) -> &str {
        match &self.content {
            Content::Text(text) => text,
            Content::Element { .. } | Content::Break => "",
        }
    }
}

impl Tree {
    /// All text below a node, with white space joined.
    pub(super) fn text_of(&self, index: usize) -> String {
        let end = self.nodes.get(index).map_or(index, |node| node.end);
        let texts: String =
            self.nodes.get(index..end).unwrap_or_default().iter().map(Node::text).collect();
        texts.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The indices of the elements around a node, innermost first.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(index), |&index| {
            self.nodes.get(index).map(|node| node.parent).filter(|&parent| parent != index)
        })
        .skip(1)
    }
}

/// Parses HTML. Elements deeper than `depth` are given up; their text stays.
pub(super) fn parse(html: &str, depth: usize) -> Tree {
    let mut builder = Builder { depth: depth.max(8), ..Builder::default() };
    builder.push(Content::Element { name: "#root".into(), attributes: Vec::new() });
    builder.open.push(0);
    let tokenizer = Tokenizer::new(Sink(RefCell::new(builder)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It stops at the end of a script, which our sink never asks it to run, and then goes on.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => builder.text(&text),
            Token::TagToken(tag) => return builder.tag(&tag),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    /// Indices of the open elements, outermost first.
    open: Vec<usize>,
    depth: usize,
    elements: usize,
    /// Open elements that were given up.
    given_up: usize,
    /// The silent element that is being passed over, and how often it is nested in itself.
    silent: Option<(Box<str>, usize)>,
}

impl Builder {
    fn text(&mut self, text: &str) {
        if self.silent.is_some() {
            return;
        }
        let parent = self.open.last().copied().unwrap_or(0);
        if let Some(last) = self.tree.nodes.last_mut()
            && last.parent == parent
            && let Content::Text(before) = &mut last.content
        {
            before.push_str(text);
            return;
        }
        self.push(Content::Text(text.to_owned()));
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some((silent, nested)) = &mut self.silent {
            if **silent == *name {
                match tag.kind {
                    TagKind::StartTag if !tag.self_closing => *nested += 1,
                    TagKind::StartTag => {}
                    TagKind::EndTag => *nested -= 1,
                }
                if *nested == 0 {
                    self.silent = None;
                }
            }
            return TokenSinkResult::Continue;
        }
        match tag.kind {
            TagKind::StartTag if names::is_silent(name) => {
                if !tag.self_closing {
                    self.silent = Some((name.into(), 1));
                }
                match name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" | "noembed" | "noframes" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                }
            }
            TagKind::StartTag => {
                self.start(name, tag);
                if name == "title" {
                    TokenSinkResult::RawData(RawKind::Rcdata)
                } else {
                    TokenSinkResult::Continue
                }
            }
            TagKind::EndTag => {
                self.end(name);
                TokenSinkResult::Continue
            }
        }
    }

    fn start(&mut self, name: &str, tag: &Tag) {
        if names::is_block(name) {
            self.close_paragraph();
        }
        if let Some((closed, stops)) = names::ends(name) {
            self.close_implied(closed, stops);
        }
        let void = names::is_void(name);
        if self.open.len() >= self.depth || self.elements >= MOST_ELEMENTS {
            self.tree.too_deep = true;
            if !void {
                self.given_up += 1;
            }
            if names::is_block(name) || name == "br" {
                self.push_break();
            }
            return;
        }
        self.elements += 1;
        let attributes = tag
            .attrs
            .iter()
            .filter_map(|attribute| {
                let known = ATTRIBUTES.iter().find(|known| **known == &*attribute.name.local)?;
                Some((*known, Box::from(&*attribute.value)))
            })
            .collect();
        let index = self.push(Content::Element { name: name.into(), attributes });
        if !void {
            self.open.push(index);
        }
    }

    fn end(&mut self, name: &str) {
        if names::is_void(name) {
            return;
        }
        if self.given_up > 0 {
            self.given_up -= 1;
            if names::is_block(name) {
                self.push_break();
            }
            return;
        }
        let Some(at) = self.open.iter().rposition(|&index| self.name(index) == name) else {
            return;
        };
        if at == 0 {
            return;
        }
        let holds_block =
            self.open.iter().skip(at + 1).any(|&index| names::is_block(self.name(index)));
        if holds_block && !names::is_block(name) {
            // `<b><p>…</b>…</p>`: the paragraph goes on.
            self.open.remove(at);
        } else {
            self.open.truncate(at);
        }
    }

    /// A block ends a paragraph that is open around it.
    fn close_paragraph(&mut self) {
        let at = self.open.iter().rposition(|&index| names::is_block(self.name(index)));
        if let Some(at) = at
            && self.open.get(at).is_some_and(|&index| self.name(index) == "p")
        {
            self.open.truncate(at);
        }
    }

    fn close_implied(&mut self, closed: &[&str], stops: &[&str]) {
        let mut outermost = None;
        for (at, &index) in self.open.iter().enumerate().rev() {
            let name = self.name(index);
            if stops.contains(&name) {
                break;
            }
            if closed.contains(&name) {
                outermost = Some(at);
            }
        }
        if let Some(at) = outermost {
            self.open.truncate(at);
        }
    }

    fn name(&self, index: usize) -> &str {
        self.tree.nodes.get(index).map_or("", Node::name)
    }

    fn push_break(&mut self) {
        let parent = self.open.last().copied().unwrap_or(0);
        let repeated =
            self.tree.nodes.last().is_some_and(|last| {
                last.parent == parent && matches!(last.content, Content::Break)
            });
        if !repeated {
            self.push(Content::Break);
        }
    }

    fn push(&mut self, content: Content) -> usize {
        let index = self.tree.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { parent, end: index + 1, content });
        index
    }

    /// Sets the ends, which are known only now: parents stand before their children.
    fn finish(self) -> Tree {
        let mut tree = self.tree;
        for index in (1..tree.nodes.len()).rev() {
            let Some((parent, end)) = tree.nodes.get(index).map(|node| (node.parent, node.end))
            else {
                continue;
            };
            if let Some(parent) = tree.nodes.get_mut(parent) {
                parent.end = parent.end.max(end);
            }
        }
        tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(html: &str) -> String {
        let tree = parse(html, 256);
        let mut out = String::new();
        for node in tree.nodes.iter().skip(1) {
            let depth = std::iter::successors(Some(node.parent), |&at| {
                Some(tree.nodes[at].parent).filter(|&parent| parent != at)
            })
            .count()
                - 1;
            out.push_str(&".".repeat(depth));
            out.push_str(match &node.content {
                Content::Element { name, .. } => name,
                Content::Text(text) => text,
                Content::Break => "|",
            });
            out.push(' ');
        }
        out
    }

    #[test]
    fn end_tags_may_be_left_out() {
        assert_eq!(outline("<p>a<p>b<ul><li>c<li>d</ul>e"), "p .a p .b ul .li ..c .li ..d e ");
        assert_eq!(
            outline("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "table .tr ..td ...a ..td ...b .tr ..td ...c d "
        );
    }

    #[test]
    fn misnested_emphasis_does_not_cut_a_paragraph() {
        assert_eq!(outline("<b><p>a</b>b</p>c"), "b .p ..ab c ");
        assert_eq!(outline("<p>a</i>b</div>c</p>"), "p .abc ");
    }

    #[test]
    fn silent_elements_are_silent_to_their_own_end() {
        assert_eq!(
            outline("<svg><title>x</title><svg></svg>y</svg>a<script>if (a<b) '</p>'</script>b"),
            "ab "
        );
    }

    #[test]
    fn depth_costs_structure_and_no_text() {
        let html = format!("{}a{}<p>b</p>", "<div>".repeat(1000), "</div>".repeat(1000));
        let tree = parse(&html, 16);
        assert!(tree.too_deep);
        assert_eq!(tree.text_of(0), "ab");
        let depth = (0..tree.nodes.len()).map(|index| tree.ancestors(index).count()).max().unwrap();
        assert!(depth <= 16, "{depth}");
        // What comes behind the deep part has its structure again.
        assert!(tree.nodes.iter().any(|node| node.name() == "p"));
    }
}
