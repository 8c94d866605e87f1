//! The records that the parts of an .xlsb workbook are made of (\[MS-XLSB\] 2.1.4).

/// The kinds of record that are read.
pub(super) mod kind {
    pub(in crate::read::xlsb) const ROW: u16 = 0x0000;
    pub(in crate::read::xlsb) const BLANK: u16 = 0x0001;
    pub(in crate::read::xlsb) const ERROR: u16 = 0x0003;
    pub(in crate::read::xlsb) const STRING: u16 = 0x0006;
    pub(in crate::read::xlsb) const FORMULA_ERROR: u16 = 0x000B;
    pub(in crate::read::xlsb) const SHORT_BLANK: u16 = 0x000C;
    pub(in crate::read::xlsb) const SHORT_SHARED_STRING: u16 = 0x0012;
    pub(in crate::read::xlsb) const SHARED_STRING: u16 = 0x0013;
    pub(in crate::read::xlsb) const FORMAT: u16 = 0x002C;
    pub(in crate::read::xlsb) const XF: u16 = 0x002F;
    pub(in crate::read::xlsb) const RICH_STRING: u16 = 0x003E;
    pub(in crate::read::xlsb) const BEGIN_SHEET_DATA: u16 = 0x0091;
    pub(in crate::read::xlsb) const END_SHEET_DATA: u16 = 0x0092;
    pub(in crate::read::xlsb) const DIMENSIONS: u16 = 0x0094;
    pub(in crate::read::xlsb) const BUNDLE_SHEET: u16 = 0x009C;
    pub(in crate::read::xlsb) const MERGE_CELL: u16 = 0x00B0;
    pub(in crate::read::xlsb) const BEGIN_FORMATS: u16 = 0x0267;
    pub(in crate::read::xlsb) const BEGIN_CELL_XFS: u16 = 0x0269;
    pub(in crate::read::xlsb) const END_CELL_XFS: u16 = 0x026A;
}

/// A record: its kind and its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) bytes: &'a [u8],
}

/// The records of a part; `None` when the part does not end where its last record does.
pub(super) fn records(mut part: &[u8]) -> Option<Vec<Record<'_>>> {
    let mut records = Vec::new();
    while !part.is_empty() {
        // Two bytes at most, and four, of seven bits each.
        let (kind, rest) = number(part, 2)?;
        let (length, rest) = number(rest, 4)?;
        let (bytes, rest) = rest.split_at_checked(length)?;
        records.push(Record {
            kind: u16::try_from(kind).ok()?,
            bytes,
        });
        part = rest;
    }
    Some(records)
}

fn number(bytes: &[u8], most_bytes: usize) -> Option<(usize, &[u8])> {
    let mut number = 0;
    let mut rest = bytes;
    for index in 0..most_bytes {
        let (byte, after) = rest.split_first()?;
        number |= usize::from(byte & 0x7F) << (7 * index);
        rest = after;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((number, rest))
}

/// Appends a record.
pub(super) fn push_record(part: &mut Vec<u8>, record: Record<'_>) {
    let [low, high] = (record.kind << 1).to_be_bytes();
    // The upper seven bits of the kind, and the lower seven.
    let (upper, lower) = (low, high >> 1);
    if upper == 0 {
        part.push(lower);
    } else {
        part.extend([lower | 0x80, upper]);
    }
    let mut length = record.bytes.len();
    loop {
        let bits = u8::try_from(length & 0x7F).unwrap_or_default();
        length >>= 7;
        part.push(if length > 0 { bits | 0x80 } else { bits });
        if length == 0 {
            break;
        }
    }
    part.extend_from_slice(record.bytes);
}

/// The number of four bytes at an offset.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_is_put_is_read_again() {
        let long = [7_u8; 300];
        for (kind, bytes) in [(0x13, &long[..]), (0x269, &[]), (0x7F, &[1]), (0x80, &[2])] {
            let mut part = Vec::new();
            push_record(&mut part, Record { kind, bytes });
            let read = records(&part).unwrap();
            assert_eq!((read.len(), read[0].kind, read[0].bytes), (1, kind, bytes));
            part.pop();
            assert!(bytes.is_empty() || records(&part).is_none());
        }
    }
}
