//! Finds the Finnish dictionary on this machine, so that it can be embedded, and works out what
//! speeds its reader up.

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};

#[allow(dead_code, reason = "the program reads what is written here")]
#[path = "src/language/morphology/edges.rs"]
mod edges;
#[path = "src/language/morphology/vfst.rs"]
mod vfst;

use edges::{EDGE_BYTES, END, END_BIT, Edge, NONE, Reach, bit};
use vfst::{Cell, Cells, FINAL, Vfst};

/// Transitions of the longest chain that is drawn together.
const MAX_CHAIN: usize = 250;

/// Where the packages of Linux and macOS systems put the dictionary.
const PLACES: &[&str] = &[
    "/usr/lib/voikko/5/mor-standard/mor.vfst",
    "/usr/share/voikko/5/mor-standard/mor.vfst",
    "/usr/lib64/voikko/5/mor-standard/mor.vfst",
    "/usr/local/lib/voikko/5/mor-standard/mor.vfst",
    "/opt/homebrew/lib/voikko/5/mor-standard/mor.vfst",
    "/etc/voikko/5/mor-standard/mor.vfst",
];

fn main() {
    println!("cargo::rerun-if-changed=rules");
    if let Err(error) = write_lexicon().and_then(|()| shorten_rules(Path::new("rules"))) {
        println!("cargo::error={error}");
    }
    println!("cargo::rerun-if-env-changed=LINJASSA_DICTIONARY");
    let chosen = env::var_os("LINJASSA_DICTIONARY").map(PathBuf::from);
    let found = match &chosen {
        Some(path) => Some(path.as_path()).filter(|path| path.is_file()),
        None => PLACES.iter().map(Path::new).find(|path| path.is_file()),
    };
    if let Some(path) = found {
        println!("cargo::rerun-if-changed={}", path.display());
        println!(
            "cargo::rustc-env=LINJASSA_DICTIONARY_FILE={}",
            path.display()
        );
        println!(
            "cargo::rustc-env=LINJASSA_DICTIONARY_VERSION={}",
            version(path)
        );
        if let Err(error) = write_edges(path) {
            println!("cargo::error={}: {error}", path.display());
        }
        return;
    }
    match chosen {
        Some(path) => {
            println!(
                "cargo::error=LINJASSA_DICTIONARY names {}, which is not a file",
                path.display()
            );
        }
        None => {
            println!(
                "cargo::error=the Finnish dictionary voikko-fi is not installed; run: ./setup"
            );
        }
    }
}

/// The version that the dictionary's own index states beside it: `SM-Version: 2.5`.
fn version(dictionary: &Path) -> String {
    let index = dictionary.with_file_name("index.txt");
    println!("cargo::rerun-if-changed={}", index.display());
    let index = std::fs::read_to_string(index).unwrap_or_default();
    let version = index
        .lines()
        .find_map(|line| line.strip_prefix("SM-Version:"));
    let version = version.map(str::trim).filter(|version| !version.is_empty());
    version.unwrap_or("unknown").to_owned()
}

/// Writes a file to the folder of build results.
fn write(name: &Path, bytes: &[u8]) -> Result<(), String> {
    let path = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets it")).join(name);
    let folder = path.parent().unwrap_or(&path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, bytes))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes the built-in lexicon line by line, each with tabs between its list, its key and what it
/// says, so that a run need not read TOML before its first word.
fn write_lexicon() -> Result<(), String> {
    let path = Path::new("rules/lexicon.toml");
    let lines = lexicon_lines(&read(path)?);
    let lines = lines.map_err(|error| format!("{}: {error}", path.display()))?;
    write(Path::new("lexicon.txt"), lines.as_bytes())
}

