//! Which part of an archive each sheet of an .xlsb workbook is.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use crate::read::xlsb::record::{Record, u32_at};

/// The parts that a workbook names, by the ids that it gives them.
pub(super) fn read_relations(xml: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut relations = BTreeMap::new();
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "Relationship" =>
            {
                let value = |name: &str| {
                    let attribute = element.try_get_attribute(name).ok()??;
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
                    Some(value.into_owned())
                };
                if let (Some(id), Some(target)) = (value("Id"), value("Target")) {
                    relations.insert(id, format!("xl/{target}"));
                }
            }
            Event::Eof => return Some(relations),
            _ => {}
        }
        buffer.clear();
    }
}

/// The id of the part that a sheet is, from the record that names the sheet.
pub(super) fn sheet_relation(record: Record<'_>) -> Option<String> {
    let letters = usize::try_from(u32_at(record.bytes, 8)?).ok()?;
    let id = record.bytes.get(12..)?.get(..letters.checked_mul(2)?)?;
    let (units, _) = id.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|it| u16::from_le_bytes(*it)).collect();
    String::from_utf16(&units).ok()
}
