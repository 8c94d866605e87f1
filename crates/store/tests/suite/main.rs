//! One suite for both databases: every case runs on SQLite, and on PostgreSQL where there is one.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "a test that panics is a test that fails"
)]

mod commit;
mod database;
mod fixture;
mod history;
mod migration;

/// Makes of each case a test on SQLite and one on PostgreSQL.
macro_rules! on_both_databases {
    ($($room:ident::$case:ident;)+) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $case() {
                crate::$room::$case(crate::database::TestDatabase::sqlite()).await;
            })+
        }
        mod postgresql {
            $(#[tokio::test]
            async fn $case() {
                if let Some(database) = crate::database::TestDatabase::postgresql().await {
                    crate::$room::$case(database).await;
                }
            })+
        }
    };
}

on_both_databases! {
    commit::the_register_comes_back_as_it_was_committed;
    commit::the_revision_grows_only_with_changes_and_every_run_is_remembered;
    commit::a_change_for_an_older_revision_is_refused_and_changes_nothing;
    commit::a_change_that_fails_halfway_leaves_nothing;
    commit::of_writers_at_the_same_time_one_succeeds_and_the_others_are_refused;
    commit::records_are_changed_and_removed_with_their_names;
    commit::what_supports_twinning_is_changed_and_removed_with_what_refers_to_it;
    commit::a_record_that_another_refers_to_cannot_be_removed_alone;
    commit::many_records_are_written_whatever_their_order;
    history::a_run_is_remembered_before_it_changes_anything;
    history::an_import_that_cannot_be_made_is_forgotten;
    history::a_run_whose_process_ended_is_told_as_interrupted;
    history::every_change_is_logged_as_it_was_before;
    migration::tables_are_made_once_even_by_programs_that_start_together;
    migration::a_database_newer_than_the_program_is_refused;
    migration::every_migration_can_be_taken_back_and_applied_again;
}
