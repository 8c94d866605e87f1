//! Text in the encodings that spreadsheet programs write.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of a file: in UTF-8 or UTF-16 where a byte order mark says so, else in UTF-8 if it is
/// that, else in Windows-1252. Otherwise the line, from 1, of the first bytes that are no text: of
/// a text in UTF-8 that is damaged, every other letter would be wrong in Windows-1252.
pub(super) fn decode_text(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
    let text = if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let body = bytes.get(length..).unwrap_or_default();
        let (text, damaged) = encoding.decode_without_bom_handling(body);
        if damaged {
            return Err(line_of(&text, '\u{fffd}'));
        }
        text
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        Cow::Borrowed(text)
    } else if let Some(line) = damage_in_utf_8(bytes) {
        return Err(line);
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    };
    if text.contains('\0') {
        return Err(line_of(&text, '\0'));
    }
    Ok(text)
}

fn line_of(text: &str, letter: char) -> usize {
    let before = text.split(letter).next().unwrap_or_default();
    before.matches('\n').count() + 1
}

/// The line of the first damage, when the bytes are UTF-8 more often than not: in Windows-1252
/// hardly any two letters in a row happen to be a letter of UTF-8.
fn damage_in_utf_8(bytes: &[u8]) -> Option<usize> {
    let (mut letters, mut damages, mut lines, mut first) = (0_usize, 0_usize, 1, None);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        lines += chunk.valid().matches('\n').count();
        if !chunk.invalid().is_empty() {
            damages += 1;
            first.get_or_insert(lines);
        }
    }
    first.filter(|_| letters > 0 && letters >= damages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_gives_the_same_text() {
        let text = "Vänort;Hangö – Åbo\n";
        let utf_16 = |units: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            let units = text.encode_utf16().flat_map(units);
            mark.into_iter().chain(units).collect::<Vec<u8>>()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            b"V\xe4nort;Hang\xf6 \x96 \xc5bo\n".to_vec(),
            utf_16(u16::to_le_bytes, [0xff, 0xfe]),
            utf_16(u16::to_be_bytes, [0xfe, 0xff]),
        ] {
            assert_eq!(decode_text(&bytes).unwrap(), text, "{bytes:?}");
        }
    }

    #[test]
    fn damaged_text_is_told_by_its_line() {
        assert_eq!(decode_text(b"a\nb\0c"), Err(2));
        assert_eq!(
            decode_text("å\nä\nö".as_bytes().split_last().unwrap().1),
            Err(3)
        );
        assert_eq!(decode_text(b"\xff\xfea\0\n\0\x00\xd8"), Err(2));
    }
}
