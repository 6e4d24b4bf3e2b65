//! The text as a portal's form takes it, part by part: the blocks, and behind them what has no field
//! of its own. The hand-over shows the whole, the list of changes its parts.

use std::collections::BTreeMap;

use tezis_report::ids::BlockId;

use crate::article::{Article, ArticleBlock, ArticleBlockKind, Picture, rendition_for};
use crate::formats::body_text;
use crate::formats::html::{BodyWriter, escape, img};
use crate::formats::notices::{self, Notice};
use crate::profile::{FormField, HtmlTag, Profile};

/// A part of the text: a block, or what stands behind the blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The report's block, where it is one.
    pub(crate) block: Option<BlockId>,
    /// How deep it stands in a list, where it is an item.
    pub(crate) level: Option<u8>,
    /// Its words.
    pub(crate) plain: String,
    /// Its HTML, in the elements that the portal keeps.
    pub(crate) html: String,
}

/// Writes an article's text for a portal's form.
pub(crate) struct FormBody<'a> {
    article: &'a Article,
    profile: &'a Profile,
    /// Addresses of pictures that are at the portal already, by number.
    addresses: &'a BTreeMap<u32, String>,
}

impl<'a> FormBody<'a> {
    pub(crate) fn new(
        article: &'a Article,
        profile: &'a Profile,
        addresses: &'a BTreeMap<u32, String>,
    ) -> Self {
        Self { article, profile, addresses }
    }

    /// Returns the whole text as HTML.
    pub(crate) fn html(&self) -> String {
        let blocks = self.writer().body();
        let parts = std::iter::once(blocks).chain(self.tail().into_iter().map(|part| part.html));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Returns the whole text without any format, paragraphs set apart by a blank line.
    pub(crate) fn plain(&self) -> String {
        let blocks = body_text(self.article, &self.article.body, "\n\n");
        let parts = std::iter::once(blocks).chain(self.tail().into_iter().map(|part| part.plain));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// Returns the text in its parts.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let writer = self.writer();
        let blocks = self.article.body.iter().map(|block| Part {
            block: block.source,
            level: match block.kind {
                ArticleBlockKind::ListItem { level, .. } => Some(level),
                _ => None,
            },
            plain: self.words(block),
            html: writer.blocks(std::slice::from_ref(block)),
        });
        blocks.chain(self.tail()).collect()
    }

    /// Returns the HTML of a block's words, without the element around them.
    pub(crate) fn inline(&self, block: &ArticleBlock) -> String {
        self.writer().inline(block)
    }

    fn words(&self, block: &ArticleBlock) -> String {
        match block.kind {
            ArticleBlockKind::Picture { picture } => self
                .article
                .picture(picture)
                .map(|picture| picture.mark.clone())
                .unwrap_or_default(),
            _ => block.text.clone(),
        }
    }

    /// What stands behind the blocks: notes to readers, and what the form has no field for.
    fn tail(&self) -> Vec<Part> {
        let has = |field| self.profile.form.fields.contains(&field);
        let writer = self.writer();
        let note = |notice: Notice<'_>| Part {
            block: None,
            level: None,
            plain: notice.line(),
            html: writer.notice(&notice),
        };
        let notices = [notices::withdrawal(self.article), notices::correction(self.article)];
        let disclosure = self.article.disclosure.as_ref().filter(|_| !has(FormField::Disclosure));
        let disclosure = disclosure.map(|words| Part {
            block: None,
            level: None,
            plain: words.clone(),
            html: if self.allows(HtmlTag::Em) {
                format!("<p><em>{}</em></p>", escape(words))
            } else {
                format!("<p>{}</p>", escape(words))
            },
        });
        let lines = self.article.byline.lines.iter().filter(|_| !has(FormField::Byline));
        let byline = lines.map(|line| Part {
            block: None,
            level: None,
            plain: line.clone(),
            html: format!("<p>{}</p>", escape(line)),
        });
        notices.into_iter().flatten().map(note).chain(disclosure).chain(byline).collect()
    }

    fn allows(&self, tag: HtmlTag) -> bool {
        self.profile.body.allowed_html.contains(&tag)
    }

    fn writer(&self) -> BodyWriter<'a, impl Fn(&Picture) -> Option<String> + use<'a>> {
        let Self { article, profile, addresses } = *self;
        let rendition = rendition_for(profile, None).map(|spec| spec.name.as_str());
        BodyWriter {
            article,
            allowed: &profile.body.allowed_html,
            on_page: false,
            blocks: false,
            marks: true,
            img: move |picture: &Picture| {
                img(addresses.get(&picture.number)?, article, picture, rendition?, "")
            },
        }
    }
}
