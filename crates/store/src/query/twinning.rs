//! Lists of twinnings.

use std::collections::HashMap;

use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{
    ColumnRef, Condition, Expr, ExprTrait as _, Func, IntoColumnRef as _, SelectStatement,
};
use vanort_model::{AuthorityKey, CountryCode, PlaceKey, Theme, Twinning};

use super::filter::{TwinningFilter, TwinningSort};
use super::list::{List, Term};
use super::page::{PageRequest, Slice};
use super::texts;
use crate::entity::{authority, country, place, twinning};
use crate::error::StoreError;
use crate::reader::Reader;

/// Stands for a year that is not known: after every year in rising order, and before every year in
/// falling order, which then turns it last too.
const UNKNOWN_YEAR: i32 = 1_000_000;

/// What has twinnings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TwinningParents {
    /// Authorities: their own.
    Authorities(Vec<AuthorityKey>),
    /// Places: those that they are the partner of.
    Places(Vec<PlaceKey>),
    /// Countries: those with partners in them.
    Countries(Vec<CountryCode>),
}

impl Reader {
    /// A page of the twinnings.
    ///
    /// # Errors
    /// When a bound is not a position of this list, or the database fails.
    pub async fn twinnings(
        &self,
        filter: &TwinningFilter,
        sort: TwinningSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Slice<Twinning>, StoreError> {
        list(filter, sort, descending).page(&self.db, page).await
    }

    /// How many twinnings the filter leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_twinnings(&self, filter: &TwinningFilter) -> Result<u64, StoreError> {
        list(filter, TwinningSort::default(), false)
            .count(&self.db)
            .await
    }

    /// The same page for each parent, by the parent's key; a parent without any is left out.
    ///
    /// # Errors
    /// As [`Reader::twinnings`].
    pub async fn twinnings_within(
        &self,
        parents: &TwinningParents,
        filter: &TwinningFilter,
        sort: TwinningSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<HashMap<String, Slice<Twinning>>, StoreError> {
        let (list, parent) = within(parents, list(filter, sort, descending));
        list.pages_within(&self.db, parent, page).await
    }

    /// The count for each parent, by the parent's key; a parent without any is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_twinnings_within(
        &self,
        parents: &TwinningParents,
        filter: &TwinningFilter,
    ) -> Result<HashMap<String, u64>, StoreError> {
        let (list, parent) = within(parents, list(filter, TwinningSort::default(), false));
        list.counts_within(&self.db, parent).await
    }
}

fn list(filter: &TwinningFilter, sort: TwinningSort, descending: bool) -> List<Twinning> {
    use twinning::Column;
    List::new(order(sort, descending))
        .descending(descending)
        .join(join_both_sides)
        .filter_by(filter.authorities.as_ref(), |keys| {
            Column::AuthorityKey.is_in(texts(keys))
        })
        .filter_by(filter.counties.as_ref(), |codes| {
            authority::Column::CountyCode.is_in(texts(codes))
        })
        .filter_by(filter.partners.as_ref(), |keys| {
            Column::PartnerKey.is_in(texts(keys))
        })
        .filter_by(filter.countries.as_ref(), |codes| {
            place::Column::CountryCode.is_in(texts(codes))
        })
        .filter_by(filter.kinds.as_ref(), |kinds| {
            Column::Kind.is_in(texts(kinds))
        })
        .filter_by(filter.statuses.as_ref(), |statuses| {
            Column::Status.is_in(texts(statuses))
        })
        .filter_by(filter.networks.as_ref(), |keys| {
            Column::NetworkKey.is_in(texts(keys))
        })
        .filter_by(filter.since_from, |year| Column::Since.gte(year))
        .filter_by(filter.since_to, |year| Column::Since.lte(year))
        .filter(
            filter
                .themes
                .as_deref()
                .map_or_else(Condition::all, any_theme),
        )
}

fn any_theme(themes: &[Theme]) -> Condition {
    let nothing = Condition::any().add(Expr::value(1).eq(0));
    themes.iter().fold(nothing, |any, theme| {
        any.add(twinning::Column::Themes.contains(format!(",{theme},")))
    })
}

fn join_both_sides(select: &mut SelectStatement) {
    let column = |column: ColumnRef| Expr::col(column);
    select
        .inner_join(
            authority::Entity,
            column(
                twinning::Column::AuthorityKey
                    .as_column_ref()
                    .into_column_ref(),
            )
            .equals(authority::Column::Key.as_column_ref()),
        )
        .inner_join(
            place::Entity,
            column(
                twinning::Column::PartnerKey
                    .as_column_ref()
                    .into_column_ref(),
            )
            .equals(place::Column::Key.as_column_ref()),
        )
        .inner_join(
            country::Entity,
            column(place::Column::CountryCode.as_column_ref().into_column_ref())
                .equals(country::Column::Code.as_column_ref()),
        );
}

fn order(sort: TwinningSort, descending: bool) -> Vec<Term> {
    let authority = Term::text(authority::Column::SortKey.as_column_ref());
    let partner = Term::text(place::Column::SortKey.as_column_ref());
    let country = Term::text(country::Column::SortKey.as_column_ref());
    match sort {
        TwinningSort::Authority => vec![authority, partner],
        TwinningSort::Partner => vec![partner, authority],
        TwinningSort::Country => vec![country, partner, authority],
        TwinningSort::Since => {
            let unknown = if descending {
                -UNKNOWN_YEAR
            } else {
                UNKNOWN_YEAR
            };
            let year = Expr::col(twinning::Column::Since.as_column_ref());
            let year = Func::coalesce([year, Expr::value(unknown)]);
            vec![Term::Int(Expr::expr(year)), authority, partner]
        }
    }
}

fn within(parents: &TwinningParents, list: List<Twinning>) -> (List<Twinning>, ColumnRef) {
    use twinning::Column;
    match parents {
        TwinningParents::Authorities(keys) => (
            list.filter_by(Some(keys), |keys| Column::AuthorityKey.is_in(texts(keys))),
            Column::AuthorityKey.as_column_ref().into_column_ref(),
        ),
        TwinningParents::Places(keys) => (
            list.filter_by(Some(keys), |keys| Column::PartnerKey.is_in(texts(keys))),
            Column::PartnerKey.as_column_ref().into_column_ref(),
        ),
        TwinningParents::Countries(codes) => (
            list.filter_by(Some(codes), |codes| {
                place::Column::CountryCode.is_in(texts(codes))
            }),
            place::Column::CountryCode.as_column_ref().into_column_ref(),
        ),
    }
}
