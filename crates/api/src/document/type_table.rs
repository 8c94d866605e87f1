//! What the schema says of its types, read from its own text: so it stays true when the schema
//! grows.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, OperationType, Type, TypeKind,
    TypeSystemDefinition,
};

/// What introspection adds to every schema and no schema's text names.
const INTROSPECTION: &str = include_str!("introspection.graphql");

/// The place of an output type in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TypeId(usize);

/// The types of the schema.
#[derive(Debug, Default)]
pub(crate) struct TypeTable {
    outputs: Vec<OutputType>,
    ids: HashMap<Name, TypeId>,
    inputs: HashMap<Name, InputType>,
    roots: HashMap<&'static str, TypeId>,
}

/// An object, interface or union.
#[derive(Debug)]
pub(crate) struct OutputType {
    fields: HashMap<Name, OutputField>,
    /// The object types that a value of it may have: itself for an object.
    pub(crate) possible: Vec<TypeId>,
}

/// A field of an object or interface.
#[derive(Debug)]
pub(crate) struct OutputField {
    /// The type of its value or of its value's items; `None` for plain values.
    pub(crate) selected: Option<TypeId>,
    pub(crate) arguments: Arguments,
    pub(crate) length: Length,
}

/// The arguments of a field, or the fields of an input object.
pub(crate) type Arguments = Vec<(Name, Argument)>;

/// An argument or a field of an input object.
#[derive(Debug, Clone)]
pub(crate) struct Argument {
    pub(crate) ty: Type,
    pub(crate) has_default: bool,
}

impl Argument {
    /// Whether something must be given for it.
    pub(crate) fn is_required(&self) -> bool {
        !self.ty.nullable && !self.has_default
    }
}

/// How many items a field has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Length {
    /// One value.
    One,
    /// A page, whose lists have as many items as `first` or `last` says.
    Page,
    /// A list in a page.
    ItemsOfPage,
    /// A list of as many items as `first` says.
    First,
    /// A list with an item for each of the list that this argument takes.
    AsManyAs(Name),
    /// A list that always has this many items.
    Exactly(u64),
    /// A list of which nothing tells the length.
    Unpaged,
}

/// What a value that a client sends may be.
#[derive(Debug)]
pub(crate) enum InputType {
    Scalar,
    Enum(Vec<Name>),
    Object(Arguments),
}

