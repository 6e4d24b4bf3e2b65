//! `index.html`: the page as a portal would show it. It opens offline from any folder, has its style
//! inside and no script; pictures lie beside it, or, in a preview, inside it.

use std::io::{self, Write};

use super::html::{BodyWriter, escape, img, page_caption};
use super::labels::labels;
use super::{PicturePaths, base64, notices};
use crate::article::{Article, Picture};
use crate::error::PublishError;
use crate::package::{Renditions, rendition_of};
use crate::profile::{HtmlTag, Profile, RenditionSpec};

const STYLE: &str = include_str!("page.css");

/// The most characters of a page's description.
const DESCRIPTION: usize = 200;

/// Which renditions a page shows.
#[derive(Debug, Clone)]
pub struct IndexHtmlOptions {
    /// At the top.
    pub cover: Option<RenditionSpec>,
    /// In the gallery.
    pub thumb: Option<RenditionSpec>,
    /// Behind the pictures of the gallery, and in the text.
    pub large: Option<RenditionSpec>,
}

impl IndexHtmlOptions {
    /// Returns what a profile asks for.
    pub fn of(profile: &Profile) -> Self {
        let spec =
            |name: &Option<String>| crate::article::rendition_for(profile, name.as_ref()).cloned();
        Self {
            cover: spec(&profile.photos.cover),
            thumb: spec(&profile.photos.thumb),
            large: spec(&profile.photos.upload),
        }
    }
}

/// Writes the page with its pictures beside it, as in a bag: `photos/<rendition>/<file>`.
pub fn index_html(
    article: &Article,
    options: &IndexHtmlOptions,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    page(article, options, &mut Beside, out)
}

/// Writes the page with its pictures inside it: one file to look at or to send. Pictures of the
/// gallery are in it as thumbnails only.
pub fn preview_html(
    article: &Article,
    options: &IndexHtmlOptions,
    renditions: &mut dyn Renditions,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    page(article, options, &mut Inside { renditions }, out)
}

/// Writes the page for a window of our own: its pictures lie where `address` says, and each element
/// of the body names the report's block that it shows in `data-block`.
pub fn live_html(
    article: &Article,
    options: &IndexHtmlOptions,
    address: &dyn Fn(&Picture, &RenditionSpec) -> String,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    page(article, options, &mut Elsewhere { address }, out)
}

/// Where a page's pictures come from.
trait Images {
    /// Returns what stands in `src` for a picture.
    fn src(&mut self, picture: &Picture, spec: &RenditionSpec) -> Result<String, PublishError>;

    /// Whether the body's elements name the report's blocks.
    fn names_blocks(&self) -> bool {
        false
    }

    /// Whether the page can point at larger files beside it.
    fn has_files(&self) -> bool;
}

struct Beside;

impl Images for Beside {
    fn src(&mut self, picture: &Picture, spec: &RenditionSpec) -> Result<String, PublishError> {
        let file = picture.file(&spec.name).map(|file| file.name.as_str());
        Ok(PicturePaths::ByRendition.path(&spec.name, file.unwrap_or_default()))
    }

    fn has_files(&self) -> bool {
        true
    }
}

struct Elsewhere<'a> {
    address: &'a dyn Fn(&Picture, &RenditionSpec) -> String,
}

impl Images for Elsewhere<'_> {
    fn src(&mut self, picture: &Picture, spec: &RenditionSpec) -> Result<String, PublishError> {
        Ok((self.address)(picture, spec))
    }

    fn names_blocks(&self) -> bool {
        true
    }

    fn has_files(&self) -> bool {
        false
    }
}

struct Inside<'a> {
    renditions: &'a mut dyn Renditions,
}

impl Images for Inside<'_> {
    fn src(&mut self, picture: &Picture, spec: &RenditionSpec) -> Result<String, PublishError> {
        let file = rendition_of(self.renditions, picture, spec)?;
        Ok(base64::data_uri(spec.format.media_type(), &file.bytes))
    }

    fn has_files(&self) -> bool {
        false
    }
}

fn page(
    article: &Article,
    options: &IndexHtmlOptions,
    images: &mut dyn Images,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    let failed = PublishError::writing("index.html");
    head(article, out).map_err(&failed)?;
    instructions(article, out).map_err(&failed)?;
    masthead(article, out).map_err(&failed)?;
    heading(article, out).map_err(&failed)?;
    cover(article, options, images, out)?;
    body(article, options, images, out)?;
    signature(article, out).map_err(&failed)?;
    gallery(article, options, images, out)?;
    keywords(article, out).map_err(&failed)?;
    out.write_all(b"</article>\n</main>\n</body>\n</html>\n").map_err(&failed)
}

