//! What goes over the wire to the window and to `tezis-cli --json`: plain data, fields in snake case, times in
//! RFC 3339, ids as texts. `ui/src/ipc/bindings.ts` is made from these types (tests/it/bindings.rs).

mod edit;
mod error;
mod job;
mod rows;
mod script;
mod session;
mod text;

pub use edit::*;
pub use error::*;
pub use job::*;
pub use rows::*;
pub use script::*;
pub use session::*;
pub use text::*;
