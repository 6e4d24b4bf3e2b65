//! The demo's texts: `[[person:key|words]]` stands for marked words.

use tezis_report::model::{Mark, MarkSpan, RichText};

use super::data::Keys;

/// Turns tags into marks; the words of a tag that nothing has stay unmarked.
pub(super) fn tagged(source: &str, keys: &Keys) -> RichText {
    let mut rich = RichText::default();
    let scalars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let mut rest = source;
    while let Some((before, inner, after)) = next_tag(rest) {
        rich.text.push_str(before);
        let start = scalars(&rich.text);
        let (reference, words) = inner.split_once('|').unwrap_or(("", inner));
        rich.text.push_str(words);
        let end = scalars(&rich.text);
        rich.marks.extend(mark(reference, keys).map(|mark| MarkSpan { start, end, mark }));
        rest = after;
    }
    rich.text.push_str(rest);
    rich
}

fn mark(reference: &str, keys: &Keys) -> Option<Mark> {
    let (kind, key) = reference.split_once(':')?;
    match kind {
        "person" => keys.people.get(key).map(|id| Mark::Person { id: *id }),
        "organisation" => keys.organisations.get(key).map(|id| Mark::Organisation { id: *id }),
        "session" => keys.sessions.get(key).map(|id| Mark::Session { id: *id }),
        "quote" => keys.quotes.get(key).map(|id| Mark::Quote { id: *id }),
        "material" => keys.materials.get(key).map(|id| Mark::Material { id: *id }),
        _ => None,
    }
}

fn next_tag(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (inner, after) = rest.split_once("]]")?;
    Some((before, inner, after))
}

#[cfg(test)]
mod tests {
    use tezis_report::ids::PersonId;

    use super::{Keys, tagged};

    #[test]
    fn tags_become_marks_on_their_words() {
        let id = PersonId::from_parts(1, 2);
        let keys = Keys { people: [("a".to_owned(), id)].into(), ..Keys::default() };
        let rich = tagged("Öncə [[person:a|Əli Vəli]] dedi.", &keys);
        assert_eq!(rich.text, "Öncə Əli Vəli dedi.");
        let spans: Vec<_> = rich.marks.iter().map(|mark| (mark.start, mark.end)).collect();
        assert_eq!(spans, [(5, 13)], "offsets are scalars");
    }
}