impl TypeTable {
    /// Reads the schema's text.
    ///
    /// # Panics
    /// When the schema's own text cannot be parsed, which a test would show.
    pub(crate) fn read(sdl: &str) -> Self {
        let document = parse_schema(format!("{sdl}\n{INTROSPECTION}"))
            .expect("the schema's own text can be parsed");
        let mut table = Self::default();
        let mut roots = vec![(OperationType::Query, Name::new("Query"))];
        for name in ["Boolean", "Float", "ID", "Int", "String"] {
            table.inputs.insert(Name::new(name), InputType::Scalar);
        }
        let mut types = Vec::new();
        for definition in document.definitions {
            match definition {
                TypeSystemDefinition::Type(definition) => types.push(definition.node),
                TypeSystemDefinition::Schema(schema) => {
                    let schema = schema.node;
                    roots = [
                        (OperationType::Query, schema.query),
                        (OperationType::Mutation, schema.mutation),
                        (OperationType::Subscription, schema.subscription),
                    ]
                    .into_iter()
                    .filter_map(|(kind, name)| Some((kind, name?.node)))
                    .collect();
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        for definition in &types {
            table.declare(&definition.name.node, &definition.kind);
        }
        for definition in &types {
            table.fill(&definition.name.node, &definition.kind);
        }
        for (kind, name) in roots {
            if let Some(id) = table.ids.get(&name) {
                table.roots.insert(root_name(kind), *id);
            }
        }
        table.add_introspection();
        table.count_types();
        table.mark_pages();
        table
    }

    fn declare(&mut self, name: &Name, kind: &TypeKind) {
        let input = match kind {
            TypeKind::Scalar => InputType::Scalar,
            TypeKind::Enum(definition) => InputType::Enum(
                definition
                    .values
                    .iter()
                    .map(|value| value.node.value.node.clone())
                    .collect(),
            ),
            TypeKind::InputObject(definition) => {
                InputType::Object(arguments(definition.fields.iter().map(|field| &field.node)))
            }
            TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_) => {
                self.ids.insert(name.clone(), TypeId(self.outputs.len()));
                self.outputs.push(OutputType {
                    fields: HashMap::new(),
                    possible: Vec::new(),
                });
                return;
            }
        };
        self.inputs.insert(name.clone(), input);
    }

    fn fill(&mut self, name: &Name, kind: &TypeKind) {
        let Some(id) = self.ids.get(name).copied() else {
            return;
        };
        let (fields, of) = match kind {
            TypeKind::Object(definition) => (&definition.fields, &definition.implements),
            TypeKind::Interface(definition) => (&definition.fields, &definition.implements),
            TypeKind::Union(definition) => {
                let members = definition.members.iter();
                let possible = members.filter_map(|member| self.ids.get(&member.node).copied());
                let possible = possible.collect();
                self.edit(id, |output| output.possible = possible);
                return;
            }
            TypeKind::Scalar | TypeKind::Enum(_) | TypeKind::InputObject(_) => return,
        };
        let fields: HashMap<Name, OutputField> = fields
            .iter()
            .map(|field| (field.node.name.node.clone(), self.field(&field.node)))
            .collect();
        self.edit(id, |output| output.fields = fields);
        if matches!(kind, TypeKind::Object(_)) {
            self.edit(id, |output| output.possible.push(id));
            for interface in of {
                if let Some(interface) = self.ids.get(&interface.node).copied() {
                    self.edit(interface, |output| output.possible.push(id));
                }
            }
        }
    }

    fn edit(&mut self, id: TypeId, change: impl FnOnce(&mut OutputType)) {
        if let Some(output) = self.outputs.get_mut(id.0) {
            change(output);
        }
    }

    fn field(&self, field: &FieldDefinition) -> OutputField {
        let arguments = arguments(field.arguments.iter().map(|argument| &argument.node));
        let list = matches!(field.ty.node.base, BaseType::List(_));
        let has = |name: &str| arguments.iter().any(|(argument, _)| argument == name);
        let sized_by = arguments.iter().find(|(_, argument)| {
            argument.is_required() && matches!(argument.ty.base, BaseType::List(_))
        });
        let length = match (list, sized_by) {
            (false, _) if has("first") || has("last") => Length::Page,
            (false, _) => Length::One,
            (true, _) if has("first") => Length::First,
            (true, Some((name, _))) => Length::AsManyAs(name.clone()),
            (true, None) => Length::Unpaged,
        };
        OutputField {
            selected: self.ids.get(innermost(&field.ty.node)).copied(),
            arguments,
            length,
        }
    }

    /// Gives the query root the fields that every schema has.
    fn add_introspection(&mut self) {
        let Some(root) = self.root(OperationType::Query) else {
            return;
        };
        let field = |name, arguments| OutputField {
            selected: self.ids.get(name).copied(),
            arguments,
            length: Length::One,
        };
        let name = Argument {
            ty: Type {
                base: BaseType::Named(Name::new("String")),
                nullable: false,
            },
            has_default: false,
        };
        let schema = field("__Schema", Vec::new());
        let type_ = field("__Type", vec![(Name::new("name"), name)]);
        self.edit(root, |output| {
            output.fields.insert(Name::new("__schema"), schema);
            output.fields.insert(Name::new("__type"), type_);
        });
    }

    fn count_types(&mut self) {
        let types = u64::try_from(self.outputs.len() + self.inputs.len()).unwrap_or(u64::MAX);
        if let Some(schema) = self.ids.get("__Schema").copied() {
            self.edit(schema, |output| {
                if let Some(field) = output.fields.get_mut("types") {
                    field.length = Length::Exactly(types);
                }
            });
        }
    }

    fn mark_pages(&mut self) {
        let pages: Vec<TypeId> = self
            .outputs
            .iter()
            .flat_map(|output| output.fields.values())
            .filter(|field| field.length == Length::Page)
            .filter_map(|field| field.selected)
            .collect();
        for page in pages {
            self.edit(page, |output| {
                for field in output.fields.values_mut() {
                    if field.length == Length::Unpaged {
                        field.length = Length::ItemsOfPage;
                    }
                }
            });
        }
    }

    /// The type whose fields an operation of a kind selects.
    pub(crate) fn root(&self, kind: OperationType) -> Option<TypeId> {
        self.roots.get(root_name(kind)).copied()
    }

    /// Whether a type is one that an operation begins at.
    pub(crate) fn is_root(&self, id: TypeId) -> bool {
        self.roots.values().any(|root| *root == id)
    }

    /// An output type by its name.
    pub(crate) fn id(&self, name: &str) -> Option<TypeId> {
        self.ids.get(name).copied()
    }

    /// An output type.
    pub(crate) fn output(&self, id: TypeId) -> Option<&OutputType> {
        self.outputs.get(id.0)
    }

    /// Whether an object may be of both types; of an unknown one it may.
    pub(crate) fn overlap(&self, one: Option<TypeId>, other: Option<TypeId>) -> bool {
        let output = |id: Option<TypeId>| id.and_then(|id| self.output(id));
        let (Some(one), Some(other)) = (output(one), output(other)) else {
            return true;
        };
        one.possible.iter().any(|id| other.possible.contains(id))
    }

    /// The names of the object types that something of a type may have, sorted.
    pub(crate) fn kinds(&self, name: &str) -> Vec<&Name> {
        let output = self.id(name).and_then(|id| self.output(id));
        let possible = output.map_or(&[][..], |output| output.possible.as_slice());
        let kinds = self.ids.iter().filter(|(_, id)| possible.contains(id));
        let mut kinds: Vec<&Name> = kinds.map(|(name, _)| name).collect();
        kinds.sort();
        kinds
    }

    /// A field of an output type.
    pub(crate) fn output_field(&self, id: TypeId, name: &str) -> Option<&OutputField> {
        self.output(id)?.fields.get(name)
    }

    /// An input type by its name.
    pub(crate) fn input(&self, name: &str) -> Option<&InputType> {
        self.inputs.get(name)
    }
}

fn root_name(kind: OperationType) -> &'static str {
    match kind {
        OperationType::Query => "query",
        OperationType::Mutation => "mutation",
        OperationType::Subscription => "subscription",
    }
}

fn arguments<'d>(definitions: impl Iterator<Item = &'d InputValueDefinition>) -> Arguments {
    definitions
        .map(|definition| {
            let argument = Argument {
                ty: definition.ty.node.clone(),
                has_default: definition.default_value.is_some(),
            };
            (definition.name.node.clone(), argument)
        })
        .collect()
}

