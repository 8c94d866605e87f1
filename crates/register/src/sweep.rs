//! What is kept for a time only.

use time::OffsetDateTime;
use tracing::warn;

use crate::error::RegisterError;
use crate::limits::SWEEP_INTERVAL;
use crate::register::Register;

impl Register {
    /// Lets go of what is to be kept no longer, what people sent in and workbooks that wait: at
    /// once, and then every hour for as long as the future is polled. Changes of the same do so too.
    pub async fn sweep(&self) {
        loop {
            if let Err(error) = self.sweep_once().await {
                warn!(
                    error = &error as &dyn std::error::Error,
                    "what is to be kept no longer could not be let go"
                );
            }
            tokio::time::sleep(SWEEP_INTERVAL).await;
        }
    }

    async fn sweep_once(&self) -> Result<(), RegisterError> {
        let now = OffsetDateTime::now_utc();
        self.inner.store.sweep_submissions(now).await?;
        self.let_workbooks_go().await
    }
}
