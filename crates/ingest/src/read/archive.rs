//! The zip archive that a workbook is, measured before anyone unpacks it for good.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;

/// What the old Excel format begins with, and every workbook that has a password.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Unpacks every part of the archive without keeping it, and refuses what is no archive, is
/// encrypted, or unpacks to more than the limits. The sizes that the archive itself tells are not
/// believed.
pub(super) fn check_archive(
    file: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<(), WorkbookError> {
    let file = || file.to_owned();
    let not_a_workbook = |source| WorkbookError::NotAWorkbook {
        file: file(),
        source,
    };
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(if names_encrypted_package(bytes) {
            WorkbookError::Encrypted { file: file() }
        } else {
            not_a_workbook(None)
        });
    }
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| not_a_workbook(Some(error.into())))?;
    let too_large = || WorkbookError::UnpacksTooLarge {
        file: file(),
        max_unpacked_bytes: limits.max_unpacked_bytes,
        max_parts: limits.max_parts,
    };
    if archive.len() > limits.max_parts {
        return Err(too_large());
    }
    let mut left = limits.max_unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive
            .by_index(index)
            .map_err(|error| not_a_workbook(Some(error.into())))?;
        // A part without a readable name may be any.
        let holds_strings = (part.name()).map_or(true, |name| {
            name.to_lowercase().ends_with("sharedstrings.xml")
        });
        let mut unpacked = part.take(left.saturating_add(1));
        let mut content = Vec::new();
        let length = if holds_strings {
            unpacked
                .read_to_end(&mut content)
                .map(|length| length as u64)
        } else {
            std::io::copy(&mut unpacked, &mut std::io::sink())
        };
        let length = length.map_err(|error| not_a_workbook(Some(error.into())))?;
        left = left.checked_sub(length).ok_or_else(too_large)?;
        if !tells_credible_count(&content, limits.max_cells) {
            return Err(not_a_workbook(None));
        }
    }
    Ok(())
}

/// Whether the name of the stream that holds an encrypted workbook stands among the bytes.
fn names_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
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
