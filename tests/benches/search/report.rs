//! Both asked the same, and what came of it.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts and sizes here are far below what a float holds exactly"
)]

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use vanort_model::{RandomId, Revision, Version, fold_name};
use vanort_register::{Document, IndexFolder, SearchIndex, SearchRequest};

use crate::corpus::Corpus;
use crate::fts5::Fts5;
use crate::queries::{Query, queries};

/// What came of the queries of one kind.
#[derive(Debug, Default)]
struct Outcome {
    asked: usize,
    first: usize,
    within_ten: usize,
    times: Vec<Duration>,
}

/// What a size of the register costs.
#[derive(Debug)]
pub(crate) struct Growth {
    name: &'static str,
    documents: usize,
    /// Median and 99th percentile of all queries in milliseconds, of the index and of FTS5.
    ours: (f64, f64),
    theirs: (f64, f64),
}

/// Prints how the cost of a query grows with the number of documents.
pub(crate) fn print_growth(sizes: &[Growth]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let Some(first) = sizes.first().filter(|_| sizes.len() > 1) else {
        return Ok(());
    };
    writeln!(
        out,
        "\n{:<12} {:>9} {:>6}   {:>19} {:>6}   {:>19} {:>6}",
        "growth", "documents", "times", "median / p99 ms", "times", "FTS5", "times"
    )?;
    for size in sizes {
        writeln!(
            out,
            "{:<12} {:>9} {:>6.1}   {:>9.3} / {:>7.3} {:>6.1}   {:>9.3} / {:>7.3} {:>6.1}",
            size.name,
            size.documents,
            size.documents as f64 / first.documents as f64,
            size.ours.0,
            size.ours.1,
            size.ours.0 / first.ours.0,
            size.theirs.0,
            size.theirs.1,
            size.theirs.0 / first.theirs.0
        )?;
    }
    Ok(())
}

/// The memory of this process, in bytes; 0 where the system does not tell.
fn memory() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let resident = pages
        .split(' ')
        .nth(1)
        .and_then(|it| it.parse::<f64>().ok());
    resident.unwrap_or(0.0) * 4096.0
}

/// How many documents an import of a few ties changes.
const CHANGED_DOCUMENTS: usize = 40;

fn version(number: u32) -> Version {
    Version {
        revision: Revision(number.into()),
        id: RandomId::from_bits(number.into()),
    }
}

fn milliseconds(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1_000.0
}

/// Puts the documents into both, and prints what that took.
fn fill(
    out: &mut impl std::io::Write,
    corpus: &Corpus,
    folder: &Path,
) -> Result<(SearchIndex, Fts5)> {
    let documents = &corpus.documents;
    let folder = IndexFolder::open(folder, "bench")?;
    let begin = Instant::now();
    let index = SearchIndex::build(documents.clone(), version(1), &|_| {})?;
    let built = milliseconds(begin);
    let begin = Instant::now();
    folder.save(&index)?;
    let saved = milliseconds(begin);
    drop(index);
    let before = memory();
    let begin = Instant::now();
    let index = folder.load(None)?.context("the index that was saved")?;
    let loaded = milliseconds(begin);
    let resident = (memory() - before).max(0.0) / 1_048_576.0;
    let mut changed = documents.clone();
    for document in changed.iter_mut().take(CHANGED_DOCUMENTS) {
        document.twinnings += 1;
    }
    let begin = Instant::now();
    let updated = index.update(changed, version(2), &|_| {})?;
    let followed = milliseconds(begin);
    drop(updated);
    writeln!(
        out,
        "\n{}: {} documents, {} names; index built in {built:.0} ms, saved in {saved:.0} ms, {:.1} MiB on disk, loaded in {loaded:.0} ms, {resident:.0} MiB in memory; {CHANGED_DOCUMENTS} documents changed in {followed:.0} ms",
        corpus.name,
        documents.len(),
        documents.iter().map(|it| it.names.len() + 1).sum::<usize>(),
        index.status().size_bytes as f64 / 1_048_576.0,
    )?;
    let begin = Instant::now();
    let fts5 = Fts5::of(documents)?;
    writeln!(
        out,
        "FTS5 filled in {:.0} ms",
        begin.elapsed().as_secs_f64() * 1_000.0
    )?;
    Ok((index, fts5))
}

