//! Gathers what sibling fields ask for and fetches it at once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

use crate::error::ApiError;

type Answer<V> = Result<Option<V>, ApiError>;
type Fetch<K, V> =
    Box<dyn Fn(Vec<K>) -> BoxFuture<'static, Result<HashMap<K, V>, ApiError>> + Send + Sync>;

/// How many turns in a row nobody may have asked before what was asked for is fetched.
const QUIET_TURNS: u32 = 3;

/// A loader for one request: what sibling fields ask for is fetched by one call, and what was
/// fetched is kept for the rest of the request.
///
/// The fields of a request are resolved in one task. A field that asks for a key queues it and
/// yields until nobody has asked for a few turns; by then all its siblings have queued theirs,
/// even those of a list so long that its turn was cut. So what is fetched together follows from
/// the query's shape, not from a timer, and costs at most one call a field, however long the lists.
pub(crate) struct Batch<K, V> {
    state: Mutex<State<K, V>>,
    fetch: Fetch<K, V>,
}

struct State<K, V> {
    waiting: HashMap<K, Vec<oneshot::Sender<Answer<V>>>>,
    /// How often somebody has asked and had to wait.
    asked: u64,
    known: HashMap<K, Option<V>>,
}

impl<K, V> Batch<K, V>
where
    K: Clone + Eq + Hash + Send + 'static,
    V: Clone + Send + 'static,
{
    pub(crate) fn new<F>(fetch: impl Fn(Vec<K>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<HashMap<K, V>, ApiError>> + Send + 'static,
    {
        Self {
            state: Mutex::new(State {
                waiting: HashMap::new(),
                asked: 0,
                known: HashMap::new(),
            }),
            fetch: Box::new(move |keys| Box::pin(fetch(keys))),
        }
    }

    /// Makes a value known beforehand, as what a search already carries.
    pub(crate) fn know(&self, key: K, value: V) {
        self.lock().known.entry(key).or_insert(Some(value));
    }

    /// The value of a key, or `None` when there is none.
    pub(crate) async fn load(&self, key: K) -> Answer<V> {
        loop {
            // Who was fetching for everybody may have been given up with a field that failed:
            // then those who still wait ask again.
            if let Some(answer) = self.ask(key.clone()).await {
                return answer;
            }
        }
    }

    /// Asks once; `None` when whoever was fetching was given up.
    async fn ask(&self, key: K) -> Option<Answer<V>> {
        let (mut answer, mut asked) = {
            let mut state = self.lock();
            if let Some(known) = state.known.get(&key) {
                return Some(Ok(known.clone()));
            }
            let (sender, receiver) = oneshot::channel();
            state.waiting.entry(key).or_default().push(sender);
            state.asked += 1;
            (receiver, state.asked)
        };
        let mut quiet_turns = 0;
        while quiet_turns < QUIET_TURNS {
            tokio::task::yield_now().await;
            match answer.try_recv() {
                Ok(answer) => return Some(answer),
                Err(TryRecvError::Closed) => return None,
                Err(TryRecvError::Empty) => {}
            }
            let now = self.lock().asked;
            quiet_turns = if now == asked { quiet_turns + 1 } else { 0 };
            asked = now;
        }
        // The first to come so far takes the whole queue; the others find it empty.
        let waiting = std::mem::take(&mut self.lock().waiting);
        if !waiting.is_empty() {
            self.answer(waiting).await;
        }
        answer.await.ok()
    }

    async fn answer(&self, waiting: HashMap<K, Vec<oneshot::Sender<Answer<V>>>>) {
        let fetched = (self.fetch)(waiting.keys().cloned().collect()).await;
        let mut state = self.lock();
        for (key, senders) in waiting {
            let answer = match &fetched {
                Ok(values) => {
                    let value = values.get(&key).cloned();
                    state.known.insert(key, value.clone());
                    Ok(value)
                }
                Err(error) => Err(error.clone()),
            };
            for sender in senders {
                // One who no longer waits does not need the answer.
                drop(sender.send(answer.clone()));
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<K, V>> {
        // Nothing that can panic runs under the lock, so a poisoned state is still a whole one.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn counting() -> (Batch<u32, u32>, Arc<AtomicUsize>) {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = calls.clone();
        let batch = Batch::new(move |keys: Vec<u32>| {
            counted.fetch_add(1, Ordering::Relaxed);
            async move {
                tokio::task::yield_now().await;
                Ok(keys
                    .into_iter()
                    .filter(|key| *key != 13)
                    .map(|key| (key, key * 2))
                    .collect())
            }
        });
        (batch, calls)
    }

    #[tokio::test]
    async fn siblings_are_fetched_by_one_call_and_remembered() {
        let (batch, calls) = counting();
        let answers = futures_util::future::join_all((0..500).map(|n| batch.load(n % 100))).await;
        assert_eq!(answers[107].as_ref().unwrap(), &Some(14));
        assert_eq!(answers[13].as_ref().unwrap(), &None);
        assert_eq!(batch.load(13).await.unwrap(), None);
        assert_eq!(calls.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn those_who_wait_ask_again_when_whoever_fetches_is_given_up() {
        let (batch, calls) = counting();
        {
            let mut first = Box::pin(batch.load(1));
            let mut second = Box::pin(batch.load(2));
            // The last to ask is the first to hear no more questions: it fetches, and is given up
            // in the middle of it.
            while calls.load(Ordering::Relaxed) == 0 {
                assert!(futures_util::poll!(&mut first).is_pending());
                assert!(futures_util::poll!(&mut second).is_pending());
                tokio::task::yield_now().await;
            }
            drop(second);
            assert_eq!(first.await.unwrap(), Some(2));
        }
        assert_eq!(calls.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn a_failure_reaches_everyone_who_waits_and_is_not_remembered() {
        let batch: Batch<u32, u32> =
            Batch::new(|_| async { Err(ApiError::BadUserInput("no".to_owned())) });
        let (a, b) = futures_util::join!(batch.load(1), batch.load(2));
        assert!(a.is_err() && b.is_err());
        assert!(batch.load(1).await.is_err());
    }
}
