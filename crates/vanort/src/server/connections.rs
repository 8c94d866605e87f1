//! The open connections, as many as there may be.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::server::activity::Activity;

/// The open connections, as many as there may be.
#[derive(Debug)]
pub(super) struct Connections {
    max: usize,
    open: Mutex<Open>,
    /// Wakes the accept loop when a connection has ended or declined to.
    changed: Notify,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    activities: HashMap<u64, Arc<Activity>>,
    /// Those that were idle for the longest at the last look, and since when.
    idlest: VecDeque<(u64, Instant)>,
    /// Whether a connection that was asked to make room has not.
    declined: bool,
}

impl Connections {
    pub(super) fn new(max: usize) -> Arc<Self> {
        Arc::new(Self {
            max,
            open: Mutex::default(),
            changed: Notify::new(),
        })
    }

    /// A place for a new connection; `None` when all are taken.
    pub(super) fn open(self: &Arc<Self>) -> Option<Slot> {
        let mut open = self.lock();
        if open.activities.len() >= self.max {
            return None;
        }
        let id = open.next;
        open.next += 1;
        let activity = Arc::new(Activity::new());
        open.activities.insert(id, activity.clone());
        Some(Slot {
            id,
            activity,
            connections: self.clone(),
        })
    }

    /// Asks the connection that has been idle for the longest to make room; `false` when none is.
    pub(super) fn evict(&self) -> bool {
        let mut open = self.lock();
        if let Some(activity) = open.next_idlest() {
            activity.evict.notify_one();
            return true;
        }
        // Looking at all of them finds many at once, so that it is seldom done.
        open.look();
        let idlest = open.next_idlest();
        if let Some(activity) = &idlest {
            activity.evict.notify_one();
        }
        idlest.is_some()
    }

    /// A connection that was asked to make room does not, as it is not idle any more.
    pub(super) fn decline(&self) {
        self.lock().declined = true;
        self.changed.notify_one();
    }

    /// Waits until a connection has ended or declined to.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Waits until there is room, or the connection that should make it has declined.
    pub(super) async fn settled(&self) {
        loop {
            {
                let mut open = self.lock();
                if open.activities.len() < self.max || std::mem::take(&mut open.declined) {
                    return;
                }
            }
            self.changed().await;
        }
    }

    /// Waits until no connection is open.
    pub(super) async fn ended(&self) {
        while !self.lock().activities.is_empty() {
            self.changed().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // Nothing that can panic runs under the lock, so a poisoned state is still a whole one.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    /// The idlest of the last look that has been idle ever since.
    fn next_idlest(&mut self) -> Option<Arc<Activity>> {
        while let Some((id, since)) = self.idlest.pop_front() {
            let activity = self.activities.get(&id);
            if let Some(activity) = activity.filter(|it| it.idle_since() == Some(since)) {
                return Some(activity.clone());
            }
        }
        None
    }

    fn look(&mut self) {
        let activities = self.activities.iter();
        let idle = activities.filter_map(|(id, activity)| Some((*id, activity.idle_since()?)));
        let mut idle: Vec<(u64, Instant)> = idle.collect();
        idle.sort_unstable_by_key(|(id, since)| (*since, *id));
        idle.truncate(self.activities.len() / 8 + 1);
        self.idlest = idle.into();
    }
}

/// The place of an open connection; dropped after its socket.
#[derive(Debug)]
pub(super) struct Slot {
    id: u64,
    pub(super) activity: Arc<Activity>,
    connections: Arc<Connections>,
}

impl Slot {
    pub(super) fn connections(&self) -> Arc<Connections> {
        self.connections.clone()
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.connections.lock().activities.remove(&self.id);
        self.connections.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    async fn is_asked(slot: &Slot) -> bool {
        let asked = slot.activity.evict.notified();
        tokio::time::timeout(Duration::from_millis(1), asked)
            .await
            .is_ok()
    }

    #[tokio::test]
    async fn the_connection_that_was_idle_for_the_longest_makes_room() {
        let connections = Connections::new(3);
        let mut slots = Vec::new();
        for _ in 0..3 {
            slots.push(connections.open().unwrap());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(connections.open().is_none());
        // The first has sent something since, the second is at work.
        slots[0].activity.sent();
        let running = slots[1].activity.begin(false);
        assert!(connections.evict());
        assert!(is_asked(&slots[2]).await);
        drop(slots.pop());
        assert!(connections.evict());
        assert!(is_asked(&slots[0]).await);
        slots.remove(0);
        assert!(!connections.evict(), "the last one is at work");
        drop(running);
        assert!(connections.evict());
        assert!(is_asked(&slots[0]).await);
        drop(slots);
        connections.ended().await;
    }
}
