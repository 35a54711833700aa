//! `lsp`: the language server, with the settings of the folder the editor works in.

use std::{env, io};

use crate::cli::GlobalArguments;
use crate::cli::run::{Status, complain};
use crate::cli::setup::Setup;
use crate::lsp::Session;

/// Serves an editor until it says goodbye.
pub(super) fn lsp(arguments: GlobalArguments) -> io::Result<Status> {
    let session = Session::start().map_err(io::Error::other)?;
    if let Some(root) = &session.root {
        env::set_current_dir(root)?;
    }
    let checker = Setup::new(arguments).and_then(|setup| setup.checker(None));
    match checker {
        Ok(checker) => {
            session.serve(&checker).map_err(io::Error::other)?;
            Ok(Status::Clean)
        }
        Err(failure) => {
            complain(&failure.message);
            session.refuse(&failure.message);
            Ok(Status::Broken)
        }
    }
}
