//! The table of texts that the cells of an .xls workbook share (\[MS-XLS\] 2.4.265).

use crate::read::xls::biff::{u16_at, u32_at};

/// The table's bytes: a record and those that continue it.
struct Parts<'a> {
    now: &'a [u8],
    later: std::slice::Iter<'a, &'a [u8]>,
}

impl Parts<'_> {
    fn next_part(&mut self) -> Option<()> {
        self.now = self.later.next()?;
        Some(())
    }

    /// Bytes that may run on into the next part.
    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > self.now.len() {
            length -= self.now.len();
            self.next_part()?;
        }
        self.now = self.now.get(length..)?;
        Some(())
    }

    /// Letters of one or two bytes; each part begins with how wide the letters in it are.
    fn skip_letters(&mut self, mut letters: usize, mut wide: bool) -> Option<()> {
        loop {
            let width = if wide { 2 } else { 1 };
            let here = (self.now.len() / width).min(letters);
            self.now = self.now.get(here * width..)?;
            letters -= here;
            if letters == 0 {
                return Some(());
            }
            self.next_part()?;
            let (flags, rest) = self.now.split_first()?;
            wide = flags & 1 != 0;
            self.now = rest;
        }
    }
}

/// How many texts the table really holds, whatever it tells; `None` when it is damaged.
pub(super) fn count_strings(first: &[u8], continued: &[&[u8]]) -> Option<usize> {
    let mut parts = Parts {
        now: first.get(8..)?,
        later: continued.iter(),
    };
    let mut count = 0_usize;
    loop {
        if parts.now.is_empty() && parts.next_part().is_none() {
            return Some(count);
        }
        if parts.now.is_empty() {
            continue;
        }
        let (letters, flags) = (u16_at(parts.now, 0)?, *parts.now.get(2)?);
        let mut head = 3;
        let mut tail = 0_usize;
        if flags & 8 != 0 {
            // What is bold and what is not: four bytes each.
            tail = usize::from(u16_at(parts.now, head)?) * 4;
            head += 2;
        }
        if flags & 4 != 0 {
            // How it is pronounced.
            let length = usize::try_from(u32_at(parts.now, head)?).ok()?;
            tail = tail.checked_add(length)?;
            head += 4;
        }
        parts.now = parts.now.get(head..)?;
        parts.skip_letters(letters.into(), flags & 1 != 0)?;
        parts.skip(tail)?;
        count += 1;
    }
}
