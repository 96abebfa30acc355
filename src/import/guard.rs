//! Works on files from strangers, with limits on time and on what they unpack to.

use std::io::{self, Read};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Deeply nested files need far less; the default of a thread would be enough for most.
const STACK_BYTES: usize = 16 << 20;

/// Why work did not end normally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// It took too long and was abandoned.
    TooSlow,
    /// It panicked.
    Broke,
}

/// The result of `work`, unless it takes longer than `limit` or panics; then it is abandoned.
///
/// A thread cannot be stopped from outside, so it may run on; limits on the size of its work make that unlikely.
pub(super) fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stopped> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let thread = thread::Builder::new().name("extraction".to_owned()).stack_size(STACK_BYTES);
    // Nobody is listening if it took too long.
    let spawned = thread.spawn(move || drop(sender.send(work())));
    spawned.map_err(|_| Stopped::Broke)?;
    receiver.recv_timeout(limit).map_err(|why| match why {
        RecvTimeoutError::Timeout => Stopped::TooSlow,
        RecvTimeoutError::Disconnected => Stopped::Broke,
    })
}

/// How many bytes may still be unpacked.
#[derive(Debug)]
pub(super) struct Allowance(u64);

/// More data came out than is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exceeded;

impl Allowance {
    /// This many bytes.
    pub(super) const fn new(bytes: u64) -> Self {
        Self(bytes)
    }

    /// Everything that `packed` gives; it counts. An error ends the data; what came before it is kept.
    pub(super) fn unpack(&mut self, packed: impl Read) -> Result<Vec<u8>, Exceeded> {
        let mut bytes = Vec::new();
        // A damaged end is no reason to lose the beginning.
        let _: io::Result<usize> = packed.take(self.0 + 1).read_to_end(&mut bytes);
        self.0 = self.0.checked_sub(bytes.len() as u64).ok_or(Exceeded)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_never_ends_is_given_up() {
        let (_keep, never) = mpsc::channel::<()>();
        assert_eq!(within(Duration::from_millis(1), move || never.recv().is_ok()), Err(Stopped::TooSlow));
    }

    #[test]
    fn work_that_ends_is_taken() {
        assert_eq!(within(Duration::MAX, || 1), Ok(1));
    }

    #[test]
    fn no_more_is_unpacked_than_is_allowed_in_all() {
        let mut left = Allowance::new(5);
        assert_eq!(left.unpack(&b"abc"[..]), Ok(b"abc".to_vec()));
        assert_eq!(left.unpack(&b"de"[..]), Ok(b"de".to_vec()));
        assert_eq!(left.unpack(&b"f"[..]), Err(Exceeded));
        assert_eq!(Allowance::new(5).unpack(io::repeat(0)), Err(Exceeded));
    }
}
