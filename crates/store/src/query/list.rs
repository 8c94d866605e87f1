//! An ordered, filtered list of records, before it is known what of it is wanted: a page, a page
//! for each of many parents, or a count.

use std::collections::HashMap;
use std::marker::PhantomData;

use sea_orm::sea_query::{
    Alias, Asterisk, ColumnRef, Condition, Expr, ExprTrait as _, Func, IntoColumnRef, Order, Query,
    SelectStatement, WindowStatement,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DatabaseConnection, EntityTrait, FromQueryResult as _,
    QueryResult, QueryTrait as _,
};

use super::page::{End, PageRequest, Position, Slice, SortValue};
use crate::error::StoreError;
use crate::record::Stored;

/// What a within-query calls the column with the parent's key.
const PARENT: &str = "page_parent";
/// What a within-query calls the column with an item's place in its parent's list.
const RANK: &str = "page_rank";

/// What a list is ordered by.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// A number.
    Int(Expr),
    /// A text, compared byte by byte.
    Text(Expr),
}

impl Term {
    /// A column of text.
    pub(super) fn text(column: impl IntoColumnRef) -> Self {
        Self::Text(Expr::col(column))
    }

    fn expr(&self) -> Expr {
        match self {
            // One type of number on both databases, whatever the column's.
            Self::Int(expr) => expr.clone().cast_as("bigint"),
            Self::Text(expr) => expr.clone(),
        }
    }

    fn read(&self, row: &QueryResult, name: &str) -> Result<SortValue, StoreError> {
        Ok(match self {
            Self::Int(_) => SortValue::Int(row.try_get("", name)?),
            Self::Text(_) => SortValue::Text(row.try_get("", name)?),
        })
    }

    fn value(&self, value: &SortValue) -> Result<Expr, StoreError> {
        match (self, value) {
            (Self::Int(_), SortValue::Int(number)) => Ok(Expr::value(*number)),
            (Self::Text(_), SortValue::Text(text)) => Ok(Expr::value(text.clone())),
            _ => Err(StoreError::ForeignPosition),
        }
    }
}

/// A list: where its records are selected from, narrowed how, in which order.
#[derive(Debug, Clone)]
pub(super) struct List<R> {
    /// The selection of the record's columns, with joins and filters, unordered. Each record
    /// comes out once (once for each parent, where there are parents).
    select: SelectStatement,
    /// The order; the last term is the natural key.
    order: Vec<Term>,
    descending: bool,
    record: PhantomData<fn() -> R>,
}

impl<R: Stored> List<R> {
    /// A list of all records of a table; the order ends with the natural key.
    pub(super) fn new(mut order: Vec<Term>) -> Self {
        order.push(Term::text(R::KEY.as_column_ref()));
        Self {
            select: R::Entity::find().into_query(),
            order,
            descending: false,
            record: PhantomData,
        }
    }

    /// Turns the whole order round.
    pub(super) fn descending(mut self, descending: bool) -> Self {
        self.descending = descending;
        self
    }

    /// Joins a table, which must have one row for each record (or for each parent).
    pub(super) fn join(mut self, join: impl FnOnce(&mut SelectStatement)) -> Self {
        join(&mut self.select);
        self
    }

    /// Narrows the list.
    pub(super) fn filter(mut self, condition: impl Into<Condition>) -> Self {
        self.select.cond_where(condition.into());
        self
    }

    /// Narrows the list when there is something to narrow by.
    pub(super) fn filter_by<T>(self, value: Option<T>, condition: impl FnOnce(T) -> Expr) -> Self {
        match value {
            Some(value) => {
                let narrowed = Condition::all().add(condition(value));
                self.filter(narrowed)
            }
            None => self,
        }
    }

    /// One page of the list.
    pub(super) async fn page(
        mut self,
        db: &DatabaseConnection,
        page: &PageRequest,
    ) -> Result<Slice<R>, StoreError> {
        self.bound(page)?;
        self.select_positions();
        let direction = self.direction(page);
        for term in &self.order {
            self.select.order_by_expr(term.expr(), direction.clone());
        }
        self.select.limit(u64::from(page.limit) + 1);
        let rows = db.query_all(&self.select).await?;
        self.slice(&rows.iter().collect::<Vec<_>>(), page)
    }

