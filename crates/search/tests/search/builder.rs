//! Documents and indexes for the cases.

use std::path::Path;

use tempfile::TempDir;
use vanort_model::{
    CountryCode, CountyCode, Name, NameKind, RandomId, Revision, Theme, TwinningStatus, Version,
};
use vanort_search::{
    Document, DocumentKind, DocumentTie, IndexFolder, Saved, SearchIndex, SearchPage, SearchRequest,
};

/// Builds a document; its key is made of its kind, name and country.
pub(crate) struct DocumentBuilder(Document);

impl DocumentBuilder {
    fn new(kind: DocumentKind, name: &str, country: &str) -> Self {
        Self(Document {
            key: format!("{}:{name}:{country}", kind.as_str()),
            kind,
            name: name.to_owned(),
            names: Vec::new(),
            country: CountryCode::parse(country).unwrap(),
            county: None,
            county_name: None,
            twinnings: 0,
            ties: Vec::new(),
            population: 0,
            partner_of: Vec::new(),
            tied_as: Vec::new(),
        })
    }

    pub(crate) fn municipality(name: &str) -> Self {
        Self::new(DocumentKind::Municipality, name, "SE").home()
    }

    pub(crate) fn region(name: &str) -> Self {
        Self::new(DocumentKind::Region, name, "SE").home()
    }

    fn home(mut self) -> Self {
        self.0.tied_as = vec![self.0.key.clone()];
        self
    }

    pub(crate) fn town(name: &str, country: &str) -> Self {
        Self::new(DocumentKind::PartnerTown, name, country)
    }

    pub(crate) fn country(name: &str, code: &str) -> Self {
        Self::new(DocumentKind::Country, name, code)
    }

    pub(crate) fn named(mut self, text: &str, kind: NameKind) -> Self {
        self.0.names.push(Name::new(text, kind));
        self
    }

    pub(crate) fn also(self, text: &str) -> Self {
        self.named(text, NameKind::Exonym)
    }

    pub(crate) fn county(mut self, code: &str) -> Self {
        self.0.county = Some(CountyCode::parse(code).unwrap());
        self
    }

    pub(crate) fn twinnings(mut self, count: u32) -> Self {
        self.0.twinnings = count;
        self
    }

    pub(crate) fn population(mut self, count: u64) -> Self {
        self.0.population = count;
        self
    }

    pub(crate) fn partner_of(mut self, key: &str) -> Self {
        self.0.partner_of.push(key.to_owned());
        self
    }

    pub(crate) fn tie(mut self, status: TwinningStatus, themes: &[Theme]) -> Self {
        let themes = themes.to_vec();
        self.0.ties.push(DocumentTie { status, themes });
        self
    }

    pub(crate) fn in_county_named(mut self, name: &str) -> Self {
        self.0.county_name = Some(name.to_owned());
        self
    }

    pub(crate) fn key(mut self, key: &str) -> Self {
        key.clone_into(&mut self.0.key);
        for authority in &mut self.0.tied_as {
            key.clone_into(authority);
        }
        self
    }

    pub(crate) fn build(self) -> Document {
        self.0
    }
}

/// The version of a revision's only commit.
pub(crate) fn version(revision: i64) -> Version {
    Version {
        revision: Revision(revision),
        id: RandomId::from_bits(u128::from(revision.unsigned_abs())),
    }
}

/// An index of documents, built whole.
pub(crate) fn index_of(
    documents: impl IntoIterator<Item = DocumentBuilder>,
    revision: i64,
) -> SearchIndex {
    let documents = documents.into_iter().map(DocumentBuilder::build).collect();
    SearchIndex::build(documents, version(revision), &|_| {}).unwrap()
}

/// An index in memory.
pub(crate) struct TestIndex {
    pub(crate) index: SearchIndex,
}

impl TestIndex {
    pub(crate) fn of(documents: impl IntoIterator<Item = DocumentBuilder>) -> Self {
        let index = index_of(documents, 1);
        Self { index }
    }

    pub(crate) fn small() -> Self {
        Self::of(small())
    }

    pub(crate) fn search(&self, text: &str) -> SearchPage {
        self.index.search(&SearchRequest::new(text, 100)).unwrap()
    }

    /// The hits as `name (country) REASON matched name`, the best first.
    pub(crate) fn hits(&self, text: &str) -> Vec<String> {
        lines(&self.search(text))
    }

