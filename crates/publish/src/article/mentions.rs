//! What the text names and quotes: people, organisations, places, sessions and quotations get
//! numbers in the order of their first mention; what no mark of an exported block points at stays
//! out of the article.

use std::collections::BTreeMap;

use tezis_report::ids::{AppearanceId, OrganisationId, PersonId, PlaceId, QuoteId, SessionId};
use tezis_report::model::{
    Appearance, AppearanceStatus, Forum, Listed, Localized, Mark, MarkSpan, RichText,
};

use super::{ArticleMark, ArticleMarkKind, ArticlePerson, ArticleQuotation, ArticleSession, Named};

/// The entities mentioned so far.
pub(super) struct Mentions<'a> {
    forum: &'a Forum,
    language: &'a str,
    portal_language: &'a str,
    /// The session whose part of the text is being read.
    pub(super) part: Option<SessionId>,
    people: Numbered<PersonId, ArticlePerson>,
    organisations: Numbered<OrganisationId, Named>,
    places: Numbered<PlaceId, Named>,
    sessions: Numbered<SessionId, ArticleSession>,
    quotations: Numbered<QuoteId, ArticleQuotation>,
}

/// The lists of an article.
pub(super) struct Lists {
    pub(super) people: Vec<ArticlePerson>,
    pub(super) organisations: Vec<Named>,
    pub(super) places: Vec<Named>,
    pub(super) sessions: Vec<ArticleSession>,
    pub(super) quotations: Vec<ArticleQuotation>,
}

impl<'a> Mentions<'a> {
    pub(super) fn new(forum: &'a Forum, language: &'a str, portal_language: &'a str) -> Self {
        Self {
            forum,
            language,
            portal_language,
            part: None,
            people: Numbered::default(),
            organisations: Numbered::default(),
            places: Numbered::default(),
            sessions: Numbered::default(),
            quotations: Numbered::default(),
        }
    }

    pub(super) fn into_lists(self) -> Lists {
        Lists {
            people: self.people.list,
            organisations: self.organisations.list,
            places: self.places.list,
            sessions: self.sessions.list,
            quotations: self.quotations.list,
        }
    }

    /// Returns the marks of a block as its readers may see them. A mark whose entity is gone or has
    /// no name is left out; its words stay.
    pub(super) fn marks(&mut self, text: &RichText) -> Vec<ArticleMark> {
        let characters: Vec<char> = text.text.chars().collect();
        let mut marks: Vec<ArticleMark> = text
            .marks
            .iter()
            .filter_map(|span| {
                let words = words(&characters, span)?;
                let end = u32::try_from(characters.len()).unwrap_or(u32::MAX).min(span.end);
                Some(ArticleMark { start: span.start, end, kind: self.kind(&span.mark, &words)? })
            })
            .collect();
        marks.sort();
        marks
    }

    /// Numbers a session that the text has a part about.
    pub(super) fn session(&mut self, id: SessionId) -> Option<u32> {
        let session = &self.forum.sessions.iter().find(|listed| listed.id == id)?.entity;
        let title = self.name(&session.titles);
        Some(self.sessions.number(id, || ArticleSession { kind: session.kind, title }))
    }

