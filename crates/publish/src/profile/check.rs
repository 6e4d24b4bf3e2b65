//! What the values of a profile mean: sizes that can be made, patterns whose placeholders exist,
//! names that refer to something. The file's shape is checked by [`super::reader`].

use std::collections::BTreeSet;

use chrono::format::{Fixed, Item, Numeric, StrftimeItems};

use super::errors::nearest;
use super::pattern::{Part, parts};
use super::reader::Step::{Index, Key};
use super::reader::{Places, Step};
use super::{HtmlTag, Profile, ProfileProblem, RenditionSpec};

/// The largest side of a rendition, in pixels. More than that no portal shows, and a typing slip
/// such as 16000 would fill the memory.
const LARGEST_SIDE: u32 = 8192;

pub(super) fn check(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    about(profile, places);
    sections(profile, places);
    dateline(profile, places);
    patterns(profile, places);
    body(profile, places);
    form(profile, places);
    renditions(profile, places);
    watermark(profile, places);
    preflight(profile, places);
}

fn about(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    if required(places, &[Key("name")], &profile.name, "name = \"my-portal\"") {
        let right = profile
            .name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
        if !right {
            bad(
                places,
                &[Key("name")],
                "use lower-case letters a–z, digits, “.”, “-” and “_” only",
            );
        }
    }
    required(places, &[Key("title")], &profile.title, "title = \"My portal\"");
    if required(places, &[Key("language")], &profile.language, "language = \"az\"") {
        let mut subtags = profile.language.split('-');
        let language = subtags.next().unwrap_or_default();
        let right = (2..=3).contains(&language.len())
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && subtags.all(|tag| {
                (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        if !right {
            bad(places, &[Key("language")], "write a language tag such as “az”, “en” or “ru”");
        }
    }
    if required(places, &[Key("time_zone")], &profile.time_zone, "time_zone = \"Asia/Baku\"")
        && profile.time_zone.parse::<chrono_tz::Tz>().is_err()
    {
        let found = profile.time_zone.as_str();
        let near = nearest(found, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        let hint = near.map_or("write one such as “Asia/Baku”".to_owned(), |zone| {
            format!("did you mean “{zone}”?")
        });
        bad(places, &[Key("time_zone")], &format!("there is no time zone “{found}”; {hint}"));
    }
    if let Some(url) = &profile.url {
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            bad(places, &[Key("url")], "begin the address with “https://”");
        }
        placeholders(places, &[Key("url")], url, &["section", "slug", "year", "month", "day"]);
    }
    if profile.headline.max_length == Some(0) {
        bad(
            places,
            &[Key("headline"), Key("max_length")],
            "write the most characters, such as 120",
        );
    }
    if profile.slug.max_length < 10 {
        bad(places, &[Key("slug"), Key("max_length")], "write 10 or more, such as 80");
    }
    for (letter, spelling) in &profile.slug.letters {
        if letter.chars().count() != 1 || !spelling.bytes().all(|b| b.is_ascii_lowercase()) {
            let message = "write one letter and its spelling in a–z, such as x = \"kh\"";
            bad(places, &[Key("slug"), Key("letters"), Key(letter)], message);
        }
    }
}

fn sections(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    let mut seen = BTreeSet::new();
    for (index, section) in profile.sections.iter().enumerate() {
        let at = |key| [Key("sections"), Index(index), Key(key)];
        required(places, &at("id"), &section.id, "id = \"news\"");
        required(places, &at("title"), &section.title, "title = \"News\"");
        if !section.id.is_empty() && !seen.insert(section.id.as_str()) {
            places.report(&at("id"), ProfileProblem::Twice { name: section.id.clone() });
        }
    }
}

fn dateline(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    // Names of days and months in the computer's words would be English in every language; only
    // the month's full name is ours.
    let right = |item: Item<'_>| match item {
        Item::Numeric(numeric, _) => matches!(
            numeric,
            Numeric::Year
                | Numeric::YearMod100
                | Numeric::Month
                | Numeric::Day
                | Numeric::Hour
                | Numeric::Minute
        ),
        Item::Fixed(fixed) => matches!(fixed, Fixed::LongMonthName),
        Item::Error => false,
        _ => true,
    };
    if !StrftimeItems::new(&profile.dateline.format).all(right) {
        let message = "use %d, %-d, %m, %B, %Y, %y, %H and %M only, such as “%d-%m-%Y [%H:%M]”";
        bad(places, &[Key("dateline"), Key("format")], message);
    }
}

fn patterns(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    let photos = &profile.photos;
    for (index, line) in profile.byline.lines.iter().enumerate() {
        let path = [Key("byline"), Key("lines"), Index(index)];
        placeholders(places, &path, line, &["authors", "source"]);
    }
    placeholders(places, &[Key("photos"), Key("caption")], &photos.caption, &["caption", "credit"]);
    placeholders(places, &[Key("photos"), Key("credit")], &photos.credit, &["credit"]);

    let file_name = [Key("photos"), Key("file_name")];
    placeholders(places, &file_name, &photos.file_name, &["date", "slug", "number"]);
    let parts = parts(&photos.file_name);
    if !parts.contains(&Part::Placeholder("number")) {
        bad(places, &file_name, "add {number}, or all pictures would have one name");
    }
    let legal = parts.iter().all(|part| match part {
        Part::Text(text) => {
            text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        }
        Part::Placeholder(_) => true,
    });
    if !legal {
        bad(
            places,
            &file_name,
            "use lower-case letters a–z, digits and “-” between the placeholders",
        );
    }
}

fn body(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    if !profile.body.allowed_html.contains(&HtmlTag::P) {
        bad(places, &[Key("body"), Key("allowed_html")], "add “p”: every body has paragraphs");
    }
}

fn form(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    let mut seen = BTreeSet::new();
    for (index, field) in profile.form.fields.iter().enumerate() {
        if !seen.insert(*field) {
            let problem = ProfileProblem::Twice { name: field.key().to_owned() };
            places.report(&[Key("form"), Key("fields"), Index(index)], problem);
        }
    }
    if profile.form.fields.is_empty() {
        let message = "name the form's fields, such as [\"headline\", \"lead\", \"body\"]";
        bad(places, &[Key("form"), Key("fields")], message);
    }
    let Some(mark) = &profile.form.photo_mark else { return };
    let path = [Key("form"), Key("photo_mark")];
    placeholders(places, &path, mark, &["number"]);
    if !parts(mark).contains(&Part::Placeholder("number")) {
        bad(places, &path, "add {number}, or no picture could be told from another");
    }
}

fn renditions(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    if profile.renditions.is_empty() {
        let example = "[[renditions]] with name, width and height".to_owned();
        places.report(&[Key("renditions")], ProfileProblem::Missing { example });
    }
    let mut seen = BTreeSet::new();
    for (index, spec) in profile.renditions.iter().enumerate() {
        rendition(index, spec, places);
        if !spec.name.is_empty() && !seen.insert(spec.name.as_str()) {
            places.report(
                &[Key("renditions"), Index(index), Key("name")],
                ProfileProblem::Twice { name: spec.name.clone() },
            );
        }
    }
    let photos = &profile.photos;
    for (key, name) in
        [("upload", &photos.upload), ("cover", &photos.cover), ("thumb", &photos.thumb)]
    {
        let Some(name) = name else { continue };
        if !seen.contains(name.as_str()) {
            let problem = ProfileProblem::UnknownValue {
                found: name.clone(),
                nearest: nearest(name, seen.iter().copied()),
                known: seen.iter().map(|&name| name.to_owned()).collect(),
            };
            places.report(&[Key("photos"), Key(key)], problem);
        }
    }
}

fn rendition(index: usize, spec: &RenditionSpec, places: &mut Places<'_, '_, '_>) {
    let at = |key| [Key("renditions"), Index(index), Key(key)];
    if required(places, &at("name"), &spec.name, "name = \"gallery\"")
        && tezis_lang::file_stem(&spec.name, 32) != spec.name
    {
        bad(places, &at("name"), "it names a folder: use lower-case letters a–z, digits and “-”");
    }
    for (key, side) in [("width", spec.width), ("height", spec.height)] {
        match side {
            0 => places
                .report(&at(key), ProfileProblem::Missing { example: format!("{key} = 1600") }),
            side if side > LARGEST_SIDE => {
                let message = format!("{side} pixels are too many; write {LARGEST_SIDE} or less");
                bad(places, &at(key), &message);
            }
            _ => {}
        }
    }
    if !(1..=100).contains(&spec.quality) {
        bad(places, &at("quality"), "write a quality from 1 to 100; 82 is usual");
    }
    if spec.max_bytes.is_some_and(|bytes| bytes < 1024) {
        bad(places, &at("max_bytes"), "write the largest file in bytes, 1024 or more");
    }
}

fn watermark(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    let Some(mark) = &profile.watermark else { return };
    let at = |key| [Key("watermark"), Key(key)];
    let named = required(places, &at("file"), &mark.file, "file = \"logo.png\"");
    if named && (mark.file.contains(['/', '\\']) || mark.file.starts_with('.')) {
        bad(places, &at("file"), "put the picture beside the profile and write its name alone");
    }
    for (key, value, least, most) in [
        ("size", mark.size, 0.01, 1.0),
        ("margin", mark.margin, 0.0, 0.5),
        ("opacity", mark.opacity, 0.05, 1.0),
    ] {
        if !(least..=most).contains(&value) {
            bad(places, &at(key), &format!("write a part between {least} and {most}"));
        }
    }
    for (index, name) in mark.renditions.iter().flatten().enumerate() {
        if profile.rendition(name).is_none() {
            let known = profile.renditions.iter().map(|spec| spec.name.as_str());
            let problem = ProfileProblem::UnknownValue {
                found: name.clone(),
                nearest: nearest(name, known.clone()),
                known: known.map(str::to_owned).collect(),
            };
            places.report(&[Key("watermark"), Key("renditions"), Index(index)], problem);
        }
    }
}

fn preflight(profile: &Profile, places: &mut Places<'_, '_, '_>) {
    let kinds = [
        ("full", &profile.preflight.full),
        ("short", &profile.preflight.short),
        ("update", &profile.preflight.update),
        ("translation", &profile.preflight.translation),
    ];
    for (kind, severities) in kinds {
        for code in severities.keys() {
            let word = |word: &str| {
                !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            };
            if !(code.contains('.') && code.split('.').all(word)) {
                let message = "write a finding's code in quotation marks, such as “photo.caption”";
                bad(places, &[Key("preflight"), Key(kind), Key(code)], message);
            }
        }
    }
}

/// Reports a text that must be there; returns whether it is.
fn required(
    places: &mut Places<'_, '_, '_>,
    path: &[Step<'_>],
    value: &str,
    example: &str,
) -> bool {
    if value.trim().is_empty() {
        places.report(path, ProfileProblem::Missing { example: example.to_owned() });
        return false;
    }
    true
}

fn bad(places: &mut Places<'_, '_, '_>, path: &[Step<'_>], message: &str) {
    places.report(path, ProfileProblem::Bad { message: message.to_owned() });
}

fn placeholders(places: &mut Places<'_, '_, '_>, path: &[Step<'_>], pattern: &str, known: &[&str]) {
    for part in parts(pattern) {
        let Part::Placeholder(found) = part else { continue };
        if known.contains(&found) {
            continue;
        }
        let problem = ProfileProblem::UnknownPlaceholder {
            found: found.to_owned(),
            nearest: nearest(found, known.iter().copied()),
            known: known.iter().map(|&name| name.to_owned()).collect(),
        };
        places.report(path, problem);
    }
}
