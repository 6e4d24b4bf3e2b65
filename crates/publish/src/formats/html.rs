//! The body of an article as HTML: shared by `article.html` and the page.
//!
//! Without its tags the HTML is the body's text: blocks on lines of their own, and no other line
//! breaks between them. So what was written can be compared with what goes out.

use std::fmt::Write;

use super::labels::labels;
use super::notices::Notice;
use super::runs::runs;
use crate::article::{Article, ArticleBlock, ArticleBlockKind, ArticleMarkKind, Picture};
use crate::profile::HtmlTag;

/// Returns a text for HTML. What HTML can't hold: control characters become U+FFFD, a carriage
/// return a line break.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            '\r' => escaped.push('\n'),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

/// How a body is written.
pub(crate) struct BodyWriter<'a, P> {
    pub(crate) article: &'a Article,
    /// The elements that the portal keeps; others are replaced by what they hold.
    pub(crate) allowed: &'a [HtmlTag],
    /// Whether the body stands on our page, with the classes of its style and the credits of its
    /// pictures; a portal has its own place for credits.
    pub(crate) on_page: bool,
    /// Whether elements name the report's blocks in `data-block`: for our own window only.
    pub(crate) blocks: bool,
    /// Whether a picture without an element is named by its mark; else by its caption alone.
    pub(crate) marks: bool,
    /// Writes the element of a picture.
    pub(crate) img: P,
}

