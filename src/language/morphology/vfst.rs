//! The format of the dictionary file: libvoikko's unweighted VFST. `build.rs` reads it too.
//!
//! The file is a 16-byte header, the symbols as text ending in NUL (the empty one, flag diacritics
//! such as `@P.NAME.ON@`, letters, tags such as `[Ln]`), padding to eight bytes, and transitions
//! (cells) of eight bytes each: input symbol (16 bits), output symbol (16), index of the target
//! state's first cell (24) and the number of transitions after this one in its state (8).

/// The input of a transition that ends a word.
pub(super) const FINAL: u16 = 0xFFFF;

const OVERFLOW: u8 = 0xFF;
const MAGIC: [u8; 8] = [0x6E, 0x3A, 0x01, 0x00, 0xFA, 0x51, 0x03, 0x00];

/// A dictionary file, read in place.
#[derive(Debug)]
pub(super) struct Vfst<'a> {
    /// The symbols by number.
    pub(super) symbols: Vec<&'a str>,
    /// The transitions.
    pub(super) cells: Cells<'a>,
}

/// The transitions of a dictionary file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a>(&'a [[u8; 8]]);

/// One transition.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) input: u16,
    pub(super) output: u16,
    pub(super) target: u32,
}

/// The cells of a state.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) next: u32,
    pub(super) last: u32,
    /// Whether the cell after the next one holds a count, not a transition.
    has_hole: bool,
}

impl<'a> Vfst<'a> {
    /// Reads the symbols; the transitions stay where they are.
    pub(super) fn new(file: &'a [u8]) -> Result<Self, String> {
        if file.len() < 18 || file[..8] != MAGIC || file[8] != 0 {
            return Err("not an unweighted Voikko dictionary of format 5".to_owned());
        }
        let count = usize::from(u16::from_le_bytes([file[16], file[17]]));
        let mut at = 18;
        let mut symbols = Vec::with_capacity(count);
        for _ in 0..count {
            let end = file[at..].iter().position(|byte| *byte == 0);
            let end = at + end.ok_or("the symbols end too early")?;
            symbols.push(std::str::from_utf8(&file[at..end]).map_err(|error| error.to_string())?);
            at = end + 1;
        }
        let cells = file.get(at.next_multiple_of(8)..).unwrap_or_default();
        Ok(Self {
            symbols,
            cells: Cells(cells.as_chunks().0),
        })
    }

    /// The number of the first symbol that is neither empty nor a flag.
    pub(super) fn first_letter(&self) -> u16 {
        let is_text = |symbol: &&str| !symbol.is_empty() && !is_flag(symbol);
        let first = self.symbols.iter().position(is_text).unwrap_or_default();
        u16::try_from(first).expect("symbols are numbered in 16 bits")
    }
}

impl Cells<'_> {
    /// One transition by its index.
    #[inline]
    pub(super) fn cell(self, index: u32) -> Cell {
        let cell = u64::from_le_bytes(self.0[index as usize]);
        Cell {
            input: (cell & 0xFFFF) as u16,
            output: (cell >> 16 & 0xFFFF) as u16,
            target: (cell >> 32 & 0x00FF_FFFF) as u32,
        }
    }

    /// The state whose first cell this is.
    #[inline]
    pub(super) fn state(self, first: u32) -> State {
        let more = self.0[first as usize][7];
        let has_hole = more == OVERFLOW;
        let last = if has_hole {
            // The cell after the first one holds the count of the transitions after that one.
            let count = self.cell(first + 1);
            first + 1 + (u32::from(count.input) | u32::from(count.output) << 16)
        } else {
            first + u32::from(more)
        };
        State {
            next: first,
            last,
            has_hole,
        }
    }

    /// How many cells there are.
    #[allow(dead_code, reason = "`build.rs` asks")]
    pub(super) fn len(self) -> usize {
        self.0.len()
    }
}

impl State {
    /// Goes on to the next cell, over the one that holds a count.
    #[inline]
    pub(super) fn advance(&mut self) {
        self.next += 1 + u32::from(self.has_hole);
        self.has_hole = false;
    }
}

/// Whether a symbol is a flag diacritic.
pub(super) fn is_flag(symbol: &str) -> bool {
    symbol.len() > 1 && symbol.starts_with('@')
}
