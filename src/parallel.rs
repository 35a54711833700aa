//! Work on one document, spread over the threads of the run if they have nothing else to do.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Makes something of every item, in their order.
///
/// A thread that already works beside others, each on a document of its own, does it alone.
pub fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if is_shared() {
        items.par_iter().map(make).collect()
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