impl<P: Fn(&Picture) -> Option<String>> BodyWriter<'_, P> {
    /// Returns the body, without a line break at its end.
    pub(crate) fn body(&self) -> String {
        self.blocks(&self.article.body)
    }

    /// Returns blocks that follow each other, without a line break at the end.
    pub(crate) fn blocks(&self, blocks: &[ArticleBlock]) -> String {
        let mut html = String::new();
        for blocks in blocks.chunk_by(|a, b| joined(a.kind, b.kind)) {
            let Some(first) = blocks.first() else { continue };
            let element = match first.kind {
                ArticleBlockKind::ListItem { .. } => self.list(blocks),
                ArticleBlockKind::Quotation => self.wrapped(blocks, HtmlTag::Blockquote),
                ArticleBlockKind::Box => self.wrapped(blocks, HtmlTag::Aside),
                kind => self.block(first, kind),
            };
            if !html.is_empty() && !element.is_empty() {
                html.push('\n');
            }
            html.push_str(&element);
        }
        html
    }

    /// Returns a note to readers as a paragraph.
    pub(crate) fn notice(&self, notice: &Notice<'_>) -> String {
        let text = self.lines(notice.text);
        let label = escape(notice.label);
        let label =
            if self.allows(HtmlTag::Strong) { format!("<strong>{label}</strong>") } else { label };
        let class =
            if self.on_page { format!(" class=\"{}\"", notice.class) } else { String::new() };
        format!("<p{class}>{label} {text}</p>")
    }

    /// Returns the attribute that names a block.
    fn id(&self, block: &ArticleBlock) -> String {
        let source = block.source.filter(|_| self.blocks);
        source.map(|id| format!(" data-block=\"{id}\"")).unwrap_or_default()
    }

    fn allows(&self, tag: HtmlTag) -> bool {
        self.allowed.contains(&tag)
    }

    fn block(&self, block: &ArticleBlock, kind: ArticleBlockKind) -> String {
        let (inline, id) = (self.inline(block), self.id(block));
        match kind {
            ArticleBlockKind::Lead if self.on_page => {
                format!("<p class=\"lead\"{id}>{inline}</p>")
            }
            ArticleBlockKind::Heading { level } => {
                let (tag, name) = match level {
                    2 => (HtmlTag::H2, "h2"),
                    3 => (HtmlTag::H3, "h3"),
                    _ => (HtmlTag::H4, "h4"),
                };
                if self.allows(tag) {
                    format!("<{name}{id}>{inline}</{name}>")
                } else if self.allows(HtmlTag::Strong) {
                    format!("<p{id}><strong>{inline}</strong></p>")
                } else {
                    format!("<p{id}>{inline}</p>")
                }
            }
            ArticleBlockKind::Picture { picture } => self
                .article
                .picture(picture)
                .map(|picture| self.figure(picture, &id))
                .unwrap_or_default(),
            ArticleBlockKind::Embed => {
                let address = escape(block.text.trim());
                let web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
                if web && self.allows(HtmlTag::A) {
                    format!("<p{id}><a href=\"{address}\">{}</a></p>", escape(&block.text))
                } else {
                    format!("<p{id}>{inline}</p>")
                }
            }
            _ => format!("<p{id}>{inline}</p>"),
        }
    }

    fn figure(&self, picture: &Picture, id: &str) -> String {
        let img = (self.img)(picture).filter(|_| self.allows(HtmlTag::Img));
        if self.marks && img.is_none() {
            return format!("<p{id}>{}</p>", escape(&picture.mark));
        }
        let caption = picture.caption_line.as_deref().map(escape);
        match (img, caption) {
            (None, None) => String::new(),
            (None, Some(caption)) => format!("<p>{caption}</p>"),
            (Some(img), _) if self.on_page => {
                format!("<figure{id}>{img}{}</figure>", page_caption(picture))
            }
            (Some(img), caption) if self.allows(HtmlTag::Figure) => {
                let caption = match caption {
                    Some(caption) if self.allows(HtmlTag::Figcaption) => {
                        format!("<figcaption>{caption}</figcaption>")
                    }
                    Some(caption) => format!("<p>{caption}</p>"),
                    None => String::new(),
                };
                format!("<figure>{img}{caption}</figure>")
            }
            (Some(img), None) => format!("<p>{img}</p>"),
            (Some(img), Some(caption)) => format!("<p>{img}</p><p>{caption}</p>"),
        }
    }

    /// Paragraphs inside one element, as long as the portal keeps it.
    fn wrapped(&self, blocks: &[ArticleBlock], tag: HtmlTag) -> String {
        let paragraphs: Vec<String> = blocks.iter().map(|block| self.paragraph(block)).collect();
        let paragraphs = paragraphs.join("\n");
        match tag {
            _ if !self.allows(tag) => paragraphs,
            HtmlTag::Aside => format!("<aside>{paragraphs}</aside>"),
            _ => format!("<blockquote>{paragraphs}</blockquote>"),
        }
    }

    fn paragraph(&self, block: &ArticleBlock) -> String {
        format!("<p{}>{}</p>", self.id(block), self.inline(block))
    }

    /// A list, with lists inside its items where the level says so. A level can only be one deeper
    /// than the item before.
    fn list(&self, items: &[ArticleBlock]) -> String {
        let lists = [HtmlTag::Ul, HtmlTag::Ol, HtmlTag::Li];
        if !lists.iter().all(|tag| self.allows(*tag)) {
            let items: Vec<String> = items.iter().map(|item| self.paragraph(item)).collect();
            return items.join("\n");
        }
        let mut html = String::new();
        let mut open: Vec<&str> = Vec::new();
        for item in items {
            let ArticleBlockKind::ListItem { ordered, level } = item.kind else { continue };
            let name = if ordered { "ol" } else { "ul" };
            let depth = usize::from(level).min(open.len());
            let mut closed = String::new();
            while open.len() > depth + 1 {
                close_list(&mut open, &mut closed);
            }
            if open.len() == depth + 1 {
                if open.last() == Some(&name) {
                    closed.push_str("</li>");
                } else {
                    close_list(&mut open, &mut closed);
                }
            }
            html.push_str(&closed);
            if !html.is_empty() {
                html.push('\n');
            }
            if open.len() == depth {
                open.push(name);
                html.push('<');
                html.push_str(name);
                html.push('>');
            }
            html.push_str("<li");
            html.push_str(&self.id(item));
            html.push('>');
            html.push_str(&self.inline(item));
        }
        while !open.is_empty() {
            close_list(&mut open, &mut html);
        }
        html
    }

    /// The words of a block with the marks that a reader sees.
    pub(crate) fn inline(&self, block: &ArticleBlock) -> String {
        let shows = |kind: &ArticleMarkKind| match kind {
            ArticleMarkKind::Strong => self.allows(HtmlTag::Strong),
            ArticleMarkKind::Em => self.allows(HtmlTag::Em),
            ArticleMarkKind::Link { .. } => self.allows(HtmlTag::A),
            _ => false,
        };
        let mut html = String::new();
        let mut open: Vec<Inline<'_>> = Vec::new();
        for run in runs(block, shows) {
            let wanted = run.link.map(Inline::Link).into_iter();
            let wanted = wanted.chain(run.strong.then_some(Inline::Strong));
            let wanted = wanted.chain(run.em.then_some(Inline::Em)).collect();
            change(&mut open, wanted, &mut html);
            html.push_str(&self.lines(&run.words));
        }
        change(&mut open, Vec::new(), &mut html);
        html
    }

    fn lines(&self, words: &str) -> String {
        let escaped = escape(words);
        if self.allows(HtmlTag::Br) { escaped.replace('\n', "<br>\n") } else { escaped }
    }
}

