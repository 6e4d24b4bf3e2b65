//! Words with codes and variables: `=ae=` becomes "Aygün Əliyeva, icraçı direktor", `{time}` what the
//! photo says. Decision 0018 has the syntax; what the codes are is in `codes`.

use chrono::{Datelike, NaiveDateTime};
use tezis_lang::{Case, Lang, case_of_ending, dates, inflect, inflect_possessed, is_possessed};
use tezis_report::ids::{PersonId, SessionId};
use tezis_report::model::{Forum, Photo};

use super::codes::{Codes, Meaning};
use super::schedule::{Clock, Schedule};
use crate::lists::in_language;
use crate::wire::CaptionCode;

/// Replaces codes and variables in the words of a forum's photos.
#[derive(Debug)]
pub(crate) struct Captions<'a> {
    forum: &'a Forum,
    language: &'a str,
    codes: Codes,
    clock: Clock<'a>,
    schedule: Schedule,
}

/// How a code is to be written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `=ae=`: name, then role.
    Whole,
    /// `=ae!=`: the name alone.
    Name,
    /// `=ae+=`: the role before the name.
    RoleFirst,
}

/// What is typed right behind a code or variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    None,
    /// An ending of Azerbaijani.
    Case(Case),
    /// The English 's.
    Possessive,
}

/// A code or variable at the beginning of a text: what it becomes, and how many bytes it takes.
struct Piece {
    becomes: String,
    length: usize,
    empty: bool,
}

impl<'a> Captions<'a> {
    pub(crate) fn new(forum: &'a Forum, language: &'a str) -> Self {
        let clock = Clock::of(forum);
        let schedule = Schedule::of(forum, &clock);
        Self { forum, language, codes: Codes::of(forum), clock, schedule }
    }

