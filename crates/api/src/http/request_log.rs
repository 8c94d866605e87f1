//! Every request: its id in the answer and in the log, its time, and what is left of its panics.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt as _;
use tracing::{Instrument as _, debug, error, error_span, info};

use crate::document::Refusal;
use crate::error::ErrorCode;
use crate::http::answer::rejected;
use crate::http::media_type::MediaType;
use crate::http::request_id::{RequestId, X_REQUEST_ID};
use crate::limits::SLOW_REQUEST;
use crate::panic::panic_text;

/// Gives a request its id and tells of it: at the level `debug`, but one that is slow or fails at
/// `info`. What failed is told where it is handled; all lines of a request carry its id.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    let id = RequestId::of(request.headers());
    let span = error_span!(
        "request",
        request.id = id.as_str(),
        http.method = request.method().as_str(),
        http.path = request.uri().path(),
        graphql.operation = tracing::field::Empty,
    );
    let value = id.into_value();
    async move {
        let mut watch = Watch {
            started: Instant::now(),
            status: None,
        };
        let answered = AssertUnwindSafe(next.run(request)).catch_unwind().await;
        let mut response = answered.unwrap_or_else(|panic| {
            error!(panic = panic_text(panic.as_ref()), "a request panicked");
            let refusal = Refusal::new(ErrorCode::Internal, "the service failed; its log says why");
            rejected(StatusCode::INTERNAL_SERVER_ERROR, MediaType::Json, &refusal)
        });
        response.headers_mut().insert(X_REQUEST_ID, value);
        watch.status = Some(response.status());
        response
    }
    .instrument(span)
    .await
}

/// Watches a request to its end, which is also when it is dropped because its client has gone.
struct Watch {
    started: Instant,
    status: Option<StatusCode>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let took = self.started.elapsed();
        let duration_ms = milliseconds(took);
        match self.status {
            None => info!(
                duration_ms,
                "the client hung up, and its request was given up"
            ),
            Some(status) if status.is_server_error() || took >= SLOW_REQUEST => {
                info!(http.status = status.as_u16(), duration_ms, "answered");
            }
            Some(status) => debug!(http.status = status.as_u16(), duration_ms, "answered"),
        }
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};
    use std::net::{SocketAddr, TcpStream};
    use std::sync::{Arc, Mutex};

    use axum::Router;
    use axum::http::Uri;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tokio::sync::Notify;

    async fn serve(router: Router) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router.layer(from_fn(observe))).await });
        address
    }

    fn ask(address: SocketAddr) -> TcpStream {
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            .unwrap();
        stream
    }

    /// Tells when it is dropped.
    struct Work(Arc<Notify>);

    impl Drop for Work {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }

    #[tokio::test]
    async fn a_client_that_hangs_up_stops_the_work_on_its_request() {
        let (started, stopped) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (began, ended) = (started.clone(), stopped.clone());
        let work = move || {
            let work = Work(ended.clone());
            let began = began.clone();
            async move {
                began.notify_one();
                std::future::pending::<()>().await;
                drop(work);
            }
        };
        let address = serve(Router::new().route("/", get(work))).await;
        let stream = ask(address);
        started.notified().await;
        drop(stream);
        let waited = tokio::time::timeout(Duration::from_secs(20), stopped.notified());
        waited
            .await
            .expect("the work stops when its client is gone");
    }

    /// A log that a test reads.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn the_message_of_a_panic_is_logged_plain_or_formatted() {
        async fn fail(uri: Uri) {
            match uri.query() {
                None => panic!("it broke"),
                Some(query) => panic!("{query} broke"),
            }
        }
        let log = Log::default();
        let writer = log.clone();
        let logging = tracing_subscriber::fmt().with_ansi(false);
        let logging = logging.with_writer(move || writer.clone());
        // For all threads: what another one would not log is not logged here either.
        tracing::subscriber::set_global_default(logging.finish()).unwrap();
        let address = serve(Router::new().route("/", get(fail))).await;
        for path in ["/", "/?number7"] {
            let stream = tokio::net::TcpStream::connect(address).await.unwrap();
            let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n");
            stream.writable().await.unwrap();
            stream.try_write(request.as_bytes()).unwrap();
            stream.readable().await.unwrap();
        }
        let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        for text in ["panic=\"it broke\"", "panic=\"number7 broke\""] {
            assert!(log.contains(text), "{log}");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_panic_ends_its_request_alone_and_tells_nothing() {
        async fn fail() {
            panic!("secret");
        }
        let address = serve(Router::new().route("/", get(fail))).await;
        for _ in 0..2 {
            let mut stream = ask(address);
            stream
                .set_read_timeout(Some(Duration::from_secs(20)))
                .unwrap();
            let mut answer = [0; 4_096];
            let length = stream.read(&mut answer).unwrap();
            let answer = String::from_utf8_lossy(&answer[..length]);
            assert!(answer.starts_with("HTTP/1.1 500"), "{answer}");
            assert!(answer.contains("\"code\":\"INTERNAL\""), "{answer}");
            assert!(answer.contains("x-request-id"), "{answer}");
            assert!(!answer.contains("secret"), "{answer}");
        }
    }
}
