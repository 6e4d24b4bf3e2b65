//! One 24 MP JPEG to the three renditions of `mia.az`, by both encoders.

fn main() {}
