//! Use cases: everything a user can ask Tezis for, and the types on the wire to the window.
