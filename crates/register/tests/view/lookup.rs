use std::sync::Arc;

use vanort_model::{
    Country, County, LocalAuthority, Network, Observation, Place, Survey, Twinning,
};
use vanort_register::RegisterError;

use crate::fixture::{snapshot, version, view, view_of};
use vanort_register::View;

#[test]
fn records_are_found_by_key_with_what_they_refer_to() {
    let view = view();
    assert_eq!((view.revision().0, view.updated_at()), (7, None));
    let town = view.find::<Place>(&"FI-hango".parse().unwrap()).unwrap();
    assert_eq!(town.country().name_sv, "Finland");
    let names: Vec<&str> = town.alternate_names().collect();
    assert_eq!(names, ["Hangö-b", "Hangö-a"]);
    assert!(view.find::<Place>(&"FI-nowhere".parse().unwrap()).is_none());
    // A place that is nobody's partner is there all the same.
    assert!(
        view.find::<Place>(&"SE-halmstad".parse().unwrap())
            .is_some()
    );
    let key = "municipality:1380>DK-ribe>twinning".parse().unwrap();
    let tie = view.find::<Twinning>(&key).unwrap();
    assert_eq!(tie.authority().name, "Halmstad");
    assert_eq!(tie.partner().name, "Ribe");
    assert_eq!(tie.distance_km(), Some(0.0));
    let authority = tie.authority();
    assert_eq!(authority.county().unwrap().name, "Hallands län");
    assert_eq!(authority.country().unwrap().name_sv, "Sverige");
    assert_eq!(
        authority.alternate_names(),
        ["Halmstads kommun", "Halmstadt", "Halmstad-a"]
    );
    let key = "federation:f".parse().unwrap();
    let federation = view.find::<LocalAuthority>(&key).unwrap();
    assert!(federation.county().is_none() && federation.location().is_none());
    let key = format!("new/w.xlsx/S/{}/1", tie.key);
    let seen = view.find::<Observation>(&key).unwrap();
    assert_eq!((seen.row, seen.viewed_survey().year), (17, Some(2026)));
    assert_eq!(seen.viewed_twinning().id(), tie.id());
    assert!(view.find::<Country>(&"DK".parse().unwrap()).is_some());
    assert!(view.find::<County>(&"13".parse().unwrap()).is_some());
    assert!(
        view.find::<Network>(&"douzelage".parse().unwrap())
            .is_some()
    );
    assert!(view.find::<Survey>(&"old".parse().unwrap()).is_some());
    let codes: Vec<&str> = view.counties().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["01", "13"]);
}

#[test]
fn a_record_that_refers_to_nothing_is_told_by_name() {
    let mut lacking = snapshot();
    lacking.places.remove(&"FI-abo".parse().unwrap());
    let error = View::new(version(1), None, Arc::new(lacking)).unwrap_err();
    assert!(matches!(error, RegisterError::Dangling { .. }), "{error}");
    assert!(error.to_string().contains("FI-abo"), "{error}");
}

#[test]
fn the_register_is_counted_and_its_sources_are_told() {
    let view = view();
    let counted = view.statistics();
    assert_eq!(
        (counted.municipalities, counted.twinned_municipalities),
        (2, 2)
    );
    assert_eq!((counted.regions, counted.regional_federations), (1, 1));
    assert_eq!((counted.partner_towns, counted.partner_countries), (5, 3));
    assert_eq!((counted.countries, counted.networks), (4, 1));
    assert_eq!((counted.surveys, counted.observations), (3, 3));
    let ties = &counted.twinnings;
    assert_eq!((ties.total, ties.undated), (6, 2));
    assert_eq!(ties.decades, [(1940, 1), (1950, 2), (2000, 1)]);
    assert_eq!(ties.statuses[0], (vanort_model::TwinningStatus::Active, 3));
    let countries = ties
        .countries
        .iter()
        .map(|(it, count)| (it.code.as_str(), *count));
    assert_eq!(
        countries.collect::<Vec<_>>(),
        [("FI", 3), ("DK", 2), ("NO", 1)]
    );
    let credits = view.credits().iter();
    let credits: Vec<_> = credits.map(|it| (it.name.as_str(), it.records)).collect();
    assert_eq!(credits, [("test", 33), ("GeoNames", 3)]);
    assert_eq!(view.credits()[1].licence, Some("CC BY 4.0"));
}

#[test]
fn an_empty_register_is_a_view_too() {
    let view = view_of(vanort_model::Snapshot::default());
    assert_eq!(view.statistics().partner_towns, 0);
    assert!(view.credits().is_empty());
    assert_eq!(view.counties().count(), 0);
}
