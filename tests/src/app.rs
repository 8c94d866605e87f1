//! A whole service in one process.

use std::future::IntoFuture as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower::ServiceExt as _;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::layer::SubscriberExt as _;
use vanort_api::{AdminToken, Api, ApiOptions, Limits};
use vanort_register::{DatabaseHealth, Silent};

use crate::log::Warnings;
use crate::register::Register;

/// The administrator's token of every test's service.
const ADMIN_TOKEN: &str = "test-administrator";

/// A service with a database and an index of its own, asked through its router without a socket.
///
/// When it is dropped it asserts that the read model follows the register, and that no warning was
/// logged but those that the test took with [`TestApp::take_warnings`].
pub struct TestApp {
    /// The register under the service.
    pub register: vanort_register::Register,
    router: Router,
    warnings: Warnings,
    _log: DefaultGuard,
    folder: TempDir,
}

/// Says how a [`TestApp`] is set up.
#[derive(Debug)]
pub struct TestAppBuilder {
    register: Register,
    options: ApiOptions,
}

/// What the service answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The HTTP headers.
    pub headers: HeaderMap,
    /// The body as JSON; null when it is none.
    pub json: Value,
    /// The body as text.
    pub text: String,
    /// The body as it is.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The answer's data, asserting that there was no error.
    ///
    /// # Panics
    /// When the answer has errors.
    #[must_use]
    pub fn data(&self) -> &Value {
        assert!(
            self.json.get("errors").is_none(),
            "unexpected errors: {}",
            self.text
        );
        self.json
            .get("data")
            .expect("an answer without errors has data")
    }

    /// The code of the first error.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.json.pointer("/errors/0/extensions/code")?.as_str()
    }
}

impl TestAppBuilder {
    /// Fills the register.
    #[must_use]
    pub fn register(mut self, register: Register) -> Self {
        self.register = register;
        self
    }

    /// Sets the limits of a request.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.options.limits = limits;
        self
    }

    /// Changes how the service is set up.
    #[must_use]
    pub fn options(mut self, change: impl FnOnce(&mut ApiOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Lets the service follow the register's revision, as a server does: answers are kept and
    /// tagged by it. Without it every answer is made afresh.
    #[must_use]
    pub fn following(self) -> Self {
        self.options(|options| {
            options.revision_interval = Some(Duration::from_millis(5));
            options.response_cache_bytes = ApiOptions::default().response_cache_bytes;
        })
    }

    /// Starts without an administrator's token.
    #[must_use]
    pub fn without_admin_token(mut self) -> Self {
        self.options.admin_token = None;
        self
    }

    /// Sets the service up.
    ///
    /// # Panics
    /// When it cannot be set up.
    pub async fn build(self) -> TestApp {
        let warnings = Warnings::default();
        let subscriber = tracing_subscriber::registry().with(warnings.clone());
        let log = tracing::subscriber::set_default(subscriber);
        let folder = tempfile::tempdir().expect("a folder for the test");
        let register = open(&self.register, folder.path())
            .await
            .expect("the register is set up");
        // As a server does before it says that it is ready.
        register.view().await.expect("the register is read");
        TestApp {
            router: Api::new(self.options).router(register.clone()),
            register,
            warnings,
            _log: log,
            folder,
        }
    }
}

impl TestApp {
    /// Begins to set a service up: a small register, the default limits, an administrator's token.
    #[must_use]
    pub fn builder() -> TestAppBuilder {
        TestAppBuilder {
            register: Register::small(),
            options: ApiOptions {
                admin_token: AdminToken::new(ADMIN_TOKEN),
                // What looks for revisions asks the database, whose statements tests count.
                revision_interval: None,
                response_cache_bytes: 0,
                ..ApiOptions::default()
            },
        }
    }

    /// A service over the small register.
    pub async fn small() -> Self {
        Self::builder().build().await
    }

    /// A service over the register that the repository ships.
    pub async fn shipped() -> Self {
        Self::builder().register(Register::shipped()).build().await
    }

    /// Begins to listen on a port that the system picks, for as long as the test runs.
    ///
    /// # Panics
    /// When there is no port to listen on.
    pub async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port has an address");
        let server = axum::serve(listener, self.router.clone()).into_future();
        tokio::spawn(server);
        address
    }

    /// Asks again and again until an answer is as it should be.
    ///
    /// # Panics
    /// When it is not so within ten seconds.
    pub async fn wait_for(
        &self,
        request: impl Fn() -> Request<Body>,
        is_right: impl Fn(&Answer) -> bool,
    ) -> Answer {
        for _ in 0..2_000 {
            let answer = self.send(request()).await;
            if is_right(&answer) {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("what was waited for did not come");
    }

    /// The folder of the test's own files, gone with the app.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Sends a request through the router.
    ///
    /// # Panics
    /// When the answer's body cannot be read.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .unwrap_or_else(|never| match never {});
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("the body is whole").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            json: serde_json::from_str(&text).unwrap_or(Value::Null),
            text,
            bytes: bytes.to_vec(),
        }
    }

    /// Sends a GET request.
    ///
    /// # Panics
    /// When the address is malformed.
    pub async fn get(&self, address: &str, accept: &str) -> Answer {
        let request = Request::get(address)
            .header(header::ACCEPT, accept)
            .body(Body::empty())
            .expect("a well-formed address");
        self.send(request).await
    }

    /// Asks a GraphQL query by POST.
    pub async fn ask(&self, query: &str) -> Answer {
        self.ask_with(query, json!({})).await
    }

    /// Asks a GraphQL query with variables by POST.
    ///
    /// # Panics
    /// Never on a test's own texts.
    pub async fn ask_with(&self, query: &str, variables: Value) -> Answer {
        self.post(
            &json!({ "query": query, "variables": variables }).to_string(),
            None,
        )
        .await
    }

    /// Asks a GraphQL query by POST as the administrator.
    pub async fn ask_as_administrator(&self, query: &str) -> Answer {
        let authorization = format!("Bearer {ADMIN_TOKEN}");
        self.post(&json!({ "query": query }).to_string(), Some(&authorization))
            .await
    }

    /// Asks a GraphQL query with variables by POST as the administrator.
    ///
    /// # Panics
    /// Never on a test's own texts.
    pub async fn administer(&self, query: &str, variables: Value) -> Answer {
        let body = json!({ "query": query, "variables": variables }).to_string();
        self.post(&body, Some(&format!("Bearer {ADMIN_TOKEN}")))
            .await
    }

    /// Posts a body to the GraphQL endpoint.
    ///
    /// # Panics
    /// When the header is malformed.
    pub async fn post(&self, body: &str, authorization: Option<&str>) -> Answer {
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json");
        if let Some(authorization) = authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a well-formed request");
        self.send(request).await
    }

    /// Asks a query as the administrator and tells how many SQL statements it cost.
    pub async fn count_statements(&self, query: &str) -> (u64, Answer) {
        let before = self.register.reader().statement_count();
        let answer = self.ask_as_administrator(query).await;
        (self.register.reader().statement_count() - before, answer)
    }

    /// The warnings logged since the last call, which are then expected ones.
    #[must_use]
    pub fn take_warnings(&self) -> Vec<String> {
        self.warnings.take()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let warnings = self.warnings.take();
        assert!(
            warnings.is_empty(),
            "unexpected warnings in the log: {warnings:#?}"
        );
        // A thread with a runtime of its own: the test's is busy with the test.
        let register = self.register.clone();
        let health = std::thread::spawn(move || {
            tokio::runtime::Runtime::new()
                .expect("a runtime to look at the register")
                .block_on(register.health())
        })
        .join()
        .expect("looking at the register does not panic");
        assert!(
            matches!(health.database, DatabaseHealth::Available { lag: None, .. }),
            "the read model follows the register: {health:?}"
        );
    }
}

