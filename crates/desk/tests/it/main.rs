//! Tests of the use cases, over a library on disk.

mod bindings;