    /// Returns a text with its codes and, for a photo, its variables replaced. What is unknown stays as
    /// it was typed. Around a variable that has no value, spaces and commas close up.
    pub(crate) fn expand(&self, text: &str, photo: Option<&Photo>) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut gaps = false;
        while let Some(at) = rest.find(['=', '{']) {
            let (before, tail) = rest.split_at(at);
            out.push_str(before);
            if let Some(piece) = self.piece(tail, photo) {
                out.push_str(&piece.becomes);
                gaps |= piece.empty;
                rest = tail.get(piece.length..).unwrap_or_default();
            } else {
                let mut letters = tail.chars();
                out.extend(letters.next());
                rest = letters.as_str();
            }
        }
        out.push_str(rest);
        if gaps { closed_up(&out) } else { out }
    }

    /// Returns all codes: those of the people by name, then those of the sessions.
    pub(crate) fn codes(&self) -> Vec<CaptionCode> {
        let lang = self.lang();
        let example = |meaning| match lang {
            Lang::Az => Some(self.meant(meaning, Form::Whole, Ending::Case(Case::Genitive), None)),
            Lang::En => Some(self.meant(meaning, Form::Whole, Ending::Possessive, None)),
            Lang::Ru => None,
        };
        let code = |code: &str, meaning| CaptionCode {
            code: code.to_owned(),
            text: self.meant(meaning, Form::Whole, Ending::None, None),
            inflected: example(meaning),
        };
        let mut people: Vec<(String, CaptionCode)> = self
            .forum
            .people
            .iter()
            .filter_map(|person| {
                let name = in_language(&person.entity.full, self.language);
                let of = self.codes.of_person(person.id)?;
                Some((name, code(of, Meaning::Person(person.id))))
            })
            .collect();
        people.sort_by(|(a, a_code), (b, b_code)| {
            tezis_lang::compare(a, b, lang).then_with(|| a_code.code.cmp(&b_code.code))
        });
        let sessions = self.forum.sessions.iter().filter_map(|session| {
            let meaning = Meaning::Session(session.id);
            let of = self.codes.of_session(session.id)?;
            // A person may have been given the code of a session.
            (self.codes.meaning(of) == Some(meaning)).then(|| code(of, meaning))
        });
        people.into_iter().map(|(_, code)| code).chain(sessions).collect()
    }

    fn lang(&self) -> Lang {
        Lang::from_tag(self.language)
    }

    fn piece(&self, tail: &str, photo: Option<&Photo>) -> Option<Piece> {
        if let Some(inside) = tail.strip_prefix('=') {
            let (code, _) = inside.split_once('=')?;
            let length = code.len() + 2;
            let (name, form) = match (code.strip_suffix('!'), code.strip_suffix('+')) {
                (Some(name), _) => (name, Form::Name),
                (_, Some(name)) => (name, Form::RoleFirst),
                _ => (code, Form::Whole),
            };
            let typed = !name.is_empty() && name.chars().all(char::is_alphanumeric);
            let meaning = self.codes.meaning(name).filter(|_| typed)?;
            let behind = self.behind(tail.get(length..)?, true);
            let becomes = match behind.mark {
                // “=s1=”ın: the ending follows the mark that was typed.
                Some(mark) => {
                    let words = self.meant(meaning, Form::Name, Ending::None, photo);
                    let words = words.trim_matches(['“', '”']);
                    with_ending(&format!("{words}{mark}"), behind.ending)
                }
                None => self.meant(meaning, form, behind.ending, photo),
            };
            return Some(Piece {
                empty: becomes.is_empty(),
                becomes,
                length: length + behind.length,
            });
        }
        let inside = tail.strip_prefix('{')?;
        let (name, _) = inside.split_once('}')?;
        let length = name.len() + 2;
        let value = self.variable(name, photo?)?;
        let behind = self.behind(tail.get(length..)?, !value.is_empty());
        let mark = behind.mark.map(String::from).unwrap_or_default();
        let becomes = with_ending(&format!("{value}{mark}"), behind.ending);
        Some(Piece { empty: value.is_empty(), becomes, length: length + behind.length })
    }

    /// Reads the ending that is typed behind a code, perhaps after a closing quotation mark.
    fn behind(&self, after: &str, wanted: bool) -> Behind {
        let mark = after.chars().next().filter(|c| matches!(c, '”' | '»' | '"'));
        let typed = mark.and_then(|mark| after.strip_prefix(mark)).unwrap_or(after);
        let marked = mark.map_or(0, char::len_utf8);
        let end = |text: &str| !text.chars().next().is_some_and(char::is_alphanumeric);
        match self.lang() {
            _ if !wanted => Behind::nothing(),
            Lang::Az => {
                let hyphen = usize::from(typed.starts_with('-'));
                let letters = typed.get(hyphen..).unwrap_or_default();
                let length = letters.find(|c: char| !c.is_alphabetic()).unwrap_or(letters.len());
                let (ending, rest) = letters.split_at(length);
                match case_of_ending(ending).filter(|_| end(rest)) {
                    Some(case) => Behind {
                        mark,
                        ending: Ending::Case(case),
                        length: marked + hyphen + length,
                    },
                    None => Behind::nothing(),
                }
            }
            Lang::En => {
                let found =
                    ["'s", "’s"].into_iter().find(|form| typed.strip_prefix(form).is_some_and(end));
                match found {
                    Some(form) => {
                        Behind { mark, ending: Ending::Possessive, length: marked + form.len() }
                    }
                    None => Behind::nothing(),
                }
            }
            Lang::Ru => Behind::nothing(),
        }
    }

    fn meant(&self, meaning: Meaning, form: Form, ending: Ending, photo: Option<&Photo>) -> String {
        match meaning {
            Meaning::Person(person) => self.person(person, form, ending, photo),
            Meaning::Session(session) => with_ending(&format!("“{}”", self.title(session)), ending),
        }
    }

    /// A role that stands behind a name in the sentence can't carry the sentence's case: with an ending
    /// the role comes first.
    fn person(
        &self,
        person: PersonId,
        form: Form,
        ending: Ending,
        photo: Option<&Photo>,
    ) -> String {
        let name = self.name(person, ending);
        let role = self.role(person, photo).filter(|role| !role.is_empty());
        match (form, role) {
            (Form::Name, _) | (_, None) => name,
            (Form::Whole, Some(role)) if ending == Ending::None => format!("{name}, {role}"),
            (_, Some(role)) => format!("{role} {name}"),
        }
    }

    /// Returns a person's name in a case; a form that somebody wrote down goes before the rule.
    fn name(&self, person: PersonId, ending: Ending) -> String {
        let Some(listed) = self.forum.people.iter().find(|listed| listed.id == person) else {
            return String::new();
        };
        let own = match ending {
            Ending::Case(case) => {
                listed.entity.case_forms.get(&format!("{}:{}", self.lang().tag(), case.key()))
            }
            Ending::None | Ending::Possessive => None,
        };
        let own = own.filter(|form| !form.trim().is_empty()).cloned();
        let full = in_language(&listed.entity.full, self.language);
        own.unwrap_or_else(|| match ending {
            // A person's name is never a possessed noun, whatever it looks like.
            Ending::Case(case) => inflect(&full, case),
            _ => with_ending(&full, ending),
        })
    }

    /// Returns the role in the photo's session, else the first.
    fn role(&self, person: PersonId, photo: Option<&Photo>) -> Option<String> {
        let session = photo.and_then(|photo| self.session(photo));
        let roles = || {
            let of = self.forum.appearances.iter().map(|listed| &listed.entity);
            of.filter(|appearance| {
                appearance.person == Some(person) && !appearance.roles.is_empty()
            })
        };
        let here = roles().find(|one| one.session.is_some() && one.session == session);
        here.or_else(|| roles().next()).map(|one| in_language(&one.roles, self.language))
    }

    /// Returns a photo's session: the one that was chosen, else the one that had really begun when it was
    /// taken. What is only on the programme does not go into a caption by itself.
    fn session(&self, photo: &Photo) -> Option<SessionId> {
        photo.session.or_else(|| self.schedule.begun_at(self.clock.taken(photo)?))
    }

    fn title(&self, session: SessionId) -> String {
        let found = self.forum.sessions.iter().find(|listed| listed.id == session);
        found.map(|one| in_language(&one.entity.titles, self.language)).unwrap_or_default()
    }

    /// Returns a variable's value, empty where the photo has none; nothing for an unknown one.
    fn variable(&self, name: &str, photo: &Photo) -> Option<String> {
        let about = &self.forum.about;
        let taken = self.clock.taken(photo);
        Some(match name {
            // A guessed time is good for sorting and no statement.
            "time" => taken
                .filter(|_| !photo.time_approximate)
                .map(|at| at.format("%H:%M").to_string())
                .unwrap_or_default(),
            "date" => taken.and_then(|at| self.date(at)).unwrap_or_default(),
            "session" => self.session(photo).map(|id| self.title(id)).unwrap_or_default(),
            "people" => self.people(photo),
            "place" => {
                let place = photo.place.and_then(|id| {
                    let listed = self.forum.places.iter().find(|place| place.id == id)?;
                    Some(in_language(&listed.entity.names, self.language))
                });
                place.unwrap_or_else(|| in_language(&about.venue, self.language))
            }
            "photographer" => {
                let camera = photo.camera.as_ref().and_then(|key| {
                    let listed = self.forum.cameras.iter().find(|camera| camera.id == *key)?;
                    listed.entity.photographer.clone()
                });
                photo.creator.clone().or(camera).unwrap_or_default()
            }
            "forum" => in_language(&about.names, self.language),
            "city" => in_language(&about.place, self.language),
            _ => return None,
        })
    }

    fn date(&self, at: NaiveDateTime) -> Option<String> {
        dates::long(at.year(), at.month(), at.day(), self.lang())
    }

    /// Returns who is in the picture: one name, or several from the left.
    fn people(&self, photo: &Photo) -> String {
        let names: Vec<String> = photo
            .people
            .iter()
            .filter_map(|id| id.parse().ok())
            .map(|id| self.name(id, Ending::None))
            .filter(|name| !name.is_empty())
            .collect();
        let (from_left, and) = match self.lang() {
            Lang::Az => ("soldan sağa", "və"),
            Lang::En => ("from left", "and"),
            Lang::Ru => ("слева направо", "и"),
        };
        match names.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [others @ .., last] => format!("{from_left}: {} {and} {last}", others.join(", ")),
        }
    }
}

