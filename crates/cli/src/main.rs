//! tezis-cli.

fn main() {}
