//! What holds for the repository as a whole and no single crate can see: who may depend on whom,
//! licences, modules that no target reaches, and words that must not be committed. What a portal or
//! a file format demands is tested beside the code that writes it.

mod features;
mod floors;
mod formats;
mod licences;
mod links;
mod locks;
mod purity;
mod reach;
mod repository;
mod versions;
mod words;
