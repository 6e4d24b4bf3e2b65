//! Caption codes: what `=ae=` and `=s2=` stand for.
//!
//! A person has the code that somebody gave them, else the initials of their name, made unique by a
//! number in the order in which the people came (so a newcomer never takes a code over). The sessions
//! are s1, s2 … in the order of the programme.

use std::collections::{BTreeMap, BTreeSet};

use tezis_lang::{fold, words};
use tezis_report::ids::{PersonId, SessionId};
use tezis_report::model::{Forum, Localized, Person};

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Person(PersonId),
    Session(SessionId),
}

/// All codes of a forum.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    meanings: BTreeMap<String, Meaning>,
    people: BTreeMap<PersonId, String>,
    sessions: BTreeMap<SessionId, String>,
}

impl Codes {
    pub(crate) fn of(forum: &Forum) -> Self {
        let mut codes = Self::default();
        // A code that somebody chose goes before any that is made; of two the older one has it.
        for person in &forum.people {
            if let Some(code) = chosen(&person.entity)
                && !codes.meanings.contains_key(&fold(code))
            {
                codes.give_person(person.id, code.to_owned());
            }
        }
        for (session, number) in forum.sessions.iter().zip(1_u32..) {
            let code = format!("s{number}");
            codes.sessions.insert(session.id, code.clone());
            codes.meanings.entry(code).or_insert(Meaning::Session(session.id));
        }
        for person in &forum.people {
            if !codes.people.contains_key(&person.id) {
                let code = codes.free(&initials(&person.entity.full));
                codes.give_person(person.id, code);
            }
        }
        codes
    }

    /// Returns what a code stands for, in whatever case and with or without diacritics.
    pub(crate) fn meaning(&self, code: &str) -> Option<Meaning> {
        self.meanings.get(&fold(code)).copied()
    }

    pub(crate) fn of_person(&self, person: PersonId) -> Option<&str> {
        self.people.get(&person).map(String::as_str)
    }

    pub(crate) fn of_session(&self, session: SessionId) -> Option<&str> {
        self.sessions.get(&session).map(String::as_str)
    }

    fn give_person(&mut self, person: PersonId, code: String) {
        self.meanings.insert(fold(&code), Meaning::Person(person));
        self.people.insert(person, code);
    }

    /// Returns the initials, or the first of them with a number that nobody has.
    fn free(&self, initials: &str) -> String {
        // An s with a number is a session's, today or tomorrow.
        let stem = if initials == "s" { "ss" } else { initials };
        let numbered = (2_u32..).map(|number| format!("{stem}{number}"));
        std::iter::once(initials.to_owned())
            .chain(numbered)
            .find(|code| !self.meanings.contains_key(code))
            .unwrap_or_default()
    }
}

/// Returns the code that somebody gave a person, where it can be typed: letters and digits.
fn chosen(person: &Person) -> Option<&str> {
    let code = person.code.as_deref()?.trim();
    let can_be_typed = !code.is_empty() && code.chars().all(char::is_alphanumeric);
    can_be_typed.then_some(code)
}

/// Returns the initials of a name in small ASCII letters, those of a father's name left out: "Rauf
/// Sabir oğlu Əhmədli" → `re`. The Azerbaijani name counts, whatever language the captions are in.
fn initials(names: &Localized) -> String {
    let name = names.get("az").or_else(|| names.values().next()).map(String::as_str);
    let words: Vec<String> = words(name.unwrap_or_default()).map(|word| fold(word.text)).collect();
    let fathers: BTreeSet<usize> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| matches!(word.as_str(), "oglu" | "qizi"))
        .flat_map(|(at, _)| [at.saturating_sub(1), at])
        .filter(|at| *at > 0)
        .collect();
    let initials: String = words
        .iter()
        .enumerate()
        .filter(|(at, _)| !fathers.contains(at))
        .filter_map(|(_, word)| word.chars().next())
        .filter(char::is_ascii_alphabetic)
        .collect();
    if initials.is_empty() { "p".to_owned() } else { initials }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tezis_report::ids::ForumId;

    use super::*;

    fn forum(people: &[(&str, Option<&str>)], sessions: u128) -> Forum {
        let people: Vec<_> = people
            .iter()
            .zip(1_u128..)
            .map(|((name, code), n)| {
                json!({ "id": PersonId::from_parts(1, n), "full": { "az": name }, "code": code })
            })
            .collect();
        let sessions: Vec<_> =
            (1..=sessions).map(|n| json!({ "id": SessionId::from_parts(1, n) })).collect();
        serde_json::from_value(json!({
            "id": ForumId::from_parts(1, 1), "people": people, "sessions": sessions,
            "organisations": [], "places": [], "appearances": [], "notes": [], "quotes": [],
            "photos": [], "cameras": [], "materials": [], "conflicts": [],
        }))
        .unwrap()
    }

    fn codes(people: &[(&str, Option<&str>)], sessions: u128) -> Vec<String> {
        let forum = forum(people, sessions);
        let codes = Codes::of(&forum);
        forum.people.iter().map(|person| codes.of_person(person.id).unwrap().to_owned()).collect()
    }

    #[test]
    fn initials_are_small_ascii_letters_and_unique() {
        let people = [
            ("Aygün Əliyeva", None),
            ("Arif Eyvazov", None),
            ("Rauf Sabir oğlu Əhmədli", None),
            ("Şəhla Çələbi", None),
            ("Афина", None),
            ("", None),
        ];
        assert_eq!(codes(&people, 0), ["ae", "ae2", "re", "sc", "p", "p2"]);
    }

    #[test]
    fn a_chosen_code_stays_and_nobody_else_gets_it() {
        let people = [
            ("Aygün Əliyeva", None),
            ("Arif Eyvazov", Some("ae")),
            ("Zaur Məmmədov", Some("ZM")),
            ("Zəhra Musayeva", None),
            ("Kim", Some("a b")),
            ("İlk", Some("ae")),
        ];
        assert_eq!(codes(&people, 0), ["ae2", "ae", "ZM", "zm2", "k", "i"]);
    }

    #[test]
    fn sessions_and_people_do_not_meet() {
        let people = [("Sona", None), ("Sara", None), ("Səbinə", Some("s2"))];
        let forum = forum(&people, 2);
        let codes = Codes::of(&forum);
        assert_eq!(codes.meaning("s"), Some(Meaning::Person(forum.people[0].id)));
        assert_eq!(codes.meaning("S1"), Some(Meaning::Session(forum.sessions[0].id)));
        assert_eq!(
            codes.meaning("s2"),
            Some(Meaning::Person(forum.people[2].id)),
            "chosen by hand"
        );
        assert_eq!(codes.of_person(forum.people[1].id), Some("ss2"), "s3 will be a session's");
    }
}
