//! Lists of a twinning's observations.

use std::collections::HashMap;

use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{ColumnRef, Expr, ExprTrait as _, IntoColumnRef as _};
use vanort_model::{Observation, TwinningKey};

use super::list::List;
use super::page::{PageRequest, Slice};
use super::survey::newest_first;
use super::texts;
use crate::entity::{observation, survey};
use crate::error::StoreError;
use crate::reader::Reader;

impl Reader {
    /// The same page of the observations of each twinning, the newest survey first, by the
    /// twinning's key; one without any is left out.
    ///
    /// # Errors
    /// When a bound is not a position of this list, or the database fails.
    pub async fn observations_within(
        &self,
        twinnings: &[TwinningKey],
        page: &PageRequest,
    ) -> Result<HashMap<String, Slice<Observation>>, StoreError> {
        list(twinnings).pages_within(&self.db, parent(), page).await
    }

    /// How many observations each twinning has; one without any is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_observations_within(
        &self,
        twinnings: &[TwinningKey],
    ) -> Result<HashMap<String, u64>, StoreError> {
        list(twinnings).counts_within(&self.db, parent()).await
    }
}

fn parent() -> ColumnRef {
    observation::Column::TwinningKey
        .as_column_ref()
        .into_column_ref()
}

fn list(twinnings: &[TwinningKey]) -> List<Observation> {
    let of_survey = Expr::col(observation::Column::SurveyKey.as_column_ref())
        .equals(survey::Column::Key.as_column_ref());
    List::new(vec![newest_first()])
        .join(|select| {
            select.inner_join(survey::Entity, of_survey);
        })
        .filter_by(Some(twinnings), |keys| {
            observation::Column::TwinningKey.is_in(texts(keys))
        })
}
