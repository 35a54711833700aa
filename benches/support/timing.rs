//! Timing that a busy machine disturbs little.

use std::time::{Duration, Instant};

/// The shortest of some runs: what is longer was disturbed.
pub(crate) fn best(runs: u32, mut run: impl FnMut()) -> Duration {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().expect("there is more than one run")
}
