//! One background thread that makes analyses, so that the interface never waits for one. The latest job wins:
//! starting one cancels the one before. This module knows only `nlp::progress`; the caller decides what a job does
//! and what its news means.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::nlp::Analysis;
use crate::nlp::progress::{Cancelled, Progress};

/// Name of the background thread.
pub const THREAD_NAME: &str = "analysis";

/// Progress is passed on at most 20 times a second: each one costs a frame.
const REPORT_INTERVAL: Duration = Duration::from_millis(50);

/// Identifies a job. Later jobs have greater ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u64);

/// Why a job ended without a result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// It was cancelled, usually because a later one was started.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// It failed; the reason fits on one line.
    #[error("{0}")]
    Failed(String),
}

/// News of a job. `Done`, `Failed` and `Cancelled` are the last ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Update<T> {
    /// `done` of `total` units of a stage are done.
    Progress {
        /// Which job.
        job: JobId,
        /// What is being done.
        stage: &'static str,
        /// Units done.
        done: usize,
        /// Units in all.
        total: usize,
    },
    /// What is known so far.
    Partial {
        /// Which job.
        job: JobId,
        /// The partial result.
        value: T,
    },
    /// The job is done.
    Done {
        /// Which job.
        job: JobId,
        /// The result.
        value: T,
    },
    /// The job could not be done, or it panicked.
    Failed {
        /// Which job.
        job: JobId,
        /// Why, in one line.
        reason: String,
    },
    /// The job was cancelled.
    Cancelled(JobId),
}

impl<T> Update<T> {
    /// The job that this news is about.
    pub fn job(&self) -> JobId {
        match self {
            Self::Progress { job, .. }
            | Self::Partial { job, .. }
            | Self::Done { job, .. }
            | Self::Failed { job, .. }
            | Self::Cancelled(job) => *job,
        }
    }
}

/// A handle on the background thread. Dropping it cancels the running job and waits for the thread.
#[derive(Debug)]
pub struct Worker<T> {
    /// `None` only during dropping.
    jobs: Option<Sender<Job<T>>>,
    thread: Option<JoinHandle<()>>,
    current: CancelFlag,
    next_id: u64,
}

type Run<T> = Box<dyn FnOnce(&mut dyn Progress) -> Result<T, Stopped> + Send>;

struct Job<T> {
    id: JobId,
    cancel: CancelFlag,
    run: Run<T>,
}

#[derive(Debug, Clone, Default)]
struct CancelFlag(Arc<AtomicBool>);

impl CancelFlag {
    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl<T: From<Analysis> + Send + 'static> Worker<T> {
    /// Starts the thread. All news goes to `out`, through `wrap`.
    pub fn spawn<M: Send + 'static>(out: Sender<M>, wrap: fn(Update<T>) -> M) -> io::Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let thread = thread::Builder::new().name(THREAD_NAME.to_owned()).spawn(move || {
            // If the receiver is gone, nobody is waiting for the result any more.
            let send: &mut dyn FnMut(Update<T>) = &mut |update| drop(out.send(wrap(update)));
            serve(&inbox, send);
        })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), current: CancelFlag::default(), next_id: 0 })
    }

    /// Cancels the previous job and starts this one.
    pub fn start(
        &mut self,
        run: impl FnOnce(&mut dyn Progress) -> Result<T, Stopped> + Send + 'static,
    ) -> JobId {
        self.cancel();
        self.current = CancelFlag::default();
        let id = JobId(self.next_id);
        self.next_id += 1;
        if let Some(jobs) = &self.jobs {
            // The thread catches the panics of its jobs, so it lives as long as this handle.
            drop(jobs.send(Job { id, cancel: self.current.clone(), run: Box::new(run) }));
        }
        id
    }
}

impl<T> Worker<T> {
    /// Asks the running job to end. Returns at once; [`Update::Cancelled`] arrives when the job has ended.
    pub fn cancel(&self) {
        self.current.set();
    }

