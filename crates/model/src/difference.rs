//! What changes do to records, field by field.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::ParseError;
use crate::snapshot::{Change, Record, Snapshot};
use crate::twinning::TwinningKey;
use crate::word::word_enum;

word_enum! {
    /// What a change does to its record.
    ChangeKind, "a kind of change" {
        /// The record is new.
        Created = "created",
        /// The record says something else than before.
        Updated = "updated",
        /// The record is gone.
        Removed = "removed",
    }
}

/// One change, field by field: the old value beside the new one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// What happens to the record.
    pub change: ChangeKind,
    /// What sort of record it is, in the words of [`Record`] ("twinning").
    pub record: String,
    /// Its natural key.
    pub key: String,
    /// What people call it: a name, or "Halmstad – Gentofte (Danmark)" for a tie.
    pub label: String,
    /// The fields that differ, in the order of their names. All that say anything when the record
    /// is new or gone.
    pub fields: Vec<FieldDifference>,
}

/// One field of a record before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldDifference {
    /// The field's name in English ("since").
    pub field: String,
    /// What it said; null when nothing.
    pub before: Value,
    /// What it says; null when nothing.
    pub after: Value,
}

/// The differences that the changes make to the register, in the order of the changes. `register`
/// is what they are made to, and gives the names that records are called by.
#[must_use]
pub fn differences<'c>(
    changes: impl IntoIterator<Item = &'c Change>,
    register: &Snapshot,
) -> Vec<Difference> {
    let changes: Vec<&Change> = changes.into_iter().collect();
    let names = Names::of(&changes, register);
    (changes.iter())
        .filter_map(|change| difference(change, &names))
        .collect()
}

fn difference(change: &Change, names: &Names<'_>) -> Option<Difference> {
    let (kind, record) = match (&change.before, &change.after) {
        (None, Some(after)) => (ChangeKind::Created, after),
        (Some(_), Some(after)) => (ChangeKind::Updated, after),
        (Some(before), None) => (ChangeKind::Removed, before),
        (None, None) => return None,
    };
    let before = fields_of(change.before.as_ref());
    let after = fields_of(change.after.as_ref());
    let names_of_fields = after.iter().chain(&before).map(|(name, _)| name);
    let mut fields: Vec<FieldDifference> = Vec::new();
    for name in names_of_fields {
        if fields.iter().any(|known| known.field == *name) {
            continue;
        }
        let (before, after) = (value_of(&before, name), value_of(&after, name));
        if before != after {
            fields.push(FieldDifference {
                field: name.clone(),
                before,
                after,
            });
        }
    }
    Some(Difference {
        change: kind,
        record: record.kind().to_owned(),
        key: record.key_text(),
        label: names.label(record),
        fields,
    })
}

/// The fields of a record in their order; the key, which cannot differ, is left out.
fn fields_of(record: Option<&Record>) -> Vec<(String, Value)> {
    // A record is data through and through, so writing it cannot fail.
    let value = record.and_then(|record| serde_json::to_value(record).ok());
    let Some(Value::Object(tagged)) = value else {
        return Vec::new();
    };
    let fields = tagged.into_iter().next().map(|(_, fields)| fields);
    let Some(Value::Object(fields)) = fields else {
        return Vec::new();
    };
    (fields.into_iter())
        .filter(|(name, _)| name != "key" && name != "code")
        .collect()
}

fn value_of(fields: &[(String, Value)], name: &str) -> Value {
    let found = fields.iter().find(|(known, _)| known == name);
    match found {
        // An empty list says as little as nothing.
        Some((_, Value::Array(items))) if items.is_empty() => Value::Null,
        Some((_, value)) => value.clone(),
        None => Value::Null,
    }
}

/// What records are called: as they will be, and where they go, as they were.
struct Names<'c> {
    changed: Snapshot,
    register: &'c Snapshot,
}

impl<'c> Names<'c> {
    fn of(changes: &[&Change], register: &'c Snapshot) -> Self {
        let mut changed = Snapshot::default();
        for record in changes
            .iter()
            .filter_map(|it| it.after.as_ref().or(it.before.as_ref()))
        {
            if matches!(
                record,
                Record::Authority(_)
                    | Record::Place(_)
                    | Record::Country(_)
                    | Record::Network(_)
                    | Record::Programme(_)
            ) {
                // Only the newest is asked for.
                drop(changed.put(record.clone()));
            }
        }
        Self { changed, register }
    }

