//! Search: what finds what, in which order, and where the words stand.

use proptest::prelude::*;
use tezis_store::{Highlight, Library, Place, ReportFilter, SearchHit, SearchText};

use crate::support::{folder, forum_id, go_on, now, open, report, report_id, save};

fn find(library: &Library, query: &str) -> Vec<SearchHit> {
    library.search_reports(query, &ReportFilter::default(), 20, 0).unwrap()
}

fn headlines(library: &Library, query: &str) -> Vec<String> {
    find(library, query).into_iter().map(|hit| hit.row.headline).collect()
}

fn library_of(dir: &std::path::Path, headlines: &[&str]) -> Library {
    let library = open(dir);
    for (number, headline) in (0..).zip(headlines) {
        save(&library, &report(number, headline, &[]), &number.to_le_bytes());
    }
    library
}

#[test]
fn any_form_finds_any_other_with_or_without_azerbaijani_letters() {
    let dir = folder();
    let towns = ["Xankəndidə forum", "XANKƏNDİ sarayı", "Xankəndinin yolları", "Xankəndi"];
    let library = library_of(dir.path(), &[&towns[..], &["IŞIQ", "işıqlı yol", "Bakı"]].concat());
    for query in ["xankendi", "XANKƏNDİ", "Xankəndidə", "xankendide", "Xankəndiyə"] {
        assert_eq!(find(&library, query).len(), 4, "{query}");
    }
    for query in ["isiq", "IŞIQ", "işıq"] {
        assert_eq!(find(&library, query).len(), 2, "{query}");
    }
    assert_eq!(headlines(&library, "baki"), ["Bakı"]);
    assert_eq!(headlines(&library, "xankəndi forum"), ["Xankəndidə forum"], "every word counts");
    assert_eq!(
        headlines(&library, "xan"),
        ["Xankəndi", "Xankəndinin yolları", "XANKƏNDİ sarayı", "Xankəndidə forum"],
        "a beginning finds its words, newest first"
    );
}

#[test]
fn of_several_words_the_last_may_be_begun_and_all_may_be_where_nothing_else_is_found() {
    let dir = folder();
    let library = library_of(dir.path(), &["Xankəndidə forum", "Xan forumda", "Xanlar forumu"]);
    assert_eq!(headlines(&library, "xankendi for"), ["Xankəndidə forum"]);
    // “xan” is a word of its own here, so it isn't taken for the beginning of two others.
    assert_eq!(headlines(&library, "xan for"), ["Xan forumda"]);
    assert_eq!(headlines(&library, "xank for"), ["Xankəndidə forum"], "better than nothing");
    let second = library.search_reports("xan for", &ReportFilter::default(), 20, 1).unwrap();
    assert_eq!(second, [], "a later page holds nothing that the first did not promise");
}

#[test]
fn the_very_words_come_first_then_those_that_differ_in_diacritics_only() {
    let dir = folder();
    let library = library_of(dir.path(), &["şəhər", "seher", "şəhərdə", "Şəhərin"]);
    assert_eq!(headlines(&library, "şəhər"), ["şəhər", "seher", "Şəhərin", "şəhərdə"]);
    assert_eq!(headlines(&library, "seher"), ["seher", "şəhər", "Şəhərin", "şəhərdə"]);
}

#[test]
fn decomposed_letters_are_the_same_letters() {
    let dir = folder();
    let library = library_of(dir.path(), &["Go\u{308}yc\u{327}ay"]);
    for query in ["Göyçay", "goycay", "Go\u{308}yc\u{327}ay"] {
        let hits = find(&library, query);
        assert_eq!(hits.len(), 1, "{query}");
        assert_eq!(hits[0].headline, [Highlight { start: 0, end: 8 }], "in the text's own scalars");
    }
}

#[test]
fn a_query_of_signs_or_of_sqlites_own_words_is_harmless() {
    let dir = folder();
    let library = library_of(dir.path(), &["NEAR and NOT", "“Ulduz” *"]);
    for query in ["", "  ", "\"", "*", "()", "n:", "-", "AND", "a\"b OR", "NEAR(", "{n s}:x", "'"] {
        find(&library, query);
    }
    assert_eq!(headlines(&library, "NOT near"), ["NEAR and NOT"]);
    assert_eq!(headlines(&library, "\"ulduz\"*"), ["“Ulduz” *"]);
}

#[test]
fn words_of_body_people_and_captions_are_found_and_shown() {
    let dir = folder();
    let library = open(dir.path());
    let text = report(1, "Başlıq", &["Birinci abzas.", "İkinci abzasda Gəncə adı çəkilir."]);
    let search = SearchText {
        people: vec!["Aysel Kərimova".to_owned()],
        captions: vec!["Zalda bayraqlar".to_owned()],
    };
    save(&library, &text, b"one");
    let projection = tezis_store::Projection::Report(&text, &search);
    library.project(&text.id.to_string(), projection, 1, now()).unwrap();
    for (query, place, word) in [
        ("gence", Place::Body, "Gəncə"),
        ("kerimova", Place::People, "Kərimova"),
        ("bayraq", Place::Captions, "bayraqlar"),
    ] {
        let hit = find(&library, query).remove(0);
        let excerpt = hit.excerpt.unwrap();
        assert_eq!(excerpt.place, place, "{query}");
        let Highlight { start, end } = excerpt.highlights[0];
        let shown: String = excerpt.text.chars().skip(start).take(end - start).collect();
        assert_eq!(shown, word);
    }
    assert_eq!(find(&library, "basliq")[0].excerpt, None, "the headline is shown anyway");
}

