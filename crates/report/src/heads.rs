//! Points in a document's history: heads, the step between two of them, and a change as it is stored.

use std::fmt;
use std::str::FromStr;

use automerge::ChangeHash;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ts_rs::TS;

/// A state of a document: the hashes of its last changes, 64 hexadecimal digits each, sorted.
#[derive(Clone, PartialEq, Eq, Hash, Default, TS)]
#[ts(type = "Array<string>")]
pub struct Heads(Vec<ChangeHash>);

impl Heads {
    pub(crate) fn new(mut hashes: Vec<ChangeHash>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    pub(crate) fn hashes(&self) -> &[ChangeHash] {
        &self.0
    }

    /// Returns the hashes as hexadecimal digits, sorted: the form of `Publication::heads`.
    pub fn to_hex(&self) -> Vec<String> {
        self.0.iter().map(ToString::to_string).collect()
    }

    /// Reads hashes of 64 hexadecimal digits in any order; `None` when one is something else.
    pub fn from_hex<S: AsRef<str>>(hashes: &[S]) -> Option<Self> {
        let hashes: Option<Vec<_>> =
            hashes.iter().map(|hash| ChangeHash::from_str(hash.as_ref()).ok()).collect();
        hashes.map(Self::new)
    }

    /// Returns true for the state before the first change.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Heads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(ToString::to_string)).finish()
    }
}

impl Serialize for Heads {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(ToString::to_string))
    }
}

impl<'de> Deserialize<'de> for Heads {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hashes = Vec::<String>::deserialize(deserializer)?;
        Self::from_hex(&hashes)
            .ok_or_else(|| de::Error::custom("a head is not 64 hexadecimal digits"))
    }
}

/// What an operation did: the state before it and the state after it. `revert` takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    /// The state before.
    pub before: Heads,
    /// The state after; the same as `before` when nothing had to change.
    pub after: Heads,
}

impl Step {
    /// Returns true when the operation changed nothing.
    pub fn is_empty(&self) -> bool {
        self.before == self.after
    }
}

/// A change as the store keeps it and as copies exchange it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The change's hash: 64 lower-case hexadecimal digits.
    pub hash: String,
    /// The change in Automerge's binary format, compressed where that is shorter.
    pub bytes: Vec<u8>,
}
