//! One suite for both databases: every case runs on SQLite, and on PostgreSQL where there is one.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::panic,
    reason = "a test that panics is a test that fails"
)]

mod commit;
mod database;
mod erasure;
mod fixture;
mod flood;
mod history;
mod kept_workbook;
mod migration;
mod partner_seekers;
mod seeker;

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
    commit::every_commit_has_an_identifier_of_its_own_and_keeps_it;
    commit::what_changed_since_a_version_leads_from_its_snapshot_to_the_next;
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
    kept_workbook::a_workbook_waits_with_what_it_would_change_until_it_is_applied;
    kept_workbook::one_that_is_given_up_waits_again;
    kept_workbook::those_that_waited_too_long_or_are_too_many_are_let_go;
    kept_workbook::runs_are_paged_from_either_end;
    migration::tables_are_made_once_even_by_programs_that_start_together;
    migration::a_database_newer_than_the_program_is_refused;
    migration::opened_for_reading_a_database_is_neither_created_nor_migrated;
    migration::every_migration_can_be_taken_back_and_applied_again;
    partner_seekers::a_partner_seeker_comes_back_as_it_was_sent;
    partner_seekers::pages_lead_through_all_partner_seekers_both_ways;
    partner_seekers::each_filter_narrows_the_list;
    erasure::whose_last_day_is_over_is_expired_and_erased_by_whoever_writes_next;
    erasure::only_its_token_or_an_administrator_takes_a_partner_seeker_back;
    erasure::what_was_erased_is_in_no_file_of_the_database;
    flood::no_more_partner_seekers_come_than_may_however_many_write_at_once;
    flood::the_same_organisation_is_known_in_another_spelling;
    flood::feedback_comes_back_and_is_kept_for_a_year;
    flood::what_a_clock_that_was_ahead_has_stamped_blocks_nobody;
}
