//! The search index through its public surface.

#[cfg(test)]
mod answers;
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
mod readings;
#[cfg(test)]
mod rebuild;
#[cfg(test)]
mod typing;
#[cfg(test)]
mod update;
#[cfg(test)]
mod work;
