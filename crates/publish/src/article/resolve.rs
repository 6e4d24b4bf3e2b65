//! Resolves a report: picks what is public, in the report's language and the portal's forms.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use tezis_report::ids::SessionId;
use tezis_report::model::{Block, BlockKind, ForumAbout, ReportKind};

use super::mentions::Mentions;
use super::pictures::{Pictures, pictures};
use super::{
    Article, ArticleBlock, ArticleBlockKind, ArticleByline, ArticleDateline, ArticleForum,
    ArticleInput, ArticleSection, FileNames, Portal, Published, content_hash, dateline, headline,
    names,
};
use crate::error::PublishError;
use crate::profile::{Profile, fill};

pub(super) fn resolve(input: ArticleInput<'_>) -> Result<Article, PublishError> {
    let ArticleInput { report, forum, profile, at, published, .. } = input;
    let about = &report.about;
    let language = given(about.language.as_ref()).unwrap_or_else(|| profile.language.clone());
    let mut mentions = Mentions::new(forum, &language, &profile.language);

    let place = given(about.dateline_place.as_ref()).or_else(|| mentions.name(&forum.about.place));
    let dated = published.map_or(at, |published| published.first_at);
    let dateline = dateline::dateline(profile, &language, place, about.dateline_at, dated)?;
    let time =
        |at: Option<DateTime<Utc>>| at.map(|at| dateline::time(profile, &language, at)).transpose();
    let article_forum = article_forum(&forum.about, &mentions);
    let title = given(about.headlines.get("main")).unwrap_or_default();
    let slug = slug(&input, &title, article_forum.as_ref(), &language);
    let names = file_names(published, article_forum.as_ref(), &dateline, &slug);

    let withdrawal = given(about.withdrawal.as_ref());
    let kept = |_: &String| withdrawal.is_none();
    let (pictures, body) = if withdrawal.is_some() {
        (Pictures { list: Vec::new(), numbers: BTreeMap::new(), digits: names.digits }, Vec::new())
    } else {
        let pictures = pictures(&input, &language, &names)?;
        let body: Vec<ArticleBlock> = report
            .body
            .iter()
            .filter_map(|block| article_block(block, profile, &pictures, &mut mentions))
            .collect();
        (pictures, body)
    };
    let lead = body.iter().find(|block| block.kind == ArticleBlockKind::Lead);

    let other = |name| given(about.headlines.get(name)).filter(|other| *other != title);
    let section = given(about.section.as_ref()).map(|id| {
        let known = profile.sections.iter().find(|section| section.id == id);
        let title = known.map_or_else(|| id.clone(), |section| section.title.clone());
        ArticleSection { id, title }
    });
    let url = url(profile, section.as_ref(), &slug, &dateline);
    let byline = byline(&about.byline, given(about.source_credit.as_ref()), profile);
    let lists = mentions.into_lists();
    let mut article = Article {
        portal: Portal { name: profile.name.clone(), title: profile.title.clone() },
        kind: about.kind,
        kicker: given(about.kicker.as_ref()),
        headline: String::new(),
        social_headline: other("social"),
        seo_headline: other("seo"),
        title,
        slug,
        url,
        section,
        keywords: about.keywords.iter().filter_map(|keyword| given(Some(keyword))).collect(),
        dateline,
        published_at: time(published.map(|published| published.first_at))?,
        updated_at: None,
        embargo_until: time(about.embargo_until)?,
        publish_at: time(about.publish_at)?,
        lead: lead.map(|lead| lead.text.clone()),
        body,
        byline,
        disclosure: given(about.disclosure.as_ref()).filter(kept),
        correction: given(about.correction.as_ref()).filter(kept),
        withdrawal: withdrawal.clone(),
        forum: article_forum,
        people: lists.people,
        organisations: lists.organisations,
        places: lists.places,
        sessions: lists.sessions,
        quotations: lists.quotations,
        file_names: FileNames { digits: pictures.digits, ..names },
        pictures: pictures.list,
        language: language.clone(),
    };

    let changed = published
        .and_then(|published| published.content.as_ref())
        .is_some_and(|content| *content != content_hash(&article));
    let updated_at =
        if changed { Some(at) } else { published.and_then(|published| published.updated_at) };
    article.updated_at = time(updated_at)?;
    let update = about.kind == ReportKind::Update || updated_at.is_some();
    let gallery = article.gallery().next().is_some();
    let update = update && withdrawal.is_none();
    article.headline = headline::with_markers(&article.title, &profile.headline, update, gallery);
    Ok(article)
}

/// Returns what the article's files are named by: what they were published under, else the forum's
/// first day and the slug.
fn file_names(
    published: Option<&Published>,
    forum: Option<&ArticleForum>,
    dateline: &ArticleDateline,
    slug: &str,
) -> FileNames {
    if let Some(published) = published {
        return published.file_names.clone();
    }
    let date = forum.and_then(|forum| forum.starts_on);
    FileNames {
        date: date.unwrap_or_else(|| dateline.at.date_naive()),
        slug: slug.to_owned(),
        digits: 2,
    }
}

