//! A wall around codecs that we did not write: should one of them panic on a broken file, the photo
//! is refused and the rest of the batch goes on. Our own code stays outside of it, so that its own
//! panics are found by tests and not hidden.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `work` and turns a panic of a foreign codec into `None`.
pub(crate) fn foreign<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_becomes_none_and_a_value_stays() {
        assert_eq!(super::foreign(|| 7), Some(7));
        assert_eq!(super::foreign(|| -> u8 { panic!("codec") }), None);
    }
}
