//! The records that a stream of the old Excel format is made of (\[MS-XLS\] 2.1.4).

/// The kinds of record that are read.
pub(super) mod kind {
    pub(in crate::read::xls) const FORMULA: u16 = 0x0006;
    pub(in crate::read::xls) const EOF: u16 = 0x000A;
    pub(in crate::read::xls) const DATE_MODE: u16 = 0x0022;
    pub(in crate::read::xls) const FILE_PASS: u16 = 0x002F;
    pub(in crate::read::xls) const CONTINUE: u16 = 0x003C;
    pub(in crate::read::xls) const CODE_PAGE: u16 = 0x0042;
    pub(in crate::read::xls) const BOUND_SHEET: u16 = 0x0085;
    pub(in crate::read::xls) const MUL_RK: u16 = 0x00BD;
    pub(in crate::read::xls) const RICH_STRING: u16 = 0x00D6;
    pub(in crate::read::xls) const XF: u16 = 0x00E0;
    pub(in crate::read::xls) const MERGE_CELLS: u16 = 0x00E5;
    pub(in crate::read::xls) const SST: u16 = 0x00FC;
    pub(in crate::read::xls) const LABEL_SST: u16 = 0x00FD;
    pub(in crate::read::xls) const SUP_BOOK: u16 = 0x01AE;
    pub(in crate::read::xls) const NUMBER: u16 = 0x0203;
    pub(in crate::read::xls) const LABEL: u16 = 0x0204;
    pub(in crate::read::xls) const BOOL_ERR: u16 = 0x0205;
    pub(in crate::read::xls) const STRING: u16 = 0x0207;
    pub(in crate::read::xls) const RK: u16 = 0x027E;
    pub(in crate::read::xls) const FORMAT: u16 = 0x041E;
    pub(in crate::read::xls) const BOF: u16 = 0x0809;
}

/// A record: its kind and its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) bytes: &'a [u8],
}

/// The records of a stream, as far as they are whole.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The records that continue the last one.
    pub(super) fn continued(&mut self) -> Vec<&'a [u8]> {
        let mut parts = Vec::new();
        let mut ahead = self.clone();
        while let Some(Record {
            kind: kind::CONTINUE,
            bytes,
        }) = ahead.next()
        {
            parts.push(bytes);
            self.rest = ahead.rest;
        }
        parts
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.rest, 0)?, u16_at(self.rest, 2)?);
        let (bytes, rest) = (self.rest.get(4..)?).split_at_checked(length.into())?;
        self.rest = rest;
        Some(Record { kind, bytes })
    }
}

/// Appends a record.
pub(super) fn push_record(stream: &mut Vec<u8>, kind: u16, parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    // A record read had a length of two bytes, and none grows.
    let length = u16::try_from(length).unwrap_or(u16::MAX);
    stream.extend_from_slice(&kind.to_le_bytes());
    stream.extend_from_slice(&length.to_le_bytes());
    for part in parts {
        stream.extend_from_slice(part);
    }
}

/// The number of two bytes at an offset.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*bytes))
}

/// The number of four bytes at an offset.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}
