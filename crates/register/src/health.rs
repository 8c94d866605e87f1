//! Health: what is served, and how the database stands to it.

use std::sync::Arc;
use std::time::Duration;

use vanort_store::{RegisterState, StoreError};

use crate::limits::PROBE_TIMEOUT;
use crate::read_model::ReadModel;
use crate::register::Register;

/// What is served, and how the database stands to it.
#[derive(Debug)]
pub struct Health {
    /// The read model; `None` before there is one.
    pub served: Option<Arc<ReadModel>>,
    /// The database's answer.
    pub database: DatabaseHealth,
}

/// A database's answer to a probe.
#[derive(Debug)]
pub enum DatabaseHealth {
    /// It answers.
    Available {
        /// Its register and version.
        state: RegisterState,
        /// For how long it has been of another version than the read model; `None` when both are of
        /// one.
        lag: Option<Duration>,
    },
    /// It refuses or fails.
    Failed(StoreError),
    /// It does not answer in time.
    Silent,
}

impl Register {
    /// Probes the database, within half a second.
    pub async fn health(&self) -> Health {
        let probe = tokio::time::timeout(PROBE_TIMEOUT, self.inner.store.state()).await;
        let database = match probe {
            Ok(Ok(state)) => {
                self.inner.current.note_database(state.version);
                let lag = self.inner.current.lag();
                DatabaseHealth::Available { state, lag }
            }
            Ok(Err(error)) => DatabaseHealth::Failed(error),
            Err(_) => DatabaseHealth::Silent,
        };
        Health {
            served: self.inner.current.shown(),
            database,
        }
    }
}
