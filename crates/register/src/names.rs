//! Which names an authority answers to besides its own.

use vanort_model::{LocalAuthority, Name, NameKind, Place, fold_name};

/// The other names of an authority: its own, and those of its seat when both are called alike
/// (Göteborg the municipality is also Gothenburg, Гётеборг and so on, because the town is).
///
/// `own` are the authority's other names, `seat` its seat as a place with names. The primary name
/// is never repeated, and no text stands twice.
#[must_use]
pub fn authority_names(
    authority: &LocalAuthority,
    own: &[Name],
    seat: Option<&Place>,
) -> Vec<Name> {
    let official = Name::new(authority.official_name.clone(), NameKind::Official).in_language("sv");
    let namesake = seat.filter(|place| {
        let folded = fold_name(&authority.name);
        fold_name(&place.name) == folded
            || place
                .names
                .iter()
                .any(|name| fold_name(&name.text) == folded)
    });
    let of_seat = namesake.into_iter().flat_map(|place| {
        std::iter::once(Name::new(place.name.clone(), NameKind::Exonym))
            .chain(place.names.iter().cloned())
    });
    let mut names: Vec<Name> = Vec::new();
    for name in std::iter::once(official)
        .chain(own.iter().cloned())
        .chain(of_seat)
    {
        if name.text != authority.name && names.iter().all(|known| known.text != name.text) {
            names.push(name);
        }
    }
    names
}
