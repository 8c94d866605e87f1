//! Lists of ties, and which ties they should name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use vanort_model::{AuthorityKey, CountryCode, Slug, Snapshot, TwinningKey, TwinningKind};

use crate::check::Head;
use crate::options::ListScope;
use crate::plan::observation::Seen;

/// A list: the rows of one file that belong to one survey.
#[derive(Debug)]
pub(super) struct List<'a> {
    pub(super) source: usize,
    pub(super) survey: &'a Slug,
    pub(super) heads: BTreeMap<usize, &'a Arc<Head>>,
    pub(super) named: HashSet<&'a TwinningKey>,
    pub(super) authorities: BTreeSet<&'a AuthorityKey>,
    pub(super) countries: BTreeSet<CountryCode>,
    pub(super) kinds: BTreeSet<TwinningKind>,
    /// Whether every sheet is named after its country.
    pub(super) by_country: bool,
    /// The ties that earlier editions of the list named and this one does not, with their sheets.
    pub(super) earlier: HashMap<&'a TwinningKey, &'a str>,
}

/// The lists, in the order of their first rows.
pub(super) fn gather_lists<'a>(seen: &'a [Seen<'_>]) -> Vec<List<'a>> {
    let mut numbers: HashMap<(usize, &Slug), usize> = HashMap::new();
    let mut lists: Vec<List<'a>> = Vec::new();
    for it in seen {
        let head = &it.at.head;
        let number = *numbers.entry((head.source, &it.survey)).or_insert_with(|| {
            lists.push(List::new(head.source, &it.survey));
            lists.len() - 1
        });
        let Some(list) = lists.get_mut(number) else {
            continue;
        };
        list.heads.insert(head.index, head);
        list.by_country &= it.country_of_sheet;
        list.named.insert(&it.twinning);
        list.authorities.insert(&it.twinning.authority);
        list.kinds.insert(it.twinning.kind);
        list.countries.insert(it.twinning.partner.country());
    }
    lists
}

/// Notes what earlier editions of the lists, by the same names of file and sheet, named.
pub(super) fn note_earlier<'a>(lists: &mut [List<'a>], register: &'a Snapshot) {
    let mut of_survey: HashMap<&Slug, Vec<&mut List<'a>>> = HashMap::new();
    for list in lists {
        of_survey.entry(list.survey).or_default().push(list);
    }
    for it in register.observations.values().filter(|it| !it.is_absence()) {
        for list in of_survey.get_mut(&it.survey).into_iter().flatten() {
            if list.has_sheet(&it.workbook, &it.sheet) && !list.named.contains(&it.twinning) {
                list.earlier.entry(&it.twinning).or_insert(&it.sheet);
            }
        }
    }
}

impl<'a> List<'a> {
    fn new(source: usize, survey: &'a Slug) -> Self {
        Self {
            source,
            survey,
            heads: BTreeMap::new(),
            named: HashSet::new(),
            authorities: BTreeSet::new(),
            countries: BTreeSet::new(),
            kinds: BTreeSet::new(),
            by_country: true,
            earlier: HashMap::new(),
        }
    }

    /// The sheet that makes it the rest of another list, which names only what that one could not.
    pub(super) fn rest(&self) -> Option<&'a Arc<Head>> {
        self.heads.values().copied().find(|head| head.is_rest())
    }

    /// Whether the list should name a tie: it lies within its scope, or an earlier edition of the
    /// list named it. Without a scope, a list with one country is about that, and any other about
    /// its authorities; one with one of both about both.
    pub(super) fn should_name(&self, tie: &TwinningKey, scope: Option<ListScope>) -> bool {
        let of_authority = self.authorities.contains(&tie.authority);
        let of_country = || self.countries.contains(&tie.partner.country());
        let in_scope = || match scope {
            Some(ListScope::Everything) => true,
            Some(ListScope::Authorities) => of_authority,
            Some(ListScope::Countries) => of_country(),
            None if !self.by_country && self.countries.len() > 1 => of_authority,
            None => of_country() && (of_authority || self.authorities.len() > 1),
        };
        self.earlier.contains_key(tie) || (self.kinds.contains(&tie.kind) && in_scope())
    }

    fn has_sheet(&self, workbook: &str, sheet: &str) -> bool {
        (self.heads.values()).any(|head| head.file == workbook && head.sheet == sheet)
    }
}
