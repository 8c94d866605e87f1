//! Whether a client's request is taken, and whether it is an administrator's.

use std::sync::{Mutex, Once, PoisonError};
use std::time::Instant;

use axum::extract::Request;
use tracing::warn;

use crate::auth::{AdminToken, Role, bearer};
use crate::client::address::{ClientAddress, TrustedProxies};
use crate::client::rate_limit::{Allowance, RateLimit, Wait};
use crate::document::Refusal;
use crate::limits::{ClientLimits, TOKEN_GUESS_LINES};

/// The rate limits of clients, and what they have used of them.
pub(crate) struct Admission {
    requests: Option<RateLimit>,
    pub(super) feedback: Option<RateLimit>,
    pub(super) registrations: Option<RateLimit>,
    token_guesses: Option<RateLimit>,
    guess_log: Mutex<GuessLog>,
    proxy_hint: Once,
}

/// What bounds the lines about wrong tokens.
struct GuessLog {
    full: Instant,
    /// Wrong tokens since the last line.
    unlogged: u64,
}

impl Admission {
    pub(crate) fn new(limits: &ClientLimits) -> Self {
        Self {
            requests: limits.requests.map(RateLimit::new),
            feedback: limits.feedback.map(RateLimit::new),
            registrations: limits.registrations.map(RateLimit::new),
            token_guesses: limits.token_guesses.map(RateLimit::new),
            guess_log: Mutex::new(GuessLog {
                full: Instant::now(),
                unlogged: 0,
            }),
            proxy_hint: Once::new(),
        }
    }

    /// Whose request it is. Logs once that there is a proxy which is not trusted.
    pub(crate) fn client_of(&self, request: &Request, proxies: &TrustedProxies) -> ClientAddress {
        let client = proxies.client_of(request);
        if !self.proxy_hint.is_completed() && proxies.ignore(request) {
            self.proxy_hint.call_once(|| {
                warn!(
                    client.address = %client,
                    "a request has X-Forwarded-For, but does not come from a trusted proxy: if this \
                     is one, name it in VANORT_TRUSTED_PROXIES, or all its clients count as one"
                );
            });
        }
        client
    }

    /// Counts a request, or an operation over WebSocket; returns what the client has left, where
    /// requests are limited.
    ///
    /// # Errors
    /// When it has sent too many.
    pub(crate) fn count(&self, client: ClientAddress) -> Result<Option<Allowance>, Refusal> {
        let taken = self.requests.as_ref().map(|limit| limit.take(client));
        taken.transpose().map_err(|Wait(wait)| {
            Refusal::rate_limited("too many requests come from this address", wait)
        })
    }

    /// The role that an authorization, as the header has it, proves.
    ///
    /// # Errors
    /// When the client has sent too many wrong tokens: then no token of its is compared.
    pub(crate) fn role(
        &self,
        client: ClientAddress,
        token: Option<&AdminToken>,
        authorization: Option<&[u8]>,
    ) -> Result<Role, Refusal> {
        let Some(token) = token else {
            return Ok(Role::AdministrationOff);
        };
        let Some(sent) = authorization.and_then(bearer) else {
            return Ok(Role::Public);
        };
        if let Some(guesses) = &self.token_guesses {
            // Counted before it is compared, so that guesses at the same moment are all counted.
            guesses.take(client).map_err(|Wait(wait)| {
                Refusal::rate_limited("too many wrong tokens come from this address", wait)
            })?;
        }
        if !token.is(sent) {
            self.log_guess(client);
            return Ok(Role::Public);
        }
        if let Some(guesses) = &self.token_guesses {
            guesses.give_back(client);
        }
        Ok(Role::Administrator)
    }

    fn log_guess(&self, client: ClientAddress) {
        let mut log = self
            .guess_log
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if TOKEN_GUESS_LINES
            .take(&mut log.full, Instant::now())
            .is_err()
        {
            log.unlogged += 1;
            return;
        }
        let unlogged = std::mem::take(&mut log.unlogged);
        drop(log);
        warn!(client.address = %client, unlogged, "a wrong administrator's token was sent");
    }
}
