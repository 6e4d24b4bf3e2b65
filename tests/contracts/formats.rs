//! docs/formats.md is what a portal's programmer reads: it names every field that the code has.

use crate::repository::text_of;

#[test]
fn every_field_of_article_json_is_described() {
    let source = "crates/publish/src/article/mod.rs";
    for structure in [
        "Article",
        "ArticleDateline",
        "ArticleTime",
        "ArticleByline",
        "ArticleForum",
        "ArticlePerson",
        "ArticleQuotation",
        "ArticleMark",
        "Picture",
        "PictureFile",
    ] {
        assert_described(source, structure);
    }
}

#[test]
fn every_key_of_a_profile_is_described() {
    let source = "crates/publish/src/profile/mod.rs";
    for structure in [
        "Profile",
        "Section",
        "Dateline",
        "Attribution",
        "Headline",
        "Byline",
        "Slug",
        "Body",
        "Photos",
        "Form",
        "RenditionSpec",
        "MessengerLimits",
    ] {
        assert_described(source, structure);
    }
}

#[test]
fn fields_are_read_off_the_code() {
    let source = "/// A.\npub struct A {\n    /// One.\n    pub one: u8,\n    #[serde(skip)]\n    \
                  pub hidden: u8,\n    #[serde(flatten)]\n    pub kind: B,\n    pub two: Vec<u8>,\n}\n\
                  pub struct AB {\n    pub three: u8,\n}\n";
    assert_eq!(public_fields(source, "A"), ["one", "two"]);
}

fn assert_described(file: &str, structure: &str) {
    let source = text_of(file).expect("a source is text");
    let page = text_of("docs/formats.md").expect("a page is text");
    let fields = public_fields(&source, structure);
    assert!(!fields.is_empty(), "{file} has no {structure} with fields");
    for field in fields {
        let is_named = ["`{}`", "`[{}]`", "`[[{}]]`", "`[{}.<kind>]`", "`[{}.<name>]`"]
            .iter()
            .any(|form| page.contains(&form.replace("{}", field)));
        assert!(is_named, "docs/formats.md does not name `{field}` of {structure}");
    }
}

/// The fields that a structure writes under their own names.
fn public_fields<'a>(source: &'a str, structure: &str) -> Vec<&'a str> {
    let start = format!("pub struct {structure} {{");
    let mut unnamed = false;
    let mut fields = Vec::new();
    for line in source.lines().skip_while(|line| *line != start).skip(1) {
        if line == "}" {
            break;
        }
        let line = line.trim();
        if line == "#[serde(skip)]" || line == "#[serde(flatten)]" {
            unnamed = true;
        } else if let Some((name, _)) = line.strip_prefix("pub ").and_then(|l| l.split_once(':'))
            && !std::mem::take(&mut unnamed)
        {
            fields.push(name);
        }
    }
    fields
}