    /// Cancels the job and does not wait for the thread, as dropping would. For the end of the program, which ends
    /// the thread too; some stages check only every 100 ms whether they are cancelled.
    pub fn abandon(mut self) {
        self.cancel();
        drop(self.thread.take());
    }
}

impl<T> Drop for Worker<T> {
    fn drop(&mut self) {
        self.cancel();
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn serve<T: From<Analysis>>(inbox: &Receiver<Job<T>>, send: &mut dyn FnMut(Update<T>)) {
    for Job { id, cancel, run } in inbox {
        let mut reporter = Reporter { job: id, cancel, send, throttle: Throttle::default() };
        let result = if reporter.cancel.is_set() {
            Err(Stopped::Cancelled(Cancelled))
        } else {
            // A job owns what it works on, so no one sees anything half-changed after a panic.
            panic::catch_unwind(AssertUnwindSafe(|| run(&mut reporter)))
                .unwrap_or_else(|payload| Err(Stopped::Failed(describe(&*payload))))
        };
        send(match result {
            Ok(value) => Update::Done { job: id, value },
            Err(Stopped::Cancelled(Cancelled)) => Update::Cancelled(id),
            Err(Stopped::Failed(reason)) => Update::Failed { job: id, reason },
        });
    }
}

/// The message of a panic, on one line.
pub(crate) fn describe(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let first_line = text.and_then(|text| text.lines().next()).unwrap_or("unknown error");
    format!("internal error: {first_line}")
}

struct Reporter<'s, T> {
    job: JobId,
    cancel: CancelFlag,
    send: &'s mut dyn FnMut(Update<T>),
    throttle: Throttle,
}

impl<T: From<Analysis>> Progress for Reporter<'_, T> {
    fn report(&mut self, stage: &'static str, done: usize, total: usize) {
        if self.throttle.lets_through(stage, Instant::now()) {
            (self.send)(Update::Progress { job: self.job, stage, done, total });
        }
    }

    fn check(&self) -> Result<(), Cancelled> {
        if self.cancel.is_set() { Err(Cancelled) } else { Ok(()) }
    }

    fn partial(&mut self, analysis: Analysis) {
        (self.send)(Update::Partial { job: self.job, value: T::from(analysis) });
    }
}

