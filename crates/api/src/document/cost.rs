//! What an operation costs, told before it is executed.

use std::collections::HashMap;

use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Variables};
use async_graphql_value::{ConstValue, Value};

use crate::document::type_table::{Length, OutputField, TypeId, TypeTable};
use crate::limits::{
    DEFAULT_PAGE_SIZE, FILTER_COST, INTROSPECTED_FIELDS, INTROSPECTION_COST, LIST_COST,
    MAX_PAGE_SIZE, ROOT_LIST_COST, UNPAGED_ITEMS, UNPAGED_VALUES,
};

/// What an operation costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cost {
    /// The same whatever its variables are.
    Fixed(u64),
    /// It follows from its variables, as page sizes do.
    ByVariables,
}

/// Counts what an operation costs with some variables: each field that it may resolve, those of a
/// list once for each item. Of the types that a value may have, the dearest counts.
pub(crate) fn count_cost(
    table: &TypeTable,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> u64 {
    walk(table, document, operation, variables).0
}

/// Counts what an operation costs if its variables do not matter.
pub(crate) fn count_fixed_cost(
    table: &TypeTable,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
) -> Cost {
    match walk(table, document, operation, &Variables::default()) {
        (_, true) => Cost::ByVariables,
        (cost, false) => Cost::Fixed(cost),
    }
}

fn walk(
    table: &TypeTable,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> (u64, bool) {
    let Some(root) = table.root(operation.ty) else {
        return (0, false);
    };
    let mut walk = Walk {
        table,
        document,
        variables,
        known: HashMap::new(),
        asked_variables: false,
    };
    let cost = walk.selection(&operation.selection_set.node, root);
    // The lists of a page alone count by item, and no root is a page.
    (cost.once, walk.asked_variables)
}

/// How many filters a value is and holds: every object but a range.
fn filters_in(value: &ConstValue) -> u64 {
    match value {
        ConstValue::List(items) => items.iter().map(filters_in).sum(),
        ConstValue::Object(fields) => {
            let is_range = |name: &Name| matches!(name.as_str(), "from" | "to");
            let own = u64::from(!fields.keys().all(is_range) || fields.is_empty());
            own + fields.values().map(filters_in).sum::<u64>()
        }
        _ => 0,
    }
}

/// What a selection costs: once, and for each item of the page that it is of.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    once: u64,
    by_item: u64,
}

/// What a fragment costs that is of another type than the object: it is looked at.
const PASSED_OVER: Parts = Parts {
    once: 1,
    by_item: 0,
};

impl Parts {
    fn add(&mut self, other: Self) {
        self.once = self.once.saturating_add(other.once);
        self.by_item = self.by_item.saturating_add(other.by_item);
    }

    fn of_items(self, items: u64) -> u64 {
        self.once.saturating_add(self.by_item.saturating_mul(items))
    }
}

struct Walk<'d> {
    table: &'d TypeTable,
    document: &'d ExecutableDocument,
    variables: &'d Variables,
    /// What selections cost on a type: those of a fragment or of an interface come several times.
    known: HashMap<(*const SelectionSet, TypeId), Parts>,
    asked_variables: bool,
}

