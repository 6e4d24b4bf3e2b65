//! What is wrong with a profile: where, what, and what to do.

use std::fmt;

use serde::Serialize;

/// Everything that is wrong with a profile, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileErrors(pub Vec<ProfileError>);

impl ProfileErrors {
    /// Returns the code of the whole.
    pub fn code(&self) -> &'static str {
        "profile.invalid"
    }
}

impl fmt::Display for ProfileErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ProfileErrors {}

/// One thing that is wrong with a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfileError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The key with its tables: `renditions[1].width`. Empty where the file is no TOML at all.
    pub key: String,
    /// What is wrong.
    pub problem: ProfileProblem,
}

impl ProfileError {
    /// Returns the code that the window turns into a sentence.
    pub fn code(&self) -> &'static str {
        match self.problem {
            ProfileProblem::Syntax { .. } => "profile.syntax",
            ProfileProblem::UnknownKey { .. } => "profile.unknown_key",
            ProfileProblem::WrongType { .. } => "profile.wrong_type",
            ProfileProblem::UnknownValue { .. } => "profile.unknown_value",
            ProfileProblem::Missing { .. } => "profile.missing",
            ProfileProblem::Bad { .. } => "profile.bad_value",
            ProfileProblem::UnknownPlaceholder { .. } => "profile.unknown_placeholder",
            ProfileProblem::Twice { .. } => "profile.twice",
        }
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        write!(f, "{}", self.problem)
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ProfileProblem {
    /// The file is not TOML here.
    Syntax {
        /// The parser's words.
        message: String,
    },
    /// There is no such key here.
    UnknownKey {
        /// The nearest key, when one is near.
        nearest: Option<String>,
        /// All keys that can stand here.
        known: Vec<String>,
    },
    /// The value is of another type.
    WrongType {
        /// What is needed, in English.
        expected: String,
        /// What stands there, in English.
        found: String,
    },
    /// The value is none of those that can stand here.
    UnknownValue {
        /// What stands there.
        found: String,
        /// The nearest value, when one is near.
        nearest: Option<String>,
        /// All values that can stand here.
        known: Vec<String>,
    },
    /// A key that must be here is not.
    Missing {
        /// An example of the line to add.
        example: String,
    },
    /// The value can't be right.
    Bad {
        /// Why, and what to write instead.
        message: String,
    },
    /// A pattern has a placeholder that means nothing here.
    UnknownPlaceholder {
        /// The placeholder's name.
        found: String,
        /// The nearest name, when one is near.
        nearest: Option<String>,
        /// All names that can stand here.
        known: Vec<String>,
    },
    /// Two entries have one name.
    Twice {
        /// The name.
        name: String,
    },
}

impl fmt::Display for ProfileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message } => write!(f, "this is not TOML: {message}"),
            Self::UnknownKey { nearest: Some(nearest), .. } => {
                write!(f, "there is no such key; did you mean “{nearest}”?")
            }
            Self::UnknownKey { known, .. } => {
                write!(f, "there is no such key; use one of {}", listed(known))
            }
            Self::WrongType { expected, found } => write!(f, "write {expected} instead of {found}"),
            Self::UnknownValue { found, nearest: Some(nearest), .. } => {
                write!(f, "“{found}” is unknown; did you mean “{nearest}”?")
            }
            Self::UnknownValue { found, known, .. } => {
                write!(f, "“{found}” is unknown; use one of {}", listed(known))
            }
            Self::Missing { example } => write!(f, "it is missing; add a line such as {example}"),
            Self::Bad { message } => f.write_str(message),
            Self::UnknownPlaceholder { found, nearest: Some(nearest), .. } => {
                write!(f, "the placeholder {{{found}}} is unknown; did you mean {{{nearest}}}?")
            }
            Self::UnknownPlaceholder { found, known, .. } if known.is_empty() => {
                write!(f, "the placeholder {{{found}}} means nothing here; take it out")
            }
            Self::UnknownPlaceholder { found, known, .. } => {
                let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
                write!(f, "the placeholder {{{found}}} is unknown; use {}", known.join(", "))
            }
            Self::Twice { name } => {
                write!(f, "“{name}” is used twice; give each its own name")
            }
        }
    }
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}

/// Returns the known name that a person who wrote `found` most likely meant.
pub(super) fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let allowed = 1 + found.chars().count() / 5;
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(found, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name.to_owned())
}
