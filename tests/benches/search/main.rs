//! How often the right place comes first, and how fast, beside `SQLite`'s FTS5.
//!
//! Queries of every kind that people type are made from the names of the register's documents by a
//! generator with a fixed seed, and asked of the index and of FTS5 tables (words, and trigrams
//! where those find too little) that hold the same documents with the same names, in the same
//! process. A query is answered right when the first hit is what was meant, or cannot be told from it
//! by the text: has the very name that was typed, begins with it, or is as few slips away; within
//! ten when what was meant is among the first ten. Printed are, for each kind, both shares and the
//! median and 99th percentile of the time of a query; and at the end how that grows with the number
//! of documents.
//!
//!     cargo bench -p vanort-tests --bench search [-- register|world|gazetteer] [--misses]
//!
//! The register is the shipped data; the world is `../shared/reference/twinnings-world.csv` with
//! the gazetteer beside it, and is passed over where they are missing.

mod corpus;
mod fts5;
mod queries;
mod report;

use std::io::Write as _;

use anyhow::Result;

use crate::corpus::Corpus;
use crate::report::{compare, print_growth};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let misses = arguments.iter().any(|it| it == "--misses");
    let wanted = |name: &str| {
        let named = |it: &String| Corpus::NAMES.contains(&it.as_str());
        !arguments.iter().any(named) || arguments.iter().any(|it| it == name)
    };
    let mut sizes = Vec::new();
    for name in Corpus::NAMES {
        if !wanted(name) {
            continue;
        }
        match Corpus::read(name)? {
            Some(corpus) => sizes.push(compare(&corpus, misses)?),
            None => writeln!(
                std::io::stdout(),
                "{name}: its files are not there, passed over"
            )?,
        }
    }
    print_growth(&sizes)
}
