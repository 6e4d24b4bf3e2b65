//! What differs from what is published, so that only that is copied.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;
use tezis_publish::article::{Article, Published};
use tezis_publish::changes::{
    ArticleChanges, PhotoChangeKind, changes, changes_html, changes_text,
};
use tezis_publish::formats::DocxOptions;
use tezis_publish::package::FolderOptions;
use tezis_publish::profile::FormField;
use tezis_report::diff::{BlockChangeKind, PieceOp};
use tezis_report::model::{Block, BlockKind, PublicationKind, Report, RichText};

use crate::package::folder_with;
use crate::support::{
    block_id, forum, new_report, photo_hash, profile, publish, resolve, resolve_since, written,
};

/// A report that was published and then changed: both articles.
fn after(change: impl FnOnce(&mut Report)) -> (Article, Article) {
    let (mut report, mia) = (new_report(), profile("mia.az"));
    let before = resolve(&report, &forum(), &mia);
    publish(&mut report, &before, PublicationKind::First, 0);
    let published = Published::of(&report, &before);
    // What readers have, as it is resolved once it is published.
    let before = resolve_since(&report, &forum(), &mia, published.as_ref());
    change(&mut report);
    let after = resolve_since(&report, &forum(), &mia, published.as_ref());
    (before, after)
}

fn of(change: impl FnOnce(&mut Report)) -> ArticleChanges {
    let (before, after) = after(change);
    changes(&before, &after, &profile("mia.az"))
}

fn kinds(changes: &ArticleChanges) -> Vec<BlockChangeKind> {
    changes
        .blocks
        .iter()
        .map(|block| block.kind)
        .filter(|kind| *kind != BlockChangeKind::Same)
        .collect()
}

#[test]
fn nothing_differs_from_itself() {
    let found = of(|_| {});
    assert!(!found.changed);
    assert_eq!((found.fields.len(), found.photos.len(), found.reordered), (0, 0, false));
    assert_eq!(kinds(&found), []);
}

#[test]
fn a_block_is_known_by_its_id() {
    let found = of(|report| {
        report.body[1].text = RichText::plain("Tamam başqa sözlər, heç biri əvvəlki deyil.");
    });
    assert_eq!(kinds(&found), [BlockChangeKind::Changed]);
    let block = found.blocks.iter().find(|block| block.kind == BlockChangeKind::Changed).unwrap();
    assert_eq!(block.block, Some(block_id(2)));
    assert_eq!(block.html.as_deref(), Some("<p>Tamam başqa sözlər, heç biri əvvəlki deyil.</p>"));
    let words = |not: PieceOp| -> String {
        block
            .pieces
            .iter()
            .filter(|piece| piece.op != not)
            .map(|piece| piece.text.as_str())
            .collect()
    };
    assert_eq!(Some(words(PieceOp::Insert)), block.before);
    assert_eq!(Some(words(PieceOp::Delete)), block.after);
    // The portal's marker comes with the change.
    assert!(matches!(found.fields.as_slice(), [field] if field.key == FormField::Headline));
}

#[test]
fn new_gone_and_moved_blocks_are_told_apart() {
    let new = Block {
        id: block_id(99),
        kind: BlockKind::Paragraph,
        text: RichText::plain("Yeni abzas."),
    };
    let found = of(|report| {
        report.body.insert(2, new);
        report.body.retain(|block| block.id != block_id(13));
        let moved = report.body.remove(1);
        report.body.insert(4, moved);
    });
    assert_eq!(
        kinds(&found),
        [BlockChangeKind::Added, BlockChangeKind::Moved, BlockChangeKind::Removed]
    );
    let gone = found.blocks.iter().find(|block| block.kind == BlockChangeKind::Removed).unwrap();
    assert_eq!(gone.before.as_deref(), Some("Forum 2021-ci ildən keçirilir."));
    assert_eq!((gone.after.as_ref(), gone.html.as_ref()), (None, None));
}

#[test]
fn a_block_without_its_id_is_known_by_its_words() {
    // A translation, or a text that came back and was read anew.
    let (before, mut after) = after(|report| {
        report.body[0].text.text = report.body[0].text.text.replace("keçirilib", "baş tutub");
    });
    for block in &mut after.body {
        block.source = None;
    }
    let found = changes(&before, &after, &profile("mia.az"));
    assert_eq!(kinds(&found), [BlockChangeKind::Changed]);
    // One that says something else altogether took nobody's place.
    after.body[0].text = "Tamam başqa xəbər".to_owned();
    let found = changes(&before, &after, &profile("mia.az"));
    assert_eq!(kinds(&found), [BlockChangeKind::Added, BlockChangeKind::Removed]);
}

#[test]
fn what_the_portal_does_not_keep_is_no_change_of_the_text() {
    let mut mia = profile("mia.az");
    mia.body.allowed_html.retain(|tag| *tag != tezis_publish::profile::HtmlTag::Strong);
    let (before, after) = after(|report| report.body[1].text.marks.clear());
    assert_eq!(kinds(&changes(&before, &after, &mia)), []);
}

#[test]
fn fields_are_told_in_the_forms_order() {
    let found = of(|report| {
        report.about.keywords.push("dəniz".to_owned());
        report.about.kicker = None;
        report.about.headlines.insert("main".to_owned(), "Başqa başlıq".to_owned());
    });
    let keys: Vec<FormField> = found.fields.iter().map(|field| field.key).collect();
    // The slug is not among them: it is published.
    assert_eq!(keys, [FormField::Headline, FormField::Keywords, FormField::Kicker]);
    assert_eq!(found.fields[0].after, "Başqa başlıq - YENİLƏNİB (FOTOLAR)");
    assert_eq!(found.fields[2].after, "");
}

