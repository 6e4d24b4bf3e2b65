//! `article.json`: all that is public, for programs. The shape is [`Article`]'s, field by field, with
//! the format's name and version before it; `docs/formats.md` describes it.

use std::io::Write;

use serde::Serialize;

use crate::article::Article;
use crate::error::PublishError;

/// What the field `format` says.
pub const ARTICLE_JSON_FORMAT: &str = "tezis-article";

/// What the field `version` says: 1 until a field is taken away or changes its meaning.
pub const ARTICLE_JSON_VERSION: u32 = 1;

#[derive(Serialize)]
struct ArticleJson<'a> {
    format: &'static str,
    version: u32,
    #[serde(flatten)]
    article: &'a Article,
}

/// Writes the article as JSON, indented, with a line break at the end.
pub fn article_json(article: &Article, out: &mut impl Write) -> Result<(), PublishError> {
    let json = ArticleJson { format: ARTICLE_JSON_FORMAT, version: ARTICLE_JSON_VERSION, article };
    let failed = PublishError::writing("article.json");
    serde_json::to_writer_pretty(&mut *out, &json).map_err(|error| failed(error.into()))?;
    out.write_all(b"\n").map_err(failed)
}
