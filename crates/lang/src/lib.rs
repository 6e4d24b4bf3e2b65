//! Azerbaijani and English text: casing, folding, stemming, collation, slugs.
