//! What a workbook carries besides its cells.

use vanort_model::FindingCode;

/// What a workbook carries besides its cells, and what was done about it: nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Remark {
    /// Programs.
    Macros,
    /// References to other files, or to databases.
    Links,
}

impl Remark {
    pub(crate) fn code(self) -> FindingCode {
        match self {
            Self::Macros => FindingCode::MacrosIgnored,
            Self::Links => FindingCode::LinksIgnored,
        }
    }

    /// The remark in Swedish, one sentence.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Macros => "arbetsboken innehåller makron; de kördes inte.",
            Self::Links => {
                "arbetsboken hänvisar till andra filer eller datakällor; de öppnades inte."
            }
        }
    }

    /// What the name of one part of an archive gives away.
    pub(super) fn of_part(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let basic = name.strip_prefix("basic/").is_some_and(|module| {
            // The lists of libraries and modules are there even when they are empty.
            !module.ends_with('/') && !module.ends_with("-lb.xml") && !module.ends_with("-lc.xml")
        });
        let script = name.starts_with("scripts/") && !name.ends_with('/');
        if name.ends_with("vbaproject.bin")
            || name.starts_with("xl/macrosheets/")
            || basic
            || script
        {
            return Some(Self::Macros);
        }
        let connection = name.starts_with("xl/connections.");
        (name.starts_with("xl/externallinks/") || connection).then_some(Self::Links)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_an_archive_give_macros_and_links_away() {
        for (name, remark) in [
            ("xl/vbaProject.bin", Some(Remark::Macros)),
            ("xl/macrosheets/sheet1.xml", Some(Remark::Macros)),
            ("Basic/Standard/Modul1.xml", Some(Remark::Macros)),
            ("Basic/Standard/script-lb.xml", None),
            ("Basic/script-lc.xml", None),
            ("Scripts/python/rensa.py", Some(Remark::Macros)),
            ("xl/externalLinks/externalLink1.xml", Some(Remark::Links)),
            ("xl/connections.xml", Some(Remark::Links)),
            ("xl/worksheets/sheet1.xml", None),
        ] {
            assert_eq!(Remark::of_part(name), remark, "{name}");
        }
    }
}
