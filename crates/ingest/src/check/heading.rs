//! What columns are called: the register's own headings, and what other lists call the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use vanort_model::fold_name;

use crate::check::sheet_kind::SheetKind;

/// The register's headings with what other lists write instead, in Swedish and English. A heading
/// counts only on sheets that have its column, so "År" is a first year among ties and the year
/// of a survey among surveys.
const ALIASES: &[(&str, &[&str])] = &[
    (
        "Kommunkod",
        &[
            "Kommun kod",
            "Kommunnummer",
            "Kommunnr",
            "Kommun nr",
            "Kod",
            "Municipality code",
            "Municipal code",
        ],
    ),
    (
        "Kommun",
        &[
            "Kommuner",
            "Kommunnamn",
            "Kommunens namn",
            "Namn på kommun",
            "Svensk kommun",
            "Svensk ort",
            "Hemkommun",
            "Hemort",
            "Municipality",
            "Municipality name",
            "Swedish municipality",
            "Home town",
            "Home municipality",
        ],
    ),
    (
        "Region",
        &[
            "Regionnamn",
            "Landsting",
            "Region/landsting",
            "Regional council",
        ],
    ),
    (
        "Regionförbund",
        &[
            "Förbund",
            "Regionalt förbund",
            "Regional federation",
            "Federation",
        ],
    ),
    ("Län", &["Länsnamn", "County"]),
    (
        "Hemland",
        &[
            "Kommunens land",
            "Land (kommun)",
            "Home country",
            "Country (municipality)",
        ],
    ),
    (
        "Vänort",
        &[
            "Vänorter",
            "Vänort/vänorter",
            "Vänortens namn",
            "Vänstad",
            "Vänstäder",
            "Vänkommun",
            "Vänkommuner",
            "Vänregion",
            "Partner",
            "Partners",
            "Partnerort",
            "Partnerorter",
            "Partnerstad",
            "Partnerkommun",
            "Samarbetspartner",
            "Twin town",
            "Twin towns",
            "Twin city",
            "Twin cities",
            "Sister city",
            "Sister cities",
            "Partner town",
            "Partner towns",
            "Partner city",
            "Friendship city",
        ],
    ),
    (
        "Land",
        &[
            "Länder",
            "Landet",
            "Landnamn",
            "Nation",
            "Vänortens land",
            "Vänortsland",
            "Land (vänort)",
            "Partnerland",
            "Country",
            "Country name",
            "Partner country",
            "Country of partner",
        ],
    ),
    (
        "Typ",
        &[
            "Slag",
            "Typ av samarbete",
            "Samarbetstyp",
            "Samarbetsform",
            "Type",
            "Kind",
        ],
    ),
    (
        "Status",
        &[
            "Aktiv",
            "Aktivt",
            "Aktiva",
            "Aktivt samarbete",
            "Läge",
            "Tillstånd",
            "Active",
            "State",
        ],
    ),
    (
        "Startår",
        &[
            "År",
            "Sedan",
            "Sedan år",
            "Vänort sedan",
            "Start",
            "Från",
            "Från år",
            "Avtalsår",
            "Avtal sedan",
            "Avtal tecknat",
            "Tecknat",
            "Undertecknat",
            "Since",
            "Year",
            "Start year",
            "From",
            "Signed",
            "Established",
        ],
    ),
    (
        "Slutår",
        &[
            "Slut",
            "Till",
            "Till år",
            "Upphört",
            "Upphörde",
            "Avslutat år",
            "Avslutad år",
            "Until",
            "To",
            "End",
            "End year",
            "Ended",
        ],
    ),
    (
        "Område",
        &[
            "Områden",
            "Tema",
            "Teman",
            "Samarbetsområde",
            "Samarbetsområden",
            "Verksamhetsområde",
            "Ämne",
            "Theme",
            "Themes",
            "Area",
            "Areas",
        ],
    ),
    ("Nätverk", &["Nätverket", "Network", "Networks"]),
    (
        "Anmärkning",
        &[
            "Anmärkningar",
            "Anm",
            "Kommentar",
            "Kommentarer",
            "Notering",
            "Noteringar",
            "Övrigt",
            "Note",
            "Notes",
            "Comment",
            "Comments",
            "Remark",
            "Remarks",
        ],
    ),
    (
        "Källa",
        &[
            "Källor",
            "Källhänvisning",
            "Referens",
            "Source",
            "Sources",
            "Reference",
        ],
    ),
    (
        "Kartläggning",
        &["Inventering", "Undersökning", "Survey", "Inventory"],
    ),
    ("Samarbets-id", &["Samarbetets id", "Twinning id"]),
    ("Landskod", &["Country code", "ISO-kod", "ISO code"]),
    ("Engelskt namn", &["English name", "Name in English"]),
    ("Officiellt namn", &["Official name"]),
    ("Andra namn", &["Other names", "Alternativa namn"]),
    ("Tidigare namn", &["Former names"]),
    ("Lokalt namn", &["Local name", "Lokala namn"]),
    ("GeoNames-id", &["GeoNames", "GeoName id"]),
    ("Program", &["Programnamn", "Stödprogram", "Programme"]),
    ("Beskrivning", &["Description"]),
    ("Finansiär", &["Finansieras av", "Funder"]),
    ("Förvaltare", &["Förvaltas av", "Administrator"]),
    (
        "Nationell kontakt",
        &["Nationell kontaktpunkt", "Kontaktpunkt", "National contact"],
    ),
    (
        "Vem får söka",
        &["Sökande", "Vilka får söka", "Applicants", "Who may apply"],
    ),
    ("Bidrag", &["Bidragets storlek", "Grant"]),
    ("Gäller från", &["Giltig från", "Valid from"]),
    (
        "Gäller till",
        &[
            "Giltig till",
            "Gäller till och med",
            "Valid until",
            "Valid to",
        ],
    ),
    ("Säkerhet", &["Certainty"]),
    ("Ersätts av", &["Efterföljare", "Successor", "Replaced by"]),
    ("Webbplats", &["Hemsida", "Webb", "Website"]),
    (
        "Kontrollerad",
        &["Senast kontrollerad", "Kontrollerat", "Last checked"],
    ),
    ("Medlem", &["Medlemmar", "Medlemmens namn", "Member"]),
    ("Titel", &["Title"]),
    ("Utgivare", &["Utgiven av", "Publisher"]),
    ("Språk", &["Language", "Languages"]),
    ("Länk", &["Webbadress", "Link", "URL"]),
    ("Organisation", &["Organisationens namn", "Organization"]),
    ("Roll", &["Uppgift", "Role"]),
    ("E-post", &["E-postadress", "Mejl", "E-mail"]),
];