#[test]
fn an_excerpt_begins_with_a_whole_word_before_the_first_one_found() {
    let dir = folder();
    let library = open(dir.path());
    let long = format!("{}hədəf {}", "sözlər ".repeat(100), "davamı ".repeat(100));
    save(&library, &report(1, "A", &[&long]), b"one");
    let excerpt = find(&library, "hədəf").remove(0).excerpt.unwrap();
    assert!(excerpt.cut_before && excerpt.cut_after);
    assert!(excerpt.text.starts_with("sözlər "), "{}", excerpt.text);
    assert_eq!(excerpt.highlights.len(), 1);
    assert!(excerpt.text.contains("hədəf"));
}

#[test]
fn an_edit_changes_what_is_found_and_the_filter_narrows_it() {
    let dir = folder();
    let library = open(dir.path());
    let mut text = report(1, "Gəncə", &[]);
    save(&library, &text, b"one");
    text.about.headlines.insert("main".to_owned(), "Şəki".to_owned());
    text.about.forum = Some(forum_id(7));
    save(&library, &text, b"two");
    save(&library, &report(2, "Şəki və Qax", &[]), b"one");
    assert_eq!(headlines(&library, "gence"), [""; 0]);
    assert_eq!(headlines(&library, "seki"), ["Şəki və Qax", "Şəki"]);
    let of_forum = ReportFilter { forum: Some(forum_id(7)), ..ReportFilter::default() };
    let hits = library.search_reports("seki", &of_forum, 20, 0).unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].row.id, report_id(1));
    text.about.trashed_at = Some(now());
    save(&library, &text, b"tri");
    assert_eq!(headlines(&library, "seki"), ["Şəki və Qax"]);
    let trash = ReportFilter { trashed: true, ..ReportFilter::default() };
    assert_eq!(library.search_reports("seki", &trash, 20, 0).unwrap().len(), 1);
}

#[test]
fn pages_of_hits_join_without_gap_or_repetition() {
    let dir = folder();
    let library = open(dir.path());
    for number in 0..25 {
        let word = ["forum", "forumun", "forumda"][number % 3];
        save(&library, &report(number as u64, word, &[]), b"one");
    }
    let all = library.search_reports("forum", &ReportFilter::default(), 100, 0).unwrap();
    let mut joined = Vec::new();
    for offset in (0..30).step_by(7) {
        let filter = ReportFilter::default();
        joined.extend(library.search_reports("forum", &filter, 7, offset).unwrap());
    }
    assert_eq!(all.len(), 25);
    assert_eq!(joined, all);
}

#[test]
fn words_are_saved_though_the_search_is_damaged_and_it_can_be_made_anew() {
    let dir = folder();
    drop(library_of(dir.path(), &["Gəncə", "Şəki"]));
    let database = rusqlite::Connection::open(dir.path().join("library.db")).unwrap();
    database
        .execute_batch(
            "UPDATE report_search_data SET block = x'00ff00ff00ff';
             UPDATE finder_search_data SET block = x'00ff00ff00ff'",
        )
        .unwrap();
    drop(database);
    let library = open(dir.path());
    let filter = ReportFilter::default();
    assert_eq!(library.search_reports("seki", &filter, 5, 0).unwrap_err().code(), "store.damaged");
    let mut text = report(0, "Gəncə", &[]);
    text.about.headlines.insert("main".to_owned(), "Naxçıvan".to_owned());
    save(&library, &text, b"new words");
    let stored = library.load_document(&text.id.to_string()).unwrap();
    assert_eq!(stored.changes.last().unwrap(), b"new words");
    assert_eq!(library.stale_documents().unwrap().len(), 1, "its lists are behind");
    assert!(!library.check(&mut go_on).unwrap().is_clean());

    library.rebuild_search().unwrap();
    assert_eq!(headlines(&library, "seki"), ["Şəki"]);
    assert_eq!(library.find("seki", 5).unwrap().len(), 1);
    save(&library, &text, b"more words");
    assert_eq!(headlines(&library, "naxcivan"), ["Naxçıvan"]);
    assert_eq!(library.stale_documents().unwrap(), []);
    assert!(library.check(&mut go_on).unwrap().is_clean());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_a_text_finds_it_and_is_highlighted(
        text in "[A-Za-zəƏıIİiöşŞçğüß0-9 .,“”’\\-\n]{1,80}", nth in any::<prop::sample::Index>()
    ) {
        let dir = folder();
        let library = open(dir.path());
        save(&library, &report(1, "-", &[&text]), b"one");
        let words: Vec<&str> = tezis_lang::words(&text).map(|word| word.text).collect();
        prop_assume!(!words.is_empty());
        let word = words[nth.index(words.len())];
        let hits = find(&library, word);
        prop_assert_eq!(hits.len(), 1, "{:?} is not found", word);
        let excerpt = hits[0].excerpt.clone().unwrap();
        let shown = excerpt.highlights.iter().map(|highlight| -> String {
            let length = highlight.end - highlight.start;
            excerpt.text.chars().skip(highlight.start).take(length).collect()
        });
        prop_assert!(shown.into_iter().any(|shown| shown == word), "{:?} in {:?}", word, excerpt);
    }
}
