//! Tests of what is left when the machine stops (power, kernel), and of a full disk: what the
//! library acknowledged is there, whatever the disk made of the rest.

mod database;
mod files;
mod lossy_disk;
mod pulled_out;
mod trash;
