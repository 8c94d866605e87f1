//! The attributes of an element.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// The value of an attribute; `None` when it is not there, or is damaged.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// How often something is repeated or how far it spans: at least once.
pub(super) fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    let told = attribute(element, name).and_then(|value| value.trim().parse().ok());
    told.unwrap_or(1).max(1)
}