/// The column of a workbook of rejected rows that says why each was not taken.
pub(crate) const REASONS: &str = "Fel";

/// The column of such a workbook that says where each row stood in the list that it is of.
pub(crate) const ORIGINAL_ROW: &str = "Ursprunglig rad";

/// Headings of columns that the register writes for people and does not read.
const PASSED_OVER: &[&str] = &[REASONS, ORIGINAL_ROW];

/// A heading as it is compared: letters and digits alone.
pub(crate) fn compact(heading: &str) -> String {
    fold_name(heading).replace(' ', "")
}

/// The columns that a heading may mean by its compact form, its own name's first.
static MEANINGS: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut meanings: HashMap<String, Vec<&'static str>> = HashMap::new();
    let own = SheetKind::all().flat_map(|kind| kind.columns().map(|column| (column, column)));
    let aliases = (ALIASES.iter())
        .flat_map(|(column, aliases)| aliases.iter().map(|alias| (*alias, *column)));
    for (heading, column) in own.chain(aliases) {
        let meant = meanings.entry(compact(heading)).or_default();
        if !meant.contains(&column) {
            meant.push(column);
        }
    }
    meanings
});

/// The column of a kind of sheet that a heading means.
pub(super) fn column_of(kind: SheetKind, heading: &str) -> Option<&'static str> {
    let meant = MEANINGS.get(&compact(heading))?;
    // A column of the sheet that is called so itself comes before one that is also called so.
    (meant.iter().copied()).find(|column| kind.columns().any(|it| it == *column))
}

/// Whether the register wrote the column for people alone.
pub(super) fn is_passed_over(heading: &str) -> bool {
    let written = compact(heading);
    PASSED_OVER.iter().any(|known| compact(known) == written)
}

/// Whether the column says where the rows stood in the list that they were left over from.
pub(super) fn is_original_row(heading: &str) -> bool {
    compact(heading) == compact(ORIGINAL_ROW)
}

/// Whether the heading asks a question that is answered with yes or no.
pub(super) fn asks_whether_active(heading: &str) -> bool {
    let written = compact(heading);
    written.starts_with("aktiv") || written == "active"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_means_the_column_of_its_sheet() {
        let ties = |heading| column_of(SheetKind::Twinnings, heading);
        assert_eq!(ties("KOMMUN:"), Some("Kommun"));
        assert_eq!(ties("Start-\når"), Some("Startår"));
        assert_eq!(ties("År"), Some("Startår"));
        assert_eq!(ties("Twin Town"), Some("Vänort"));
        assert_eq!(ties("Befolkning"), None);
        assert_eq!(column_of(SheetKind::Surveys, "År"), Some("År"));
        assert_eq!(column_of(SheetKind::Places, "Vänort"), None);
    }

    #[test]
    fn no_alias_means_two_columns_of_one_sheet() {
        for (column, aliases) in ALIASES {
            for alias in *aliases {
                let claims = (ALIASES.iter())
                    .filter(|(_, others)| others.iter().any(|it| compact(it) == compact(alias)))
                    .count();
                assert_eq!(claims, 1, "{alias} of {column}");
            }
        }
    }
}