impl<'d> Walk<'d> {
    fn selection(&mut self, selection: &'d SelectionSet, on: TypeId) -> Parts {
        let key = (std::ptr::from_ref(selection), on);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let mut sum = Parts::default();
        for item in &selection.items {
            if self.is_left_out(item.node.directives()) {
                continue;
            }
            match &item.node {
                Selection::Field(field) => sum.add(self.field(&field.node, on)),
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let condition = fragment.type_condition.as_ref();
                    if condition.is_none_or(|condition| self.is_a(on, &condition.node.on.node)) {
                        sum.add(self.selection(&fragment.selection_set.node, on));
                    } else {
                        sum.add(PASSED_OVER);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name)
                        && self.is_a(on, &fragment.node.type_condition.node.on.node)
                    {
                        sum.add(self.selection(&fragment.node.selection_set.node, on));
                    } else {
                        sum.add(PASSED_OVER);
                    }
                }
            }
        }
        self.known.insert(key, sum);
        sum
    }

    /// Whether an object of a type is of another, which may be an interface or union.
    fn is_a(&self, object: TypeId, name: &str) -> bool {
        let other = self.table.id(name).and_then(|id| self.table.output(id));
        other.is_some_and(|other| other.possible.contains(&object))
    }

    fn field(&mut self, field: &'d Field, on: TypeId) -> Parts {
        let itself = Parts {
            once: 1,
            by_item: 0,
        };
        let name = field.name.node.as_str();
        let table = self.table;
        let Some(definition) = table.output_field(on, name) else {
            // `__typename`; what else is unknown is told by validation.
            return itself;
        };
        let inner = self.dearest(definition, field);
        let once = |cost: u64| Parts {
            once: cost.saturating_add(1),
            by_item: 0,
        };
        if matches!(name, "__schema" | "__type") {
            let fields = inner.of_items(1) / INTROSPECTED_FIELDS;
            return once(fields.saturating_add(INTROSPECTION_COST));
        }
        let list = if table.is_root(on) {
            LIST_COST + ROOT_LIST_COST
        } else {
            LIST_COST
        };
        let list = self.filter_cost(field).saturating_add(list);
        let item = inner.of_items(1).saturating_add(1);
        let items = |items: u64| item.saturating_mul(items);
        match &definition.length {
            Length::One => once(inner.of_items(1)),
            Length::Page => {
                let size = self.page_size(field);
                once(inner.of_items(size).saturating_add(list))
            }
            Length::ItemsOfPage => Parts {
                once: 1,
                by_item: item,
            },
            Length::First => {
                let size = self.page_size(field);
                once(items(size).saturating_add(list))
            }
            Length::AsManyAs(argument) => once(items(self.list_length(field, argument))),
            Length::Unpaged if definition.selected.is_none() => once(items(UNPAGED_VALUES)),
            Length::Exactly(number) => once(items(*number)),
            Length::Unpaged if table.is_root(on) => once(items(UNPAGED_ITEMS).saturating_add(list)),
            Length::Unpaged => once(items(UNPAGED_ITEMS)),
        }
    }

    /// The costs of what a field selects on the dearest of the types that its value may have.
    fn dearest(&mut self, definition: &OutputField, field: &'d Field) -> Parts {
        let table = self.table;
        let selected = definition.selected.and_then(|id| table.output(id));
        let mut dearest = Parts::default();
        for possible in selected.iter().flat_map(|output| &output.possible) {
            let cost = self.selection(&field.selection_set.node, *possible);
            dearest.once = dearest.once.max(cost.once);
            dearest.by_item = dearest.by_item.max(cost.by_item);
        }
        dearest
    }

    /// How many items a page has at most; one out of bounds is refused by the field itself.
    fn page_size(&mut self, field: &'d Field) -> u64 {
        let size = ["first", "last"]
            .into_iter()
            .find_map(|argument| match self.argument(field, argument)? {
                ConstValue::Number(number) => Some(number.as_i64().unwrap_or(i64::MAX)),
                _ => None,
            })
            .unwrap_or(i64::from(DEFAULT_PAGE_SIZE));
        u64::try_from(size)
            .unwrap_or(0)
            .clamp(1, u64::from(MAX_PAGE_SIZE))
    }

    /// What a list's filter costs beside the list itself, for the filters that it holds.
    fn filter_cost(&mut self, field: &'d Field) -> u64 {
        let Some(filter) = field.get_argument("filter") else {
            return 0;
        };
        let filter = filter.node.clone().into_const_with(|name| {
            let value = self.variable(&name).cloned();
            Ok::<_, std::convert::Infallible>(value.unwrap_or(ConstValue::Null))
        });
        let filters = filter.map_or(0, |filter| filters_in(&filter));
        // The list's own is looked at with the list.
        filters.saturating_sub(1).saturating_mul(FILTER_COST)
    }

    fn list_length(&mut self, field: &'d Field, argument: &str) -> u64 {
        match field.get_argument(argument).map(|value| &value.node) {
            Some(Value::List(items)) => count(items.len()),
            _ => match self.argument(field, argument) {
                Some(ConstValue::List(items)) => count(items.len()),
                _ => 1,
            },
        }
    }

    /// The value of an argument, its variable looked up; `None` for one that is not given.
    fn argument(&mut self, field: &'d Field, name: &str) -> Option<ConstValue> {
        match &field.get_argument(name)?.node {
            Value::Variable(variable) => self.variable(variable).cloned(),
            Value::Number(number) => Some(ConstValue::Number(number.clone())),
            _ => None,
        }
    }

    fn variable(&mut self, name: &Name) -> Option<&'d ConstValue> {
        self.asked_variables = true;
        self.variables.get(name)
    }

    /// Whether `@skip` or `@include` leaves a selection out.
    fn is_left_out(&mut self, directives: &'d [Positioned<Directive>]) -> bool {
        directives.iter().any(|directive| {
            let included = match directive.node.name.node.as_str() {
                "skip" => false,
                "include" => true,
                _ => return false,
            };
            let condition = directive.node.get_argument("if");
            match condition.map(|condition| &condition.node) {
                Some(Value::Boolean(condition)) => *condition != included,
                Some(Value::Variable(variable)) => {
                    matches!(self.variable(variable), Some(ConstValue::Boolean(condition)) if *condition != included)
                }
                _ => false,
            }
        })
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema_sdl;
    use async_graphql::parser::parse_query;
    use async_graphql::value;

    fn cost_with(query: &str, variables: ConstValue) -> u64 {
        let table = TypeTable::read(schema_sdl());
        let document = parse_query(query).unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        let variables = Variables::from_value(variables);
        count_cost(&table, &document, &operation.node, &variables)
    }

    fn cost(query: &str) -> u64 {
        cost_with(query, value!({}))
    }

    #[test]
    fn a_list_costs_its_page_size_times_its_items() {
        let page = "{ municipalities(first: 50) { nodes { name twinnings(first: 20) { nodes { partner { name country { name } } } } } } }";
        // A partner with its country 4, a twinning's item 5, a municipality's 113.
        assert_eq!(cost(page), 111 + 1 + 50 * (1 + 1 + 11 + 1 + 20 * 5));
        assert_eq!(cost("{ countries { totalCount } }"), 112);
        assert_eq!(
            cost("{ countries { totalCount nodes { code } } }"),
            113 + 20 * 2
        );
        assert_eq!(
            cost("{ countries(last: 5) { edges { node { code } } } }"),
            112 + 5 * 3
        );
        assert_eq!(
            cost("{ suggest(prefix: \"b\", first: 5) { text } }"),
            111 + 5 * 2
        );
        assert_eq!(cost("{ nodes(ids: [1, 2, 3]) { id } }"), 1 + 3 * 2);
        assert_eq!(
            cost("{ counties { code } __typename }"),
            1 + 110 + 10 * 2 + 1
        );
    }

    #[test]
    fn variables_decide_page_sizes_and_what_is_left_out() {
        let query = "query($n: Int, $with: Boolean!) { countries(first: $n) { nodes { code name @include(if: $with) } } }";
        let with = |n: i64, with: bool| cost_with(query, value!({ "n": n, "with": with }));
        assert_eq!(with(5, false), 112 + 5 * 2);
        assert_eq!(with(5, true), 112 + 5 * 3);
        assert_eq!(cost_with(query, value!({ "with": true })), 112 + 20 * 3);
        let ids = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
        assert_eq!(cost_with(ids, value!({ "ids": ["a", "b"] })), 1 + 2 * 2);
    }

    #[test]
    fn a_page_size_out_of_bounds_neither_overflows_nor_is_free() {
        for (size, items) in [("2147483647", 100), ("-1", 1), ("0", 1)] {
            let query = format!("{{ countries(first: {size}) {{ nodes {{ code }} }} }}");
            assert_eq!(cost(&query), 112 + items * 2, "{size}");
        }
        let nested =
            "twinnings(first: 100) { nodes { partner { ".repeat(12) + "name" + &" } } }".repeat(12);
        let query = format!("{{ partnerTowns(first: 100) {{ nodes {{ {nested} }} }} }}");
        assert_eq!(cost(&query), u64::MAX);
    }

    #[test]
    fn of_the_types_that_a_value_may_have_the_dearest_counts() {
        let query = "{ search(query: \"b\", first: 10) { nodes { __typename
            ... on Municipality { name code } ... on Country { code } ...P } } }
            fragment P on PartnerTown { twinnings(first: 2) { nodes { kind } } }";
        // A partner town: its type's name, two fragments of other types, and a page of two kinds.
        assert_eq!(cost(query), 112 + 10 * (1 + 1 + 2 + 11 + 1 + 2 * 2));
    }

    #[test]
    fn whether_the_variables_matter_is_known_beforehand() {
        let table = TypeTable::read(schema_sdl());
        for (query, cost) in [
            (
                "query($c: CountryCode!) { country(code: $c) { name } }",
                Cost::Fixed(2),
            ),
            (
                "query($n: Int) { countries(first: $n) { totalCount } }",
                Cost::ByVariables,
            ),
        ] {
            let document = parse_query(query).unwrap();
            let (_, operation) = document.operations.iter().next().unwrap();
            assert_eq!(count_fixed_cost(&table, &document, &operation.node), cost);
        }
    }

    #[test]
    fn the_introspection_that_tools_send_is_cheap_and_many_of_it_are_not() {
        let of_type = "ofType { kind name ".repeat(9) + &"}".repeat(9);
        let looks = |number: usize| {
            let looks: Vec<String> = (0..number)
                .map(|look| format!("a{look}: __schema {{ types {{ kind name fields {{ name args {{ name type {{ kind name {of_type} }} }} type {{ kind name {of_type} }} }} }} }}"))
                .collect();
            cost(&format!("{{ {} }}", looks.concat()))
        };
        assert!((1_000..8_000).contains(&looks(1)), "{}", looks(1));
        assert!(looks(30) > 25_000);
    }
}