    /// Returns the title of the session of that number.
    pub(super) fn session_title(&self, number: u32) -> Option<String> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.sessions.list.get(index)?.title.clone()
    }

    /// Returns a text in the report's language, else the portal's, else any.
    pub(super) fn name(&self, names: &Localized) -> Option<String> {
        [self.language, self.portal_language]
            .into_iter()
            .filter_map(|language| names.get(language))
            .chain(names.values())
            .map(|name| name.trim())
            .find(|name| !name.is_empty())
            .map(str::to_owned)
    }

    fn kind(&mut self, mark: &Mark, words: &str) -> Option<ArticleMarkKind> {
        match mark {
            Mark::Strong => Some(ArticleMarkKind::Strong),
            Mark::Em => Some(ArticleMarkKind::Em),
            Mark::Link { href } => {
                is_public_address(href).then(|| ArticleMarkKind::Link { href: href.clone() })
            }
            Mark::Person { id } => {
                let person = self.person(*id, None)?;
                let number = self.people.number(*id, || person);
                Some(ArticleMarkKind::Person { person: number })
            }
            Mark::Organisation { id } => {
                let organisation = &self.forum.organisations.iter().find(|o| o.id == *id)?.entity;
                let name = self.name(&organisation.names)?;
                let number = self.organisations.number(*id, || Named { name });
                Some(ArticleMarkKind::Organisation { organisation: number })
            }
            Mark::Session { id } => Some(ArticleMarkKind::Session { session: self.session(*id)? }),
            Mark::Place { id } => {
                let place = &self.forum.places.iter().find(|place| place.id == *id)?.entity;
                let name = self.name(&place.names)?;
                let number = self.places.number(*id, || Named { name });
                Some(ArticleMarkKind::Place { place: number })
            }
            Mark::Quote { id } => {
                let number = self.quotation(*id, words);
                Some(ArticleMarkKind::Quotation { quotation: number })
            }
            // Where words were taken from is the reporter's own knowledge.
            Mark::Material { .. } => None,
        }
    }

    /// Numbers a quotation, or adds to the one that began in an earlier block.
    fn quotation(&mut self, id: QuoteId, words: &str) -> u32 {
        let quote = self.forum.quotes.iter().find(|quote| quote.id == id);
        let speaker = quote.and_then(|quote| {
            let appearance = quote.entity.appearance.and_then(|id| {
                self.forum.appearances.iter().find(|appearance| appearance.id == id)
            });
            let person = appearance.and_then(|appearance| appearance.entity.person);
            self.person(person.or(quote.entity.person)?, appearance)
        });
        let before = self.quotations.list.len();
        let number =
            self.quotations.number(id, || ArticleQuotation { words: words.to_owned(), speaker });
        if self.quotations.list.len() == before {
            let quotation = number
                .checked_sub(1)
                .and_then(|index| self.quotations.list.get_mut(usize::try_from(index).ok()?));
            if let Some(quotation) = quotation {
                quotation.words.push('\n');
                quotation.words.push_str(words);
            }
        }
        number
    }

    /// Returns a person with the role of an appearance: the given one, else the one in the session
    /// whose part of the text this is, else the first.
    fn person(
        &self,
        id: PersonId,
        appearance: Option<&Listed<AppearanceId, Appearance>>,
    ) -> Option<ArticlePerson> {
        let person = &self.forum.people.iter().find(|person| person.id == id)?.entity;
        let came =
            |status| !matches!(status, AppearanceStatus::Absent | AppearanceStatus::Replaced);
        let own: Vec<&Appearance> = self
            .forum
            .appearances
            .iter()
            .map(|listed| &listed.entity)
            .filter(|appearance| appearance.person == Some(id) && came(appearance.status))
            .collect();
        let here = own.iter().find(|own| own.session.is_some() && own.session == self.part);
        let appearance = appearance
            .map(|listed| &listed.entity)
            .or_else(|| here.copied())
            .or_else(|| own.first().copied());
        let organisation = appearance.and_then(|appearance| appearance.organisation);
        let organisation = organisation.and_then(|id| {
            self.forum.organisations.iter().find(|organisation| organisation.id == id)
        });
        Some(ArticlePerson {
            name: self.name(&person.full)?,
            role: appearance.and_then(|appearance| self.name(&appearance.roles)),
            organisation: organisation.and_then(|listed| self.name(&listed.entity.names)),
        })
    }
}

/// Things in the order in which they were first met.
struct Numbered<I, T> {
    numbers: BTreeMap<I, u32>,
    list: Vec<T>,
}

impl<I, T> Default for Numbered<I, T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), list: Vec::new() }
    }
}

impl<I: Ord, T> Numbered<I, T> {
    fn number(&mut self, id: I, thing: impl FnOnce() -> T) -> u32 {
        *self.numbers.entry(id).or_insert_with(|| {
            self.list.push(thing());
            u32::try_from(self.list.len()).unwrap_or(u32::MAX)
        })
    }
}

/// Returns the words under a mark; `None` when there are none.
fn words(characters: &[char], span: &MarkSpan) -> Option<String> {
    let start = usize::try_from(span.start).ok()?;
    let end = usize::try_from(span.end).ok()?.min(characters.len());
    let words: String = characters.get(start..end)?.iter().collect();
    (!words.is_empty()).then_some(words)
}

/// Whether a link may stand in a published text: an address of the web or of mail.
pub(crate) fn is_public_address(href: &str) -> bool {
    let Some((scheme, rest)) = href.split_once(':') else { return false };
    let known = ["https", "http", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known && !rest.is_empty() && !href.chars().any(|c| c.is_control() || c.is_whitespace())
}
