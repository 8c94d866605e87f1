//! `vanort serve`.

use std::future::IntoFuture as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing::{info, warn};
use vanort_api::{Api, ApiOptions, Startup, StartupStage};
use vanort_register::{Progress, Register, run_blocking};

use crate::cli::{Seed, ServeOptions, StorageOptions};
use crate::command::CANNOT_OPEN;
use crate::exit::Exit;
use crate::progress;

/// How long requests under way may take after the signal to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);

/// Serves from the first moment, sets up what is missing meanwhile, and ends with Ctrl-C or SIGTERM.
pub(crate) async fn run(options: &ServeOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let started = Instant::now();
    // The address first: a taken one is reported before any work is done.
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("cannot listen on {}", options.listen))?;
    let address = listener.local_addr()?;
    let stop = stop_signal()?;
    let (stopping, mut stopped) = watch::channel(());
    let options_of_api = ApiOptions {
        stopping: Some(stopped.clone()),
        ..options.api()?
    };
    if options_of_api.admin_token.is_none() {
        warn!("no VANORT_ADMIN_TOKEN is set: nobody can administer over HTTP");
    }
    let startup = Startup::default();
    let stop = async move {
        stop.await;
        info!("stopping: requests under way are finished");
        drop(stopping);
    };
    let server = tokio::spawn(serve_until(
        listener,
        startup.router(),
        stop,
        stopped.clone(),
    ));
    let register = tokio::select! {
        register = set_up(&startup, options_of_api, options, storage) => register?,
        _ = stopped.changed() => {
            server.await??;
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
    server.await??;
    follower.abort();
    // Work goes on when the client that began it is gone.
    let jobs = register.jobs().finished();
    if tokio::time::timeout(SHUTDOWN_GRACE, jobs).await.is_err() {
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

/// A future that ends with the first Ctrl-C or SIGTERM.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Serves until `stop`, which `stopped` hears of, then finishes the requests under way within the grace.
async fn serve_until(
    listener: TcpListener,
    router: axum::Router,
    stop: impl Future<Output = ()> + Send + 'static,
    mut stopped: watch::Receiver<()>,
) -> anyhow::Result<()> {
    let server = axum::serve(listener, router)
        .with_graceful_shutdown(stop)
        .into_future();
    let grace = async move {
        // The sender is dropped, never used: an error is the signal.
        drop(stopped.changed().await);
        tokio::time::sleep(SHUTDOWN_GRACE).await;
    };
    tokio::select! {
        served = server => served.context("the server failed"),
        () = grace => {
            warn!("requests under way did not finish in time and are cut off");
            Ok(())
        }
    }
}
