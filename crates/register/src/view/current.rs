//! The view that is shown now.

use std::sync::Arc;
use std::time::Instant;

use arc_swap::ArcSwapOption;
use tokio::sync::Mutex;
use tracing::{debug, warn};
use vanort_model::Revision;
use vanort_store::Store;

use super::view::View;
use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::register::Register;

/// The view that is shown now. There is none until somebody asks for one: a process that only
/// imports never makes it.
#[derive(Debug, Default)]
pub(crate) struct CurrentView {
    shown: ArcSwapOption<View>,
    /// Held while a view is made, so that of two the later one is shown.
    making: Mutex<()>,
}

impl CurrentView {
    /// One that shows this.
    pub(crate) fn showing(view: Arc<View>) -> Self {
        Self {
            shown: ArcSwapOption::new(Some(view)),
            making: Mutex::default(),
        }
    }
}

impl Register {
    /// The register as it is now, at one revision. Whoever answers a request takes one and reads
    /// everything from it. It is at hand, except for the first time.
    ///
    /// # Errors
    /// When there is none yet and the register cannot be read.
    pub async fn view(&self) -> Result<Arc<View>, RegisterError> {
        let current = &self.inner.view;
        if let Some(view) = current.shown.load_full() {
            return Ok(view);
        }
        let _one_at_a_time = current.making.lock().await;
        match current.shown.load_full() {
            Some(view) => Ok(view),
            None => self.make_view().await,
        }
    }

    /// Shows what this process has just committed, if anything is shown.
    pub(crate) async fn show_commit(&self) {
        let current = &self.inner.view;
        let _one_at_a_time = current.making.lock().await;
        if current.shown.load().is_none() {
            return;
        }
        if let Err(error) = self.make_view().await {
            warn!(
                error = &error as &dyn std::error::Error,
                "the register was changed but cannot be read; the next request tries again"
            );
            current.shown.store(None);
        }
    }

    /// Shows what another process has committed, if anything is shown and it is another revision.
    pub(crate) async fn show_revision(&self, revision: Revision) -> Result<(), RegisterError> {
        let current = &self.inner.view;
        let is_shown =
            || (current.shown.load().as_ref()).is_none_or(|it| it.revision() == revision);
        if is_shown() {
            return Ok(());
        }
        let _one_at_a_time = current.making.lock().await;
        if is_shown() {
            return Ok(());
        }
        self.make_view().await.map(drop)
    }

    /// Makes a view and shows it. Whoever calls holds the lock.
    async fn make_view(&self) -> Result<Arc<View>, RegisterError> {
        let view = read_view(&self.inner.store).await?;
        self.inner.view.shown.store(Some(view.clone()));
        Ok(view)
    }
}

/// Reads the register into memory.
pub(crate) async fn read_view(store: &Store) -> Result<Arc<View>, RegisterError> {
    let started = Instant::now();
    let (state, snapshot) = store.snapshot().await?;
    let make = move || View::new(state.version.revision, state.updated_at, snapshot);
    let view = Arc::new(run_blocking(make).await?);
    debug!(
        register.revision = view.revision().0,
        duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        "the register is in memory"
    );
    Ok(view)
}
