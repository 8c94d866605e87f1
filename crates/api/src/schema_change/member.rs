//! The members of a schema, each by the path under which clients know it.

use std::collections::BTreeMap;

use async_graphql::Positioned;
use async_graphql::parser::types::{
    ConstDirective, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind,
    TypeSystemDefinition,
};
use async_graphql::parser::{Error, parse_schema};

/// What clients may rely on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Member {
    /// A type, of which kind.
    Type(&'static str),
    /// A field that gives values of a type.
    Output(Type),
    /// An argument, or a field of an input object: its type and its default.
    Input(Type, Option<String>),
    /// A value of an enum.
    Value,
    /// That a type is one of a union or interface.
    Belongs,
}

/// The members of a schema by path, and why those that are deprecated are.
#[derive(Debug, Default)]
pub(super) struct Members {
    pub(super) members: BTreeMap<String, Member>,
    pub(super) deprecated: BTreeMap<String, String>,
}

impl Members {
    /// Reads a schema's text.
    pub(super) fn read(schema: &str) -> Result<Self, Error> {
        let mut members = Self::default();
        for definition in parse_schema(schema)?.definitions {
            match definition {
                TypeSystemDefinition::Type(definition) => members.put_type(&definition.node),
                TypeSystemDefinition::Directive(directive) => {
                    let path = format!("@{}", directive.node.name.node);
                    members.put_arguments(&path, &directive.node.arguments);
                    members.put(path, Member::Type("directive"), &[]);
                }
                TypeSystemDefinition::Schema(_) => {}
            }
        }
        Ok(members)
    }

    fn put(&mut self, path: String, member: Member, directives: &[Positioned<ConstDirective>]) {
        let deprecated = directives
            .iter()
            .find(|it| it.node.name.node == "deprecated");
        if let Some(deprecated) = deprecated {
            let reason = deprecated.node.get_argument("reason");
            let reason = reason.map_or_else(String::new, |reason| reason.node.to_string());
            self.deprecated.insert(path.clone(), reason);
        }
        self.members.insert(path, member);
    }

    fn put_type(&mut self, definition: &TypeDefinition) {
        let name = &definition.name.node;
        let (kind, belongs_to) = match &definition.kind {
            TypeKind::Scalar => ("scalar", &[][..]),
            TypeKind::Object(object) => {
                self.put_fields(name, &object.fields);
                ("type", object.implements.as_slice())
            }
            TypeKind::Interface(interface) => {
                self.put_fields(name, &interface.fields);
                ("interface", interface.implements.as_slice())
            }
            TypeKind::Union(union) => {
                for member in &union.members {
                    let path = format!("{name} = {}", member.node);
                    self.put(path, Member::Belongs, &[]);
                }
                ("union", &[][..])
            }
            TypeKind::Enum(values) => {
                for value in &values.values {
                    let path = format!("{name}.{}", value.node.value.node);
                    self.put(path, Member::Value, &value.node.directives);
                }
                ("enum", &[][..])
            }
            TypeKind::InputObject(input) => {
                for field in &input.fields {
                    let path = format!("{name}.{}", field.node.name.node);
                    self.put_input(path, &field.node);
                }
                ("input", &[][..])
            }
        };
        for interface in belongs_to {
            let path = format!("{name} implements {}", interface.node);
            self.put(path, Member::Belongs, &[]);
        }
        self.put(name.to_string(), Member::Type(kind), &definition.directives);
    }

    fn put_fields(&mut self, name: &str, fields: &[Positioned<FieldDefinition>]) {
        for field in fields {
            let field = &field.node;
            let path = format!("{name}.{}", field.name.node);
            self.put_arguments(&path, &field.arguments);
            self.put(
                path,
                Member::Output(field.ty.node.clone()),
                &field.directives,
            );
        }
    }

    fn put_arguments(&mut self, path: &str, arguments: &[Positioned<InputValueDefinition>]) {
        for argument in arguments {
            let path = format!("{path}({}:)", argument.node.name.node);
            self.put_input(path, &argument.node);
        }
    }

    fn put_input(&mut self, path: String, input: &InputValueDefinition) {
        let default = input.default_value.as_ref();
        let default = default.map(|default| default.node.to_string());
        let member = Member::Input(input.ty.node.clone(), default);
        self.put(path, member, &input.directives);
    }
}

/// The path of what a member belongs to.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rfind(['(', '.', ' '])
        .and_then(|end| path.get(..end))
        .map(|path| path.trim_end_matches(" ="))
        .map(|path| path.trim_end_matches(" implements"))
}