/// Whether a block belongs in one element with the block before it.
fn joined(before: ArticleBlockKind, block: ArticleBlockKind) -> bool {
    matches!(
        (before, block),
        (ArticleBlockKind::ListItem { .. }, ArticleBlockKind::ListItem { .. })
            | (ArticleBlockKind::Quotation, ArticleBlockKind::Quotation)
            | (ArticleBlockKind::Box, ArticleBlockKind::Box)
    )
}

fn close_list(open: &mut Vec<&str>, html: &mut String) {
    if let Some(name) = open.pop() {
        html.push_str("</li></");
        html.push_str(name);
        html.push('>');
    }
}

/// An inline element, in the order in which they nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inline<'a> {
    Link(&'a str),
    Strong,
    Em,
}

impl Inline<'_> {
    fn start(self, html: &mut String) {
        match self {
            Self::Link(href) => {
                write!(html, "<a href=\"{}\">", escape(href)).expect("BUG: a String takes all");
            }
            Self::Strong => html.push_str("<strong>"),
            Self::Em => html.push_str("<em>"),
        }
    }

    fn end(self, html: &mut String) {
        html.push_str(match self {
            Self::Link(_) => "</a>",
            Self::Strong => "</strong>",
            Self::Em => "</em>",
        });
    }
}

/// Closes and opens elements until exactly the wanted ones are open.
fn change<'a>(open: &mut Vec<Inline<'a>>, wanted: Vec<Inline<'a>>, html: &mut String) {
    let kept = open.iter().zip(&wanted).take_while(|(open, wanted)| open == wanted).count();
    for inline in open.drain(kept..).rev() {
        inline.end(html);
    }
    for inline in wanted.into_iter().skip(kept) {
        inline.start(html);
        open.push(inline);
    }
}

/// Returns the words under a picture of the page: its caption line, and the credit where that line
/// does not say it already.
pub(super) fn page_caption(picture: &Picture) -> String {
    let line = picture.caption_line.as_deref().unwrap_or_default();
    let credit = picture.credit.as_deref().filter(|credit| !line.contains(credit));
    let credit = credit.map(|credit| format!("<span class=\"credit\">{}</span>", escape(credit)));
    match (line, credit) {
        ("", None) => String::new(),
        ("", Some(credit)) => format!("<figcaption>{credit}</figcaption>"),
        (line, None) => format!("<figcaption>{}</figcaption>", escape(line)),
        (line, Some(credit)) => format!("<figcaption>{} {credit}</figcaption>", escape(line)),
    }
}

/// Returns the element of a picture's file. A picture without words is called by its number.
pub(crate) fn img(
    src: &str,
    article: &Article,
    picture: &Picture,
    rendition: &str,
    attributes: &str,
) -> Option<String> {
    let file = picture.file(rendition)?;
    let alt = match picture.alt_or_caption() {
        "" => format!("{} {}", labels(&article.language).photo, picture.number),
        alt => escape(alt),
    };
    let (src, width, height) = (escape(src), file.width, file.height);
    Some(format!(
        "<img src=\"{src}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\"{attributes}>"
    ))
}
