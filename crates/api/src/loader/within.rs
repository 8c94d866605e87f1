//! Lists inside parents: what is asked for many parents with the same arguments is one page query.

use std::collections::HashMap;
use std::hash::Hash;

use vanort_model::{AuthorityKey, CountryCode, CountyCode, PlaceKey};
use vanort_register::{AuthorityParents, PlaceParents, TwinningParents};

use crate::error::ApiError;

/// One list inside one parent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Within<P, A> {
    /// Whose list it is.
    pub(crate) parent: P,
    /// The list's filter, order and page.
    pub(crate) arguments: A,
}

/// A parent of lists: its sort, so that parents of one sort are asked together, and its key.
pub(crate) trait Parent: Clone + Eq + Hash + Send + 'static {
    /// Many parents of one sort, as the register takes them.
    type Many;
    /// Puts the parents of the first one's sort together; `None` of no parents.
    fn gather(parents: &[Self]) -> Option<Self::Many>;
    /// The key under which the register answers.
    fn key(&self) -> String;
}

/// What has twinnings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum TwinningParent {
    Authority(AuthorityKey),
    Place(PlaceKey),
    Country(CountryCode),
}

/// What has partner towns.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum PlaceParent {
    Authority(AuthorityKey),
    Country(CountryCode),
}

/// What has authorities.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum AuthorityParent {
    Place(PlaceKey),
    County(CountyCode),
}

/// Implements [`Parent`] for an enumeration whose variants pair with those of the register's.
macro_rules! parent {
    ($parent:ident => $many:ident { $($one:ident => $all:ident),+ }) => {
        impl Parent for $parent {
            type Many = $many;

            fn gather(parents: &[Self]) -> Option<$many> {
                match parents.first()? {
                    $(Self::$one(_) => Some($many::$all(
                        parents
                            .iter()
                            .filter_map(|parent| match parent {
                                Self::$one(key) => Some(key.clone()),
                                _ => None,
                            })
                            .collect(),
                    )),)+
                }
            }

            fn key(&self) -> String {
                match self {
                    $(Self::$one(key) => key.to_string()),+
                }
            }
        }
    };
}

parent!(TwinningParent => TwinningParents { Authority => Authorities, Place => Places, Country => Countries });
parent!(PlaceParent => PlaceParents { Authority => Authorities, Country => Countries });
parent!(AuthorityParent => AuthorityParents { Place => Places, County => Counties });

/// Answers many nested asks with one call of `fetch` for each combination of arguments and sort of
/// parent. A parent that the answer leaves out has `absent`.
pub(crate) async fn fetch_within<P, A, V, F>(
    asks: Vec<Within<P, A>>,
    absent: impl Fn(&A) -> V,
    fetch: impl Fn(P::Many, A) -> F,
) -> Result<HashMap<Within<P, A>, V>, ApiError>
where
    P: Parent,
    A: Clone + Eq + Hash,
    F: Future<Output = Result<HashMap<String, V>, ApiError>>,
{
    let mut groups: HashMap<(std::mem::Discriminant<P>, A), Vec<P>> = HashMap::new();
    for Within { parent, arguments } in asks {
        groups
            .entry((std::mem::discriminant(&parent), arguments))
            .or_default()
            .push(parent);
    }
    let mut answers = HashMap::new();
    for ((_, arguments), parents) in groups {
        let Some(many) = P::gather(&parents) else {
            continue;
        };
        let mut found = fetch(many, arguments.clone()).await?;
        for parent in parents {
            let value = found
                .remove(&parent.key())
                .unwrap_or_else(|| absent(&arguments));
            answers.insert(
                Within {
                    parent,
                    arguments: arguments.clone(),
                },
                value,
            );
        }
    }
    Ok(answers)
}
