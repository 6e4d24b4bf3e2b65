//! The documents as their callers use them: edits, merges, inverses, damage.

mod story;
mod support;

mod converge;
mod damage;
mod entities;
mod inverse;
mod rules;