fn head(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let title = article.seo_headline.as_ref().unwrap_or(&article.headline);
    let title = if title.is_empty() { &article.portal.title } else { title };
    let social = article.social_headline.as_ref().unwrap_or(title);
    writeln!(out, "<!doctype html>")?;
    writeln!(out, "<html lang=\"{}\">", escape(&article.language))?;
    writeln!(out, "<head>")?;
    writeln!(out, "<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    // Nothing in an article can run, whatever somebody may have smuggled into it.
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; \
         object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'\">"
    )?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">")?;
    writeln!(out, "<title>{} – {}</title>", escape(title), escape(&article.portal.title))?;
    let mut meta = |attribute: &str, name: &str, content: &str| {
        writeln!(out, "<meta {attribute}=\"{name}\" content=\"{}\">", escape(content))
    };
    if let Some(lead) = &article.lead {
        meta("name", "description", &shortened(lead, DESCRIPTION))?;
    }
    if !article.byline.authors.is_empty() {
        meta("name", "author", &article.byline.authors.join(", "))?;
    }
    if !article.keywords.is_empty() {
        meta("name", "keywords", &article.keywords.join(", "))?;
    }
    meta("property", "og:type", "article")?;
    meta("property", "og:title", social)?;
    meta("property", "og:site_name", &article.portal.title)?;
    let published = article.published_at.as_ref().map_or(article.dateline.at, |time| time.at);
    meta("property", "article:published_time", &published.to_rfc3339())?;
    if let Some(updated) = &article.updated_at {
        meta("property", "article:modified_time", &updated.at.to_rfc3339())?;
    }
    if let Some(url) = &article.url {
        meta("property", "og:url", url)?;
        writeln!(out, "<link rel=\"canonical\" href=\"{}\">", escape(url))?;
    }
    writeln!(out, "<style>\n{STYLE}</style>\n</head>\n<body>")
}

/// What whoever puts the article up must know. It is on the page, because the page is what they
/// look at first.
fn instructions(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let lines = notices::instructions(article);
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "<aside class=\"instructions\">")?;
    for line in lines {
        writeln!(out, "<p>{}</p>", escape(&line))?;
    }
    writeln!(out, "</aside>")
}

fn masthead(article: &Article, out: &mut impl Write) -> io::Result<()> {
    write!(out, "<header class=\"masthead\"><div><p class=\"portal\">")?;
    write!(out, "{}</p>", escape(&article.portal.title))?;
    if let Some(section) = &article.section {
        write!(out, "<p class=\"section\">{}</p>", escape(&section.title))?;
    }
    writeln!(out, "</div></header>")
}

fn heading(article: &Article, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<main>\n<article>\n<header class=\"heading\">")?;
    if let Some(kicker) = &article.kicker {
        writeln!(out, "<p class=\"kicker\">{}</p>", escape(kicker))?;
    }
    if !article.headline.is_empty() {
        writeln!(out, "<h1>{}</h1>", escape(&article.headline))?;
    }
    writeln!(
        out,
        "<p class=\"dateline\"><time datetime=\"{}\">{}</time></p>",
        article.dateline.at.to_rfc3339(),
        escape(&article.dateline.text)
    )?;
    if let Some((label, time)) = notices::updated(article) {
        writeln!(
            out,
            "<p class=\"updated\">{label} <time datetime=\"{}\">{}</time></p>",
            time.at.to_rfc3339(),
            escape(&time.text)
        )?;
    }
    writeln!(out, "</header>")
}

fn cover(
    article: &Article,
    options: &IndexHtmlOptions,
    images: &mut dyn Images,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    // A picture of the text that nobody made the cover stands there and not twice.
    let picture = article.cover().filter(|picture| picture.cover || picture.gallery);
    let (Some(picture), Some(spec)) = (picture, &options.cover) else { return Ok(()) };
    let src = images.src(picture, spec)?;
    let Some(img) = img(&src, article, picture, &spec.name, "") else { return Ok(()) };
    let caption = page_caption(picture);
    writeln!(out, "<figure class=\"cover\">{img}{caption}</figure>")
        .map_err(PublishError::writing("index.html"))
}

