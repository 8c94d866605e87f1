//! A WebSocket client that speaks plainly, so that tests can speak wrongly.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// How long a test waits for the server to say something.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to a service's `/graphql/ws`.
#[derive(Debug)]
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What the server said.
#[derive(Debug, PartialEq)]
pub enum Heard {
    /// A message of the protocol.
    Message(Value),
    /// It asks whether the client is there.
    Ping,
    /// It closes the connection.
    Closed(u16, String),
    /// The connection is gone without a word.
    Gone,
}

impl Socket {
    /// Connects by a protocol, with headers.
    ///
    /// # Errors
    /// The status that the server answered with instead.
    ///
    /// # Panics
    /// When nobody answers at all.
    pub async fn connect(
        address: SocketAddr,
        protocol: &'static str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, u16> {
        let mut request = format!("ws://{address}/graphql/ws")
            .into_client_request()
            .expect("a well-formed address");
        let protocol = HeaderValue::from_static(protocol);
        let all = request.headers_mut();
        all.insert("sec-websocket-protocol", protocol);
        for (name, value) in headers {
            let value = HeaderValue::try_from(*value).expect("a well-formed header");
            all.insert(*name, value);
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            // A server that knows no protocol of the client's names none.
            Err(error) => panic!("the server cannot be connected to: {error}"),
        }
    }

    /// Connects by `graphql-transport-ws` and introduces itself.
    ///
    /// # Panics
    /// When the server does not take it.
    pub async fn introduce(address: SocketAddr) -> Self {
        let connected = Self::connect(address, "graphql-transport-ws", &[]).await;
        let mut socket = connected.expect("the server lets the connection in");
        socket.say(&json!({ "type": "connection_init" })).await;
        let answer = socket.hear().await;
        assert_eq!(answer, Heard::Message(json!({ "type": "connection_ack" })));
        socket
    }

    /// Says something, of the protocol or not.
    pub async fn say(&mut self, message: &Value) {
        self.send(Message::Text(message.to_string().into())).await;
    }

    /// Closes the connection with a code, and returns the code that the server answers with; `None`
    /// when the connection ends without an answer.
    ///
    /// # Panics
    /// When the connection is gone, or the server says something else.
    pub async fn close(&mut self, code: u16) -> Option<u16> {
        let frame = CloseFrame {
            code: code.into(),
            reason: "enough".into(),
        };
        self.send(Message::Close(Some(frame))).await;
        match self.hear().await {
            Heard::Closed(code, _) => Some(code),
            Heard::Gone => None,
            other => panic!("the server said {other:?}"),
        }
    }

    /// Sends any message.
    ///
    /// # Panics
    /// When the connection is gone.
    pub async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("the connection is open");
    }

    /// Asks a query under an id.
    pub async fn subscribe(&mut self, id: &str, query: &str) {
        let payload = json!({ "query": query });
        self.say(&json!({ "type": "subscribe", "id": id, "payload": payload }))
            .await;
    }

    /// Hears what the server says next, pings left out.
    pub async fn hear(&mut self) -> Heard {
        loop {
            match self.hear_any().await {
                Heard::Ping => {}
                heard => return heard,
            }
        }
    }

    /// Hears what the server says next.
    ///
    /// # Panics
    /// When it says nothing for long, or what is no JSON.
    pub async fn hear_any(&mut self) -> Heard {
        let heard = tokio::time::timeout(PATIENCE, self.0.next()).await;
        match heard.expect("the server says something in time") {
            Some(Ok(Message::Text(text))) => {
                Heard::Message(serde_json::from_str(&text).expect("a message is JSON"))
            }
            Some(Ok(Message::Ping(_))) => Heard::Ping,
            Some(Ok(Message::Close(Some(frame)))) => {
                Heard::Closed(frame.code.into(), frame.reason.to_string())
            }
            Some(Ok(message)) => panic!("the server said {message:?}"),
            Some(Err(_)) | None => Heard::Gone,
        }
    }

    /// Hears a message of the protocol.
    ///
    /// # Panics
    /// When the server says something else.
    pub async fn hear_message(&mut self) -> Value {
        match self.hear().await {
            Heard::Message(message) => message,
            other => panic!("the server said {other:?}"),
        }
    }

    /// Hears the code that the connection is closed with.
    ///
    /// # Panics
    /// When the server says something else.
    pub async fn hear_close(&mut self) -> u16 {
        match self.hear().await {
            Heard::Closed(code, _) => code,
            other => panic!("the server said {other:?}"),
        }
    }
}
