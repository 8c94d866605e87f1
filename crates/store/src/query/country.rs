//! Counties, and lists of countries.

use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryOrder as _};
use vanort_model::{Country, County};

use super::filter::CountryFilter;
use super::list::{List, Term};
use super::page::{PageRequest, Slice};
use super::place::is_partner_town;
use crate::entity::{country, county, place};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::record::Stored as _;

impl Reader {
    /// All counties by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counties(&self) -> Result<Vec<County>, StoreError> {
        let rows = county::Entity::find()
            .order_by_asc(county::Column::Code)
            .all(&self.db)
            .await?;
        rows.into_iter().map(County::from_row).collect()
    }

    /// A page of the countries by Swedish name in Swedish order.
    ///
    /// # Errors
    /// When a bound is not a position of this list, or the database fails.
    pub async fn countries(
        &self,
        filter: &CountryFilter,
        page: &PageRequest,
    ) -> Result<Slice<Country>, StoreError> {
        list(filter).page(&self.db, page).await
    }

    /// How many countries the filter leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_countries(&self, filter: &CountryFilter) -> Result<u64, StoreError> {
        list(filter).count(&self.db).await
    }
}

fn list(filter: &CountryFilter) -> List<Country> {
    use country::Column;
    List::new(vec![Term::text(Column::SortKey.as_column_ref())]).filter_by(
        filter.has_partner_towns,
        |has| {
            let with_towns = Query::select()
                .column(place::Column::CountryCode)
                .from(place::Entity)
                .cond_where(is_partner_town())
                .take();
            let code = Expr::col(Column::Code.as_column_ref());
            if has {
                code.in_subquery(with_towns)
            } else {
                code.not_in_subquery(with_towns)
            }
        },
    )
}