/// Asks both all queries, and prints a line a kind.
pub(crate) fn compare(corpus: &Corpus, misses: bool) -> Result<Growth> {
    let documents = &corpus.documents;
    let mut out = std::io::stdout().lock();
    let folder = tempfile::tempdir()?;
    let (index, fts5) = fill(&mut out, corpus, folder.path())?;
    let queries = queries(documents);
    let judge = Judge::of(documents);
    let numbers: HashMap<&str, usize> = (documents.iter().enumerate())
        .map(|(number, it)| (it.key.as_str(), number))
        .collect();
    let mut kinds: Vec<&str> = Vec::new();
    let mut outcomes: BTreeMap<&str, (Outcome, Outcome)> = BTreeMap::new();
    // Once without the clock, so that what is read when it is first needed has been read.
    for query in &queries {
        index.search(&SearchRequest::new(query.text.as_str(), 10))?;
        fts5.search(&query.text)?;
    }
    for query in &queries {
        if !kinds.contains(&query.kind) {
            kinds.push(query.kind);
        }
        let (ours, theirs) = outcomes.entry(query.kind).or_default();
        let begin = Instant::now();
        let page = index.search(&SearchRequest::new(query.text.as_str(), 10))?;
        let elapsed = begin.elapsed();
        ours.times.push(elapsed);
        if misses && elapsed > Duration::from_millis(2) {
            writeln!(
                out,
                "  slow [{}] {:?} {elapsed:?} {} hits, {:?}",
                query.kind, query.text, page.total, page.work
            )?;
        }
        let found: Vec<usize> = (page.hits.iter())
            .filter_map(|hit| numbers.get(hit.key.as_str()).copied())
            .collect();
        let right = judge.judge(query, &found);
        ours.note(right);
        if misses && !right.0 {
            let first = page.hits.first();
            writeln!(
                out,
                "  miss [{}] {:?} meant {:?}, first {:?} ({} hits, {:?})",
                query.kind,
                query.text,
                query
                    .meant
                    .and_then(|it| documents.get(it))
                    .map(|it| (&it.name, it.country.as_str())),
                first.map(|hit| (&hit.key, &hit.matched_name, hit.match_reason)),
                page.total,
                page.work,
            )?;
        }
        let begin = Instant::now();
        let found = fts5.search(&query.text)?;
        theirs.times.push(begin.elapsed());
        theirs.note(judge.judge(query, &found));
    }
    writeln!(
        out,
        "{:<22} {:>5}   {:>14}   {:>14}   {:>19}   {:>19}   ratio",
        "kind", "asked", "first / ten", "FTS5", "median / p99 ms", "FTS5"
    )?;
    let mut sum = (Outcome::default(), Outcome::default());
    for kind in kinds {
        if let Some((ours, theirs)) = outcomes.remove(kind) {
            line(&mut out, kind, &ours, &theirs)?;
            sum.0.add(ours);
            sum.1.add(theirs);
        }
    }
    line(&mut out, "all", &sum.0, &sum.1)?;
    Ok(Growth {
        name: corpus.name,
        documents: documents.len(),
        ours: sum.0.times(),
        theirs: sum.1.times(),
    })
}

