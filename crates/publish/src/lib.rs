//! Portal profile, article formats and package; pure, into any writer.
