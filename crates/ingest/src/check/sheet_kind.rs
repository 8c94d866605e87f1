//! The sheets that the register reads, and their columns.

use vanort_model::fold_name;

/// A kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetKind {
    Municipalities,
    Regions,
    Federations,
    Counties,
    Countries,
    Twinnings,
    Places,
    Surveys,
    Networks,
}

impl SheetKind {
    const ALL: [Self; 9] = [
        Self::Municipalities,
        Self::Regions,
        Self::Federations,
        Self::Counties,
        Self::Countries,
        Self::Twinnings,
        Self::Places,
        Self::Surveys,
        Self::Networks,
    ];

    /// The name of the sheet in the register's own workbooks.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Municipalities => "Kommuner",
            Self::Regions => "Regioner",
            Self::Federations => "Regionförbund",
            Self::Counties => "Län",
            Self::Countries => "Länder",
            Self::Twinnings => "Vänorter",
            Self::Places => "Orter",
            Self::Surveys => "Kartläggningar",
            Self::Networks => "Nätverk",
        }
    }

    /// All names of sheets, for a sentence.
    pub(crate) fn all_titles() -> String {
        Self::ALL.map(Self::title).join(", ")
    }

    /// All names of sheets.
    pub(crate) fn titles() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Self::title)
    }

    /// The columns without which the sheet cannot be read.
    pub(crate) fn required(self) -> &'static [&'static str] {
        match self {
            Self::Municipalities => &["Kommunkod", "Kommun"],
            Self::Regions => &["Regionkod", "Region"],
            Self::Federations => &["Regionförbund"],
            Self::Counties => &["Länskod", "Län"],
            Self::Countries => &["Landskod", "Land"],
            Self::Twinnings => &["Vänort"],
            Self::Places => &["Ort", "Land"],
            Self::Surveys => &["Kartläggning"],
            Self::Networks => &["Nätverk"],
        }
    }

    /// The columns that the sheet may have besides.
    pub(crate) fn optional(self) -> &'static [&'static str] {
        match self {
            Self::Municipalities => &[
                "Officiellt namn",
                "Länskod",
                "Centralort",
                "GeoNames-id",
                "Andra namn",
                "Anmärkning",
                "Källa",
            ],
            Self::Regions => &[
                "Officiellt namn",
                "Länskod",
                "Säte",
                "Andra namn",
                "Anmärkning",
                "Källa",
            ],
            Self::Federations => &[
                "Officiellt namn",
                "Andra namn",
                "Länskod",
                "Säte",
                "Från år",
                "Till år",
                "Uppgått i",
                "Anmärkning",
                "Källa",
            ],
            Self::Counties => &["Länsbokstav", "Residensstad", "Källa"],
            Self::Countries => &[
                "Engelskt namn",
                "Egna namn",
                "Andra namn",
                "Tidigare namn",
                "Källa",
            ],
            Self::Twinnings => &[
                "Kommunkod",
                "Kommun",
                "Region",
                "Regionförbund",
                "Land",
                "Län",
                "Hemland",
                "Typ",
                "Status",
                "Startår",
                "Slutår",
                "Område",
                "Nätverk",
                "Anmärkning",
                "Källa",
                "Kartläggning",
                "Samarbets-id",
            ],
            Self::Places => &[
                "Lokalt namn",
                "Andra namn",
                "Tidigare namn",
                "GeoNames-id",
                "Uppgått i",
                "Uppgått år",
                "Anmärkning",
                "Källa",
            ],
            Self::Surveys => &["År", "Utgivare", "Beskrivning", "Källa"],
            Self::Networks => &["Webbplats", "Beskrivning", "Källa"],
        }
    }

    /// All columns that the sheet may have.
    pub(crate) fn columns(self) -> impl Iterator<Item = &'static str> {
        self.required().iter().chain(self.optional()).copied()
    }

    /// The kind of the sheet of this name or, under another name, with these headings (folded).
    pub(crate) fn recognise(sheet: &str, headings: &[String]) -> Option<Self> {
        let sheet = fold_name(sheet);
        let by_name = Self::ALL
            .into_iter()
            .find(|kind| fold_name(kind.title()) == sheet);
        by_name.or_else(|| {
            Self::ALL.into_iter().find(|kind| {
                let signature = kind.signature();
                !signature.is_empty()
                    && (signature.iter()).all(|heading| headings.contains(&fold_name(heading)))
            })
        })
    }

    /// The headings that give a sheet away under any name. The association's lists are the same
    /// rows cut by municipality, country, region and federation, each under its own name.
    fn signature(self) -> &'static [&'static str] {
        match self {
            Self::Municipalities => &["Kommunkod", "Kommun", "Officiellt namn"],
            Self::Regions => &["Regionkod", "Region"],
            Self::Federations => &["Regionförbund", "Uppgått i"],
            Self::Counties => &["Länskod", "Län", "Länsbokstav"],
            Self::Countries => &["Landskod", "Land", "Engelskt namn"],
            Self::Twinnings => &["Vänort"],
            Self::Places => &["Ort", "Land", "Lokalt namn"],
            Self::Surveys => &["Kartläggning", "Utgivare"],
            Self::Networks => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_known_by_its_name_or_by_its_headings() {
        let headings =
            |names: &[&str]| names.iter().map(|name| fold_name(name)).collect::<Vec<_>>();
        assert_eq!(
            SheetKind::recognise(" vänorter", &[]),
            Some(SheetKind::Twinnings)
        );
        assert_eq!(
            SheetKind::recognise("Per land 2011", &headings(&["Land", "Kommun", "Vänort"])),
            Some(SheetKind::Twinnings)
        );
        assert_eq!(
            SheetKind::recognise("Nätverksmedlemmar", &headings(&["Nätverk", "Ort", "Land"])),
            None
        );
    }
}
