//! The program `linjassa`.

use std::process::ExitCode;

fn main() -> ExitCode {
    linjassa::cli::run()
}
