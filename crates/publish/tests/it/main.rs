//! Tests of the profile, the formats and the packages, on an own-written forum with invented people.

mod canary;
mod check;
mod formats;
mod html;
mod package;
mod profile;
mod support;
