//! The letter ə that Windows-1254 lacks: programs write `?` for it.

/// Returns the text with each question mark that can only have been ə turned back into it, Ə where a
/// capital is due. A question mark at a word's end before a capital or the end of the line stays: it
/// may be a question.
pub(crate) fn restore_schwa(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (c, lost, capital) in marks(text) {
        out.push(match (lost, capital) {
            (true, true) => 'Ə',
            (true, false) => 'ə',
            (false, _) => c,
        });
    }
    out
}

/// Counts the question marks that can only have been ə, when there are too many for chance.
pub(crate) fn lost_schwas(text: &str) -> usize {
    let count = marks(text).filter(|(_, lost, _)| *lost).count();
    // Three of them are no slip of the keyboard.
    if count >= 3 { count } else { 0 }
}

/// Each character, whether it is a lost ə, and whether that was a capital.
fn marks(text: &str) -> impl Iterator<Item = (char, bool, bool)> {
    text.split_inclusive('\n').flat_map(marks_of_line)
}

fn marks_of_line(line: &str) -> impl Iterator<Item = (char, bool, bool)> {
    let signed = is_like_name(line);
    let mut chars = line.chars();
    let mut before = None;
    let mut words = LastWords::default();
    std::iter::from_fn(move || {
        let c = chars.next()?;
        let mut ahead = chars.clone();
        let (next, after_next) = (ahead.next(), ahead.next());
        let inside = before.is_some_and(char::is_alphabetic);
        let lost = c == '?'
            && match next {
                Some(next) if next.is_alphabetic() => inside || opens_word(before),
                // A question is not followed by a small letter, nor by a comma or another mark.
                Some(' ') => inside && (signed || after_next.is_some_and(char::is_lowercase)),
                Some(',' | ';' | ':' | '.' | '-' | '?') => inside,
                _ if signed => inside,
                _ => false,
            };
        let capital = lost
            && if inside {
                before.is_some_and(char::is_uppercase) && next.is_none_or(|c| !c.is_lowercase())
            } else {
                let length =
                    1 + chars.clone().take_while(|c| c.is_alphabetic() || *c == '?').count();
                words.capital_is_due(length)
            };
        let shown = match (lost, capital) {
            (true, true) => 'Ə',
            (true, false) => 'ə',
            (false, _) => c,
        };
        words.see(shown, before);
        before = Some(shown);
        Some((c, lost, capital))
    })
}

/// What the words before say about the case of the next one.
struct LastWords {
    sentence_ended: bool,
    capital_before: bool,
}

impl Default for LastWords {
    fn default() -> Self {
        Self { sentence_ended: true, capital_before: false }
    }
}

impl LastWords {
    /// A capital is due at the beginning of a sentence, and in a surname behind a first name, which
    /// is told from a short word behind a place ("Bakıda ən …") by its length.
    fn capital_is_due(&self, length: usize) -> bool {
        self.sentence_ended || (self.capital_before && length >= 5)
    }

    fn see(&mut self, c: char, before: Option<char>) {
        if matches!(c, '.' | '!' | '?' | '\n') {
            self.sentence_ended = true;
            self.capital_before = false;
        } else if c.is_alphabetic() {
            self.sentence_ended = false;
            if !before.is_some_and(char::is_alphabetic) {
                self.capital_before = c.is_uppercase();
            }
        }
    }
}

/// Two or three words with capitals on a line of their own are an author, not a question.
fn is_like_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    (2..=3).contains(&words.len())
        && words.iter().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '?'))
}

fn opens_word(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '“' | '"' | '«' | '(' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_letters_come_back_and_questions_stay() {
        assert_eq!(
            restore_schwa("M?rk?zd? n? baş verir? Qonaqlar h?l? g?lm?yib."),
            "Mərkəzdə nə baş verir? Qonaqlar hələ gəlməyib."
        );
        assert_eq!(restore_schwa("Xank?ndid?, G?nc?d?."), "Xankəndidə, Gəncədə.");
        assert_eq!(restore_schwa("R?smi xronika. ?hali köçür."), "Rəsmi xronika. Əhali köçür.");
        assert_eq!(
            restore_schwa("Nigar ?liyarlı Bakıda ?n gözəl"),
            "Nigar Əliyarlı Bakıda ən gözəl"
        );
        assert_eq!(
            restore_schwa("Necə?\nNurlan? Ş?fizad?\nNecə?"),
            "Necə?\nNurlanə Şəfizadə\nNecə?"
        );
        assert_eq!(restore_schwa("FƏRM?R D?ST?Yİ"), "FƏRMƏR DƏSTƏYİ");
    }

    #[test]
    fn one_slip_is_not_a_lost_letter() {
        assert_eq!(lost_schwas("Necəs?n? Yaxşı."), 0);
        assert_eq!(lost_schwas("Kim? Nə? Harada? Nə vaxt?"), 0);
        assert_eq!(lost_schwas("M?rk?zd?, m?n."), 4);
    }
}
