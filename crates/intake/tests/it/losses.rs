//! Nothing is lost and nothing panics, whatever comes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tezis_intake::{Hint, Intake, Limits, TextKind, paste_html, paste_plain, read};
use tezis_report::model::RichText;

/// All characters that can be seen, and how often each stands there.
fn visible<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn parts(intake: &Intake) -> Vec<&str> {
    let mut parts = Vec::new();
    parts.extend(intake.headline.as_deref());
    parts.extend(intake.dateline.as_ref().map(|dateline| dateline.text.as_str()));
    parts.extend(intake.byline.iter().map(String::as_str));
    parts.extend(intake.source_credit.as_deref());
    parts.extend(intake.blocks.iter().map(|block| block.text.text.as_str()));
    parts.extend(intake.left_out.iter().map(|line| line.text.as_str()));
    parts
}

fn marks_hold(text: &RichText) {
    let length = u32::try_from(text.text.chars().count()).unwrap();
    assert!(text.marks.is_sorted());
    for (at, span) in text.marks.iter().enumerate() {
        assert!(span.start < span.end && span.end <= length, "{text:?}");
        let mut others = text.marks.iter().skip(at + 1).filter(|other| other.mark == span.mark);
        assert!(others.all(|other| other.start > span.end), "{text:?}");
    }
}

/// Lines as reports and sites have them, so that every rule is met in every order.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-ZƏİŞ][a-zəığüş]{2,8}( [a-zəığüş]{2,8}){4,24}\\.",
        3 => "[A-ZƏİŞ][a-zəığüş]{2,8}( [a-zəığüş]{2,8}){2,8}",
        2 => "[A-ZƏİŞ][a-zəığüş]{2,8} [A-ZƏİŞ][a-zəığüş]{3,9}",
        1 => Just("Tezis.az".to_owned()),
        1 => Just("22.10.2025 [09:50]".to_owned()),
        1 => Just("Oxşar xəbərlər:".to_owned()),
        1 => Just("Müəllif: Nigar Şahbazlı".to_owned()),
        1 => Just("Mənbə: Tezis.az".to_owned()),
        1 => Just("© Tezis.az".to_owned()),
        1 => Just("Qaliblər:".to_owned()),
        1 => Just(String::new()),
        1 => "“[a-zəış .,!?”\"«»-]{0,40}",
        1 => "\\PC{0,60}",
    ]
}

proptest! {
    #[test]
    fn every_visible_character_is_somewhere(lines in prop::collection::vec(line(), 1..40)) {
        // Bullets become list items, and composing changes letters: neither is text that gets lost.
        let text = lines.join("\n").replace(['•', '▪', '●', '◦', '‣', '∙', '■', '\u{f0b7}'], "");
        let composed = tezis_lang::nfc(&text).into_owned();
        let Ok(intake) = read(composed.as_bytes(), &Hint { kind: Some(TextKind::Plain), ..Hint::default() }) else {
            return Ok(());
        };
        // Invisible characters are taken out, and counted in a warning.
        let invisible = |c: char| c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        let kept: String = composed.chars().filter(|c| *c == '\n' || !invisible(*c)).collect();
        prop_assert_eq!(visible(parts(&intake)), visible([kept.as_str()]));
        for left in &intake.left_out {
            prop_assert!(left.after_block <= intake.blocks.len());
        }
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        for kind in [None, Some(TextKind::Plain), Some(TextKind::Markdown), Some(TextKind::Html)] {
            if let Ok(intake) = read(&bytes, &Hint { kind, ..Hint::default() }) {
                intake.blocks.iter().for_each(|block| marks_hold(&block.text));
            }
        }
    }

    #[test]
    fn markup_never_panics_and_marks_hold(
        parts in prop::collection::vec(prop_oneof![
            Just("<p>"), Just("</p>"), Just("<b>"), Just("</b>"), Just("<i>"), Just("</i>"), Just("<br>"),
            Just("<a href=https://tezis.az>"), Just("</a>"), Just("<ul><li>"), Just("</ul>"), Just("<blockquote>"),
            Just("</blockquote>"), Just("<h2>"), Just("</h2>"), Just("<table><tr><td>"), Just("</table>"),
            Just("söz "), Just(" “ə” "), Just("\n"), Just("**"), Just("*"), Just("> "), Just("- "), Just("# "),
            Just("<pre>"), Just("</pre>"), Just("<figure><figcaption>"), Just("</figure>"), Just("&nbsp;"),
        ], 0..60)
    ) {
        let html = parts.concat();
        for block in paste_html(&html, Limits::default()).unwrap() {
            marks_hold(&block.text);
            prop_assert!(!block.text.text.is_empty());
            prop_assert_eq!(block.text.text.trim(), &block.text.text);
        }
        for block in paste_plain(&html, Limits::default()).unwrap() {
            prop_assert!(!block.text.text.is_empty());
        }
        for kind in [TextKind::Html, TextKind::Markdown] {
            if let Ok(intake) = read(html.as_bytes(), &Hint { kind: Some(kind), ..Hint::default() }) {
                intake.blocks.iter().for_each(|block| marks_hold(&block.text));
            }
        }
    }

    #[test]
    fn pasted_words_all_arrive(words in prop::collection::vec("[a-zəı]{1,8}", 1..30), tags in prop::collection::vec(0_usize..6, 30)) {
        let tagged = words.iter().zip(&tags).map(|(word, tag)| match tag {
            0 => format!("<p>{word}"),
            1 => format!("<b>{word}</b> "),
            2 => format!("<ul><li>{word}</ul>"),
            3 => format!("<td>{word}</td>"),
            4 => format!("<span style='mso-x:y'>{word}</span> "),
            _ => format!("{word} "),
        });
        let html: String = tagged.collect();
        let blocks = paste_html(&html, Limits::default()).unwrap();
        let text: Vec<_> = blocks.iter().map(|block| block.text.text.as_str()).collect();
        prop_assert_eq!(visible(text), visible(words.iter().map(String::as_str)));
    }
}