/// The name of a type without its lists.
pub(crate) fn innermost(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(item) => innermost(item),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema_sdl;

    fn length(table: &TypeTable, of: &str, field: &str) -> Length {
        let id = table.id(of).unwrap();
        table.output_field(id, field).unwrap().length.clone()
    }

    #[test]
    fn the_schema_tells_the_length_of_its_fields() {
        let table = TypeTable::read(schema_sdl());
        for (of, field, expected) in [
            ("Query", "municipality", Length::One),
            ("Query", "municipalities", Length::Page),
            ("Query", "search", Length::Page),
            ("Query", "suggest", Length::First),
            ("Query", "nodes", Length::AsManyAs(Name::new("ids"))),
            ("Query", "counties", Length::Unpaged),
            ("Municipality", "twinnings", Length::Page),
            ("Municipality", "alternateNames", Length::Unpaged),
            ("TwinningConnection", "edges", Length::ItemsOfPage),
            ("TwinningConnection", "nodes", Length::ItemsOfPage),
            ("TwinningConnection", "totalCount", Length::One),
            ("__Type", "fields", Length::Unpaged),
        ] {
            assert_eq!(length(&table, of, field), expected, "{of}.{field}");
        }
    }

    #[test]
    fn interfaces_and_unions_know_what_they_may_be() {
        let table = TypeTable::read(schema_sdl());
        let possible = |name: &str| {
            table
                .output(table.id(name).unwrap())
                .unwrap()
                .possible
                .len()
        };
        assert!(possible("Node") > 5);
        assert!(possible("LocalAuthority") >= 4);
        assert_eq!(possible("SearchNode"), 5);
        assert_eq!(possible("Municipality"), 1);
    }
}