    /// The first hit.
    pub(crate) fn first(&self, text: &str) -> String {
        self.hits(text).into_iter().next().unwrap_or_default()
    }
}

/// A folder with an index in it.
pub(crate) struct TestFolder {
    pub(crate) temporary: TempDir,
    pub(crate) folder: IndexFolder,
}

impl TestFolder {
    pub(crate) fn empty() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = IndexFolder::open(temporary.path(), "r").unwrap();
        Self { temporary, folder }
    }

    /// A folder with the small register at revision 1.
    pub(crate) fn small() -> Self {
        let it = Self::empty();
        it.save(small(), 1);
        it
    }

    pub(crate) fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// Builds an index and saves it.
    pub(crate) fn save(
        &self,
        documents: impl IntoIterator<Item = DocumentBuilder>,
        revision: i64,
    ) -> SearchIndex {
        let index = index_of(documents, revision);
        assert_eq!(self.folder.save(&index).unwrap(), Saved::Written);
        index
    }

    /// A second handle on the folder, as another process has it.
    pub(crate) fn other_process(&self) -> IndexFolder {
        IndexFolder::open(self.path(), "r").unwrap()
    }

    /// What a process that starts now finds.
    pub(crate) fn loaded(&self) -> Option<SearchIndex> {
        self.other_process().load(None).unwrap()
    }
}

pub(crate) fn lines(page: &SearchPage) -> Vec<String> {
    page.hits
        .iter()
        .map(|hit| {
            let mut key = hit.key.split(':').skip(1);
            let (name, country) = (key.next().unwrap(), key.next().unwrap());
            let country = match hit.kind {
                DocumentKind::Country => "country",
                DocumentKind::Municipality => "municipality",
                DocumentKind::Region => "region",
                _ => country,
            };
            let reason = hit.match_reason.as_str();
            format!("{name} ({country}) {reason} {}", hit.matched_name)
        })
        .collect()
}

/// A register in small: places that are easily confused.
pub(crate) fn small() -> Vec<DocumentBuilder> {
    use DocumentBuilder as Doc;
    let goteborg = "MUNICIPALITY:Göteborg:SE";
    vec![
        Doc::municipality("Göteborg")
            .named("Göteborgs stad", NameKind::Official)
            .also("Gothenburg")
            .named("Гётеборг", NameKind::Transliteration)
            .county("14")
            .twinnings(9)
            .population(580_000),
        Doc::municipality("Halmstad")
            .named("Halmstads kommun", NameKind::Official)
            .county("13"),
        Doc::municipality("Berg").county("23"),
        Doc::municipality("Upplands-Bro").county("01"),
        Doc::municipality("Upplands Väsby").county("01"),
        Doc::region("Region Skåne").also("Skåne").county("12"),
        Doc::town("Bergen", "NO").twinnings(2).partner_of(goteborg),
        Doc::town("Oslo", "NO")
            .named("Kristiania", NameKind::Former)
            .twinnings(1)
            .partner_of(goteborg),
        Doc::town("Ålesund", "NO"),
        Doc::town("Ås", "NO"),
        Doc::town("Aš", "CZ"),
        Doc::town("As", "BE"),
        Doc::town("Vejle", "DK"),
        Doc::town("Århus", "DK").also("Aarhus").partner_of(goteborg),
        Doc::town("København", "DK")
            .also("Köpenhamn")
            .also("Copenhagen"),
        Doc::town("Kaliningrad", "RU")
            .named("Калининград", NameKind::Official)
            .named("Königsberg", NameKind::Former),
        Doc::town("Szczecin", "PL")
            .also("Stettin")
            .partner_of("REGION:Region Skåne:SE"),
        Doc::town("San José", "CR"),
        Doc::town("San Marino", "SM"),
        Doc::town("Luxembourg", "LU"),
        Doc::country("Norge", "NO").also("Norway"),
        Doc::country("Nya Zeeland", "NZ").also("New Zealand"),
        Doc::country("Danmark", "DK").also("Denmark"),
        Doc::country("Polen", "PL").named("Polska", NameKind::Official),
        Doc::country("Luxemburg", "LU").also("Luxembourg"),
        Doc::country("San Marino", "SM"),
        Doc::country("Sverige", "SE").also("Sweden"),
        Doc::country("Costa Rica", "CR"),
        Doc::country("Ryssland", "RU").named("Sovjetunionen", NameKind::Former),
    ]
}
