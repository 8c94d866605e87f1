//! The sheets that the register reads, and their columns.

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
    Programmes,
    ProgrammeCountries,
    NetworkMembers,
    Resources,
    Contacts,
}

impl SheetKind {
    const ALL: [Self; 14] = [
        Self::Municipalities,
        Self::Regions,
        Self::Federations,
        Self::Counties,
        Self::Countries,
        Self::Twinnings,
        Self::Places,
        Self::Surveys,
        Self::Networks,
        Self::Programmes,
        Self::ProgrammeCountries,
        Self::NetworkMembers,
        Self::Resources,
        Self::Contacts,
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
            Self::Programmes => "Program",
            Self::ProgrammeCountries => "Länder i program",
            Self::NetworkMembers => "Nätverksmedlemmar",
            Self::Resources => "Handledningar",
            Self::Contacts => "Kontakter",
        }
    }

    /// All kinds.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter()
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
            Self::Programmes => &["Program"],
            Self::ProgrammeCountries => &["Program", "Land"],
            Self::NetworkMembers => &["Nätverk", "Medlem", "Land"],
            Self::Resources => &["Titel"],
            Self::Contacts => &["Organisation"],
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
                "Län",
                "Hemland",
                "Land",
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
            Self::Programmes => &[
                "Engelskt namn",
                "Beskrivning",
                "Finansiär",
                "Förvaltare",
                "Nationell kontakt",
                "Vem får söka",
                "Bidrag",
                "Gäller från",
                "Gäller till",
                "Säkerhet",
                "Ersätts av",
                "Webbplats",
                "Kontrollerad",
                "Källa",
            ],
            Self::ProgrammeCountries => &["Gäller från", "Gäller till", "Källa"],
            Self::NetworkMembers => &["Från år", "Till år", "Källa"],
            Self::Resources => &[
                "Typ",
                "Utgivare",
                "Format",
                "Språk",
                "Länk",
                "Status",
                "Kontrollerad",
                "Beskrivning",
                "Källa",
            ],
            Self::Contacts => &["Engelskt namn", "Roll", "Webbplats", "E-post", "Källa"],
        }
    }

    /// All columns that the sheet may have.
    pub(crate) fn columns(self) -> impl Iterator<Item = &'static str> {
        self.required().iter().chain(self.optional()).copied()
    }

    /// The headings that give a sheet away under any name. The association's lists are the same
    /// rows cut by municipality, country, region and federation, each under its own name.
    pub(crate) fn signature(self) -> &'static [&'static str] {
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
            Self::Programmes => &["Program", "Vem får söka"],
            Self::ProgrammeCountries => &["Program", "Land"],
            Self::NetworkMembers => &["Nätverk", "Medlem"],
            Self::Resources => &["Titel", "Språk"],
            Self::Contacts => &["Organisation", "Roll"],
        }
    }

    /// Whether other workbooks have sheets of this name that hold something else: then only its
    /// columns tell that it is meant.
    pub(crate) fn is_common_name(self) -> bool {
        matches!(self, Self::Programmes | Self::Resources | Self::Contacts)
    }
}