/// Returns a text that holds more than blanks, without blanks at its ends.
fn given(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn article_forum(about: &ForumAbout, mentions: &Mentions<'_>) -> Option<ArticleForum> {
    Some(ArticleForum {
        name: mentions.name(&about.names)?,
        edition: about.edition,
        starts_on: about.starts_on,
        ends_on: about.ends_on,
        place: mentions.name(&about.place),
        venue: mentions.name(&about.venue),
    })
}

/// Returns the slug as it was given, else the published one, else one from the headline, the forum's
/// name, or `article`.
fn slug(
    input: &ArticleInput<'_>,
    headline: &str,
    forum: Option<&ArticleForum>,
    language: &str,
) -> String {
    let rules = &input.profile.slug;
    let own = input.report.about.slug.as_deref().map(|own| names::slug(own, rules, language));
    let published = input.published.map(|published| published.slug.clone());
    let made = [Some(headline), forum.map(|forum| forum.name.as_str())];
    [own, published]
        .into_iter()
        .flatten()
        .chain(made.into_iter().flatten().map(|text| names::slug(text, rules, language)))
        .find(|slug| !slug.is_empty())
        .unwrap_or_else(|| "article".to_owned())
}

fn url(
    profile: &Profile,
    section: Option<&ArticleSection>,
    slug: &str,
    dateline: &ArticleDateline,
) -> Option<String> {
    let pattern = profile.url.as_ref()?;
    if section.is_none() && pattern.contains("{section}") {
        return None;
    }
    fill(pattern, |placeholder| match placeholder {
        "section" => section.map(|section| section.id.clone()),
        "slug" => Some(slug.to_owned()),
        "year" => Some(dateline.at.format("%Y").to_string()),
        "month" => Some(dateline.at.format("%m").to_string()),
        "day" => Some(dateline.at.format("%d").to_string()),
        _ => None,
    })
}

fn byline(authors: &[String], source: Option<String>, profile: &Profile) -> ArticleByline {
    let authors: Vec<String> = authors.iter().filter_map(|author| given(Some(author))).collect();
    let lines = profile.byline.lines.iter().filter_map(|line| {
        fill(line, |placeholder| match placeholder {
            "authors" => Some(authors.join(&profile.byline.between)),
            "source" => source.clone(),
            _ => None,
        })
    });
    let lines: Vec<String> =
        lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    ArticleByline { authors, source, lines }
}

/// Returns a block as its readers see it; `None` for notes, empty blocks and pictures that are gone.
fn article_block(
    block: &Block,
    profile: &Profile,
    pictures: &Pictures,
    mentions: &mut Mentions<'_>,
) -> Option<ArticleBlock> {
    let text = line_breaks(&block.text.text);
    let kind = match block.kind {
        BlockKind::Note => return None,
        BlockKind::Lead => ArticleBlockKind::Lead,
        BlockKind::Paragraph => ArticleBlockKind::Paragraph,
        BlockKind::Heading { level } => {
            mentions.part = None;
            ArticleBlockKind::Heading { level: level.clamp(2, 4) }
        }
        BlockKind::ListItem { ordered, level } => ArticleBlockKind::ListItem { ordered, level },
        BlockKind::Quotation => ArticleBlockKind::Quotation,
        BlockKind::Panel { session } => {
            return panel(block, text, session, profile.body.panel_headings, mentions);
        }
        BlockKind::Photo { placement } => {
            let picture = *pictures.numbers.get(&placement)?;
            return Some(ArticleBlock {
                kind: ArticleBlockKind::Picture { picture },
                text: String::new(),
                marks: Vec::new(),
                source: Some(block.id),
            });
        }
        BlockKind::Embed => ArticleBlockKind::Embed,
        BlockKind::Box => ArticleBlockKind::Box,
    };
    if text.trim().is_empty() {
        return None;
    }
    Some(ArticleBlock { kind, text, marks: mentions.marks(&block.text), source: Some(block.id) })
}

/// Returns a text whose line breaks are U+000A. The document's are; a hand-over of another program
/// may bring others. No character is lost, because marks count them.
fn line_breaks(text: &str) -> String {
    text.replace("\r\n", " \n").replace('\r', "\n")
}

/// The beginning of a panel's part: its words as a heading or a paragraph, as the portal wants; a
/// heading without words takes the session's title.
fn panel(
    block: &Block,
    text: String,
    session: Option<SessionId>,
    headings: bool,
    mentions: &mut Mentions<'_>,
) -> Option<ArticleBlock> {
    mentions.part = session;
    let number = session.and_then(|session| mentions.session(session));
    let kind =
        if headings { ArticleBlockKind::Heading { level: 2 } } else { ArticleBlockKind::Paragraph };
    if !text.trim().is_empty() {
        let marks = mentions.marks(&block.text);
        return Some(ArticleBlock { kind, text, marks, source: Some(block.id) });
    }
    let text = number.filter(|_| headings).and_then(|number| mentions.session_title(number))?;
    Some(ArticleBlock { kind, text, marks: Vec::new(), source: Some(block.id) })
}
