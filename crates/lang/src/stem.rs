//! A light stemmer: takes Azerbaijani endings off a folded word, so that any form of a noun finds
//! any other. What it leaves is a key, not a word: it need not be in a dictionary.

/// Noun endings (plural, possessive, case, copula) as folded text, so each stands for its vowel
/// harmony variants that folding makes alike. Longest first: an ending is taken whole.
const ENDINGS: &[&str] = &[
    "imiz", "umuz", "iniz", "unuz", "ndan", "nden", "sini", "sina", "sine", "dan", "den", "dir",
    "dur", "lar", "ler", "nda", "nde", "nin", "nun", "sin", "yla", "yle", "da", "de", "im", "in",
    "ki", "la", "le", "na", "ne", "ni", "nu", "si", "su", "um", "un", "ya", "ye", "a", "e", "i",
    "u",
];

/// A stem is never shorter: below it, more different words meet than forms of one word.
const SHORTEST: usize = 4;

/// Returns the key under which the forms of a folded word meet: `gunduzun` → `gunduz`,
/// `universitetine` → `universitet`; `xankendi` and `xankendide` meet in `xankend`.
///
/// A final vowel goes too, because a possessive (`universiteti`) can't be told from a name that ends
/// in i. Final k and q become the y and g that they change to before a vowel (`corek`, `coreyi`).
/// Search ranks exact words first, so what meets too much costs order, not findings.
pub fn stem(folded_word: &str) -> String {
    let mut stem = folded_word;
    while let Some(shorter) = without_ending(stem) {
        stem = shorter;
    }
    soften(stem)
}

fn without_ending(word: &str) -> Option<&str> {
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().nth(SHORTEST - 1).is_some())
}

fn soften(stem: &str) -> String {
    let long = stem.chars().nth(SHORTEST - 1).is_some();
    match (stem.strip_suffix('k'), stem.strip_suffix('q')) {
        (Some(rest), _) if long => format!("{rest}y"),
        (_, Some(rest)) if long => format!("{rest}g"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold;

    fn meet(forms: &[&str]) {
        let stems: Vec<_> = forms.iter().map(|form| stem(&fold(form))).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?} → {stems:?}");
    }

    #[test]
    fn forms_of_a_word_meet() {
        meet(&["Xankəndi", "XANKƏNDİ", "Xankəndidə", "Xankəndinin", "xankəndiyə"]);
        meet(&["universitet", "Universitetinə", "universitetləri", "universitetlərimizdən"]);
        meet(&["Gündüz", "Gündüzün", "gündüzü"]);
        meet(&["şəhər", "şəhərin", "şəhərdə", "şəhərlərdən", "şəhərdir"]);
        meet(&["Bakı", "Bakıda", "Bakının", "Bakıya", "Bakıdan"]);
        meet(&["çörək", "çörəyi", "çörəklər"]);
        meet(&["otaq", "otağa", "otaqda"]);
        meet(&["Əliyev", "Əliyeva", "Əliyevanın"]);
    }

    #[test]
    fn plain_stems_are_the_words() {
        assert_eq!(stem("gunduzun"), "gunduz");
        assert_eq!(stem("universitetine"), "universitet");
    }

    #[test]
    fn short_words_stay_apart() {
        for word in ["ev", "su", "ada", "dan", "ile", "qht", "2025"] {
            assert_eq!(stem(word), word);
        }
        assert_ne!(stem("qadin"), stem("qada"));
    }

    proptest! {
        // A query is stemmed like the text, and a form may be a stem already.
        #[test]
        fn stemming_twice_changes_nothing(word in "[a-z]{0,16}") {
            let once = stem(&word);
            prop_assert_eq!(stem(&once), once);
        }
    }
}
