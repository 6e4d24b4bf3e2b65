//! How much memory decoded photos may take together. Any number of threads may ask for renditions; a
//! photo whose pixels do not fit beside those that are being worked on waits for its turn, and one
//! that is larger than all of the budget is worked on alone.
//!
//! A reservation is held while a photo's renditions are drawn, so nothing that holds one may wait for
//! another: drawing uses threads of its own and no work-stealing pool, where a thread that waits for
//! its own photo would begin the next one.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes for all photos together. Two photos of 24 megapixels fit, each decoded whole; with what
/// drawing and encoding take beside it a process stays under 250 MB.
const BUDGET: u64 = 150_000_000;

/// What is smaller is not counted and never waits: thumbnails out of headers, portals' marks.
const SMALL: u64 = 2_000_000;

static PHOTOS: Budget = Budget::new(BUDGET);

/// Waits until `bytes` of pixels fit and takes them.
pub(crate) fn reserve(bytes: u64) -> Reservation<'static> {
    PHOTOS.reserve(bytes)
}

/// Memory that photos share. Whoever waits is served in turn: a large photo is not passed over by
/// small ones for ever.
#[derive(Debug)]
struct Budget {
    total: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    free: u64,
    /// The turn that the next to come will get.
    next: u64,
    /// The turn that is served now.
    serving: u64,
}

impl Budget {
    const fn new(total: u64) -> Self {
        Self {
            total,
            state: Mutex::new(State { free: total, next: 0, serving: 0 }),
            changed: Condvar::new(),
        }
    }

    fn reserve(&self, bytes: u64) -> Reservation<'_> {
        let bytes = bytes.min(self.total);
        if bytes < SMALL {
            return Reservation { budget: self, bytes: 0 };
        }
        let mut state = self.state();
        let turn = state.next;
        state.next += 1;
        while state.serving != turn || state.free < bytes {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.free -= bytes;
        state.serving += 1;
        drop(state);
        self.changed.notify_all();
        Reservation { budget: self, bytes }
    }

    /// Numbers stay whole even if a thread panicked in between: every change is one assignment.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Memory of one photo; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Reservation<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Reservation<'_> {
    /// Gives back what is more than `bytes`: a decoder's own memory is gone when it has ended.
    pub(crate) fn shrink(&mut self, bytes: u64) {
        let back = self.bytes.saturating_sub(bytes);
        self.bytes -= back;
        self.budget.state().free += back;
        self.budget.changed.notify_all();
    }
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        self.shrink(0);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::mpsc;

    use super::*;

    /// Many photos, also some that are larger than all: never more than the budget at work, and a
    /// large one always alone.
    #[test]
    fn the_budget_is_never_passed() {
        let budget = Budget::new(100 * SMALL);
        let at_work = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for thread in 0..8_u64 {
                let (budget, at_work) = (&budget, &at_work);
                scope.spawn(move || {
                    for round in 0..200_u64 {
                        let bytes = (thread * 37 + round * 13) % 140 * SMALL;
                        let counted = bytes.min(100 * SMALL);
                        let mut held = budget.reserve(bytes);
                        let now = at_work.fetch_add(counted, Ordering::SeqCst) + counted;
                        assert!(now <= 100 * SMALL, "{now} at work");
                        at_work.fetch_sub(counted - counted / 2, Ordering::SeqCst);
                        held.shrink(counted / 2);
                        at_work.fetch_sub(counted / 2, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(budget.state().free, 100 * SMALL, "all of it came back");
    }

    #[test]
    fn a_large_photo_is_not_passed_over_by_small_ones() {
        let budget = Budget::new(100 * SMALL);
        let small = budget.reserve(10 * SMALL);
        let (told, hear) = mpsc::channel();
        std::thread::scope(|scope| {
            let large = scope.spawn(|| drop(budget.reserve(500 * SMALL)));
            while budget.state().next < 2 {
                std::thread::yield_now();
            }
            // It would fit; but the large one was here first.
            let later = scope.spawn(|| {
                let held = budget.reserve(10 * SMALL);
                told.send(()).unwrap();
                held.bytes
            });
            while budget.state().next < 3 {
                std::thread::yield_now();
            }
            assert!(hear.try_recv().is_err(), "passed over");
            drop(small);
            large.join().unwrap();
            assert_eq!(later.join().unwrap(), 10 * SMALL);
            assert_eq!(budget.reserve(SMALL - 1).bytes, 0, "small ones are not counted");
        });
    }
}
