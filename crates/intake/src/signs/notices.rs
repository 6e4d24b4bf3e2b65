//! Lines that a site puts around its articles: share buttons, counters, notices, titles of lists.

use tezis_lang::fold;

use crate::LeftOutReason;
use crate::hint::Hint;
use crate::signs::{is_breadcrumb, is_only_marker, is_prose, is_section};

/// Titles of lists of other articles, folded.
const LIST_TITLES: &[&str] = &[
    "oxsar xeberler",
    "elaqeli xeberler",
    "diger xeberler",
    "basqa xeberler",
    "son xeberler",
    "en son xeberler",
    "en cox oxunanlar",
    "cox oxunanlar",
    "cox oxunan xeberler",
    "populyar xeberler",
    "populyar",
    "xeber lenti",
    "xeberler lenti",
    "gunun xeberleri",
    "bolmenin diger xeberleri",
    "bolmeye aid diger xeberler",
    "movzu uzre",
    "movzuya aid",
    "movzu ile bagli",
    "hemcinin oxuyun",
    "bunlari da oxuyun",
    "bunu da oxuyun",
    "maraqli xeberler",
    "diger yazilar",
    "oxsar yazilar",
    "tovsiye olunan",
    "sizin ucun secdiklerimiz",
    "related",
    "related news",
    "related articles",
    "related stories",
    "read also",
    "read more",
    "see also",
    "more news",
    "latest news",
    "most read",
    "popular",
    "you may also like",
    "recommended",
    "похожие новости",
    "читайте также",
    "другие новости",
    "последние новости",
    "по теме",
];

/// Beginnings of lines that point to one other article, folded.
const POINTERS: &[&str] = &[
    "hemcinin oxuyun",
    "bunu da oxuyun",
    "oxuyun:",
    "elaqeli:",
    "movzu uzre:",
    "read also",
    "read more",
    "see also",
    "читайте также",
];

/// Lines of share, follow, print and comment buttons, folded, at their beginning.
const SHARE: &[&str] = &[
    "paylas",
    "sosial sebekelerde",
    "facebook",
    "whatsapp",
    "telegram",
    "twitter",
    "instagram",
    "youtube",
    "linkedin",
    "bizi izle",
    "bizi telegram",
    "bizi facebook",
    "bizi instagram",
    "bizi whatsapp",
    "bizi sosial",
    "kanalimiza abune",
    "abune ol",
    "cap et",
    "capa ver",
    "yazdir",
    "print",
    "share",
    "tweet",
    "follow us",
    "subscribe",
    "copy link",
    "linki kopyala",
    "serh yaz",
    "serhler",
    "serh elave",
    "rey yaz",
    "comment",
    "leave a comment",
    "поделиться",
    "комментарии",
];

/// Words that only notices about copyright hold, folded.
const RIGHTS: &[&str] = &[
    "butun huquqlar",
    "muellif huquqlari qorunur",
    "all rights reserved",
    "все права",
    "materiallarindan istifade",
    "materiallarin istifadesi",
    "istinad mutleqdir",
    "istinad zeruridir",
    "istinad vacibdir",
    "istinad olunmalidir",
];

const KEYWORDS: &[&str] =
    &["acar sozler", "acar soz", "teqler", "teq:", "etiketler", "tags", "tag:", "keywords", "теги"];

const COUNTERS: &[&str] = &[
    "baxis sayi",
    "baxis:",
    "baxilib",
    "oxunma sayi",
    "oxunub",
    "oxunus",
    "goruntulenme",
    "views",
    "view count",
];

const ADVERTS: &[&str] =
    &["reklam", "reklam yeri", "advertisement", "sponsorlu", "sponsored", "реклама"];

const PHOTO_CREDITS: &[&str] = &[
    "foto:",
    "fotolar:",
    "fotograf:",
    "foto muellifi",
    "foto –",
    "foto -",
    "video:",
    "photo:",
    "photos:",
    "photo by",
    "photos by",
    "фото:",
];

