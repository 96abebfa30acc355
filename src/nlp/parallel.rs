//! Work spread over threads with the same outcome for any number of them. The only threads of the engine.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::nlp::{Cancelled, Progress};

/// How long the calling thread waits for a result before it asks again whether to go on.
const PATIENCE: Duration = Duration::from_millis(10);

/// Does `work` on each item and hands the results to `take`, in order, on the calling thread.
///
/// Each thread has a state of its own, made by `state`; `work` must not let it show in its results. With one thread all
/// happens on the calling thread. Between items the caller's wish to stop is heeded.
pub(crate) fn map<T, S, R>(
    items: &[T],
    threads: usize,
    progress: &mut dyn Progress,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    mut take: impl FnMut(usize, R, &mut dyn Progress),
) -> Result<(), Cancelled>
where
    T: Sync,
    R: Send,
{
    let threads = threads.min(items.len());
    if threads <= 1 {
        let mut state = state();
        for (index, item) in items.iter().enumerate() {
            progress.check()?;
            take(index, work(&mut state, item), progress);
        }
        return Ok(());
    }
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (next, stop, state, work) = (&next, &stop, &state, &work);
            scope.spawn(move || {
                let mut state = state();
                while !stop.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    if sender.send((index, work(&mut state, item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let outcome = collect(&results, items.len(), progress, &mut take);
        stop.store(true, Ordering::Relaxed);
        outcome
    })
}

/// Puts results in order and hands them on, until all are there.
fn collect<R>(
    results: &mpsc::Receiver<(usize, R)>,
    n_items: usize,
    progress: &mut dyn Progress,
    take: &mut impl FnMut(usize, R, &mut dyn Progress),
) -> Result<(), Cancelled> {
    let mut early = BTreeMap::new();
    let mut due = 0;
    while due < n_items {
        progress.check()?;
        match results.recv_timeout(PATIENCE) {
            Ok((index, result)) => {
                early.insert(index, result);
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            // A thread panicked; the scope passes its panic on.
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
        while let Some(result) = early.remove(&due) {
            take(due, result, progress);
            due += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::progress::Silent;

    fn squares(threads: usize) -> Vec<usize> {
        let items: Vec<usize> = (0..100).collect();
        let mut found = Vec::new();
        let work = |(): &mut (), &item: &usize| item * item;
        map(&items, threads, &mut Silent, || (), work, |index, result, _| found.push((index, result)))
            .unwrap();
        assert!(found.iter().enumerate().all(|(at, &(index, _))| at == index));
        found.into_iter().map(|(_, result)| result).collect()
    }

    #[test]
    fn any_number_of_threads_gives_the_same_in_the_same_order() {
        assert_eq!(squares(1), squares(4));
        assert_eq!(squares(200), squares(0));
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
            assert_eq!(
                map(&[1, 2, 3], threads, &mut Stopped, || (), |(), _| (), |_, (), _| ()),
                Err(Cancelled)
            );
        }
    }
}
