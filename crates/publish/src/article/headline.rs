//! The headline with the portal's markers.

use tezis_lang::fold;

use crate::profile::Headline;

/// Returns the headline with the markers that the text calls for and that are not yet in it.
pub(super) fn with_markers(
    headline: &str,
    rules: &Headline,
    update: bool,
    gallery: bool,
) -> String {
    let mut marked = headline.trim().to_owned();
    if marked.is_empty() {
        return marked;
    }
    let update = rules.update_marker.as_deref().filter(|_| update);
    if let Some(marker) = update.filter(|marker| !has(headline, marker)) {
        marked = format!("{marked} - {marker}");
    }
    let gallery = rules.gallery_marker.as_deref().filter(|_| gallery);
    if let Some(marker) = gallery.filter(|marker| !has(headline, marker)) {
        marked = format!("{marked} {marker}");
    }
    marked
}

/// Whether the headline already says the marker's words, whatever brackets and case it has.
fn has(headline: &str, marker: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (headline, marker) = (words(headline), words(marker));
    marker.is_empty() || headline.windows(marker.len()).any(|window| window == marker)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Headline {
        Headline {
            max_length: None,
            gallery_marker: Some("(FOTOLAR)".to_owned()),
            update_marker: Some("YENİLƏNİB".to_owned()),
        }
    }

    #[test]
    fn markers_are_added_once() {
        let marked = |headline, update, gallery| with_markers(headline, &rules(), update, gallery);
        assert_eq!(marked("Forum başladı", false, true), "Forum başladı (FOTOLAR)");
        assert_eq!(marked("Forum başladı", false, false), "Forum başladı");
        // The author wrote it another way: it is not said twice.
        assert_eq!(marked("Forum başladı - FOTOLAR", false, true), "Forum başladı - FOTOLAR");
        assert_eq!(marked("Forum başladı", true, true), "Forum başladı - YENİLƏNİB (FOTOLAR)");
        assert_eq!(marked("Forum başladı – Yenilənib", true, false), "Forum başladı – Yenilənib");
        // A word that only begins like the marker is no marker.
        assert_eq!(
            marked("Köhnə fotoların sərgisi", false, true),
            "Köhnə fotoların sərgisi (FOTOLAR)"
        );
    }
}
