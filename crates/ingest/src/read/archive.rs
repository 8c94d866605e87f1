//! The zip archive that a workbook is, measured before anyone unpacks it for good.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::tally::Tally;

/// The part in which a spreadsheet of OpenDocument tells which of its parts are encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";

/// A zip archive that has been measured.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    names: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Unpacks every part of the archive without keeping it, and refuses what is no archive, is
    /// encrypted, or unpacks to more than the limits. The sizes that the archive itself tells are
    /// not believed, and parts that lie upon each other are counted each time.
    pub(super) fn measure(bytes: &'a [u8], tally: &Tally<'_>) -> Result<Self, WorkbookError> {
        let limits = tally.limits();
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| tally.refused(error))?;
        if archive.len() > limits.max_parts {
            return Err(tally.unpacks_too_large());
        }
        let most = largest_unpacked_bytes(bytes.len() as u64, limits);
        let mut left = most;
        let mut names = Vec::new();
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|error| match error {
                ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => tally.encrypted(),
                error => tally.refused(error),
            })?;
            // A part without a readable name may be any.
            let name = (part.name()).map_or_else(|_| String::new(), std::borrow::Cow::into_owned);
            let holds_strings =
                name.is_empty() || name.to_lowercase().ends_with("sharedstrings.xml");
            let mut unpacked = part.take(left.saturating_add(1));
            let mut content = Vec::new();
            let length = if holds_strings || name == MANIFEST {
                (unpacked.read_to_end(&mut content)).map(|length| length as u64)
            } else {
                std::io::copy(&mut unpacked, &mut std::io::sink())
            };
            let length = length.map_err(|error| tally.refused(error))?;
            left = (left.checked_sub(length)).ok_or_else(|| tally.unpacks_too_large())?;
            if name == MANIFEST && holds(&content, b"encryption-data") {
                return Err(tally.encrypted());
            }
            if holds_strings && !tells_credible_count(&content, limits.max_cells) {
                return Err(tally.damaged());
            }
            names.push(name);
        }
        Ok(Self { bytes, names })
    }

    /// The archive's bytes.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The names of the archive's parts, as they are written.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// How far an archive of this size may unpack.
fn largest_unpacked_bytes(packed_bytes: u64, limits: &WorkbookLimits) -> u64 {
    packed_bytes
        .saturating_mul(limits.max_ratio)
        .max(WorkbookLimits::RATIO_FLOOR_BYTES)
        .min(limits.max_unpacked_bytes)
}

/// Whether the word stands among the bytes.
fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Whether a table of strings tells a number of strings that a workbook can have: calamine sets
/// memory aside for as many as it is told. Bytes that cannot stand in XML in UTF-8 could hide the
/// number in another encoding, so they are refused.
fn tells_credible_count(content: &[u8], max_count: usize) -> bool {
    if content.iter().any(|byte| matches!(byte, 0x00 | 0x1B)) {
        return false;
    }
    let word = b"uniqueCount";
    let mut rest = content;
    while let Some(at) = rest.windows(word.len()).position(|window| window == word) {
        rest = rest.get(at + word.len()..).unwrap_or_default();
        let value = rest
            .split(|byte| matches!(byte, b'"' | b'\''))
            .nth(1)
            .unwrap_or_default();
        let digits: Vec<u8> = value
            .iter()
            .copied()
            .filter(u8::is_ascii_digit)
            .skip_while(|digit| *digit == b'0')
            .take(20)
            .collect();
        let count = digits.iter().try_fold(0_usize, |count, digit| {
            count
                .checked_mul(10)?
                .checked_add(usize::from(digit - b'0'))
        });
        // Strings that no cell shows any more may linger in an honest workbook.
        if count.is_none_or(|count| count > max_count.saturating_mul(2)) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_strings_may_not_ask_for_memory_it_cannot_fill() {
        let credible = |text: &str| tells_credible_count(text.as_bytes(), 1_000);
        assert!(credible(r#"<sst count="3" uniqueCount="3">"#));
        assert!(credible("<sst>"));
        assert!(!credible(r#"<sst uniqueCount="9000000000000">"#));
        assert!(!credible("<sst uniqueCount = '99999999999999999999999'>"));
        assert!(!credible("<\0s\0s\0t\0"));
    }
}
