//! Prints what the dictionary says of the words on standard input, as tests/oracle/voikko.py does.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::io::{self, BufWriter, Write};

use linjassa::language::dictionary_attributes;

fn main() -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout().lock());
    for word in io::stdin().lines() {
        let word = word?;
        write!(output, "{word}")?;
        for analysis in dictionary_attributes(&word) {
            let pairs: Vec<String> = analysis
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            write!(output, "\t{}", pairs.join("\x1f"))?;
        }
        writeln!(output)?;
    }
    Ok(())
}