#[test]
fn a_correction_is_a_new_paragraph() {
    let found = of(|report| report.about.correction = Some("Ad düzəldilib.".to_owned()));
    assert_eq!(kinds(&found), [BlockChangeKind::Added]);
    let block = found.blocks.iter().find(|block| block.kind == BlockChangeKind::Added).unwrap();
    assert_eq!(block.after.as_deref(), Some("Düzəliş: Ad düzəldilib."));
    assert_eq!(block.html.as_deref(), Some("<p><strong>Düzəliş:</strong> Ad düzəldilib.</p>"));
}

#[test]
fn photos_are_new_gone_said_otherwise_or_cut_otherwise() {
    let found = of(|report| {
        report.placements[0].entity.photo = Some(photo_hash(4));
        report.placements[1].entity.caption = Some("Başqa yazı".to_owned());
        report.placements[1].entity.crops.insert("cover".to_owned(), "0 0 0.5 0.5".to_owned());
    });
    let kinds: Vec<(PhotoChangeKind, u32)> =
        found.photos.iter().map(|photo| (photo.kind, photo.number)).collect();
    assert_eq!(
        kinds,
        [
            (PhotoChangeKind::Picture, 2),
            (PhotoChangeKind::Words, 2),
            (PhotoChangeKind::New, 4),
            (PhotoChangeKind::Removed, 1),
        ]
    );
    assert_eq!(found.photos_to_upload(), BTreeSet::from([2, 4]));
    assert!(found.photos[2].file.ends_with("-04.jpg"), "{}", found.photos[2].file);
    assert!(!found.reordered);
    assert!(of(|report| report.placements.swap(0, 1)).reordered);
}

#[test]
fn a_folder_says_what_changed_and_holds_new_photos_only() {
    let (before, after) = after(|report| {
        report.placements[0].entity.photo = Some(photo_hash(4));
        report.body[0].text = RichText::plain("Forum <bitib>.");
    });
    let mia = profile("mia.az");
    let only = changes(&before, &after, &mia).photos_to_upload();
    let docx = DocxOptions::default();
    let options =
        FolderOptions { profile: &mia, only: Some(&only), before: Some(&before), docx: &docx };
    let files = folder_with(&after, &options);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "article.docx",
            "article.html",
            "captions.csv",
            "changes.html",
            "changes.txt",
            "photos/2026-04-17-xezer-sahilinde-kitab-forumu-oxucu-04.jpg",
            "preview.html",
            "text.txt",
        ]
    );
    insta::assert_snapshot!(
        "changes_txt",
        String::from_utf8(files["changes.txt"].clone()).unwrap()
    );
    let html = String::from_utf8(files["changes.html"].clone()).unwrap();
    let page = scraper::Html::parse_document(&html);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let (_, body) = html.split_once("</style>").unwrap();
    insta::assert_snapshot!("changes_html", body);
}

#[test]
fn the_same_says_so() {
    let (before, after) = after(|_| {});
    let found = changes(&before, &after, &profile("mia.az"));
    assert!(written(|out| changes_text(&found, &after, out)).contains("fərqi yoxdur"));
    assert!(written(|out| changes_html(&found, &after, out)).contains("fərqi yoxdur"));
}

/// An edit of the report's body: what, and where.
fn edits() -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
    prop::collection::vec((0..4_u8, 0..20_usize, 0..20_usize), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_blocks_lead_from_one_text_to_the_other(edits in edits()) {
        let mut next = 100;
        let (before, after) = after(|report| {
            for (what, from, to) in edits {
                let length = report.body.len();
                if length == 0 {
                    break;
                }
                let (from, to) = (from % length, to % length);
                match what {
                    0 => {
                        report.body.remove(from);
                    }
                    1 => {
                        let block = report.body.remove(from);
                        report.body.insert(to, block);
                    }
                    2 => report.body[from].text.text.push_str(" əlavə"),
                    _ => {
                        next += 1;
                        let text = RichText::plain(format!("yeni {next}"));
                        let block = Block { id: block_id(next), kind: BlockKind::Paragraph, text };
                        report.body.insert(to, block);
                    }
                }
            }
        });
        let found = changes(&before, &after, &profile("mia.az"));
        let mut list = String::new();
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for block in &found.blocks {
            writeln!(list, "{:?} {:?}", block.kind, block.block).unwrap();
            old.extend(block.before.clone());
            new.extend(block.after.clone());
            if block.kind == BlockChangeKind::Same {
                prop_assert_eq!(&block.before, &block.after);
            }
        }
        let words = |article: &Article| -> Vec<String> {
            let words = |block: &tezis_publish::article::ArticleBlock| match block.kind {
                tezis_publish::article::ArticleBlockKind::Picture { picture } => {
                    article.picture(picture).unwrap().mark.clone()
                }
                _ => block.text.clone(),
            };
            let tail = [article.disclosure.clone().unwrap()];
            let tail = tail.into_iter().chain(article.byline.lines.clone());
            article.body.iter().map(words).chain(tail).collect()
        };
        // Every part of both texts is told once; the new ones stand in their order.
        prop_assert_eq!(&new, &words(&after), "{}", list);
        old.sort();
        let mut expected = words(&before);
        expected.sort();
        prop_assert_eq!(old, expected);
        let differs = tezis_publish::content_hash(&before) != tezis_publish::content_hash(&after);
        prop_assert_eq!(found.changed, differs);
    }
}
