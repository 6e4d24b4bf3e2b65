//! Time and chance, passed in: tests give their own, programs give the system's.

use std::fmt::Debug;

use chrono::{DateTime, Utc};

/// Where a desk takes the time and random bits from.
pub trait Environment: Debug + Send + Sync {
    /// Returns the time.
    fn now(&self) -> DateTime<Utc>;
    /// Returns 128 random bits.
    fn random(&self) -> u128;
}

/// The system's clock and random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where chance comes from")]
    fn random(&self) -> u128 {
        rand::random()
    }
}