    /// The same page of the list of each parent, by the parent's key; a parent without items is
    /// left out.
    pub(super) async fn pages_within(
        mut self,
        db: &DatabaseConnection,
        parent: ColumnRef,
        page: &PageRequest,
    ) -> Result<HashMap<String, Slice<R>>, StoreError> {
        self.bound(page)?;
        self.select_positions();
        let direction = self.direction(page);
        let mut window = WindowStatement::partition_by(parent.clone());
        for term in &self.order {
            window.order_by_expr(term.expr(), direction.clone());
        }
        self.select
            .expr_as(Expr::col(parent), Alias::new(PARENT))
            .expr_window_as(Func::cust("ROW_NUMBER"), window, Alias::new(RANK));
        let ranked = Query::select()
            .column(Asterisk)
            .from_subquery(self.select.clone(), "page")
            .and_where(Expr::col(RANK).lte(i64::from(page.limit) + 1))
            .order_by(RANK, Order::Asc)
            .to_owned();
        let rows = db.query_all(&ranked).await?;
        let mut by_parent: HashMap<String, Vec<&QueryResult>> = HashMap::new();
        for row in &rows {
            by_parent
                .entry(row.try_get("", PARENT)?)
                .or_default()
                .push(row);
        }
        by_parent
            .into_iter()
            .map(|(parent, rows)| Ok((parent, self.slice(&rows, page)?)))
            .collect()
    }

    /// The length of the list.
    pub(super) async fn count(mut self, db: &DatabaseConnection) -> Result<u64, StoreError> {
        self.select
            .clear_selects()
            .expr_as(Expr::col(Asterisk).count(), "length");
        let row = db.query_one(&self.select).await?;
        let length: i64 = row.map_or(Ok(0), |row| row.try_get("", "length"))?;
        Ok(length.unsigned_abs())
    }

    /// The length of the list of each parent; a parent without items is left out.
    pub(super) async fn counts_within(
        mut self,
        db: &DatabaseConnection,
        parent: ColumnRef,
    ) -> Result<HashMap<String, u64>, StoreError> {
        self.select
            .clear_selects()
            .expr_as(Expr::col(parent.clone()), Alias::new(PARENT))
            .expr_as(Expr::col(Asterisk).count(), "length")
            .group_by_col(parent);
        let mut lengths = HashMap::new();
        for row in db.query_all(&self.select).await? {
            let length: i64 = row.try_get("", "length")?;
            lengths.insert(row.try_get("", PARENT)?, length.unsigned_abs());
        }
        Ok(lengths)
    }

    /// Rows are fetched from the end that the page is counted from.
    fn direction(&self, page: &PageRequest) -> Order {
        if self.descending == (page.end == End::Last) {
            Order::Asc
        } else {
            Order::Desc
        }
    }

    fn bound(&mut self, page: &PageRequest) -> Result<(), StoreError> {
        let terms = Expr::tuple(self.order.iter().map(Term::expr));
        if let Some(after) = &page.after {
            let position = self.position_expr(after)?;
            self.select.and_where(if self.descending {
                terms.clone().lt(position)
            } else {
                terms.clone().gt(position)
            });
        }
        if let Some(before) = &page.before {
            let position = self.position_expr(before)?;
            self.select.and_where(if self.descending {
                terms.gt(position)
            } else {
                terms.lt(position)
            });
        }
        Ok(())
    }

    fn position_expr(&self, position: &Position) -> Result<Expr, StoreError> {
        if position.0.len() != self.order.len() {
            return Err(StoreError::ForeignPosition);
        }
        let values = self.order.iter().zip(&position.0);
        let values: Vec<Expr> = values
            .map(|(term, value)| term.value(value))
            .collect::<Result<_, _>>()?;
        Ok(Expr::tuple(values))
    }

    fn select_positions(&mut self) {
        for (number, term) in self.order.iter().enumerate() {
            self.select
                .expr_as(term.expr(), Alias::new(position_name(number)));
        }
    }

    /// Makes the slice of the rows fetched: one more than the page shows that there are more.
    fn slice(&self, rows: &[&QueryResult], page: &PageRequest) -> Result<Slice<R>, StoreError> {
        let limit = page.limit as usize;
        let more = rows.len() > limit;
        let mut items = rows
            .iter()
            .take(limit)
            .map(|row| self.item(row))
            .collect::<Result<Vec<_>, _>>()?;
        // Where a bound was given, the item that it names lies beyond it.
        let (has_previous, has_next) = match page.end {
            End::First => (page.after.is_some(), more || page.before.is_some()),
            End::Last => {
                items.reverse();
                (more || page.after.is_some(), page.before.is_some())
            }
        };
        Ok(Slice {
            items,
            has_previous,
            has_next,
        })
    }

    fn item(&self, row: &QueryResult) -> Result<(Position, R), StoreError> {
        let record = R::from_row(<R::Entity as EntityTrait>::Model::from_query_result(
            row, "",
        )?)?;
        let position = self
            .order
            .iter()
            .enumerate()
            .map(|(number, term)| term.read(row, &position_name(number)))
            .collect::<Result<_, _>>()?;
        Ok((Position(position), record))
    }
}

fn position_name(number: usize) -> String {
    format!("position_{number}")
}
