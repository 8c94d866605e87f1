//! `vanort serve`.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::sync::watch;
use tracing::{info, warn};
use vanort_api::{Api, ApiOptions, Startup, StartupStage};
use vanort_register::{Progress, Register, run_blocking};

use crate::cli::{Seed, ServeOptions, StorageOptions};
use crate::command::CANNOT_OPEN;
use crate::exit::Exit;
use crate::logging::Directives;
use crate::progress;
use crate::server::{Reload, Server, Shutdown, StopSignals, Stopped, connection_cap, listen};

/// How long work that goes on without its client may take after the server has stopped.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);

/// Serves from the first moment, sets up what is missing meanwhile, and ends with Ctrl-C or SIGTERM.
pub(crate) async fn run(
    options: &ServeOptions,
    storage: &StorageOptions,
    log: Option<Directives>,
) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let max_open = connection_cap(options.max_open_connections)?;
    // The address first: a taken one is reported before any work is done.
    let listener =
        listen(options.listen).with_context(|| format!("cannot listen on {}", options.listen))?;
    let address = listener.local_addr()?;
    let signals = StopSignals::new()?;
    let (stopping, mut stopped) = watch::channel(());
    let options_of_api = ApiOptions {
        stopping: Some(stopped.clone()),
        ..options.api(max_open)?
    };
    if options_of_api.admin_token.is_none() {
        warn!("no VANORT_ADMIN_TOKEN is set: nobody can administer over HTTP");
    }
    let token = options_of_api.admin_token.clone();
    let token = token.zip(options.admin_token_file.clone());
    let reloading = Reload { token, log }.start()?;
    let draining = options_of_api.draining.clone();
    let startup = Startup::default();
    let limits = options.server_limits(max_open);
    let server = Server::new(startup.router(), limits, draining.clone(), stopped.clone());
    let shutdown = Shutdown {
        signals,
        drain: options.drain_ms,
        draining,
        stopping,
    };
    let serving = tokio::spawn(shutdown.serve(server, listener));
    let register = tokio::select! {
        register = set_up(&startup, options_of_api, options, storage) => register?,
        _ = stopped.changed() => {
            serving.await?;
            info!("stopped before the register was set up; the next start begins again");
            return Ok(Exit::Done);
        }
    };
    announce(address, started.elapsed())?;

    let follower = tokio::spawn({
        let (register, interval) = (register.clone(), options.follow_interval_ms);
        async move { register.follow_register(interval).await }
    });
    let sweeper = tokio::spawn({
        let register = register.clone();
        async move { register.sweep().await }
    });
    let grace = match serving.await? {
        Stopped::InOrder => SHUTDOWN_GRACE,
        Stopped::AtOnce => Duration::ZERO,
    };
    reloading.abort();
    follower.abort();
    // Work goes on when the client that began it is gone.
    let jobs = register.jobs().finished();
    if tokio::time::timeout(grace, jobs).await.is_err() {
        warn!("long work did not finish in time and is cut off");
    }
    sweeper.abort();
    register.close().await?;
    info!("stopped");
    Ok(Exit::Done)
}

/// Opens the register, fills an empty one from the data folder, reads it into memory with its index,
/// and lets the service answer.
async fn set_up(
    startup: &Startup,
    options_of_api: ApiOptions,
    options: &ServeOptions,
    storage: &StorageOptions,
) -> anyhow::Result<Register> {
    // The schemas are made while the register is opened.
    let (api, register) = tokio::join!(
        run_blocking(|| Api::new(options_of_api)),
        Register::open(&storage.database_url, &storage.index_dir),
    );
    let register = register.context(CANNOT_OPEN)?;
    let progress: Arc<dyn Progress> = Arc::new((startup.clone(), progress::on_terminal()));
    if options.seed == Seed::Auto {
        let seeded = register
            .seed(&options.data_dir, progress.clone())
            .await
            .context("the empty register could not be filled")?;
        if seeded.is_some() {
            warn!(
                data = %options.data_dir.display(),
                "the database was empty: it is filled with the files of the data folder"
            );
        }
        for report in seeded.iter().flat_map(|summary| &summary.reports) {
            info!(
                import.workbook = report.workbook,
                import.rows = report.counts.rows_read,
                import.rejected = report.counts.rejected,
                import.findings = report.findings.len(),
                "imported"
            );
        }
    }
    startup.reach(StartupStage::Reading);
    let model = register.refresh(progress).await;
    let model = model.context("the register could not be read")?;
    let index = model.index().status();
    info!(
        register.revision = model.version().revision.0,
        index.documents = index.documents,
        "the register is in memory"
    );
    register.save_in_background();
    startup.finish(api, register.clone());
    Ok(register)
}

/// Tells a person where to click, on stdout.
fn announce(address: SocketAddr, took: Duration) -> std::io::Result<()> {
    let base = format!("http://{address}");
    info!(listen = %address, duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX), "ready");
    let mut out = std::io::stdout().lock();
    writeln!(out, "Vanort is ready.")?;
    writeln!(out, "  Try queries   {base}/graphql")?;
    writeln!(out, "  Schema        {base}/schema.graphql")?;
    writeln!(out, "  Health        {base}/health/ready")?;
    writeln!(out, "Stop with Ctrl-C.")?;
    out.flush()
}