/// The lists of a lexicon. A word that is inflected like another has that in the place of the key.
fn lexicon_lines(text: &str) -> Result<String, String> {
    let file: toml::Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut lines = String::new();
    for (name, value) in &file {
        for entry in value.as_array().into_iter().flatten() {
            let field = |key: &str| entry.get(key).and_then(toml::Value::as_str);
            let (Some(lemma), Some(like)) = (field("lemma"), field("like")) else {
                return Err(format!("an entry of `{name}` lacks `lemma` or `like`"));
            };
            let upos = field("upos").unwrap_or_default();
            lines.extend([name, "\t", like, "\t", lemma, "=", upos, "\n"]);
        }
        for (key, list) in value.as_table().into_iter().flatten() {
            for word in list.as_array().into_iter().flatten() {
                let word = word.as_str();
                let word = word.ok_or_else(|| format!("a word of `{name}` is not in quotes"))?;
                lines.extend([name, "\t", key, "\t", word, "\n"]);
            }
        }
    }
    Ok(lines)
}

/// Writes the rule files of a folder without the examples of their rules.
fn shorten_rules(folder: &Path) -> Result<(), String> {
    let at = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        if path.is_dir() {
            shorten_rules(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = read(&path)?;
            // A file that is not right is left to the tests, which show its mistakes.
            let text = without_examples(&text).unwrap_or(text);
            write(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

/// A rule file without the examples of its rules; none if it is not TOML.
fn without_examples(text: &str) -> Option<String> {
    let mut file: toml::Table = toml::from_str(text).ok()?;
    let rules = file.get_mut("rule").and_then(toml::Value::as_array_mut);
    for rule in rules
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_table_mut)
    {
        rule.retain(|key, _| !["bad", "good", "shows", "not"].contains(&key));
    }
    toml::to_string(&file).ok()
}

/// Writes the dictionary with its chains drawn together to the folder of build results.
fn write_edges(dictionary: &Path) -> Result<(), String> {
    println!("cargo::rerun-if-changed=src/language/morphology/edges.rs");
    println!("cargo::rerun-if-changed=src/language/morphology/vfst.rs");
    let file = std::fs::read(dictionary).map_err(|error| error.to_string())?;
    let dictionary = Vfst::new(&file)?;
    let drawn = Drawn::new(&dictionary)?;
    write(Path::new("edges.bin"), &drawn.edges)?;
    write(Path::new("edge_keys.bin"), &drawn.keys)?;
    write(Path::new("edge_letters.bin"), &drawn.letters)?;
    write(Path::new("edge_flags.bin"), &drawn.flags)?;
    write(Path::new("edge_outputs.txt"), drawn.outputs.as_bytes())
}

/// The lists that are written.
#[derive(Default)]
struct Drawn {
    edges: Vec<u8>,
    keys: Vec<u8>,
    letters: Vec<u8>,
    flags: Vec<u8>,
    outputs: String,
}

/// A transition and the chain behind it, until its place in the lists is known.
#[derive(Default)]
struct Chain {
    letters: Vec<u8>,
    flags: Vec<u16>,
    output: String,
    /// The state it leads to, by its first cell; none where the word ends.
    target: Option<u32>,
    /// Whether its first transition consumes a letter: such edges stand last in their state, in
    /// the order of their letters.
    is_ordered: bool,
}

impl Drawn {
    fn new(dictionary: &Vfst<'_>) -> Result<Self, String> {
        let cells = dictionary.cells;
        let reach = reach(dictionary)?;
        // States in the order in which they are first met, each with its edges.
        let mut order = vec![0];
        let mut number_of = vec![None; cells.len()];
        number_of[0] = Some(0);
        let mut chains: Vec<Vec<Chain>> = Vec::new();
        while let Some(first) = order.get(chains.len()) {
            let mut of_state = Vec::new();
            for cell in cells_of(cells, *first) {
                of_state.push(Chain::new(dictionary, cell)?);
            }
            for target in of_state.iter().filter_map(|chain| chain.target) {
                let number = &mut number_of[target as usize];
                if number.is_none() {
                    *number = Some(order.len());
                    order.push(target);
                }
            }
            chains.push(of_state);
        }
        let way_in = Chain {
            target: Some(0),
            ..Chain::default()
        };
        let mut starts = Vec::with_capacity(chains.len());
        let mut count = 1;
        for of_state in &chains {
            starts.push(count);
            count += of_state.len();
        }
        let mut drawn = Self::default();
        let mut places = Places::default();
        for chain in std::iter::once(&way_in).chain(chains.iter().flatten()) {
            let state = chain.target.map(|target| {
                let number = number_of[target as usize].expect("each state met has a number");
                let edges = &chains[number];
                let unordered = edges.iter().take_while(|chain| !chain.is_ordered).count();
                let reach = reach[target as usize];
                (starts[number], edges.len(), unordered, reach)
            });
            // Where the word ends nothing follows, and whatever one likes behind that.
            let (target, edges, unordered, reach) = state.unwrap_or((0, 0, 0, AT_END));
            let edge = Edge {
                reach,
                target: number(target)?,
                edges: number(edges)?,
                unordered: number(unordered)?,
                letters: number(chain.letters.len())?,
                flags: number(chain.flags.len())?,
                output: number(chain.output.len())?,
                letters_at: number24(places.of_letters(&chain.letters, &mut drawn.letters))?,
                output_at: number(places.of_output(&chain.output, &mut drawn.outputs))?,
                flags_at: number(places.of_flags(&chain.flags, &mut drawn.flags))?,
            };
            drawn
                .keys
                .push(chain.letters.first().copied().unwrap_or(NONE));
            drawn.edges.extend(bytes(edge));
        }
        Ok(drawn)
    }
}

/// Where what is already in the lists stands in them.
#[derive(Default)]
struct Places {
    letters: HashMap<Vec<u8>, usize>,
    outputs: HashMap<String, usize>,
    flags: HashMap<Vec<u16>, usize>,
}

impl Places {
    fn of_letters(&mut self, letters: &[u8], list: &mut Vec<u8>) -> usize {
        *self.letters.entry(letters.to_vec()).or_insert_with(|| {
            list.extend(letters);
            list.len() - letters.len()
        })
    }

    fn of_output(&mut self, output: &str, list: &mut String) -> usize {
        *self.outputs.entry(output.to_owned()).or_insert_with(|| {
            list.push_str(output);
            list.len() - output.len()
        })
    }

    fn of_flags(&mut self, flags: &[u16], list: &mut Vec<u8>) -> usize {
        *self.flags.entry(flags.to_vec()).or_insert_with(|| {
            list.extend(flags.iter().flat_map(|flag| flag.to_le_bytes()));
            list.len() / 2 - flags.len()
        })
    }
}

impl Chain {
    /// Follows a transition as long as there is only one way on.
    fn new(dictionary: &Vfst<'_>, mut cell: Cell) -> Result<Self, String> {
        let first_letter = dictionary.first_letter();
        let mut chain = Self {
            is_ordered: cell.input >= first_letter && cell.input != FINAL,
            ..Self::default()
        };
        for length in 1.. {
            if cell.input == FINAL {
                return Ok(chain);
            }
            if cell.input >= first_letter {
                chain.letters.push(code(cell.input, first_letter)?);
            } else if cell.input != 0 {
                chain.flags.push(cell.input);
            }
            if cell.output >= first_letter {
                chain.output += dictionary.symbols[usize::from(cell.output)];
            }
            let mut next = cells_of(dictionary.cells, cell.target);
            match (next.next(), next.next()) {
                (Some(only), None) if length < MAX_CHAIN => cell = only,
                _ => break,
            }
        }
        chain.target = Some(cell.target);
        Ok(chain)
    }
}

/// For each state, at its first cell, the letters that can be consumed as the next three,
/// whatever the flags say.
fn reach(dictionary: &Vfst<'_>) -> Result<Vec<Reach>, String> {
    let cells = dictionary.cells;
    let first_letter = dictionary.first_letter();
    let mut of_state = vec![Reach::default(); cells.len()];
    let states = states(dictionary);
    let mut has_changed = true;
    // Sets only grow, so this ends; states found later come first, as they mostly lie deeper.
    while has_changed {
        has_changed = false;
        for first in states.iter().rev() {
            let mut reach = Reach::default();
            for cell in cells_of(cells, *first) {
                let behind = || of_state[cell.target as usize];
                let through = match cell.input {
                    FINAL => AT_END,
                    letter if letter >= first_letter => Reach {
                        next: bit(code(letter, first_letter)?),
                        second: behind().next,
                        third: behind().second,
                    },
                    _ => behind(),
                };
                reach.next |= through.next;
                reach.second |= through.second;
                reach.third |= through.third;
            }
            has_changed |= reach != of_state[*first as usize];
            of_state[*first as usize] = reach;
        }
    }
    Ok(of_state)
}

/// The end of a word, and whatever one likes behind it.
const AT_END: Reach = Reach {
    next: END_BIT,
    second: u32::MAX,
    third: u32::MAX,
};

/// The code of a letter.
fn code(input: u16, first_letter: u16) -> Result<u8, String> {
    match u8::try_from(input - first_letter) {
        Ok(code) if code < END => Ok(code),
        _ => Err("the dictionary has more letters than this program can number".to_owned()),
    }
}

/// A number in the width an edge has for it.
fn number<T: TryFrom<usize>>(number: usize) -> Result<T, String> {
    T::try_from(number)
        .map_err(|_| "the dictionary is larger than this program can read".to_owned())
}

/// A number that an edge keeps in 24 bits.
fn number24(given: usize) -> Result<u32, String> {
    let shifted: u32 = number(given << 8)?;
    Ok(shifted >> 8)
}

/// How an edge is kept; [`Edge::from_bytes`] reads it.
fn bytes(edge: Edge) -> [u8; EDGE_BYTES] {
    let mut bytes = [0; EDGE_BYTES];
    bytes[0..4].copy_from_slice(&edge.reach.next.to_le_bytes());
    bytes[4..8].copy_from_slice(&edge.reach.second.to_le_bytes());
    bytes[8..12].copy_from_slice(&edge.target.to_le_bytes());
    bytes[12..16].copy_from_slice(&edge.letters_at.to_le_bytes());
    bytes[15] = edge.unordered;
    bytes[16..20].copy_from_slice(&edge.output_at.to_le_bytes());
    bytes[20..22].copy_from_slice(&edge.edges.to_le_bytes());
    bytes[22..24].copy_from_slice(&edge.output.to_le_bytes());
    bytes[24..26].copy_from_slice(&edge.flags_at.to_le_bytes());
    bytes[28..32].copy_from_slice(&edge.reach.third.to_le_bytes());
    bytes[26] = edge.letters;
    bytes[27] = edge.flags;
    bytes
}

/// The transitions of a state, given by its first cell.
fn cells_of(cells: Cells<'_>, first: u32) -> impl Iterator<Item = Cell> + '_ {
    let mut state = cells.state(first);
    std::iter::from_fn(move || {
        let cell = (state.next <= state.last).then(|| cells.cell(state.next))?;
        state.advance();
        Some(cell)
    })
}

/// Every state that can be walked to from the first, by its first cell.
fn states(dictionary: &Vfst<'_>) -> Vec<u32> {
    let cells = dictionary.cells;
    let mut is_known = vec![false; cells.len()];
    is_known[0] = true;
    let mut due = vec![0];
    let mut found = Vec::new();
    while let Some(first) = due.pop() {
        found.push(first);
        for cell in cells_of(cells, first) {
            if cell.input != FINAL && !std::mem::replace(&mut is_known[cell.target as usize], true)
            {
                due.push(cell.target);
            }
        }
    }
    found
}
