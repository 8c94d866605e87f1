//! Odd lists that a mapping file explains.

use insta::assert_snapshot;
use vanort_ingest::{ColumnMapping, ImportOptions, plan_import};

use crate::bench::{Sheet, list, shipped_register, told};

const ODD: Sheet<'_> = (
    "Blad1",
    &[
        &["Ort i Sverige", "Vart", "När"],
        &["Halmstad", "Hangö", "1952"],
    ],
);

fn mapped(mapping: &str) -> ImportOptions {
    ImportOptions {
        survey: Some("Sammanställning ur öppna källor 2026".to_owned()),
        mapping: ColumnMapping::parse(mapping).unwrap(),
        ..ImportOptions::default()
    }
}

#[test]
fn a_mapping_names_columns_by_heading_or_letters_and_gives_what_is_not_there() {
    let options = mapped(
        "[[sheet]]\nname = \"blad1\"\n[sheet.columns]\nKommun = \"Ort i Sverige\"\n\
         \"Vänort\" = \"B\"\n\"Startår\" = \"När\"\n[sheet.values]\nLand = \"Finland\"\n",
    );
    assert_snapshot!(told(&[ODD], &options), @"
    2: Halmstad – Hangö (FI), 1952–
    1 read, 0 rejected
    ");
}

#[test]
fn a_mapping_that_does_not_fit_its_file_is_refused() {
    let refused = |mapping: &str| {
        plan_import(&[list(&[ODD])], &shipped_register(), &mapped(mapping))
            .unwrap_err()
            .to_string()
    };
    assert_snapshot!(
        refused("[[sheet]]\n[sheet.columns]\nKommun = \"Stad i Sverige\"\n"),
        @r#"Bladet Blad1 i filen lista.xlsx har ingen kolumn "Stad i Sverige" på rad 1, som mappningsfilen säger är Kommun; rätta mappningsfilen."#
    );
    assert_snapshot!(refused("[[sheet]]\nname = \"Blad2\"\n"), @"Mappningsfilen nämner bladet Blad2, som ingen av filerna har; rätta mappningsfilen.");
}
