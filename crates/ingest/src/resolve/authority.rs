//! Municipalities, regions and federations by code or name.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{
    AuthorityKey, AuthorityKind, FindingCode, LocalAuthority, MunicipalityCode, fold_name,
    keep_letters,
};

use crate::check::{AuthorityWords, Findings, Position};
use crate::resolve::lookup::Suggestions;

/// The authorities by their names: as written, and folded. "Habo" and "Håbo" fold alike, so the
/// letters decide where they can.
#[derive(Debug)]
pub(crate) struct AuthorityLookup {
    by_letters: BTreeMap<(AuthorityKind, String), BTreeSet<AuthorityKey>>,
    by_folded: BTreeMap<(AuthorityKind, String), BTreeSet<AuthorityKey>>,
    names: BTreeMap<AuthorityKey, String>,
}

impl AuthorityLookup {
    pub(crate) fn of<'a>(authorities: impl Iterator<Item = &'a LocalAuthority>) -> Self {
        let mut lookup = Self {
            by_letters: BTreeMap::new(),
            by_folded: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for authority in authorities {
            let kind = authority.key.kind();
            let other = authority.other_names.iter().map(|name| &name.text);
            for name in [&authority.name, &authority.official_name]
                .into_iter()
                .chain(other)
            {
                let add = |names: &mut BTreeMap<_, BTreeSet<_>>, name| {
                    let keys = names.entry((kind, name)).or_default();
                    keys.insert(authority.key.clone());
                };
                add(&mut lookup.by_letters, keep_letters(name));
                add(&mut lookup.by_folded, fold_name(name));
            }
            lookup
                .names
                .insert(authority.key.clone(), authority.name.clone());
        }
        lookup
    }

    /// The authority that a row of Vänorter names; without it the row is not taken.
    pub(crate) fn resolve(
        &self,
        at: &Position,
        words: &AuthorityWords,
        findings: &mut Findings,
        suggestions: &Suggestions,
    ) -> Option<AuthorityKey> {
        match words {
            AuthorityWords::Foreign { .. } => None,
            AuthorityWords::Municipality {
                code: Some(code),
                name,
            } => self.by_code(at, code, name.as_deref(), findings, suggestions),
            AuthorityWords::Municipality { code: None, name } => {
                let kind = (AuthorityKind::Municipality, "Kommun", "kommunen");
                self.by_name(at, kind, name.as_deref()?, findings, suggestions)
            }
            AuthorityWords::Region(name) => {
                let key = format!("region:{name}").parse().ok();
                if let Some(key) = key.filter(|key| self.names.contains_key(key)) {
                    return Some(key);
                }
                let kind = (AuthorityKind::Region, "Region", "regionen");
                self.by_name(at, kind, name, findings, suggestions)
            }
            AuthorityWords::Federation(name) => {
                let kind = (
                    AuthorityKind::RegionalFederation,
                    "Regionförbund",
                    "regionförbundet",
                );
                self.by_name(at, kind, name, findings, suggestions)
            }
        }
    }

    fn by_code(
        &self,
        at: &Position,
        code: &MunicipalityCode,
        name: Option<&str>,
        findings: &mut Findings,
        suggestions: &Suggestions,
    ) -> Option<AuthorityKey> {
        let key = AuthorityKey::Municipality(code.clone());
        let of_name = name.map(|name| self.candidates(AuthorityKind::Municipality, name));
        let code_of_name = || {
            let only = (of_name.iter().flatten()).next()?;
            Some(format!(
                "{} har kommunkod {}.",
                self.names.get(only)?,
                only.code()
            ))
        };
        let Some(known) = self.names.get(&key) else {
            let message = format!("kommunkoden {code} finns inte i registret.");
            let suggestion = code_of_name().or_else(|| {
                let codes = self.names.keys().map(AuthorityKey::code);
                suggestions.ask(code.as_str(), codes)
            });
            findings.error(
                at,
                "Kommunkod",
                FindingCode::UnknownAuthority,
                message,
                suggestion,
            );
            return None;
        };
        if let (Some(name), Some(of_name)) = (name, &of_name)
            && !of_name.contains(&key)
        {
            let message = format!("kommunkoden {code} hör till {known}, men raden nämner {name}.");
            let suggestion = code_of_name();
            findings.error(
                at,
                "Kommun",
                FindingCode::CodeNameMismatch,
                message,
                suggestion,
            );
            return None;
        }
        Some(key)
    }

    fn by_name(
        &self,
        at: &Position,
        (kind, column, noun): (AuthorityKind, &str, &str),
        name: &str,
        findings: &mut Findings,
        suggestions: &Suggestions,
    ) -> Option<AuthorityKey> {
        let mut found = self.candidates(kind, name).into_iter();
        let (message, suggestion) = match (found.next(), found.next()) {
            (Some(only), None) => return Some(only),
            (Some(one), Some(another)) => (
                format!("{noun} \"{name}\" kan vara flera."),
                Some(format!(
                    "Ange koden: {} eller {}.",
                    one.code(),
                    another.code()
                )),
            ),
            (None, _) => {
                let known = self.names.iter().filter(|(key, _)| key.kind() == kind);
                let suggestion = suggestions.ask(name, known.map(|(_, name)| name.as_str()));
                (
                    format!("{noun} \"{name}\" finns inte i registret."),
                    suggestion,
                )
            }
        };
        findings.error(
            at,
            column,
            FindingCode::UnknownAuthority,
            message,
            suggestion,
        );
        None
    }

    /// The authorities that answer to a name: those with just these letters, else those that fold
    /// alike.
    fn candidates(&self, kind: AuthorityKind, name: &str) -> BTreeSet<AuthorityKey> {
        self.by_letters
            .get(&(kind, keep_letters(name)))
            .or_else(|| self.by_folded.get(&(kind, fold_name(name))))
            .cloned()
            .unwrap_or_default()
    }
}
