//! `people`: everybody whom any forum knows, so that a name is typed once in a life. A projection of
//! the forums.

use rusqlite::{Connection, params};
use tezis_report::ids::{ForumId, PersonId};
use tezis_report::model::{Forum, Localized, Person};

use super::{Migration, json, parsed, readable, to_json};

pub(crate) const CREATE: Migration = Migration {
    date: "2026-11-22",
    adds: "people",
    sql: "
CREATE TABLE people (
    forum TEXT NOT NULL REFERENCES documents (id),
    person TEXT NOT NULL,
    folded TEXT NOT NULL,
    view TEXT NOT NULL,
    roles TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (forum, person)
) STRICT;
CREATE INDEX people_by_person ON people (person, updated_at);
",
};

/// A person as one forum knows them.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    /// The person, the same id in every forum.
    pub person: PersonId,
    /// The forum.
    pub forum: ForumId,
    /// Names and spellings.
    pub view: Person,
    /// The roles as printed at this forum, by language.
    pub roles: Localized,
}

/// Returns the people of all forums whose name holds every word, the forum changed last first, each
/// person of a forum once. No words return everybody.
pub(crate) fn search(
    connection: &Connection,
    folded_words: &[String],
    limit: u32,
) -> rusqlite::Result<Vec<PersonRow>> {
    let wanted = to_json(folded_words);
    let mut query = connection.prepare_cached(
        "SELECT person, forum, view, roles FROM people
             WHERE NOT EXISTS (SELECT 1 FROM json_each(?1) word
                               WHERE instr(folded, ' ' || word.value) = 0)
             ORDER BY updated_at DESC, folded, person LIMIT ?2",
    )?;
    readable(query.query_map(params![wanted, limit], |row| {
        Ok(PersonRow {
            person: parsed(row, 0)?,
            forum: parsed(row, 1)?,
            view: json(row, 2)?,
            roles: json(row, 3).unwrap_or_default(),
        })
    })?)
}

/// Returns a person as the forum changed last knows them.
pub(crate) fn latest(
    connection: &Connection,
    person: PersonId,
) -> rusqlite::Result<Option<Person>> {
    let mut query = connection.prepare_cached(
        "SELECT view FROM people WHERE person = ?1 ORDER BY updated_at DESC LIMIT 1",
    )?;
    Ok(readable(query.query_map([person.to_string()], |row| json(row, 0))?)?.pop())
}

/// Replaces what a forum says of its people.
pub(crate) fn replace(
    connection: &Connection,
    forum: &Forum,
    updated_at: i64,
) -> rusqlite::Result<()> {
    let id = forum.id.to_string();
    connection.prepare_cached("DELETE FROM people WHERE forum = ?1")?.execute([&id])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO people (forum, person, folded, view, roles, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for person in &forum.people {
        let roles = forum
            .appearances
            .iter()
            .filter(|appearance| appearance.entity.person == Some(person.id))
            .map(|appearance| &appearance.entity.roles)
            .find(|roles| !roles.is_empty());
        insert.execute(params![
            id,
            person.id.to_string(),
            folded_names(&person.entity),
            to_json(&person.entity),
            roles.map_or_else(|| "{}".to_owned(), to_json),
            updated_at
        ])?;
    }
    Ok(())
}

/// All right spellings as folded words, each with a space before it, so that ` kerim` finds the
/// beginning of a word and nothing else.
fn folded_names(person: &Person) -> String {
    let spellings = person.full.values().chain(person.short.values()).chain(&person.also);
    let mut folded = String::new();
    for spelling in spellings {
        for word in tezis_lang::words(spelling) {
            folded.push(' ');
            folded.push_str(&tezis_lang::fold(&tezis_lang::nfc(word.text)));
        }
    }
    folded
}
