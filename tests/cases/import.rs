//! Imports: what is in afterwards, what is told, and what stays as it was.

use std::path::PathBuf;
use std::sync::Arc;

use vanort_model::{FindingCode, ImportOutcome, Severity};
use vanort_register::{ImportRequest, ImportSummary, RegisterError, Silent, WorkbookError};
use vanort_tests::{TestApp, WorkbookBuilder, repository_root};

const HEADINGS: &[&str] = &["Kommunkod", "Kommun", "Vänort", "Land", "Startår"];

fn list(rows: &[&[&str]]) -> WorkbookBuilder {
    let sheet = WorkbookBuilder::new().sheet("Vänorter", HEADINGS);
    rows.iter().fold(sheet, |sheet, row| sheet.row(row))
}

pub(crate) async fn import(
    app: &TestApp,
    files: Vec<PathBuf>,
) -> Result<ImportSummary, RegisterError> {
    let summary = app
        .register
        .import_files(ImportRequest::new(files, "test"), Arc::new(Silent))
        .await;
    app.register.ensure_index(Arc::new(Silent)).await.unwrap();
    summary
}

#[tokio::test]
async fn importing_the_shipped_files_again_changes_nothing_in_any_combination() {
    let app = TestApp::shipped().await;
    let data = repository_root().join("data");
    let file = |name: &str| data.join(name);
    for files in [
        vec![
            file("register.xlsx"),
            file("ortnamn.tsv"),
            file("stod.xlsx"),
            file("vanorter.xlsx"),
        ],
        vec![file("vanorter.xlsx"), file("register.xlsx")],
        vec![file("vanorter.xlsx")],
        vec![file("register.xlsx")],
        vec![file("stod.xlsx")],
        vec![file("ortnamn.tsv")],
    ] {
        let summary = import(&app, files.clone()).await.unwrap();
        assert!(!summary.changed, "{files:?}");
        assert_eq!(summary.revision.0, 1);
        for report in &summary.reports {
            assert_eq!(
                (
                    report.counts.created,
                    report.counts.updated,
                    report.counts.rejected
                ),
                (0, 0, 0)
            );
            assert!(report.counts.rows_read > 0);
        }
    }
    let runs = app.register.reader().import_runs(20).await.unwrap();
    assert_eq!(runs.len(), 14);
    assert!(
        runs[..10]
            .iter()
            .all(|run| run.outcome == ImportOutcome::Unchanged)
    );
    assert!(
        runs[10..]
            .iter()
            .all(|run| run.actor == "start-up" && run.outcome == ImportOutcome::Committed)
    );
}

#[tokio::test]
async fn a_row_with_an_unknown_country_is_named_by_its_cell_and_the_good_rows_are_in() {
    let app = TestApp::small().await;
    let file = list(&[
        &["1380", "Halmstad", "Vejle", "Danmark", "1946"],
        &["1380", "Halmstad", "Vasa", "Finnland", ""],
        &["1490", "Borås", "Bergen", "Norge", ""],
    ])
    .save(app.folder(), "lista.xlsx")
    .unwrap();
    let summary = import(&app, vec![file]).await.unwrap();
    assert!(summary.changed && summary.has_errors());
    let report = &summary.reports[0];
    assert_eq!((report.counts.rows_read, report.counts.rejected), (3, 1));
    let errors: Vec<_> = report
        .findings
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_eq!(errors[0].code, FindingCode::UnknownCountry);
    assert_eq!(
        (errors[0].sheet.as_str(), errors[0].cell().as_str()),
        ("Vänorter", "D3")
    );
    assert!(errors[0].message.contains("Finnland"), "{}", errors[0]);
    assert!(
        errors[0].suggestion.as_ref().unwrap().contains("Finland"),
        "{}",
        errors[0]
    );
    let answer = app
        .ask(r#"{ halmstad: municipality(code: "1380") { twinnings(filter: { countries: ["DK"] }) { nodes { since partner { name } } } }
                  bergen: search(query: "Bergen") { nodes { ... on PartnerTown { municipalities { nodes { name } } } } } }"#)
        .await;
    let towns = answer.data()["halmstad"]["twinnings"]["nodes"]
        .as_array()
        .unwrap();
    assert!(
        towns
            .iter()
            .any(|it| it["partner"]["name"] == "Vejle" && it["since"] == 1946),
        "{}",
        answer.text
    );
    // The index has followed.
    assert!(answer.text.contains("Borås"), "{}", answer.text);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_changes_nothing_even_beside_good_ones() {
    let app = TestApp::small().await;
    let good = list(&[&["1380", "Halmstad", "Vejle", "Danmark", ""]])
        .save(app.folder(), "bra.xlsx")
        .unwrap();
    let text = app.folder().join("text.xlsx");
    std::fs::write(&text, "Kommun;Vänort;Land").unwrap();
    let without_country = WorkbookBuilder::new()
        .sheet("Vänorter", &["Kommunkod", "Kommun", "Vänort"])
        .row(&["1380", "Halmstad", "Vejle"])
        .save(app.folder(), "utan.xlsx")
        .unwrap();
    let twinnings = async || {
        let view = app.register.view().await.unwrap();
        view.statistics().twinnings.total
    };
    let before = twinnings().await;
    for (bad, name) in [
        (app.folder().join("finns-inte.xlsx"), "finns-inte.xlsx"),
        (text, "text.xlsx"),
        (without_country, "Land"),
    ] {
        let error = import(&app, vec![good.clone(), bad]).await.unwrap_err();
        let RegisterError::Workbook(error) = error else {
            panic!("{error:?}");
        };
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(
            matches!(error, WorkbookError::MissingColumn { .. }),
            name == "Land"
        );
    }
    let answer = app.ask("{ indexStatus { registerRevision } }").await;
    assert_eq!(answer.data()["indexStatus"]["registerRevision"], 1);
    assert_eq!(twinnings().await, before);
    assert_eq!(app.register.reader().import_runs(9).await.unwrap().len(), 2);
}

#[tokio::test]
async fn imports_at_the_same_time_are_taken_one_after_the_other() {
    let app = Arc::new(TestApp::small().await);
    let mut imports = tokio::task::JoinSet::new();
    for number in 0..4 {
        let file = list(&[&["1380", "Halmstad", &format!("Ny{number}"), "Danmark", ""]])
            .save(app.folder(), &format!("lista{number}.xlsx"))
            .unwrap();
        let app = app.clone();
        imports.spawn(async move { import(&app, vec![file]).await });
    }
    let mut revisions: Vec<i64> = imports
        .join_all()
        .await
        .into_iter()
        .map(|summary| summary.unwrap().revision.0)
        .collect();
    revisions.sort_unstable();
    assert_eq!(revisions, [2, 3, 4, 5]);
}