/// Opens a register filled as asked for. The shipped one is filled once for the whole test run and
/// copied for each test, files as they are.
async fn open(content: &Register, folder: &Path) -> anyhow::Result<vanort_register::Register> {
    if content.is_shipped() {
        copy_shipped(folder)?;
        return open_in(folder).await;
    }
    let register = open_in(folder).await?;
    fill(&register, content, folder).await?;
    Ok(register)
}

async fn open_in(folder: &Path) -> anyhow::Result<vanort_register::Register> {
    let database = format!("sqlite://{}", folder.join("vanort.db").display());
    vanort_register::Register::open(&database, &folder.join("index"))
        .await
        .context("the register is opened")
}

async fn fill(
    register: &vanort_register::Register,
    content: &Register,
    folder: &Path,
) -> anyhow::Result<()> {
    let data = content.data_dir(folder)?;
    register.seed(&data, Arc::new(Silent)).await?;
    register.ensure_index(Arc::new(Silent)).await?;
    Ok(())
}

fn copy_shipped(folder: &Path) -> anyhow::Result<()> {
    static FILLED: Mutex<Option<TempDir>> = Mutex::new(None);
    let mut filled = FILLED
        .lock()
        .map_err(|_| anyhow::anyhow!("an earlier test could not fill the shipped register"))?;
    if filled.is_none() {
        let template = tempfile::tempdir()?;
        let path = template.path().to_owned();
        // A thread with a runtime of its own: the caller's is busy with the caller.
        std::thread::spawn(move || {
            tokio::runtime::Runtime::new()?.block_on(async {
                let register = open_in(&path).await?;
                fill(&register, &Register::shipped(), &path).await?;
                register.close().await?;
                anyhow::Ok(())
            })
        })
        .join()
        .map_err(|_| anyhow::anyhow!("filling the shipped register panicked"))??;
        *filled = Some(template);
    }
    if let Some(template) = filled.as_ref() {
        copy_folder(template.path(), folder)?;
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
