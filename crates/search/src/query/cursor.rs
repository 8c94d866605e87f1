//! Where a page of hits begins.

use std::fmt;
use std::str::FromStr;

use vanort_model::{Revision, Version};

use crate::error::CursorError;

/// The place of a hit among all hits of its search, in the index of one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SearchCursor {
    /// The version of the register that the index was built from.
    pub version: Version,
    /// What was searched for: a digest of the text, the filter and the analyser, as a place means
    /// nothing in another search.
    pub search: u32,
    /// The hit's place; the first hit has 1.
    pub rank: u64,
}

impl fmt::Display for SearchCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:08x}.{}", self.version, self.search, self.rank)
    }
}

impl FromStr for SearchCursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let parse = || {
            let (version, rest) = text.split_once('.')?;
            let (revision, id) = version.split_once('-')?;
            let (search, rank) = rest.split_once('.')?;
            let is_digest = search.len() == 8 && search.bytes().all(|it| it.is_ascii_hexdigit());
            Some(Self {
                version: Version {
                    revision: Revision(digits(revision)?.parse().ok()?),
                    id: id.parse().ok()?,
                },
                search: u32::from_str_radix(search, 16).ok().filter(|_| is_digest)?,
                rank: digits(rank)?.parse().ok()?,
            })
        };
        parse().ok_or_else(|| CursorError {
            text: text.to_owned(),
        })
    }
}

fn digits(text: &str) -> Option<&str> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_model::RandomId;

    #[test]
    fn a_cursor_is_read_as_it_is_written() {
        let id = RandomId::from_bits(0xabc);
        let cursor = SearchCursor {
            version: Version {
                revision: Revision(7),
                id,
            },
            search: 0xbeef,
            rank: 20,
        };
        assert_eq!(cursor.to_string(), format!("7-{id}.0000beef.20"));
        assert_eq!(format!("7-{id}.0000beef.20").parse(), Ok(cursor));
        assert!(format!("0-{id}.00000000.0").parse::<SearchCursor>().is_ok());
    }

    #[test]
    fn nothing_else_is_a_cursor() {
        for text in [
            "",
            ".",
            "..",
            "7",
            "7.",
            ".7",
            "7.20",
            "7.0000beef.20",
            "7-ID.20",
            "7-ID.beef.20",
            "7-ID.+000beef.20",
            "-7-ID.0000beef.1",
            "+7-ID.0000beef.1",
            "7-ID.0000beef.+1",
            "7-ID.0000beef.1.1",
            " 7-ID.0000beef.1",
            "7-ID.0000beef.1 ",
            "7-ID,0000beef,1",
            "7-abc.0000beef.1",
            "٧-ID.0000beef.١",
            "7-ID.0000beef.99999999999999999999",
            "99999999999999999999-ID.0000beef.1",
            "nonsense",
        ] {
            let text = text.replace("ID", &RandomId::from_bits(0xabc).to_string());
            assert!(text.parse::<SearchCursor>().is_err(), "{text}");
        }
    }
}