fn body(
    article: &Article,
    options: &IndexHtmlOptions,
    images: &mut dyn Images,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    let mut in_text = std::collections::BTreeMap::new();
    if let Some(spec) = &options.large {
        for picture in article.pictures.iter().filter(|picture| !picture.gallery) {
            let src = images.src(picture, spec)?;
            let element = img(&src, article, picture, &spec.name, " loading=\"lazy\"");
            in_text.insert(picture.number, element);
        }
    }
    let picture = |picture: &Picture| in_text.get(&picture.number).cloned().flatten();
    let blocks = images.names_blocks();
    let body = BodyWriter {
        article,
        allowed: &HtmlTag::ALL,
        on_page: true,
        blocks,
        marks: false,
        img: picture,
    };
    let withdrawal = notices::withdrawal(article).map(|notice| body.notice(&notice));
    let correction = notices::correction(article).map(|notice| body.notice(&notice));
    let parts = [Some(body.body()), withdrawal, correction];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    writeln!(out, "<div class=\"body\">\n{}\n</div>", parts.join("\n"))
        .map_err(PublishError::writing("index.html"))
}

fn signature(article: &Article, out: &mut impl Write) -> io::Result<()> {
    if let Some(disclosure) = &article.disclosure {
        writeln!(out, "<p class=\"disclosure\">{}</p>", escape(disclosure))?;
    }
    if !article.byline.lines.is_empty() {
        writeln!(out, "<footer class=\"byline\">")?;
        for line in &article.byline.lines {
            writeln!(out, "<p>{}</p>", escape(line))?;
        }
        writeln!(out, "</footer>")?;
    }
    Ok(())
}

fn gallery(
    article: &Article,
    options: &IndexHtmlOptions,
    images: &mut dyn Images,
    out: &mut impl Write,
) -> Result<(), PublishError> {
    let failed = PublishError::writing("index.html");
    let Some(spec) = &options.thumb else { return Ok(()) };
    let count = article.gallery().count();
    if count == 0 {
        return Ok(());
    }
    let labels = labels(&article.language);
    writeln!(out, "<section class=\"gallery\" aria-labelledby=\"photos\">").map_err(&failed)?;
    writeln!(out, "<h2 id=\"photos\">{} <span class=\"count\">{count}</span></h2>", labels.photos)
        .map_err(&failed)?;
    writeln!(out, "<ul>").map_err(&failed)?;
    for picture in article.gallery() {
        let src = images.src(picture, spec)?;
        let large = options
            .large
            .as_ref()
            .filter(|large| images.has_files() && large.name != spec.name)
            .and_then(|large| Some((picture.file(&large.name)?, &large.name)));
        let small = picture.file(&spec.name).map_or(0, |file| file.width);
        let mut attributes = " loading=\"lazy\"".to_owned();
        let mut link = None;
        if let Some((file, rendition)) = large {
            let href = escape(&PicturePaths::ByRendition.path(rendition, &file.name));
            attributes = format!(
                " loading=\"lazy\" srcset=\"{} {small}w, {href} {}w\" \
                 sizes=\"(min-width: 62rem) 20rem, 46vw\"",
                escape(&src),
                file.width
            );
            link = Some(href);
        }
        let Some(img) = img(&src, article, picture, &spec.name, &attributes) else { continue };
        let ratio = picture
            .file(&spec.name)
            .map_or(1.5, |file| f64::from(file.width) / f64::from(file.height.max(1)));
        let (open, close) = match link {
            Some(href) => (format!("<a href=\"{href}\">"), "</a>"),
            None => (String::new(), ""),
        };
        let caption = page_caption(picture);
        writeln!(
            out,
            "<li style=\"--ratio: {ratio:.3}\"><figure>{open}{img}{close}{caption}</figure></li>"
        )
        .map_err(&failed)?;
    }
    writeln!(out, "</ul>\n</section>").map_err(&failed)
}

fn keywords(article: &Article, out: &mut impl Write) -> io::Result<()> {
    if article.keywords.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"keywords\" aria-label=\"{}\">", labels(&article.language).keywords)?;
    for keyword in &article.keywords {
        writeln!(out, "<li>{}</li>", escape(keyword))?;
    }
    writeln!(out, "</ul>")
}

/// Returns a text of at most so many characters, cut between words.
fn shortened(text: &str, max: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= max {
        return text;
    }
    let head: String = text.chars().take(max - 1).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
    format!("{}…", head.trim_end_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace()))
}
