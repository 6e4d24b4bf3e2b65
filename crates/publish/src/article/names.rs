//! Names of files and folders: ASCII, lower case, legal on every system, short, and the same for
//! the same article for ever.

use tezis_lang::{Lang, file_stem, lower};

use super::{Article, FileNames};
use crate::profile::{Profile, Slug, fill};

/// The most characters of a slug inside a file name. With date, number, folder and extension a path
/// inside a package stays under 120, far from the 260 of Windows.
const SLUG_IN_NAME: usize = 40;

/// The most characters of a file name without extension.
const STEM: usize = 80;

/// Returns the last part of an address for a text, in the portal's spelling. May be empty.
pub(super) fn slug(text: &str, rules: &Slug, language: &str) -> String {
    let max_length = usize::try_from(rules.max_length).unwrap_or(usize::MAX);
    if rules.letters.is_empty() {
        return tezis_lang::slug(text, max_length);
    }
    let spelt: String = lower(text, Lang::from_tag(language))
        .chars()
        .map(|c| rules.letters.get(&c.to_string()).cloned().unwrap_or_else(|| c.to_string()))
        .collect();
    tezis_lang::slug(&spelt, max_length)
}

/// Returns a picture's file name without extension.
pub(super) fn picture_stem(profile: &Profile, names: &FileNames, number: u32) -> String {
    let FileNames { date, slug, digits } = names;
    let number = format!("{number:0digits$}");
    let pattern = |slug: &str| {
        fill(&profile.photos.file_name, |placeholder| match placeholder {
            "date" => Some(date.format("%Y-%m-%d").to_string()),
            "slug" => Some(slug.to_owned()),
            "number" => Some(number.clone()),
            _ => None,
        })
        .unwrap_or_default()
    };
    file_stem(&pattern(&tezis_lang::slug(slug, SLUG_IN_NAME)), STEM)
}

pub(super) fn package_name(article: &Article) -> String {
    let FileNames { date, slug, .. } = &article.file_names;
    file_stem(
        &format!("{}-{}", date.format("%Y-%m-%d"), tezis_lang::slug(slug, SLUG_IN_NAME)),
        STEM,
    )
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_portal_spells_letters_its_own_way() {
        let letters = [("x".to_owned(), "kh".to_owned())].into();
        let rules = Slug { letters, ..Slug::default() };
        assert_eq!(slug("Xankəndidə IŞIQ", &rules, "az"), "khankendide-isiq");
        assert_eq!(slug("Xankəndidə IŞIQ", &Slug::default(), "az"), "xankendide-isiq");
    }

    #[test]
    fn the_number_is_never_cut_off() {
        // All pictures of one article would have one name.
        let mut profile = Profile::builtin("mia.az").unwrap();
        profile.photos.file_name =
            format!("{}-{{date}}-{{slug}}-{{number}}", "uzun-ad-".repeat(3).trim_end_matches('-'));
        let date = NaiveDate::from_ymd_opt(2025, 10, 19).unwrap();
        let names = FileNames { date, slug: "soz-".repeat(30), digits: 2 };
        let stem = picture_stem(&profile, &names, 7);
        assert!(stem.ends_with("-07"), "{stem}");
    }
}
