//! Patterns with `{placeholders}`, as file names, addresses and bylines are written in a profile.

/// A part of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

/// Splits a pattern at its placeholders. A brace without its partner is text.
pub(super) fn parts(pattern: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        parts.push(Part::Placeholder(name));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// Fills a pattern; a placeholder without a value becomes nothing. Returns `None` when the pattern
/// has placeholders and none of them has a value.
pub(crate) fn fill(pattern: &str, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut filled = String::new();
    let (mut placeholders, mut values) = (0, 0);
    for part in parts(pattern) {
        match part {
            Part::Text(text) => filled.push_str(text),
            Part::Placeholder(name) => {
                placeholders += 1;
                if let Some(value) = value(name).filter(|value| !value.is_empty()) {
                    values += 1;
                    filled.push_str(&value);
                }
            }
        }
    }
    (placeholders == 0 || values > 0).then_some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_filled() {
        let value = |name: &str| (name == "credit").then(|| "Aysel Quliyeva".to_owned());
        assert_eq!(fill("Foto: {credit}", value).as_deref(), Some("Foto: Aysel Quliyeva"));
        // Without any value nothing is printed, not a lonely "Foto:".
        assert_eq!(fill("Foto: {caption}", value), None);
        assert_eq!(fill("no placeholder", value).as_deref(), Some("no placeholder"));
        assert_eq!(fill("open { brace", value).as_deref(), Some("open { brace"));
    }
}
