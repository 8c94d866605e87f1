//! One connection, from its introduction to its end.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket};
use serde_json::value::RawValue;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, interval, timeout};
use tokio_tungstenite::tungstenite::Error as WebSocketError;
use tracing::{Instrument as _, Span, debug};

use crate::auth::Role;
use crate::client::ClientAddress;
use crate::document::Refusal;
use crate::error::ErrorCode;
use crate::http::Service;
use crate::limits::{MAX_WAITING_MESSAGES, SEND_TIMEOUT};
use crate::websocket::close::Close;
use crate::websocket::operation::{Operation, Told, What};
use crate::websocket::protocol::{ClientMessage, PROTOCOL, ServerMessage};

/// How long a client may take to say goodbye too.
const GOODBYE_TIMEOUT: Duration = Duration::from_secs(2);

/// Serves a connection until either side ends it; all its operations end with it.
pub(crate) async fn serve(
    service: Arc<Service>,
    socket: WebSocket,
    client: ClientAddress,
    role: Role,
) {
    let (teller, told) = channel(MAX_WAITING_MESSAGES);
    let known_protocol = socket.protocol().is_some_and(|known| known == PROTOCOL);
    let mut connection = Connection {
        service,
        socket,
        client,
        role,
        introduced: false,
        operations: HashMap::new(),
        started: 0,
        tasks: JoinSet::new(),
        teller,
    };
    let end = if known_protocol {
        connection.run(told).await
    } else {
        End::Close(Close::UnknownProtocol)
    };
    connection.tasks.abort_all();
    debug!(websocket.end = ?end, "a connection has ended");
    match end {
        End::Close(close) => connection.say_goodbye(&close).await,
        End::Closed => connection.answer_close().await,
        End::Gone => {}
    }
}

/// How a connection ends.
#[derive(Debug)]
enum End {
    /// The server closes it and says why.
    Close(Close),
    /// The client closes it, and is still to be answered.
    Closed,
    /// The client cannot be reached.
    Gone,
}

