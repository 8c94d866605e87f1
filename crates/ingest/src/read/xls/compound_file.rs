//! The compound file that holds an .xls workbook: a small file system of its own, with sectors in
//! chains and a directory (\[MS-CFB\]).

use std::collections::BTreeSet;

use crate::read::xls::biff::{u16_at, u32_at};

/// The first sector number that is none: what ends a chain, or stands for nothing.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// The bytes of an entry of the directory.
const ENTRY_BYTES: usize = 128;

/// Streams smaller than this in bytes stand in the sectors of the root entry's own stream.
const SMALL_STREAM_BYTES: usize = 4_096;

/// The bytes of a sector within the root entry's stream.
const SMALL_SECTOR_BYTES: usize = 64;

/// A compound file: what its root folder holds.
#[derive(Debug)]
pub(super) struct CompoundFile<'a> {
    sectors: Sectors<'a>,
    entries: Vec<Entry>,
    small: Vec<u8>,
    small_chain: Vec<u32>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    size_bytes: usize,
}

/// The sectors of the file, and which one follows each.
#[derive(Debug)]
struct Sectors<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    next: Vec<u32>,
}

impl<'a> Sectors<'a> {
    fn get(&self, sector: u32) -> Option<&'a [u8]> {
        // The header takes the place of a first sector.
        let at = (usize::try_from(sector).ok()?)
            .checked_add(1)?
            .checked_mul(self.sector_bytes)?;
        let rest = self.bytes.get(at..)?;
        // The last sector of a file may be cut where its content ends.
        Some(rest.get(..self.sector_bytes).unwrap_or(rest)).filter(|sector| !sector.is_empty())
    }

    /// The bytes of a chain of sectors; `None` when the chain is broken or runs in a circle.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        for sector in chain_from(start, &self.next)? {
            content.extend_from_slice(self.get(sector)?);
        }
        Some(content)
    }
}

/// The sectors from the first on, each once.
fn chain_from(start: u32, next: &[u32]) -> Option<Vec<u32>> {
    let mut chain = Vec::new();
    let mut sector = start;
    while sector < NO_SECTOR {
        if chain.len() >= next.len() {
            return None;
        }
        chain.push(sector);
        sector = *next.get(usize::try_from(sector).ok()?)?;
    }
    Some(chain)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|number| u32::from_le_bytes(*number))
}

impl<'a> CompoundFile<'a> {
    /// Reads the directory; `None` when the bytes are no compound file, or a damaged one.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let sector_bytes = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut sectors = Sectors {
            bytes,
            sector_bytes,
            next: Vec::new(),
        };
        sectors.next = next_sectors(&sectors)?;
        let directory = sectors.chain(u32_at(bytes, 48)?)?;
        let (root, entries) = root_folder(&directory)?;
        let (small, small_chain) = match u32_at(bytes, 60)? {
            NO_SECTOR.. => (Vec::new(), Vec::new()),
            start => (
                sectors.chain(root)?,
                numbers(&sectors.chain(start)?).collect(),
            ),
        };
        Some(Self {
            sectors,
            entries,
            small,
            small_chain,
        })
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        (self.entries.iter()).find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Whether the root folder holds something of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The stream of this name; `None` when there is none, or its bytes are not all there.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entry(name)?;
        let mut content = if entry.size_bytes < SMALL_STREAM_BYTES {
            let mut content = Vec::new();
            for sector in chain_from(entry.start, &self.small_chain)? {
                let at = usize::try_from(sector)
                    .ok()?
                    .checked_mul(SMALL_SECTOR_BYTES)?;
                let rest = self.small.get(at..)?;
                content.extend_from_slice(rest.get(..SMALL_SECTOR_BYTES).unwrap_or(rest));
            }
            content
        } else {
            self.sectors.chain(entry.start)?
        };
        if content.len() < entry.size_bytes {
            return None;
        }
        content.truncate(entry.size_bytes);
        Some(content)
    }
}

/// Which sector follows each: a table that itself is spread over sectors, which the header lists,
/// and further sectors that list more of them.
fn next_sectors(sectors: &Sectors<'_>) -> Option<Vec<u32>> {
    let bytes = sectors.bytes;
    let most = bytes.len() / sectors.sector_bytes + 1;
    let mut tables: Vec<u32> = numbers(bytes.get(76..512)?).collect();
    let mut list = u32_at(bytes, 68)?;
    let mut lists = 0;
    while list < NO_SECTOR {
        lists += 1;
        if lists > most {
            return None;
        }
        let mut listed: Vec<u32> = numbers(sectors.get(list)?).collect();
        list = listed.pop()?;
        tables.extend(listed);
    }
    tables.retain(|sector| *sector < NO_SECTOR);
    if tables.len() > most {
        return None;
    }
    let mut next = Vec::new();
    for table in tables {
        next.extend(numbers(sectors.get(table)?));
    }
    Some(next)
}

/// The first sector of the root entry's own stream, and what the root folder holds: a tree in
/// which each entry names its two neighbours.
fn root_folder(directory: &[u8]) -> Option<(u32, Vec<Entry>)> {
    let root = directory.get(..ENTRY_BYTES)?;
    let mut entries = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![u32_at(root, 76)?];
    while let Some(number) = open.pop() {
        let at = (usize::try_from(number).ok()).and_then(|it| it.checked_mul(ENTRY_BYTES));
        let bytes = at.and_then(|at| directory.get(at..)?.get(..ENTRY_BYTES));
        let (Some(bytes), true) = (bytes, seen.insert(number)) else {
            continue;
        };
        open.extend([u32_at(bytes, 68)?, u32_at(bytes, 72)?]);
        let (units, _) = bytes.get(..64)?.as_chunks::<2>();
        let units = (units.iter().map(|unit| u16::from_le_bytes(*unit))).take_while(|it| *it != 0);
        entries.push(Entry {
            name: String::from_utf16_lossy(&units.collect::<Vec<u16>>()),
            start: u32_at(bytes, 116)?,
            size_bytes: usize::try_from(u32_at(bytes, 120)?).ok()?,
        });
    }
    Some((u32_at(root, 116)?, entries))
}
