//! Who sends a request, for what one client may not do without end.

use std::sync::Arc;

use vanort_register::RegisterError;

use crate::client::address::ClientAddress;
use crate::client::admission::Admission;
use crate::client::rate_limit::Wait;
use crate::error::ApiError;

/// What anybody may send in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Submission {
    Feedback,
    Registration,
}

/// Who sends a request.
#[derive(Clone)]
pub(crate) struct Sender {
    pub(crate) address: ClientAddress,
    pub(crate) admission: Arc<Admission>,
}

impl Sender {
    /// Sends something in, which counts if it is taken.
    ///
    /// # Errors
    /// When this client has sent too much of it, and when it is not taken.
    pub(crate) async fn submit<T>(
        &self,
        what: Submission,
        sending: impl Future<Output = Result<T, RegisterError>>,
    ) -> Result<T, ApiError> {
        let (limit, clause) = match what {
            Submission::Feedback => (
                &self.admission.feedback,
                "too much feedback comes from this address",
            ),
            Submission::Registration => (
                &self.admission.registrations,
                "too many registrations come from this address",
            ),
        };
        let Some(limit) = limit else {
            return Ok(sending.await?);
        };
        // Taken first, so that what is sent at the same moment is all counted.
        limit
            .take(self.address)
            .map_err(|Wait(wait)| ApiError::RateLimited { what: clause, wait })?;
        let sent = sending.await;
        if sent.is_err() {
            limit.give_back(self.address);
        }
        Ok(sent?)
    }
}
