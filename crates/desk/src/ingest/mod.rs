//! Photos on their way in. `volumes`, `walk` and `scan` find what lies on cards, in folders and among files;
//! `job` takes it: `read` reads a file once, `look` says what it is, `fields` what the forum learns of it,
//! `second_copy` copies it to another disk. `replace` puts larger originals in the place of small pictures,
//! `versions` does so where a user asks for it. `heic` keeps what the window decodes, `elsewhere` and `watch`
//! hear of what other programs save.
//!
//! What is shown of photos that are in, and what is done to them, is in `photo_desk`.

mod batch;
mod elsewhere;
mod fields;
mod heic;
mod job;
mod look;
mod read;
mod replace;
mod scan;
mod second_copy;
mod versions;
mod volumes;
mod walk;
mod watch;

pub(crate) use job::Items;
pub(crate) use read::read_limited;
pub(crate) use scan::Scans;
pub(crate) use versions::TakenVersions;
pub(crate) use walk::files_of;
pub(crate) use watch::Watching;