/// Lets the first report of a stage through, and then one per [`REPORT_INTERVAL`].
#[derive(Debug, Default)]
struct Throttle {
    last: Option<(&'static str, Instant)>,
}

impl Throttle {
    fn lets_through(&mut self, stage: &'static str, now: Instant) -> bool {
        let too_soon = self.last.is_some_and(|(last_stage, last)| {
            last_stage == stage && now.duration_since(last) < REPORT_INTERVAL
        });
        if !too_soon {
            self.last = Some((stage, now));
        }
        !too_soon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A result that is not an analysis, to show that the worker accepts any type.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum TestResult {
        Partly,
        Number(u32),
    }

    impl From<Analysis> for TestResult {
        fn from(_: Analysis) -> Self {
            Self::Partly
        }
    }

    fn worker() -> (Worker<TestResult>, Receiver<Update<TestResult>>) {
        let (out, inbox) = mpsc::channel();
        (Worker::spawn(out, |update| update).unwrap(), inbox)
    }

    /// Works until it is cancelled.
    fn endless(progress: &mut dyn Progress) -> Result<TestResult, Stopped> {
        loop {
            progress.check()?;
            thread::yield_now();
        }
    }

    #[test]
    fn a_result_comes_back_with_its_job() {
        let (mut worker, inbox) = worker();
        let first = worker.start(|_| Ok(TestResult::Number(1)));
        assert_eq!(inbox.recv().unwrap(), Update::Done { job: first, value: TestResult::Number(1) });
        let second = worker.start(|_| Ok(TestResult::Number(2)));
        assert!(second > first);
        assert_eq!(inbox.recv().unwrap(), Update::Done { job: second, value: TestResult::Number(2) });
    }

    #[test]
    fn a_later_job_cancels_the_running_one() {
        let (mut worker, inbox) = worker();
        let first = worker.start(|progress| {
            progress.report("running", 0, 1);
            endless(progress)
        });
        assert_eq!(
            inbox.recv().unwrap(),
            Update::Progress { job: first, stage: "running", done: 0, total: 1 }
        );
        let second = worker.start(|_| Ok(TestResult::Number(2)));
        assert_eq!(inbox.recv().unwrap(), Update::Cancelled(first));
        assert_eq!(inbox.recv().unwrap(), Update::Done { job: second, value: TestResult::Number(2) });
    }

    #[test]
    fn a_job_that_is_overtaken_while_waiting_is_never_run() {
        let (mut worker, inbox) = worker();
        let first = worker.start(endless);
        let second = worker.start(|_| panic!("must not run"));
        let third = worker.start(|_| Ok(TestResult::Number(3)));
        let news: Vec<_> = inbox.iter().take(3).collect();
        assert_eq!(
            news,
            [
                Update::Cancelled(first),
                Update::Cancelled(second),
                Update::Done { job: third, value: TestResult::Number(3) }
            ]
        );
    }

    #[test]
    fn a_panic_is_reported_and_the_worker_goes_on() {
        let (mut worker, inbox) = worker();
        let first = worker.start(|_| panic!("no such token\nwith more lines"));
        let reason = "internal error: no such token".to_owned();
        assert_eq!(inbox.recv().unwrap(), Update::Failed { job: first, reason });
        let second = worker.start(|_| Ok(TestResult::Number(2)));
        assert_eq!(inbox.recv().unwrap().job(), second);
    }

    #[test]
    fn a_failure_is_reported_with_its_reason() {
        let (mut worker, inbox) = worker();
        let job = worker.start(|_| Err(Stopped::Failed("the model is garbled".to_owned())));
        assert_eq!(inbox.recv().unwrap(), Update::Failed { job, reason: "the model is garbled".to_owned() });
    }

    #[test]
    fn partial_results_come_before_the_whole_one() {
        let (mut worker, inbox) = worker();
        let job = worker.start(|progress| {
            progress.partial(Analysis::default());
            Ok(TestResult::Number(1))
        });
        assert_eq!(inbox.recv().unwrap(), Update::Partial { job, value: TestResult::Partly });
        assert_eq!(inbox.recv().unwrap(), Update::Done { job, value: TestResult::Number(1) });
    }

    #[test]
    fn dropping_the_worker_cancels_its_job_and_ends_its_thread() {
        let (mut worker, inbox) = worker();
        let job = worker.start(endless);
        drop(worker);
        assert_eq!(inbox.recv().unwrap(), Update::Cancelled(job));
        assert!(inbox.recv().is_err(), "the thread is gone, and its sender with it");
    }

    #[test]
    fn abandoning_the_worker_does_not_wait_for_its_job() {
        let (mut worker, inbox) = worker();
        let (release, released) = mpsc::channel::<()>();
        let job = worker.start(move |_| {
            released.recv().unwrap();
            Ok(TestResult::Number(1))
        });
        worker.abandon();
        let _ = release.send(()); // no one receives it if the job was cancelled before it began
        let news: Vec<_> = inbox.iter().collect();
        assert!(matches!(news.as_slice(), [Update::Done { .. } | Update::Cancelled(_)]), "{news:?}");
        assert_eq!(news.first().map(Update::job), Some(job));
    }

    #[test]
    fn a_receiver_that_is_gone_does_not_hurt() {
        let (mut worker, inbox) = worker();
        drop(inbox);
        worker.start(|_| Ok(TestResult::Number(1)));
        worker.start(|_| Ok(TestResult::Number(2)));
    }

    #[test]
    fn reports_are_thinned_out_but_each_stage_is_seen() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut throttle = Throttle::default();
        assert!(throttle.lets_through("names", at(0)));
        assert!(!throttle.lets_through("names", at(49)));
        assert!(throttle.lets_through("names", at(50)));
        assert!(throttle.lets_through("quotes", at(51)));
        assert!(!throttle.lets_through("quotes", at(99)));
    }
}
