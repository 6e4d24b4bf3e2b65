//! Templates: the same words, with codes and variables, for many photos at once.

use serde_json::{Map, Value, json};
use tezis_report::model::Photo;

use super::boilerplate::is_boilerplate;
use super::caption::Captions;
use crate::wire::{CaptionTemplate, TemplateMode};

/// Returns the fields that a template gives a photo. A caption that a camera or an agency left counts as
/// nothing written.
pub(crate) fn template_fields(
    captions: &Captions<'_>,
    language: &str,
    photo: &Photo,
    template: &CaptionTemplate,
    mode: TemplateMode,
) -> Map<String, Value> {
    let written = |text: Option<&String>, wanted: Option<&String>| {
        let wanted = wanted.filter(|wanted| !wanted.trim().is_empty())?;
        let there =
            text.map(|text| text.trim()).filter(|text| !text.is_empty() && !is_boilerplate(text));
        if mode == TemplateMode::Missing && there.is_some() {
            return None;
        }
        let words = captions.expand(wanted, Some(photo));
        if words.is_empty() {
            return None;
        }
        Some(match (mode, there) {
            (TemplateMode::Before, Some(there)) => format!("{words} {there}"),
            (TemplateMode::After, Some(there)) => format!("{there} {words}"),
            _ => words,
        })
    };
    let mut fields = Map::new();
    for (field, texts, wanted) in
        [("captions", &photo.captions, &template.caption), ("alts", &photo.alts, &template.alt)]
    {
        if let Some(words) = written(texts.get(language), wanted.as_ref()) {
            fields.insert(field.to_owned(), json!({ language: words }));
        }
    }
    for (field, text, wanted) in [
        ("headline", &photo.headline, &template.headline),
        ("credit", &photo.credit, &template.credit),
        ("creator", &photo.creator, &template.creator),
        ("copyright", &photo.copyright, &template.copyright),
        ("usage_terms", &photo.usage_terms, &template.usage_terms),
    ] {
        if let Some(words) = written(text.as_ref(), wanted.as_ref()) {
            fields.insert(field.to_owned(), json!(words));
        }
    }
    if let Some(keywords) = keywords(captions, photo, template, mode) {
        fields.insert("keywords".to_owned(), json!(keywords));
    }
    fields
}

fn keywords(
    captions: &Captions<'_>,
    photo: &Photo,
    template: &CaptionTemplate,
    mode: TemplateMode,
) -> Option<Vec<String>> {
    let new: Vec<String> = template
        .keywords
        .iter()
        .map(|keyword| captions.expand(keyword, Some(photo)).trim().to_owned())
        .filter(|keyword| !keyword.is_empty())
        .collect();
    let there = photo.keywords.clone();
    if new.is_empty() || mode == TemplateMode::Missing && !there.is_empty() {
        return None;
    }
    let all = match mode {
        TemplateMode::Missing | TemplateMode::Replace => new,
        TemplateMode::Before => [new, there].concat(),
        TemplateMode::After => [there, new].concat(),
    };
    let mut once: Vec<String> = Vec::new();
    for keyword in all {
        if !once.contains(&keyword) {
            once.push(keyword);
        }
    }
    Some(once)
}
