//! The program `linjassa`.

use std::process::ExitCode;

use linjassa::{cli, readers};

fn main() -> ExitCode {
    let is_pdf_child = std::env::args_os().skip(1).eq(["read-pdf"]);
    if is_pdf_child {
        return readers::serve();
    }
    cli::run()
}
