//! Lists of authorities.

use std::collections::HashMap;

use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::{ColumnRef, Expr, ExprTrait as _, IntoColumnRef as _, JoinType, Query};
use vanort_model::{CountyCode, LocalAuthority, PlaceKey};

use super::filter::AuthorityFilter;
use super::list::{List, Term};
use super::page::{PageRequest, Slice};
use super::texts;
use crate::entity::{authority, place, twinning};
use crate::error::StoreError;
use crate::reader::Reader;

/// What has authorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorityParents {
    /// Places: the authorities that are twinned with them.
    Places(Vec<PlaceKey>),
    /// Counties: the authorities that lie in them.
    Counties(Vec<CountyCode>),
}

impl Reader {
    /// A page of the authorities by name in Swedish order.
    ///
    /// # Errors
    /// When a bound is not a position of this list, or the database fails.
    pub async fn authorities(
        &self,
        filter: &AuthorityFilter,
        page: &PageRequest,
    ) -> Result<Slice<LocalAuthority>, StoreError> {
        list(filter).page(&self.db, page).await
    }

    /// How many authorities the filter leaves.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_authorities(&self, filter: &AuthorityFilter) -> Result<u64, StoreError> {
        list(filter).count(&self.db).await
    }

    /// The same page for each parent, by the parent's key; a parent without any is left out.
    ///
    /// # Errors
    /// As [`Reader::authorities`].
    pub async fn authorities_within(
        &self,
        parents: &AuthorityParents,
        filter: &AuthorityFilter,
        page: &PageRequest,
    ) -> Result<HashMap<String, Slice<LocalAuthority>>, StoreError> {
        let (list, parent) = within(parents, filter);
        list.pages_within(&self.db, parent, page).await
    }

    /// The count for each parent, by the parent's key; a parent without any is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_authorities_within(
        &self,
        parents: &AuthorityParents,
        filter: &AuthorityFilter,
    ) -> Result<HashMap<String, u64>, StoreError> {
        let (list, parent) = within(parents, filter);
        list.counts_within(&self.db, parent).await
    }
}

fn list(filter: &AuthorityFilter) -> List<LocalAuthority> {
    use authority::Column;
    let twinned = || {
        Query::select()
            .column(twinning::Column::AuthorityKey)
            .from(twinning::Entity)
            .take()
    };
    List::new(vec![Term::text(Column::SortKey.as_column_ref())])
        .filter_by(filter.kinds.as_ref(), |kinds| {
            Column::Kind.is_in(texts(kinds))
        })
        .filter_by(filter.counties.as_ref(), |counties| {
            Column::CountyCode.is_in(texts(counties))
        })
        .filter_by(filter.partner_countries.as_ref(), |countries| {
            let abroad = twinned()
                .inner_join(
                    place::Entity,
                    twinning::Column::PartnerKey
                        .into_expr()
                        .equals(place::Column::Key.as_column_ref()),
                )
                .and_where(place::Column::CountryCode.is_in(texts(countries)))
                .take();
            Expr::col(Column::Key.as_column_ref()).in_subquery(abroad)
        })
        .filter_by(filter.has_twinnings, |has| {
            let key = Expr::col(Column::Key.as_column_ref());
            if has {
                key.in_subquery(twinned())
            } else {
                key.not_in_subquery(twinned())
            }
        })
}

fn within(
    parents: &AuthorityParents,
    filter: &AuthorityFilter,
) -> (List<LocalAuthority>, ColumnRef) {
    let list = list(filter);
    match parents {
        AuthorityParents::Counties(codes) => (
            list.filter(authority::Column::CountyCode.is_in(texts(codes))),
            authority::Column::CountyCode
                .as_column_ref()
                .into_column_ref(),
        ),
        AuthorityParents::Places(keys) => {
            // Two ties of one pair, of two kinds, are one authority.
            let ties = Query::select()
                .distinct()
                .column(twinning::Column::PartnerKey)
                .column(twinning::Column::AuthorityKey)
                .from(twinning::Entity)
                .and_where(twinning::Column::PartnerKey.is_in(texts(keys)))
                .take();
            let tied = Expr::col(authority::Column::Key.as_column_ref())
                .equals(("tie", twinning::Column::AuthorityKey));
            (
                list.join(|select| {
                    select.join_subquery(JoinType::InnerJoin, ties, "tie", tied);
                }),
                ("tie", twinning::Column::PartnerKey).into_column_ref(),
            )
        }
    }
}
