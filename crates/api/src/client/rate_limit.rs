//! Rate limits per client: token buckets by address, in bounded memory.

use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lru::LruCache;

use crate::client::address::ClientAddress;
use crate::limits::{MAX_RATE_LIMITED_CLIENTS, Rate};

/// What a client has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// What it may do at once when it has done nothing for a while.
    pub(crate) burst: u32,
    /// What it may do now.
    pub(crate) remaining: u32,
    /// How long until it has its whole burst again.
    pub(crate) reset: Duration,
}

/// A client has done too much, and has to wait so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait(pub(crate) Duration);

impl Rate {
    /// Takes a token out of a bucket, which is the moment when it is full again.
    ///
    /// # Errors
    /// When it is empty.
    pub(crate) fn take(self, full: &mut Instant, now: Instant) -> Result<Allowance, Wait> {
        let Self { burst, period } = self;
        let whole = period.saturating_mul(burst);
        let reset = full.saturating_duration_since(now).saturating_add(period);
        if let Some(wait) = reset.checked_sub(whole).filter(|wait| !wait.is_zero()) {
            return Err(Wait(wait));
        }
        // A moment that cannot be expressed is never reached either.
        *full = now.checked_add(reset).unwrap_or(now);
        let left = whole.saturating_sub(reset).as_nanos() / period.as_nanos().max(1);
        Ok(Allowance {
            burst,
            remaining: u32::try_from(left).unwrap_or(burst),
            reset,
        })
    }
}

/// A token bucket for each client. When there are too many clients, those that were not seen for
/// the longest are forgotten.
///
/// The libraries for this (governor, `tower_governor`) can neither take a token back nor bound the
/// number of clients.
pub(crate) struct RateLimit {
    rate: Rate,
    /// When each client's bucket is full again.
    full: Mutex<LruCache<IpAddr, Instant>>,
}

impl RateLimit {
    pub(crate) fn new(rate: Rate) -> Self {
        let most = NonZeroUsize::new(MAX_RATE_LIMITED_CLIENTS).unwrap_or(NonZeroUsize::MIN);
        // Unbounded, as a bounded one would allocate room for all of them.
        let mut full = LruCache::unbounded();
        full.resize(most);
        Self {
            rate,
            full: Mutex::new(full),
        }
    }

    /// Takes a token out of a client's bucket.
    ///
    /// # Errors
    /// When it is empty.
    pub(crate) fn take(&self, client: ClientAddress) -> Result<Allowance, Wait> {
        self.take_at(client, Instant::now())
    }

    fn take_at(&self, client: ClientAddress, now: Instant) -> Result<Allowance, Wait> {
        let mut full = self.lock();
        let full = full.get_or_insert_mut(client.network(), || now);
        self.rate.take(full, now)
    }

    /// Puts a token back that was taken for nothing.
    pub(crate) fn give_back(&self, client: ClientAddress) {
        if let Some(full) = self.lock().get_mut(&client.network()) {
            *full = full.checked_sub(self.rate.period).unwrap_or(*full);
        }
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<IpAddr, Instant>> {
        // Nothing that can panic runs under the lock, so a poisoned state is still a whole one.
        self.full.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate {
        burst: 3,
        period: Duration::from_secs(10),
    };

    fn client(number: u32) -> ClientAddress {
        ClientAddress::from(IpAddr::from(std::net::Ipv4Addr::from_bits(number)))
    }

    #[test]
    fn a_client_has_a_burst_then_one_a_period_and_waits_as_long_as_reported() {
        let limit = RateLimit::new(RATE);
        let start = Instant::now();
        let take = |after| limit.take_at(client(1), start + Duration::from_secs(after));
        let left = |remaining, reset| {
            let reset = Duration::from_secs(reset);
            Ok(Allowance {
                burst: 3,
                remaining,
                reset,
            })
        };
        assert_eq!(take(0), left(2, 10));
        assert_eq!(take(0), left(1, 20));
        assert_eq!(take(0), left(0, 30));
        assert_eq!(take(0), Err(Wait(Duration::from_secs(10))));
        // Being refused costs nothing.
        assert_eq!(take(4), Err(Wait(Duration::from_secs(6))));
        assert_eq!(take(10), left(0, 30));
        assert_eq!(take(10), Err(Wait(Duration::from_secs(10))));
        assert_eq!(take(1_000), left(2, 10));
        // Others are not concerned.
        assert_eq!(limit.take_at(client(2), start), left(2, 10));
    }

    #[test]
    fn what_is_given_back_may_be_taken_again() {
        let limit = RateLimit::new(RATE);
        let now = Instant::now();
        for _ in 0..100 {
            assert!(limit.take_at(client(1), now).is_ok());
            limit.give_back(client(1));
        }
        for _ in 0..3 {
            assert!(limit.take_at(client(1), now).is_ok());
        }
        assert!(limit.take_at(client(1), now).is_err());
    }

    #[test]
    fn the_number_of_clients_in_memory_is_bounded() {
        let limit = RateLimit::new(RATE);
        let now = Instant::now();
        let most = u32::try_from(MAX_RATE_LIMITED_CLIENTS).unwrap();
        for number in 0..most + 10 {
            assert!(limit.take_at(client(number), now).is_ok());
        }
        assert_eq!(limit.lock().len(), MAX_RATE_LIMITED_CLIENTS);
        assert_eq!(
            limit.take_at(client(most), now).map(|it| it.remaining),
            Ok(1)
        );
        assert_eq!(limit.take_at(client(0), now).map(|it| it.remaining), Ok(2));
    }
}
