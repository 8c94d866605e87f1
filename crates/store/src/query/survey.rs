//! The list of surveys.

use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use vanort_model::Survey;

use super::list::{List, Term};
use super::page::{PageRequest, Slice};
use crate::entity::survey;
use crate::error::StoreError;
use crate::reader::Reader;

impl Reader {
    /// A page of the surveys, the newest first, those without a year last.
    ///
    /// # Errors
    /// When a bound is not a position of this list, or the database fails.
    pub async fn surveys(&self, page: &PageRequest) -> Result<Slice<Survey>, StoreError> {
        list().page(&self.db, page).await
    }

    /// How many surveys there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_surveys(&self) -> Result<u64, StoreError> {
        list().count(&self.db).await
    }
}

fn list() -> List<Survey> {
    List::new(vec![newest_first()])
}

/// The year turned round, so that it ascends from the newest survey to the oldest.
pub(super) fn newest_first() -> Term {
    let year = Expr::col(survey::Column::Year.as_column_ref());
    Term::Int(Expr::value(0).sub(Func::coalesce([year, Expr::value(0)])))
}
