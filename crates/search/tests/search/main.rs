//! The search index through its public surface.

#[cfg(test)]
mod builder;
#[cfg(test)]
mod countries;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod names;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod rebuild;
#[cfg(test)]
mod typing;
