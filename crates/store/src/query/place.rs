//! Lists of partner towns.

use std::collections::HashMap;

use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{
    Alias, ColumnRef, Condition, Expr, ExprTrait as _, IntoColumnRef as _, JoinType, Query,
    SelectStatement,
};
use vanort_model::{AuthorityKey, CountryCode, Place};

use super::filter::PlaceFilter;
use super::list::{List, Term};
use super::page::{PageRequest, Slice};
use super::texts;
use crate::entity::{authority, place, twinning};
use crate::error::StoreError;
use crate::reader::Reader;

/// What has partner towns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceParents {
    /// Authorities: the places that they are twinned with.
    Authorities(Vec<AuthorityKey>),
    /// Countries: the partner towns that lie in them.
    Countries(Vec<CountryCode>),
}

impl Reader {
    /// A page of the partner towns by name in Swedish order.
    ///
    /// # Errors
    /// When a bound is not a position of this list, or the database fails.
    pub async fn places(
        &self,
        filter: &PlaceFilter,
        page: &PageRequest,
    ) -> Result<Slice<Place>, StoreError> {
        partner_towns(filter).page(&self.db, page).await
    }

    /// How many partner towns the filter leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_places(&self, filter: &PlaceFilter) -> Result<u64, StoreError> {
        partner_towns(filter).count(&self.db).await
    }

    /// The same page for each parent, by the parent's key; a parent without any is left out.
    ///
    /// # Errors
    /// As [`Reader::places`].
    pub async fn places_within(
        &self,
        parents: &PlaceParents,
        filter: &PlaceFilter,
        page: &PageRequest,
    ) -> Result<HashMap<String, Slice<Place>>, StoreError> {
        let (list, parent) = within(parents, filter);
        list.pages_within(&self.db, parent, page).await
    }

    /// The count for each parent, by the parent's key; a parent without any is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_places_within(
        &self,
        parents: &PlaceParents,
        filter: &PlaceFilter,
    ) -> Result<HashMap<String, u64>, StoreError> {
        let (list, parent) = within(parents, filter);
        list.counts_within(&self.db, parent).await
    }
}

/// The keys of all places that have a twinning.
fn twinned() -> SelectStatement {
    Query::select()
        .column(twinning::Column::PartnerKey)
        .from(twinning::Entity)
        .take()
}

/// Whether a place is a partner town: it has a twinning, or one that has has become part of it.
pub(super) fn is_partner_town() -> Condition {
    let predecessor = Alias::new("predecessor");
    let successors = Query::select()
        .column((predecessor.clone(), place::Column::MergedInto))
        .from_as(place::Entity, predecessor.clone())
        .and_where(Expr::col((predecessor.clone(), place::Column::MergedInto)).is_not_null())
        .and_where(Expr::col((predecessor, place::Column::Key)).in_subquery(twinned()))
        .take();
    let key = Expr::col(place::Column::Key.as_column_ref());
    Condition::any()
        .add(key.clone().in_subquery(twinned()))
        .add(key.in_subquery(successors))
}

fn list(filter: &PlaceFilter) -> List<Place> {
    use place::Column;
    let key = || Expr::col(Column::Key.as_column_ref());
    List::new(vec![Term::text(Column::SortKey.as_column_ref())])
        .filter_by(filter.countries.as_ref(), |countries| {
            Column::CountryCode.is_in(texts(countries))
        })
        .filter_by(filter.authorities.as_ref(), |authorities| {
            let theirs = twinned()
                .and_where(twinning::Column::AuthorityKey.is_in(texts(authorities)))
                .take();
            key().in_subquery(theirs)
        })
        .filter_by(filter.counties.as_ref(), |counties| {
            let theirs = twinned()
                .inner_join(
                    authority::Entity,
                    Expr::col(twinning::Column::AuthorityKey.as_column_ref())
                        .equals(authority::Column::Key.as_column_ref()),
                )
                .and_where(authority::Column::CountyCode.is_in(texts(counties)))
                .take();
            key().in_subquery(theirs)
        })
        .filter_by(filter.merged, |merged| {
            if merged {
                Column::MergedInto.is_not_null()
            } else {
                Column::MergedInto.is_null()
            }
        })
}

fn partner_towns(filter: &PlaceFilter) -> List<Place> {
    list(filter).filter(is_partner_town())
}

fn within(parents: &PlaceParents, filter: &PlaceFilter) -> (List<Place>, ColumnRef) {
    match parents {
        PlaceParents::Countries(codes) => (
            partner_towns(filter).filter_by(Some(codes), |codes| {
                place::Column::CountryCode.is_in(texts(codes))
            }),
            place::Column::CountryCode.as_column_ref().into_column_ref(),
        ),
        PlaceParents::Authorities(keys) => {
            // Two ties of one pair, of two kinds, are one partner town.
            let ties = Query::select()
                .distinct()
                .column(twinning::Column::AuthorityKey)
                .column(twinning::Column::PartnerKey)
                .from(twinning::Entity)
                .and_where(twinning::Column::AuthorityKey.is_in(texts(keys)))
                .take();
            let tied = Expr::col(place::Column::Key.as_column_ref())
                .equals(("tie", twinning::Column::PartnerKey));
            (
                list(filter).join(|select| {
                    select.join_subquery(JoinType::InnerJoin, ties, "tie", tied);
                }),
                ("tie", twinning::Column::AuthorityKey).into_column_ref(),
            )
        }
    }
}
