//! What goes over the wire to the window and to `tezis-cli --json`: plain data, fields in snake case, times in
//! RFC 3339, ids as texts. `ui/src/ipc/bindings.ts` is made from these types (tests/it/bindings.rs).

mod care;
mod change;
mod edit;
mod error;
mod find;
mod handover;
mod history;
mod ingest;
mod job;
mod kinds;
mod photo_desk;
mod preview;
mod returned;
mod rows;
mod script;
mod session;
mod text;

pub use care::*;
pub use change::*;
pub use edit::*;
pub use error::*;
pub use find::*;
pub use handover::*;
pub use history::*;
pub use ingest::*;
pub use job::*;
pub use kinds::*;
pub use photo_desk::*;
pub use preview::*;
pub use returned::*;
pub use rows::*;
pub use script::*;
pub use session::*;
pub use text::*;
