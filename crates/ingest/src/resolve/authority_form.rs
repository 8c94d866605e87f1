//! The ways in which lists write an authority beyond its recorded names.

use vanort_model::AuthorityKind;

/// What stands before a municipality's name, folded.
const BEFORE_MUNICIPALITY: [&str; 5] = [
    "municipality of ",
    "city of ",
    "town of ",
    "kommunen ",
    "staden ",
];

/// What stands behind a municipality's name, folded; the longer before the shorter.
const BEHIND_MUNICIPALITY: [&str; 8] = [
    " stads kommun",
    " kommun",
    " stad",
    " municipality",
    " city",
    " town",
    " koping",
    " kn",
];

/// What stands before a region's name, folded.
const BEFORE_REGION: [&str; 4] = ["regionen ", "region ", "landstinget i ", "landstinget "];

/// What stands behind a region's name, folded; the longer before the shorter.
const BEHIND_REGION: [&str; 8] = [
    " lans landsting",
    " lans region",
    "regionen",
    " landsting",
    " county council",
    " county",
    " region",
    " lan",
];

/// What a folded name may be without its official form, the likelier first: "halmstads" may be
/// "halmstad" in the genitive. The name itself is among them where it has no form.
pub(super) fn bare_names(kind: AuthorityKind, folded: &str) -> Vec<String> {
    let (before, behind): (&[&str], &[&str]) = match kind {
        AuthorityKind::Municipality => (&BEFORE_MUNICIPALITY, &BEHIND_MUNICIPALITY),
        AuthorityKind::Region => (&BEFORE_REGION, &BEHIND_REGION),
        AuthorityKind::RegionalFederation | AuthorityKind::ForeignAuthority => (&[], &[]),
    };
    let rest = (before.iter()).find_map(|form| folded.strip_prefix(form));
    let rest = rest.unwrap_or(folded);
    let bare = behind.iter().find_map(|form| rest.strip_suffix(form));
    let bare = bare.unwrap_or(rest).trim();
    let mut names = vec![bare.to_owned()];
    names.extend(bare.strip_suffix('s').map(|name| name.trim().to_owned()));
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_genitives_are_taken_off() {
        let municipality = |name| bare_names(AuthorityKind::Municipality, name);
        assert_eq!(municipality("goteborgs stad"), ["goteborgs", "goteborg"]);
        assert_eq!(municipality("kommunen halmstad"), ["halmstad"]);
        assert_eq!(municipality("city of gothenburg"), ["gothenburg"]);
        assert_eq!(municipality("boras"), ["boras", "bora"]);
        let region = |name| bare_names(AuthorityKind::Region, name);
        assert_eq!(region("region hallands"), ["hallands", "halland"]);
        assert_eq!(region("landstinget halland"), ["halland"]);
        assert_eq!(
            region("vastra gotalandsregionen"),
            ["vastra gotalands", "vastra gotaland"]
        );
    }
}
