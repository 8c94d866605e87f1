//! Values that clients send, in a document or as variables, held to their types before anything
//! is executed: so all mistakes are told at once, each at its place.

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{BaseType, Type};
use async_graphql::{Name, Number};
use async_graphql_value::{ConstValue, Value};

use crate::document::type_table::{Argument, Arguments, InputType, TypeTable, innermost};
use crate::limits::MAX_LIST_VALUES;
use crate::types::scalar_mistake;

/// The values of a client: those of a document may be variables, those of variables are constant.
pub(crate) trait InputValue: Sized {
    /// What the value is.
    fn seen(&self) -> Seen<'_, Self>;
}

/// What a value is.
pub(crate) enum Seen<'v, V> {
    /// A variable, of which only the request knows the value.
    Variable(&'v Name),
    Null,
    Number(&'v Number),
    String(&'v str),
    Boolean,
    Enum(&'v str),
    List(&'v [V]),
    Object(&'v IndexMap<Name, V>),
}

impl InputValue for ConstValue {
    fn seen(&self) -> Seen<'_, Self> {
        match self {
            Self::Null => Seen::Null,
            Self::Number(number) => Seen::Number(number),
            // Bytes come from no client.
            Self::String(text) => Seen::String(text),
            Self::Binary(_) => Seen::String(""),
            Self::Boolean(_) => Seen::Boolean,
            Self::Enum(name) => Seen::Enum(name),
            Self::List(items) => Seen::List(items),
            Self::Object(fields) => Seen::Object(fields),
        }
    }
}

impl InputValue for Value {
    fn seen(&self) -> Seen<'_, Self> {
        match self {
            Self::Variable(name) => Seen::Variable(name),
            Self::Null => Seen::Null,
            Self::Number(number) => Seen::Number(number),
            Self::String(text) => Seen::String(text),
            Self::Binary(_) => Seen::String(""),
            Self::Boolean(_) => Seen::Boolean,
            Self::Enum(name) => Seen::Enum(name),
            Self::List(items) => Seen::List(items),
            Self::Object(fields) => Seen::Object(fields),
        }
    }
}

/// Where a value stands: an argument or variable, and the way into it.
#[derive(Clone, Copy)]
pub(crate) enum Place<'p> {
    Argument(&'p Name),
    Variable(&'p Name),
    Field(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Argument(name) => write!(f, "argument {name}"),
            Self::Variable(name) => write!(f, "variable ${name}"),
            Self::Field(of, name) => write!(f, "{of}.{name}"),
            Self::Item(of, index) => write!(f, "{of}[{index}]"),
        }
    }
}

/// Holds values to their types, and gathers what is wrong.
pub(crate) struct InputCheck<'t> {
    table: &'t TypeTable,
    /// Whether the values come from JSON, where an enum's value is a text.
    from_json: bool,
    pub(crate) mistakes: Vec<String>,
    /// The variables among the values, each with what its place takes and the place's name.
    pub(crate) variables: Vec<(Name, Argument, String)>,
}

impl<'t> InputCheck<'t> {
    pub(crate) fn new(table: &'t TypeTable, from_json: bool) -> Self {
        Self {
            table,
            from_json,
            mistakes: Vec::new(),
            variables: Vec::new(),
        }
    }

    /// Holds the value of an argument, or of a field of an input object, to its type.
    pub(crate) fn check<V: InputValue>(&mut self, taken: &Argument, value: &V, place: Place<'_>) {
        match value.seen() {
            Seen::Variable(name) => {
                let usage = (name.clone(), taken.clone(), place.to_string());
                self.variables.push(usage);
            }
            _ => self.check_type(&taken.ty, value, place),
        }
    }

    /// Holds a value to a type.
    pub(crate) fn check_type<V: InputValue>(&mut self, ty: &Type, value: &V, place: Place<'_>) {
        match (value.seen(), &ty.base) {
            (Seen::Variable(name), _) => {
                let taken = Argument {
                    ty: ty.clone(),
                    has_default: false,
                };
                self.variables
                    .push((name.clone(), taken, place.to_string()));
            }
            (Seen::Null, _) if ty.nullable => {}
            (Seen::Null, _) => self.tell(place, &format!("expected {ty}, found null")),
            (Seen::List(items), BaseType::List(item))
                if items.len() > MAX_LIST_VALUES && self.is_bounded(item, place) =>
            {
                let found = items.len();
                self.tell(
                    place,
                    &format!("{found} values; at most {MAX_LIST_VALUES} are allowed"),
                );
            }
            (Seen::List(items), BaseType::List(item)) => {
                for (index, value) in items.iter().enumerate() {
                    self.check_type(item, value, Place::Item(&place, index));
                }
            }
            // One value stands for a list of it.
            (_, BaseType::List(item)) => self.check_type(item, value, place),
            (seen, BaseType::Named(name)) => match self.table.input(name) {
                Some(InputType::Scalar) => self.check_scalar(name, &seen, place),
                Some(InputType::Enum(values)) => self.check_enum(name, values, &seen, place),
                Some(InputType::Object(fields)) => self.check_object(name, fields, &seen, place),
                // A type that is not there is told where it is named.
                None => {}
            },
        }
    }

    /// Whether a list is a field of an input object and has plain values: filters in a list of them
    /// have a limit of their own, and so has an argument that is a list.
    fn is_bounded(&self, item: &Type, place: Place<'_>) -> bool {
        let of_objects = matches!(
            self.table.input(innermost(item)),
            Some(InputType::Object(_))
        );
        let in_object = match place {
            Place::Variable(_) | Place::Field(..) => true,
            Place::Argument(_) | Place::Item(..) => false,
        };
        in_object && !of_objects
    }

    fn check_scalar<V>(&mut self, name: &str, seen: &Seen<'_, V>, place: Place<'_>) {
        let mistake = match (name, seen) {
            ("Int", Seen::Number(number)) if number.as_i64().is_some_and(is_int) => None,
            ("Int", Seen::Number(number)) => Some(format!(
                "expected Int, a whole number from {} to {}, found {number}",
                i32::MIN,
                i32::MAX
            )),
            ("Float", Seen::Number(_))
            | ("String" | "ID", Seen::String(_))
            | ("Boolean", Seen::Boolean) => None,
            ("ID", Seen::Number(number)) if number.is_i64() => None,
            ("Int" | "Float" | "String" | "Boolean" | "ID", seen) => {
                Some(format!("expected {name}, found {}", found(seen)))
            }
            (name, Seen::String(text)) => scalar_mistake(name, text),
            // Codes are texts.
            (name, seen) => scalar_mistake(name, "").map(|_| {
                let hint = match seen {
                    Seen::Number(_) | Seen::Enum(_) => "; write it in quotes, as its zeros count",
                    _ => "",
                };
                format!("expected {name}, found {}{hint}", found(seen))
            }),
        };
        if let Some(mistake) = mistake {
            self.tell(place, &mistake);
        }
    }

    fn check_enum<V>(&mut self, name: &str, values: &[Name], seen: &Seen<'_, V>, place: Place<'_>) {
        let given = match seen {
            Seen::Enum(given) => Some(*given),
            Seen::String(given) if self.from_json => Some(*given),
            _ => None,
        };
        if given.is_none_or(|given| !values.iter().any(|value| value == given)) {
            let values: Vec<&str> = values.iter().map(Name::as_str).collect();
            let hint = match seen {
                Seen::String(given) if values.contains(given) => "; write it without quotes",
                _ => "",
            };
            let mistake = format!(
                "expected {name}, one of {}, found {}{hint}",
                values.join(", "),
                found(seen)
            );
            self.tell(place, &mistake);
        }
    }

    fn check_object<V: InputValue>(
        &mut self,
        name: &str,
        fields: &Arguments,
        seen: &Seen<'_, V>,
        place: Place<'_>,
    ) {
        let Seen::Object(given) = seen else {
            let fields: Vec<&str> = fields.iter().map(|(field, _)| field.as_str()).collect();
            let mistake = format!(
                "expected {name}, an object of {}, found {}",
                fields.join(", "),
                found(seen)
            );
            self.tell(place, &mistake);
            return;
        };
        for (field, argument) in fields {
            match given.get(field) {
                Some(value) => self.check(argument, value, Place::Field(&place, field)),
                None if argument.is_required() => {
                    self.tell(
                        place,
                        &format!("the field \"{field}\" of {name} is missing"),
                    );
                }
                None => {}
            }
        }
        for key in given.keys() {
            if !fields.iter().any(|(field, _)| field == key) {
                let known: Vec<&str> = fields.iter().map(|(field, _)| field.as_str()).collect();
                let mistake = format!(
                    "{name} has no field {}; it has {}",
                    quoted(key),
                    known.join(", ")
                );
                self.tell(place, &mistake);
            }
        }
    }

    fn tell(&mut self, place: Place<'_>, mistake: &str) {
        self.mistakes.push(format!("{place}: {mistake}"));
    }
}

fn is_int(number: i64) -> bool {
    i32::try_from(number).is_ok()
}

fn found<V>(seen: &Seen<'_, V>) -> String {
    match seen {
        Seen::Variable(_) => "a variable".to_owned(),
        Seen::Null => "null".to_owned(),
        Seen::Number(number) => number.to_string(),
        Seen::String(text) => quoted(text),
        Seen::Boolean => "a Boolean".to_owned(),
        Seen::Enum(name) => (*name).to_owned(),
        Seen::List(_) => "a list".to_owned(),
        Seen::Object(_) => "an object".to_owned(),
    }
}

/// A client's text as a message may repeat it: in quotes, and not longer than a line.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{:?}", format!("{}…", text.split_at(end).0)),
        None => format!("{text:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema_sdl;
    use async_graphql::value;

    fn mistakes(ty: &str, value: &ConstValue) -> Vec<String> {
        let table = TypeTable::read(schema_sdl());
        let mut check = InputCheck::new(&table, true);
        let name = Name::new("v");
        check.check_type(&Type::new(ty).unwrap(), value, Place::Variable(&name));
        check.mistakes
    }

    #[test]
    fn what_fits_its_type_is_no_mistake() {
        for (ty, value) in [
            ("Int", value!(null)),
            ("Int!", value!(2_147_483_647)),
            ("ID", value!(7)),
            ("Float!", value!(7)),
            ("[CountryCode!]", value!(["FI", "NO"])),
            ("[CountryCode!]", value!("FI")),
            ("TwinningFilter", value!({})),
            (
                "TwinningFilter",
                value!({ "kinds": ["TWINNING"], "since": { "to": 1959 } }),
            ),
        ] {
            assert_eq!(mistakes(ty, &value), Vec::<String>::new(), "{ty}");
        }
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let filter = value!({ "kinds": ["TWINING", 1], "since": { "to": "x", "til": 2 }, "x": 1 });
        assert_eq!(
            mistakes("TwinningFilter!", &filter),
            [
                "variable $v.kinds[0]: expected TwinningKind, one of TWINNING, MUNICIPAL_PARTNERSHIP, OTHER, found \"TWINING\"",
                "variable $v.kinds[1]: expected TwinningKind, one of TWINNING, MUNICIPAL_PARTNERSHIP, OTHER, found 1",
                "variable $v.since.to: expected Int, found \"x\"",
                "variable $v.since: YearRange has no field \"til\"; it has from, to",
                "variable $v: TwinningFilter has no field \"x\"; it has municipalities, counties, countries, kinds, statuses, themes, networks, since, until, authority, partner, and, or, not",
            ]
        );
    }

    #[test]
    fn numbers_beyond_32_bits_and_malformed_codes_are_mistakes() {
        for (ty, value, told) in [
            (
                "Int",
                value!(2_147_483_648i64),
                "from -2147483648 to 2147483647",
            ),
            ("Int", value!(1.5), "found 1.5"),
            ("MunicipalityCode", value!("138"), "four digits"),
            (
                "MunicipalityCode",
                value!(1380),
                "expected MunicipalityCode",
            ),
            ("Int!", value!(null), "expected Int!, found null"),
            (
                "TwinningOrder",
                value!({}),
                "\"field\" of TwinningOrder is missing",
            ),
            ("TwinningOrder", value!([1]), "found a list"),
        ] {
            let mistakes = mistakes(ty, &value);
            assert_eq!(mistakes.len(), 1, "{ty} {value}");
            assert!(mistakes[0].contains(told), "{}", mistakes[0]);
        }
    }

    #[test]
    fn a_long_text_is_repeated_in_part() {
        assert_eq!(quoted("a\n"), r#""a\n""#);
        assert_eq!(quoted(&"å".repeat(1_000)).chars().count(), 63);
    }
}