impl From<Close> for End {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

struct Connection {
    service: Arc<Service>,
    socket: WebSocket,
    client: ClientAddress,
    role: Role,
    introduced: bool,
    /// The operations under way by the client's ids, each with its number and what ends it.
    operations: HashMap<String, (u64, AbortHandle)>,
    /// How many operations were started.
    started: u64,
    tasks: JoinSet<()>,
    teller: Sender<Told>,
}

impl Connection {
    async fn run(&mut self, mut told: Receiver<Told>) -> End {
        let limits = self.service.options.limits;
        let mut stopping = self.service.options.stopping.clone();
        let introduction = Instant::now() + limits.connection_init_timeout;
        let mut pings = interval(limits.ping_interval);
        let mut last_heard = Instant::now();
        loop {
            let step = tokio::select! {
                message = self.socket.recv() => {
                    last_heard = Instant::now();
                    match message {
                        Some(Ok(message)) => self.hear(message).await,
                        Some(Err(error)) => Err(failed(&error)),
                        None => Err(End::Gone),
                    }
                }
                Some(told) = told.recv() => self.pass_on(told).await,
                () = tokio::time::sleep_until(introduction), if !self.introduced => {
                    Err(Close::InitTimeout.into())
                }
                _ = pings.tick() => {
                    if last_heard.elapsed() > limits.ping_interval * 2 {
                        Err(End::Gone)
                    } else {
                        self.send(Message::Ping(Bytes::new())).await
                    }
                }
                () = stopped(&mut stopping) => Err(Close::GoingAway.into()),
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    async fn hear(&mut self, message: Message) -> Result<(), End> {
        match message {
            Message::Text(text) => self.obey(ClientMessage::parse(&text)?).await,
            Message::Binary(_) => {
                Err(Close::Invalid("Invalid message: it is binary".to_owned()).into())
            }
            // What the frames below the protocol need is answered by itself.
            Message::Ping(_) | Message::Pong(_) => Ok(()),
            Message::Close(_) => Err(End::Closed),
        }
    }

    async fn obey(&mut self, message: ClientMessage<'_>) -> Result<(), End> {
        match message {
            ClientMessage::ConnectionInit { .. } if self.introduced => {
                Err(Close::TooManyInits.into())
            }
            ClientMessage::ConnectionInit { authorization } => {
                if let Some(authorization) = authorization {
                    let authorization = Some(authorization.as_bytes());
                    let role = self.service.role(self.client, authorization);
                    self.role = role.map_err(Close::refused)?;
                    if self.role != Role::Administrator {
                        return Err(Close::Forbidden.into());
                    }
                }
                self.introduced = true;
                self.say(&ServerMessage::ConnectionAck).await
            }
            ClientMessage::Ping { payload } => self.say(&ServerMessage::Pong { payload }).await,
            ClientMessage::Pong => Ok(()),
            ClientMessage::Subscribe { .. } if !self.introduced => Err(Close::Unauthorized.into()),
            ClientMessage::Subscribe { id, .. } if self.operations.contains_key(&id) => {
                Err(Close::Exists(id).into())
            }
            ClientMessage::Subscribe { id, payload } => self.start(id, payload).await,
            ClientMessage::Complete { id } => {
                if let Some((_, operation)) = self.operations.remove(&id) {
                    operation.abort();
                }
                Ok(())
            }
        }
    }

    async fn start(&mut self, id: String, payload: &RawValue) -> Result<(), End> {
        // Those that have ended make room.
        while self.tasks.try_join_next().is_some() {}
        let max = self.service.options.limits.max_subscriptions;
        if self.operations.len() >= max {
            let message =
                format!("the connection has {max} operations under way, the most that it may");
            let refusal = Refusal::new(ErrorCode::RateLimited, message);
            return self.refuse(&id, &refusal).await;
        }
        if let Err(refusal) = self.service.admission.count(self.client) {
            return self.refuse(&id, &refusal).await;
        }
        self.started += 1;
        let operation = Operation {
            service: self.service.clone(),
            client: self.client,
            role: self.role,
            number: self.started,
            teller: self.teller.clone(),
        };
        let running = operation
            .run(payload.to_owned())
            .instrument(Span::current());
        let task = self.tasks.spawn(running);
        self.operations.insert(id, (self.started, task));
        Ok(())
    }

    /// Says that an operation is not begun.
    async fn refuse(&mut self, id: &str, refusal: &Refusal) -> Result<(), End> {
        let errors = serde_json::value::to_raw_value(&refusal.errors)
            .expect("errors always have a JSON form");
        let payload = &errors;
        self.say(&ServerMessage::Error { id, payload }).await
    }

    /// Passes on what an operation tells, unless the client has ended it meanwhile.
    async fn pass_on(&mut self, told: Told) -> Result<(), End> {
        let mut operations = self.operations.iter();
        let Some((id, _)) = operations.find(|(_, (number, _))| *number == told.number) else {
            return Ok(());
        };
        let id = id.clone();
        let message = match &told.what {
            What::Next(payload) => ServerMessage::Next { id: &id, payload },
            What::Failed(payload) => ServerMessage::Error { id: &id, payload },
            What::Complete => ServerMessage::Complete { id: &id },
        };
        if !matches!(told.what, What::Next(_)) {
            self.operations.remove(&id);
        }
        self.say(&message).await
    }

    async fn say(&mut self, message: &ServerMessage<'_>) -> Result<(), End> {
        self.send(Message::Text(message.text().into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        match timeout(SEND_TIMEOUT, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }

    /// Answers the client's close frame with one of the same code (RFC 6455, section 5.5.1): the
    /// library has it ready, and sends it when the connection is read further.
    async fn answer_close(mut self) {
        let answered = async { while let Some(Ok(_)) = self.socket.recv().await {} };
        drop(timeout(GOODBYE_TIMEOUT, answered).await);
    }

    /// Closes the connection, and waits a moment for the client's own goodbye: a connection that
    /// is torn down at once may lose the reason on its way.
    async fn say_goodbye(mut self, close: &Close) {
        let goodbye = async {
            let frame = Message::Close(Some(close.frame()));
            if self.send(frame).await.is_err() {
                return;
            }
            while let Some(Ok(heard)) = self.socket.recv().await {
                if matches!(heard, Message::Close(_)) {
                    return;
                }
            }
            // What comes now cannot be read any more; the client has yet to listen.
            std::future::pending::<()>().await;
        };
        drop(timeout(GOODBYE_TIMEOUT, goodbye).await);
    }
}

/// What a connection that cannot be read ends with.
fn failed(error: &axum::Error) -> End {
    let mut causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| {
        error.source()
    });
    // The library's error is known by its type: of the version that axum uses, as a test shows.
    if causes.any(|cause| matches!(cause.downcast_ref(), Some(WebSocketError::Capacity(_)))) {
        Close::TooLarge.into()
    } else {
        End::Gone
    }
}

/// Waits until the server stops; for ever where nobody says so.
async fn stopped(stopping: &mut Option<watch::Receiver<()>>) {
    match stopping {
        // The sender is dropped, never used: an error is the signal.
        Some(stopping) => while stopping.changed().await.is_ok() {},
        None => std::future::pending().await,
    }
}