fn line(out: &mut impl std::io::Write, kind: &str, ours: &Outcome, theirs: &Outcome) -> Result<()> {
    let share = |outcome: &Outcome| {
        let share = |right: usize| 100.0 * right as f64 / outcome.asked.max(1) as f64;
        format!(
            "{:>6.1} / {:>5.1}",
            share(outcome.first),
            share(outcome.within_ten)
        )
    };
    let times = |outcome: &Outcome| {
        let (median, p99) = outcome.times();
        format!("{median:>9.3} / {p99:>7.3}")
    };
    writeln!(
        out,
        "{kind:<22} {:>5}   {:>14}   {:>14}   {:>19}   {:>19}   {:>5.2}",
        ours.asked,
        share(ours),
        share(theirs),
        times(ours),
        times(theirs),
        ours.times().0 / theirs.times().0
    )?;
    Ok(())
}

impl Outcome {
    fn note(&mut self, (first, within_ten): (bool, bool)) {
        self.asked += 1;
        self.first += usize::from(first);
        self.within_ten += usize::from(within_ten);
    }

    fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.first += other.first;
        self.within_ten += other.within_ten;
        self.times.extend(other.times);
    }

    /// The median and the 99th percentile, in milliseconds.
    fn times(&self) -> (f64, f64) {
        let mut times = self.times.clone();
        times.sort_unstable();
        let at = |share: usize| {
            let place = (times.len() * share / 100).min(times.len().saturating_sub(1));
            times
                .get(place)
                .map_or(0.0, |it| it.as_secs_f64() * 1_000.0)
        };
        (at(50), at(99))
    }
}

/// What is right.
struct Judge<'d> {
    documents: &'d [Document],
    /// The folded names of each document.
    names: Vec<Vec<String>>,
}

impl<'d> Judge<'d> {
    fn of(documents: &'d [Document]) -> Self {
        let names = |document: &Document| {
            let names = std::iter::once(document.name.as_str())
                .chain(document.names.iter().map(|name| name.text.as_str()));
            names.map(fold_name).collect()
        };
        Self {
            documents,
            names: documents.iter().map(names).collect(),
        }
    }

    /// Whether the first hit is right, and whether what was meant is among the first ten.
    fn judge(&self, query: &Query, found: &[usize]) -> (bool, bool) {
        let Some(meant) = query.meant else {
            return (found.is_empty(), found.is_empty());
        };
        let first = found
            .first()
            .is_some_and(|first| self.is_right(query, meant, *first));
        (first, first || found.contains(&meant))
    }

    fn is_right(&self, query: &Query, meant: usize, found: usize) -> bool {
        if found == meant {
            return true;
        }
        let (Some(found_document), Some(names), Some(meant_document)) = (
            self.documents.get(found),
            self.names.get(found),
            self.documents.get(meant),
        ) else {
            return false;
        };
        if let Some(country) = query.name.strip_prefix("in ") {
            return found_document.country.as_str() == country;
        }
        // What cannot be told apart by the text is as good.
        match query.kind {
            "beginning" => return names.iter().any(|name| begins(name, &query.name)),
            "words left out" => return names.iter().any(|name| has_words(name, &query.name)),
            "one slip" | "two slips" => {
                let nearest = |names: &[String]| {
                    let slips = |name: &String| strsim::damerau_levenshtein(name, &query.name);
                    names.iter().map(slips).min()
                };
                return nearest(names) <= self.names.get(meant).and_then(|meant| nearest(meant))
                    || names.iter().any(|name| begins(name, &query.name));
            }
            _ => {}
        }
        // A namesake is as good, unless the country was told; so is what has the meant one's name.
        let same_country =
            !query.kind.contains("country") || found_document.country == meant_document.country;
        let own = fold_name(&meant_document.name);
        same_country && names.iter().any(|name| *name == query.name || *name == own)
    }
}

/// Whether a name begins with what was typed, whatever its spaces.
fn begins(name: &str, typed: &str) -> bool {
    name.replace(' ', "").starts_with(&typed.replace(' ', ""))
}

/// Whether a name has all words that were typed, the last perhaps unfinished.
fn has_words(name: &str, typed: &str) -> bool {
    let mut words = typed.split(' ');
    words.all(|word| name.split(' ').any(|own| own.starts_with(word)))
}
