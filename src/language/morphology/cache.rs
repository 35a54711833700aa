//! The words of a run, shared between threads: read mostly, written once for each form.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::language::morphology::Word;

/// Shares of the cache, so that threads seldom wait for each other.
const SHARDS: usize = 64;

/// The words by form.
#[derive(Debug)]
pub(super) struct Cache {
    shards: Vec<RwLock<FxHashMap<Box<str>, Arc<Word>>>>,
    words: AtomicU32,
}

impl Default for Cache {
    fn default() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
            words: AtomicU32::new(0),
        }
    }
}

impl Cache {
    /// The word of a form, if it is there.
    pub(super) fn word(&self, form: &str) -> Option<Arc<Word>> {
        let shard = self
            .shard(form)
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        shard.get(form).map(Arc::clone)
    }

    /// Keeps the word of a form, unless another thread was faster; gives the one that is kept.
    pub(super) fn keep(&self, form: &str, word: Arc<Word>) -> Arc<Word> {
        let mut shard = self
            .shard(form)
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(shard.entry(form.into()).or_insert(word))
    }

    /// The number of the next word.
    pub(super) fn next_id(&self) -> u32 {
        self.words.fetch_add(1, Ordering::Relaxed)
    }

    fn shard(&self, form: &str) -> &RwLock<FxHashMap<Box<str>, Arc<Word>>> {
        let hash = FxBuildHasher.hash_one(form);
        // The map uses the low bits, the shard the high ones.
        let index = usize::try_from(hash >> 58).expect("six bits fit");
        &self.shards[index % SHARDS]
    }
}