fn with_ending(words: &str, ending: Ending) -> String {
    match ending {
        Ending::None => words.to_owned(),
        Ending::Case(case) if is_possessed(words) => inflect_possessed(words, case),
        Ending::Case(case) => inflect(words, case),
        Ending::Possessive => format!("{words}’s"),
    }
}

/// What stands behind a code and belongs to it.
struct Behind {
    mark: Option<char>,
    ending: Ending,
    /// In bytes.
    length: usize,
}

impl Behind {
    fn nothing() -> Self {
        Self { mark: None, ending: Ending::None, length: 0 }
    }
}

/// Closes the gaps that variables without a value leave: double spaces, a space or another comma before
/// a comma, commas and dashes at the ends of lines.
fn closed_up(text: &str) -> String {
    let line = |line: &str| {
        let mut words: Vec<String> = Vec::new();
        for word in line.split_whitespace() {
            let mark = word.starts_with([',', '.', ';', ':']);
            match words.last_mut() {
                Some(last) if mark => {
                    let last_ends = last.ends_with([',', ';', ':']);
                    if last_ends {
                        last.pop();
                    }
                    last.push_str(word);
                }
                _ => words.push(word.to_owned()),
            }
        }
        words.join(" ").trim_matches([',', ';', ':', ' ', '–', '-']).to_owned()
    };
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tezis_report::ids::{AppearanceId, ForumId, PlaceId};

    use super::*;

    fn forum() -> Forum {
        let person = |n| PersonId::from_parts(1, n);
        let session = |n| SessionId::from_parts(1, n);
        let appears = |n, who, at: Option<u128>, role: &str, english: &str| {
            json!({
                "id": AppearanceId::from_parts(1, n), "person": person(who),
                "session": at.map(session), "roles": { "az": role, "en": english },
            })
        };
        let names =
            |n, az: &str, en: &str| json!({ "id": person(n), "full": { "az": az, "en": en } });
        let mut known = names(3, "Tofiq Sərkar", "Tofig Sarkar");
        known["case_forms"] = json!({ "az:dat": "Tofiq Sərkara" });
        known["code"] = json!("usta");
        serde_json::from_value(json!({
            "id": ForumId::from_parts(1, 1), "time_zone": "Asia/Baku",
            "names": { "az": "Kitab Forumu", "en": "Book Forum" },
            "place": { "az": "Şəki", "en": "Shaki" }, "venue": { "az": "Karvansara" },
            "people": [
                names(1, "Aygün Əliyeva", "Aygun Aliyeva"), names(2, "Sabir Çobanlı", "Sabir Chobanli"),
                known, names(4, "Rəna Gülməmmədqızı", "Rana Gulmammadgizi"),
            ],
            "sessions": [
                { "id": session(1), "titles": { "az": "Oxucu klubu", "en": "Reading club" },
                  "actual_start": "2025-10-19T06:00:00Z", "actual_end": "2025-10-19T07:00:00Z" },
                { "id": session(2), "titles": { "az": "Rəqəmsal kitab" },
                  "planned_start": "2025-10-19T08:00:00Z", "planned_end": "2025-10-19T09:00:00Z" },
            ],
            "appearances": [
                appears(1, 1, None, "icraçı direktor", "executive director"),
                appears(2, 1, Some(2), "moderator", "moderator"),
                appears(3, 2, Some(1), "nasir", "writer"),
            ],
            "places": [{ "id": PlaceId::from_parts(1, 1), "names": { "az": "Xan sarayı" } }],
            "cameras": [{ "id": "body", "photographer": "Fuad Zal", "clock_offset_s": 60 }],
            "organisations": [], "notes": [], "quotes": [], "photos": [], "materials": [],
            "conflicts": [],
        }))
        .unwrap()
    }

    fn photo(more: &Value) -> Photo {
        let mut fields = json!({
            "taken_at": "2025-10-19T10:31:20", "camera": "body",
            "people": [PersonId::from_parts(1, 1)],
        });
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(fields).unwrap()
    }

    fn assert_becomes(language: &str, cases: &[(&str, &str)]) {
        let forum = forum();
        let captions = Captions::new(&forum, language);
        for (typed, expected) in cases {
            assert_eq!(captions.expand(typed, Some(&photo(&json!({})))), *expected, "{typed}");
        }
    }

    #[test]
    fn a_code_becomes_name_and_role() {
        assert_becomes(
            "az",
            &[
                ("=ae= çıxış edir", "Aygün Əliyeva, icraçı direktor çıxış edir"),
                ("=ae!= çıxış edir", "Aygün Əliyeva çıxış edir"),
                ("=ae+= çıxış edir", "icraçı direktor Aygün Əliyeva çıxış edir"),
                ("=AE!=, =sc!=", "Aygün Əliyeva, Sabir Çobanlı"),
                ("=rg=", "Rəna Gülməmmədqızı"),
                ("=s1= keçirilir", "“Oxucu klubu” keçirilir"),
            ],
        );
    }

    /// With an ending the role stands first: "…Əliyeva, icraçı direktorun" would be wrong.
    #[test]
    fn an_ending_in_any_harmony_becomes_the_right_one() {
        assert_becomes(
            "az",
            &[
                ("=ae=ın çıxışı", "icraçı direktor Aygün Əliyevanın çıxışı"),
                ("=ae=in çıxışı", "icraçı direktor Aygün Əliyevanın çıxışı"),
                ("=ae!=nun kitabı", "Aygün Əliyevanın kitabı"),
                ("=ae+=dən", "icraçı direktor Aygün Əliyevadan"),
                ("=ae=dan.", "icraçı direktor Aygün Əliyevadan."),
                ("=sc!=e mükafat", "Sabir Çobanlıya mükafat"),
                ("=rg=a", "Rəna Gülməmmədqızıya"),
                ("=usta!=a", "Tofiq Sərkara"),
                ("=usta!=ın", "Tofiq Sərkarın"),
                ("=s2=de", "“Rəqəmsal kitab”da"),
                ("=s1=-da", "“Oxucu klubu”nda"),
                ("“=s2=”ın", "“Rəqəmsal kitab”ın"),
            ],
        );
    }

    #[test]
    fn an_ending_may_follow_a_mark_that_was_typed() {
        assert_becomes(
            "az",
            &[
                ("«{session}»de", "«Oxucu klubu»nda"),
                ("{city}de", "Şəkidə"),
                ("{forum}a", "Kitab Forumuna"),
            ],
        );
    }

    #[test]
    fn what_is_unknown_stays_as_it_was_typed() {
        for text in [
            "a = b, c = d",
            "=nobody=ın",
            "==",
            "=",
            "=ae",
            "=ae =",
            "= ae=",
            "{",
            "{}",
            "{nothing}",
            "{time",
            "E = mc²",
            "=a-e=",
        ] {
            assert_becomes("az", &[(text, text)]);
        }
        // What stands behind and is no ending is not taken for one.
        assert_becomes("az", &[("=ae!=lar", "Aygün Əliyevalar"), ("=ae!=ın2", "Aygün Əliyevaın2")]);
        let forum = forum();
        let captions = Captions::new(&forum, "az");
        assert_eq!(captions.expand("{time} =ae!=", None), "{time} Aygün Əliyeva", "of no photo");
    }

    #[test]
    fn english_has_its_own_ending_and_order() {
        assert_becomes(
            "en",
            &[
                ("=ae= speaks", "Aygun Aliyeva, executive director speaks"),
                ("=ae='s speech", "executive director Aygun Aliyeva’s speech"),
                ("=ae!=’s speech", "Aygun Aliyeva’s speech"),
                ("=ae!=a", "Aygun Aliyevaa"),
                ("{date}, {session}", "19 October 2025, Reading club"),
            ],
        );
    }

    #[test]
    fn variables_say_what_the_photo_says() {
        // Ten thirty-one, less the minute that the camera is ahead.
        assert_becomes(
            "az",
            &[
                ("{date}, {time}", "19 oktyabr 2025, 10:30"),
                ("{session}", "Oxucu klubu"),
                ("{people}", "Aygün Əliyeva"),
                ("{people}ın nitqi", "Aygün Əliyevanın nitqi"),
                ("{place}, {city}", "Karvansara, Şəki"),
                ("Foto: {photographer}", "Foto: Fuad Zal"),
                ("{forum}", "Kitab Forumu"),
            ],
        );
    }

    #[test]
    fn several_people_stand_from_the_left() {
        let forum = forum();
        let people: Vec<_> = [2, 1, 3].map(|n| PersonId::from_parts(1, n).to_string()).into();
        let photo = photo(&json!({ "people": people, "place": PlaceId::from_parts(1, 1) }));
        let az = Captions::new(&forum, "az");
        let expected = "soldan sağa: Sabir Çobanlı, Aygün Əliyeva və Tofiq Sərkar, Xan sarayı";
        assert_eq!(az.expand("{people}, {place}", Some(&photo)), expected);
        let en = Captions::new(&forum, "en");
        let expected = "from left: Sabir Chobanli, Aygun Aliyeva and Tofig Sarkar";
        assert_eq!(en.expand("{people}", Some(&photo)), expected);
    }

    #[test]
    fn what_is_only_guessed_or_planned_is_not_stated() {
        let forum = forum();
        let captions = Captions::new(&forum, "az");
        let guessed = photo(&json!({ "time_approximate": true }));
        assert_eq!(captions.expand("{date}, {time}", Some(&guessed)), "19 oktyabr 2025");
        let planned = photo(&json!({ "taken_at": "2025-10-19T12:10:00" }));
        assert_eq!(captions.expand("{session}", Some(&planned)), "", "it may not have begun");
        let chosen = photo(&json!({ "session": SessionId::from_parts(1, 2) }));
        assert_eq!(captions.expand("{session}", Some(&chosen)), "Rəqəmsal kitab");
        // The role is that of the session.
        assert_eq!(captions.expand("=ae=", Some(&chosen)), "Aygün Əliyeva, moderator");
    }

    #[test]
    fn around_what_is_missing_the_words_close_up() {
        let forum = forum();
        let captions = Captions::new(&forum, "az");
        let photo = photo(&json!({ "people": [], "taken_at": null, "camera": null }));
        for (template, expected) in [
            ("{people}, {city}, {time}", "Şəki"),
            ("{city}, {people}, {venue}", "Şəki, {venue}"),
            ("{people} – {forum} {time}.", "Kitab Forumu."),
            ("{people}", ""),
            ("Foto: {photographer}\n{city}", "Foto\nŞəki"),
        ] {
            assert_eq!(captions.expand(template, Some(&photo)), expected, "{template}");
        }
    }

    #[test]
    fn the_list_says_what_each_code_becomes() {
        let forum = forum();
        let codes = Captions::new(&forum, "az").codes();
        let row =
            |code: &CaptionCode| (code.code.clone(), code.text.clone(), code.inflected.clone());
        let expected = [
            ("ae", "Aygün Əliyeva, icraçı direktor", "icraçı direktor Aygün Əliyevanın"),
            ("rg", "Rəna Gülməmmədqızı", "Rəna Gülməmmədqızının"),
            ("sc", "Sabir Çobanlı, nasir", "nasir Sabir Çobanlının"),
            ("usta", "Tofiq Sərkar", "Tofiq Sərkarın"),
            ("s1", "“Oxucu klubu”", "“Oxucu klubu”nun"),
            ("s2", "“Rəqəmsal kitab”", "“Rəqəmsal kitab”ın"),
        ]
        .map(|(code, text, inflected)| (code.into(), text.into(), Some(inflected.into())));
        assert_eq!(codes.iter().map(row).collect::<Vec<_>>(), expected);
    }
}
