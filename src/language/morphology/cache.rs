//! The words of a run, shared between threads: read mostly, written once for each form.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::language::morphology::Word;

/// Shares of the cache, so that threads seldom wait for each other.
const SHARDS: usize = 64;

/// The words by form.
#[derive(Debug)]
pub(super) struct Cache {
    shards: Vec<RwLock<HashTable<Kept>>>,
    words: AtomicU32,
}

/// A word in the cache.
#[derive(Debug)]
struct Kept {
    /// What it is looked up by, if that is not its form.
    key: Option<Box<str>>,
    word: Arc<Word>,
}

impl Kept {
    fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.word.form)
    }
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
    /// The word of a key, if it is there.
    pub(super) fn word(&self, key: &str) -> Option<Arc<Word>> {
        let hash = hash(key);
        let shard = self.shard(hash).read();
        let shard = shard.unwrap_or_else(PoisonError::into_inner);
        let kept = shard.find(hash, |kept| kept.key() == key)?;
        Some(Arc::clone(&kept.word))
    }

    /// Keeps the word of a key, unless another thread was faster; gives the one that is kept.
    pub(super) fn keep(&self, key: &str, word: Arc<Word>) -> Arc<Word> {
        let hash_of_key = hash(key);
        let shard = self.shard(hash_of_key).write();
        let mut shard = shard.unwrap_or_else(PoisonError::into_inner);
        let found = shard.entry(
            hash_of_key,
            |kept| kept.key() == key,
            |kept| hash(kept.key()),
        );
        let kept = found.or_insert_with(|| Kept {
            key: Some(key).filter(|key| **key != *word.form).map(Into::into),
            word,
        });
        Arc::clone(&kept.get().word)
    }

    /// The number of the next word.
    pub(super) fn next_id(&self) -> u32 {
        self.words.fetch_add(1, Ordering::Relaxed)
    }

    fn shard(&self, hash: u64) -> &RwLock<HashTable<Kept>> {
        // A table uses the lowest bits and the highest seven.
        let index = usize::try_from(hash >> 40 & 63).expect("six bits fit");
        &self.shards[index % SHARDS]
    }
}

fn hash(key: &str) -> u64 {
    FxBuildHasher.hash_one(key)
}
