//! Requests a second, and the handler that they are compared with.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::post;

/// Connections that ask at the same time.
const CONNECTIONS: u32 = 16;

/// A script by which wrk sends the bodies in turns.
pub fn lua(bodies: &[String]) -> String {
    let bodies: Vec<String> = bodies.iter().map(|it| format!("[==[{it}]==]")).collect();
    format!(
        "local bodies = {{ {} }}
        local requests, turn = {{}}, 0
        function init()
          local headers = {{ ['content-type'] = 'application/json', accept = 'application/json' }}
          for index, body in ipairs(bodies) do
            requests[index] = wrk.format('POST', '/graphql', headers, body)
          end
        end
        function request()
          turn = turn % #requests + 1
          return requests[turn]
        end",
        bodies.join(", ")
    )
}

/// Requests a second, as wrk counts them.
pub fn load(script: &Path, base: &str, seconds: u64) -> Result<f64> {
    let outcome = Command::new("wrk")
        .args(["-t", "2", "-c", &CONNECTIONS.to_string()])
        .args(["-d", &format!("{seconds}s"), "-s"])
        .args([script.as_os_str(), base.as_ref()])
        .output()?;
    let text = String::from_utf8_lossy(&outcome.stdout);
    let failed = text.contains("Non-2xx") || text.contains("Socket errors");
    ensure!(outcome.status.success() && !failed, "{text}");
    let rate = text.lines().find_map(|it| it.strip_prefix("Requests/sec:"));
    Ok(rate.context("a rate")?.trim().parse()?)
}

/// A handler that does nothing but return these bytes in turns.
pub fn bare(answers: Vec<Vec<u8>>) -> Router {
    let answers: Arc<[Bytes]> = answers.into_iter().map(Bytes::from).collect();
    let turn = Arc::new(AtomicUsize::new(0));
    let answer = async move || {
        let turn = turn.fetch_add(1, Ordering::Relaxed) % answers.len();
        let bytes = answers.get(turn).cloned().unwrap_or_default();
        ([(header::CONTENT_TYPE, "application/json")], bytes)
    };
    Router::new().route("/graphql", post(answer))
}

pub async fn serve(router: Router) -> Result<SocketAddr> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}
