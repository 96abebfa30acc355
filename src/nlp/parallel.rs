//! Work distributed over threads, with the same result for any number of them. These are the only threads of the
//! engine.

use std::sync::mpsc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::nlp::{Cancelled, Progress};

/// How long the calling thread waits for a result before it asks again whether to continue, and with what.
const PATIENCE: Duration = Duration::from_millis(10);

/// The recipient of the results, on the calling thread.
pub(crate) trait ResultSink<R> {
    /// Reorders the items that have not been started, if that is wanted; the last one is next. Called often.
    fn arrange(&mut self, pending: &mut [usize], progress: &dyn Progress);

    /// Takes the result of an item. Results come in any order, which must not affect the outcome.
    fn take(&mut self, index: usize, result: R, progress: &mut dyn Progress);
}

/// Does `work` on each item, in the order that the sink wants, and passes on the results.
///
/// Each thread has its own state, made by `state`, which must not affect the results of `work`. With one thread,
/// everything happens on the calling thread. Between items, the caller can ask to stop.
pub(crate) fn map<T, S, R>(
    items: &[T],
    threads: usize,
    progress: &mut dyn Progress,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    sink: &mut dyn ResultSink<R>,
) -> Result<(), Cancelled>
where
    T: Sync,
    R: Send,
{
    let threads = threads.min(items.len());
    let mut pending: Vec<usize> = (0..items.len()).rev().collect();
    if threads <= 1 {
        let mut state = state();
        loop {
            progress.check()?;
            sink.arrange(&mut pending, progress);
            let Some(index) = pending.pop() else { return Ok(()) };
            sink.take(index, work(&mut state, &items[index]), progress);
        }
    }
    let pending = Mutex::new(pending);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (pending, state, work) = (&pending, &state, &work);
            scope.spawn(move || {
                let mut state = state();
                while let Some(index) = lock(pending).pop() {
                    if sender.send((index, work(&mut state, &items[index]))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let outcome = collect(&results, &pending, items.len(), progress, sink);
        lock(&pending).clear();
        outcome
    })
}

/// Passes on results until all are there.
fn collect<R>(
    results: &mpsc::Receiver<(usize, R)>,
    pending: &Mutex<Vec<usize>>,
    n_items: usize,
    progress: &mut dyn Progress,
    sink: &mut dyn ResultSink<R>,
) -> Result<(), Cancelled> {
    let mut n_taken = 0;
    while n_taken < n_items {
        progress.check()?;
        sink.arrange(&mut lock(pending), progress);
        match results.recv_timeout(PATIENCE) {
            Ok((index, result)) => {
                sink.take(index, result, progress);
                n_taken += 1;
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            // A thread panicked; the scope passes its panic on.
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    Ok(())
}

/// The list is complete, whatever a thread did while it held it.
fn lock(pending: &Mutex<Vec<usize>>) -> MutexGuard<'_, Vec<usize>> {
    pending.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::progress::Silent;

    /// Keeps each result in its position, and wants the last item first.
    struct Backward {
        found: Vec<Option<usize>>,
        first: Option<usize>,
    }

    impl ResultSink<usize> for Backward {
        fn arrange(&mut self, pending: &mut [usize], _: &dyn Progress) {
            pending.sort_unstable();
        }

        fn take(&mut self, index: usize, result: usize, _: &mut dyn Progress) {
            self.first.get_or_insert(index);
            assert_eq!(self.found[index].replace(result), None, "an item is done once");
        }
    }

    fn squares(threads: usize) -> Backward {
        let items: Vec<usize> = (0..100).collect();
        let mut sink = Backward { found: vec![None; items.len()], first: None };
        let work = |(): &mut (), &item: &usize| item * item;
        map(&items, threads, &mut Silent, || (), work, &mut sink).unwrap();
        sink
    }

    #[test]
    fn any_number_of_threads_gives_the_same() {
        let expected: Vec<_> = (0..100).map(|it| Some(it * it)).collect();
        for threads in [0, 1, 4, 200] {
            assert_eq!(squares(threads).found, expected, "{threads}");
        }
        assert_eq!(squares(1).first, Some(99), "the order is the sink's");
    }

    #[test]
    fn a_wish_to_stop_is_heeded() {
        struct Stopped;
        impl Progress for Stopped {
            fn report(&mut self, _: &'static str, _: usize, _: usize) {}
            fn check(&self) -> Result<(), Cancelled> {
                Err(Cancelled)
            }
            fn partial(&mut self, _: crate::nlp::Analysis) {}
        }
        for threads in [1, 3] {
            let mut sink = Backward { found: vec![None; 3], first: None };
            let work = |(): &mut (), &item: &usize| item;
            let outcome = map(&[1, 2, 3], threads, &mut Stopped, || (), work, &mut sink);
            assert_eq!(outcome, Err(Cancelled));
        }
    }
}
