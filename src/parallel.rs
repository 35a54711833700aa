//! Work on one document, spread over the threads of the run if they have nothing else to do.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// Items a thread takes at a time at least, so that small work is not cut to pieces.
const SHARE: usize = 8;

/// Makes something of every item, in their order.
///
/// A thread that already works beside others, each on a document of its own, does it alone.
pub fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if is_shared() {
        items.par_iter().with_min_len(SHARE).map(make).collect()
    } else {
        items.iter().map(make).collect()
    }
}

/// How many shares work is best cut into.
pub fn shares() -> usize {
    if is_shared() {
        rayon::current_num_threads()
    } else {
        1
    }
}

/// Whether the other threads are free: this one is not one of those that share the documents.
fn is_shared() -> bool {
    rayon::current_thread_index().is_none()
}