    fn label(&self, record: &Record) -> String {
        match record {
            Record::County(it) => it.name.clone(),
            Record::Country(it) => it.name_sv.clone(),
            Record::Place(it) => format!("{} ({})", it.name, self.country(&it.country)),
            Record::Authority(it) => it.official_name.clone(),
            Record::Network(it) => it.name.clone(),
            Record::Survey(it) => it.name.clone(),
            Record::Twinning(it) => self.tie(&it.key),
            Record::Observation(it) => format!(
                "{}: {}, {}, {}",
                self.tie(&it.twinning),
                it.workbook,
                it.sheet,
                it.row
            ),
            Record::Contact(it) => it.name.clone(),
            Record::Programme(it) => it.name.clone(),
            Record::ProgrammeCountry(it) => {
                let key = &it.key.programme;
                let programme = (self.changed.programmes.get(key))
                    .or_else(|| self.register.programmes.get(key));
                let programme = programme.map_or(key.as_str(), |it| it.name.as_str());
                let country = self.country(&it.key.country);
                // The beginning is in the key, so no field tells it.
                match it.key.valid_from {
                    Some(from) => format!("{programme}: {country}, från {from}"),
                    None => format!("{programme}: {country}"),
                }
            }
            Record::NetworkMember(it) => {
                let key = &it.key.network;
                let network =
                    (self.changed.networks.get(key)).or_else(|| self.register.networks.get(key));
                let network = network.map_or(key.as_str(), |it| it.name.as_str());
                format!("{network}: {} ({})", it.name, self.country(&it.key.country))
            }
            Record::Resource(it) => it.title.clone(),
        }
    }

    fn tie(&self, key: &TwinningKey) -> String {
        let authority = (self.changed.authorities.get(&key.authority))
            .or_else(|| self.register.authorities.get(&key.authority));
        let place = (self.changed.places.get(&key.partner))
            .or_else(|| self.register.places.get(&key.partner));
        let authority = authority.map_or(key.authority.code(), |it| it.name.as_str());
        let country = key.partner.country();
        let place = place.map_or(key.partner.as_str(), |it| it.name.as_str());
        format!("{authority} – {place} ({})", self.country(&country))
    }

    fn country<'n>(&'n self, code: &'n crate::code::CountryCode) -> &'n str {
        let country =
            (self.changed.countries.get(code)).or_else(|| self.register.countries.get(code));
        country.map_or(code.as_str(), |it| it.name_sv.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Network, NetworkMember};
    use crate::programme::ProgrammeCountry;
    use crate::twinning::{Twinning, TwinningStatus};

    /// A checked workbook is applied only if it changes just what was told and stored.
    #[test]
    fn a_difference_is_read_as_it_was_written_to_the_last_digit() {
        let told = FieldDifference {
            field: "longitude".to_owned(),
            before: 12.857_777_777_777_779_f64.into(),
            after: 0.1_f64.into(),
        };
        let text = serde_json::to_string(&told).unwrap();
        assert_eq!(
            serde_json::from_str::<FieldDifference>(&text).unwrap(),
            told
        );
    }

    #[test]
    fn a_changed_field_is_told_with_its_old_value() {
        let key: TwinningKey = "municipality:1380>DK-gentofte>twinning".parse().unwrap();
        let before = Twinning {
            key,
            status: TwinningStatus::Active,
            since: Some(1951),
            until: None,
            themes: vec![],
            network: None,
            note: None,
        };
        let after = Twinning {
            status: TwinningStatus::Dormant,
            ..before.clone()
        };
        let change = Change {
            before: Some(Record::Twinning(before)),
            after: Some(Record::Twinning(after)),
        };
        let told = differences([&change], &Snapshot::default());
        assert_eq!(told.len(), 1);
        let told = &told[0];
        assert_eq!(
            (told.change, told.record.as_str()),
            (ChangeKind::Updated, "twinning")
        );
        assert_eq!(told.label, "1380 – DK-gentofte (DK)");
        assert_eq!(
            told.fields,
            [FieldDifference {
                field: "status".to_owned(),
                before: "active".into(),
                after: "dormant".into(),
            }]
        );
    }

    #[test]
    fn what_belongs_to_another_record_is_called_after_it() {
        let register = Snapshot::default();
        let network = Record::Network(Network {
            key: "douzelage".parse().unwrap(),
            name: "Douzelage".to_owned(),
            description: None,
            website: None,
            source: String::new(),
        });
        let member = Record::NetworkMember(NetworkMember {
            key: "douzelage>BE>houffalize".parse().unwrap(),
            name: "Houffalize".to_owned(),
            authority: None,
            place: None,
            since: Some(1991),
            until: None,
            source: String::new(),
        });
        let country = Record::ProgrammeCountry(ProgrammeCountry {
            key: "cerv>FI>".parse().unwrap(),
            valid_until: Some("2027-12-31".parse().unwrap()),
            source: String::new(),
        });
        let period = Record::ProgrammeCountry(ProgrammeCountry {
            key: "cerv>UA>2026".parse().unwrap(),
            valid_until: None,
            source: String::new(),
        });
        let changes = [network, member, country, period].map(|record| Change {
            before: None,
            after: Some(record),
        });
        let found = differences(&changes, &register);
        let labels: Vec<&str> = found.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Douzelage",
                "Douzelage: Houffalize (BE)",
                "cerv: FI",
                "cerv: UA, från 2026"
            ]
        );
        let until = found[2].fields.iter().find(|it| it.field == "valid_until");
        assert_eq!(until.unwrap().after, "2027-12-31");
    }
}