/// Tells why a line is no part of a report wherever it stands, if its words say so.
pub(crate) fn notice(text: &str, hint: &Hint<'_>) -> Option<LeftOutReason> {
    let text = text.trim();
    let folded = fold(text);
    let length = text.chars().count();
    let begins = |list: &[&str]| list.iter().any(|words| folded.starts_with(words));
    if length <= 300
        && (text.starts_with('©')
            || text.contains('©')
            || RIGHTS.iter().any(|words| folded.contains(words)))
    {
        return Some(LeftOutReason::Copyright);
    }
    if length <= 200 && begins(POINTERS) {
        return Some(LeftOutReason::OtherHeadline);
    }
    // A sentence that begins with one of the words below is a sentence.
    if is_prose(text) || length > 120 {
        return None;
    }
    let word_count = text.split_whitespace().count();
    if is_list_title(text) {
        Some(LeftOutReason::OtherHeadline)
    } else if begins(KEYWORDS) || (word_count >= 1 && text.split_whitespace().all(is_hashtag)) {
        Some(LeftOutReason::Keywords)
    } else if begins(COUNTERS) && word_count <= 4 {
        Some(LeftOutReason::Counter)
    } else if ADVERTS.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric())) {
        Some(LeftOutReason::Advert)
    } else if begins(PHOTO_CREDITS) {
        Some(LeftOutReason::PhotoCredit)
    } else if begins(SHARE) && word_count <= 8 && is_button(&folded) {
        Some(LeftOutReason::Share)
    } else if is_only_marker(text, hint) {
        Some(LeftOutReason::Marker)
    } else if is_section(text, hint) || is_breadcrumb(text, hint) {
        Some(LeftOutReason::Menu)
    } else {
        None
    }
}

/// Tells whether a line is the title of a list of other articles.
pub(crate) fn is_list_title(text: &str) -> bool {
    let folded = fold(text);
    LIST_TITLES.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric()))
}

fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphanumeric))
}

/// "Telegram istifadəçiləri artır" is a subject; buttons are a word or two, or ask the reader.
fn is_button(folded: &str) -> bool {
    const ASKS: &[&str] = &[
        "izle",
        "abune",
        "paylas",
        "qosul",
        "yaz",
        "share",
        "follow",
        "join",
        "subscribe",
        "(",
        "comment",
        "edin",
    ];
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.len() <= 2
        || words.iter().any(|word| ASKS.iter().any(|ask| word.starts_with(ask)))
        || words.iter().all(|word| SHARE.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<LeftOutReason> {
        notice(text, &Hint::default())
    }

    #[test]
    fn what_sites_print_around_articles_is_known() {
        assert_eq!(reason("Oxşar xəbərlər:"), Some(LeftOutReason::OtherHeadline));
        assert_eq!(reason("ƏN ÇOX OXUNANLAR"), Some(LeftOutReason::OtherHeadline));
        assert_eq!(
            reason("Həmçinin oxuyun: Gəncədə körpü açıldı"),
            Some(LeftOutReason::OtherHeadline)
        );
        assert_eq!(reason("Facebook-da paylaş"), Some(LeftOutReason::Share));
        assert_eq!(reason("Facebook Twitter WhatsApp Telegram"), Some(LeftOutReason::Share));
        assert_eq!(reason("Bizi Telegram kanalımızda izləyin"), Some(LeftOutReason::Share));
        assert_eq!(
            reason("© 2026 Tezis.az. Bütün hüquqlar qorunur."),
            Some(LeftOutReason::Copyright)
        );
        assert_eq!(reason("Açar sözlər: forum, su"), Some(LeftOutReason::Keywords));
        assert_eq!(reason("#forum #su"), Some(LeftOutReason::Keywords));
        assert_eq!(reason("Baxış sayı: 1245"), Some(LeftOutReason::Counter));
        assert_eq!(reason("REKLAM"), Some(LeftOutReason::Advert));
        assert_eq!(reason("Foto: Kamran Abdullazadə"), Some(LeftOutReason::PhotoCredit));
        assert_eq!(reason("Ana səhifə » Cəmiyyət"), Some(LeftOutReason::Menu));
        assert_eq!(reason("FOTOLAR"), Some(LeftOutReason::Marker));
    }

    #[test]
    fn sentences_about_the_same_things_are_not() {
        assert_eq!(reason("Facebook istifadəçilərinin sayı son ildə xeyli artıb."), None);
        assert_eq!(reason("Reklam bazarının həcmi açıqlandı"), None);
        assert_eq!(reason("Telegram yeni funksiya təqdim etdi"), None);
        assert_eq!(reason("Forumda nə müzakirə olundu?"), None);
        assert_eq!(reason(""), None);
    }
}
