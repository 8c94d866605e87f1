//! The one way off the async threads.

/// Runs CPU-bound or file-bound work (Excel, Tantivy) on the blocking threads and waits for it.
/// What the work logs belongs to the caller's span.
///
/// # Panics
/// Only if the work itself panics, which is then passed on to the caller.
pub async fn run_blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let span = tracing::Span::current();
    let dispatch = tracing::dispatcher::get_default(Clone::clone);
    let work = move || tracing::dispatcher::with_default(&dispatch, || span.in_scope(work));
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the replacement that the ban names"
    )]
    let task = tokio::task::spawn_blocking(work);
    match task.await {
        Ok(value) => value,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // A blocking task is never cancelled once it runs; only a runtime that is shutting
            // down refuses to start one, and then nobody is left to be answered.
            Err(_) => std::future::pending().await,
        },
    }
}
