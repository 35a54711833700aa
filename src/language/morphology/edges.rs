//! The dictionary with its chains of states drawn together, as `build.rs` writes it.
//!
//! Nineteen states of twenty in the dictionary file have one transition only. An edge is a
//! transition with the chain of such states behind it: the letters it consumes, the flags it
//! looks at and the text it puts out are read at once. With each edge stands which letters can
//! follow it, so that most ways that lead nowhere are not begun.
//!
//! An edge is 32 bytes, little-endian; letters, flags and texts lie in lists of their own, and so
//! does the key of each edge: its first letter, or [`NONE`].

/// The code of the end of a word, above those of the letters.
pub(super) const END: u8 = 0xFE;

/// The code of no letter.
pub(super) const NONE: u8 = 0xFF;

/// The bit of [`bit`] that stands for the end of a word.
pub(super) const END_BIT: u32 = 1;

/// Bytes of an edge.
pub(super) const EDGE_BYTES: usize = 32;

/// The letters that can be consumed next from a place in the dictionary, as the second from there
/// and as the third: a bit for each as [`bit`] has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) next: u32,
    pub(super) second: u32,
    pub(super) third: u32,
}

/// A transition with the chain behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// What can follow.
    pub(super) reach: Reach,
    /// The first edge of the state it leads to.
    pub(super) target: u32,
    /// How many edges that state has; 0 where the word ends.
    pub(super) edges: u16,
    /// How many edges at the beginning of that state are not in the order of their letters.
    pub(super) unordered: u8,
    /// How many letters it consumes.
    pub(super) letters: u8,
    /// How many flags it looks at.
    pub(super) flags: u8,
    /// Bytes of the text it puts out.
    pub(super) output: u16,
    /// Where the letters begin in the list of letters.
    pub(super) letters_at: u32,
    /// Where the text begins in the list of texts.
    pub(super) output_at: u32,
    /// Where the flags begin in the list of flags.
    pub(super) flags_at: u16,
}

impl Edge {
    /// Reads an edge.
    #[inline]
    pub(super) fn from_bytes(bytes: &[u8; EDGE_BYTES]) -> Self {
        let long = |at: usize| {
            u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        Self {
            reach: Reach {
                next: long(0),
                second: long(4),
                third: long(28),
            },
            target: long(8),
            letters_at: long(12) & 0x00FF_FFFF,
            unordered: bytes[15],
            output_at: long(16),
            edges: short(20),
            output: short(22),
            flags_at: short(24),
            letters: bytes[26],
            flags: bytes[27],
        }
    }
}

/// The bit of a letter's code in a set of letters; some letters share one.
#[inline]
pub(super) fn bit(code: u8) -> u32 {
    if code == END {
        END_BIT
    } else {
        2 << (code % 31)
    }
}
