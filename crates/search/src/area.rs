//! The countries and counties as words of a query: `vejle danmark`, `vejle dk`, `lund skåne län`.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;
use vanort_model::{CountryCode, CountyCode};

use crate::analysis::Spelling;
use crate::document::DocumentKind;
use crate::error::SearchError;
use crate::neighbours::Neighbours;
use crate::parts::Parts;
use crate::query::Candidates;
use crate::record::Record;
use crate::slip::{allowed, slips};

/// A part of the world that narrows a search.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Area {
    Country(CountryCode),
    County(CountyCode),
}

impl Area {
    /// Whether a record lies in it.
    pub(crate) fn holds(&self, record: &Record) -> bool {
        match self {
            Self::Country(code) => {
                record.country == *code || record.country.sovereign().as_ref() == Some(code)
            }
            Self::County(code) => record.county.as_ref() == Some(code),
        }
    }
}

/// The words that a Swedish county's name ends in, in Swedish and English.
const COUNTY_FORMS: [&str; 2] = ["län", "county"];

/// Which areas a text names.
#[derive(Debug, Default)]
pub(crate) struct Areas {
    by_name: BTreeMap<String, BTreeSet<Area>>,
    by_code: BTreeMap<String, Area>,
    /// The names again, for those that are misspelt.
    near: Neighbours,
    /// The counties' names as the register writes them.
    counties: BTreeMap<CountyCode, String>,
    /// The countries' primary names.
    countries: BTreeMap<CountryCode, String>,
}

impl Areas {
    /// The areas of an index.
    pub(crate) fn of(parts: &Parts) -> Result<Self, SearchError> {
        let candidates = Candidates::in_parts(parts);
        let fields = &parts.base.fields;
        let records = |documents: Vec<DocId>| {
            let records = documents.into_iter().map(|it| parts.record(it));
            let mut records = records.collect::<Result<Vec<_>, _>>()?;
            // Of several names of a county, that of the first document is used, whatever part it
            // is in.
            records.sort_by(|a, b| a.key.cmp(&b.key));
            Ok::<_, SearchError>(records)
        };
        let mut areas = Self::default();
        let kind = DocumentKind::Country.as_str();
        for country in records(candidates.with_term(fields.kind, kind)?)? {
            areas.add_country(country);
        }
        for record in records(candidates.with_any(fields.county)?)? {
            if let (Some(code), Some(name)) = (&record.county, &record.county_name) {
                areas.add_county(code, name);
            }
        }
        for code in candidates.terms_of(fields.country)? {
            if let Ok(code) = CountryCode::parse(&code) {
                areas.add_code(&code);
            }
        }
        // Prepares for misspelt names, once all are there.
        areas.near = Neighbours::of(areas.by_name.keys().cloned());
        Ok(areas)
    }

    /// Adds a country with all its names.
    fn add_country(&mut self, country: &Record) {
        let name = self.countries.entry(country.country.clone());
        name.or_insert_with(|| country.name().to_owned());
        for form in country.names.iter().flat_map(|name| name.spelling.forms()) {
            self.add(form, Area::Country(country.country.clone()));
        }
    }

    /// Adds a country that something in the index lies in.
    fn add_code(&mut self, code: &CountryCode) {
        let area = Area::Country(code.clone());
        self.by_code
            .insert(code.as_str().to_ascii_lowercase(), area);
    }

    /// Adds a county, by its name with and without what it is: "Hallands län", "Halland".
    fn add_county(&mut self, code: &CountyCode, name: &str) {
        if self.counties.contains_key(code) {
            return;
        }
        self.counties.insert(code.clone(), name.to_owned());
        let bare = name.strip_suffix(" län").unwrap_or(name);
        let mut stems = vec![bare];
        stems.extend(bare.strip_suffix('s'));
        for stem in stems {
            let forms = COUNTY_FORMS.iter().map(|form| format!("{stem} {form}"));
            for text in forms.chain([stem.to_owned()]) {
                for form in Spelling::of(&text).forms() {
                    self.add(form, Area::County(code.clone()));
                }
            }
        }
    }

    fn add(&mut self, form: &str, area: Area) {
        let areas = self.by_name.entry(form.to_owned()).or_default();
        areas.insert(area);
    }

    /// A country's primary name.
    pub(crate) fn country_name(&self, code: &CountryCode) -> Option<&str> {
        self.countries.get(code).map(String::as_str)
    }

    /// A county's name as the register writes it.
    pub(crate) fn county_name(&self, code: &CountyCode) -> Option<&str> {
        self.counties.get(code).map(String::as_str)
    }

    /// The counties of which the text is a whole name; may be empty.
    pub(crate) fn counties(&self, text: &Spelling) -> BTreeSet<CountyCode> {
        let areas = text.typed_forms().filter_map(|form| self.by_name.get(form));
        let counties = areas.flatten().filter_map(|area| match area {
            Area::County(code) => Some(code.clone()),
            Area::Country(_) => None,
        });
        counties.collect()
    }

    /// The areas of which the text is a whole name or the two-letter code; may be empty.
    pub(crate) fn named(&self, text: &Spelling) -> BTreeSet<Area> {
        let by_name = text.typed_forms().filter_map(|form| self.by_name.get(form));
        let by_code = self.by_code.get(&text.kept);
        by_name.flatten().chain(by_code).cloned().collect()
    }

    /// The areas with a name that begins with the text; may be empty.
    pub(crate) fn begun(&self, text: &Spelling) -> BTreeSet<Area> {
        text.typed_forms()
            .flat_map(|form| {
                self.by_name
                    .range(form.to_owned()..)
                    .take_while(move |(name, _)| name.starts_with(form))
            })
            .flat_map(|(_, areas)| areas)
            .cloned()
            .collect()
    }

    /// The areas of which the text is a name but for slips, as few as there are; may be empty.
    pub(crate) fn misspelt(&self, text: &Spelling) -> BTreeSet<Area> {
        let most = allowed(text.folded.len(), text.folded.len());
        let mut nearest = (most, BTreeSet::new());
        if most == 0 {
            return nearest.1;
        }
        for name in self.near.within(&text.folded, most).terms {
            let Some(areas) = self.by_name.get(name) else {
                continue;
            };
            let most = nearest.0.min(allowed(text.folded.len(), name.len()));
            match slips(&text.folded, name, most) {
                Some(found) if found < nearest.0 => nearest = (found, areas.clone()),
                Some(_) => nearest.1.extend(areas.iter().cloned()),
                None => {}
            }
        }
        nearest.1
    }
}
