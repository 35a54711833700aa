//! Linjassa ("in line") checks Finnish plans and drafts against a strategy and for clear language.
//!
//! The modules in reading order; each uses only those above it.

pub mod span;

pub mod text;

pub mod parallel;

pub mod toml_file;

pub mod document;

pub mod readers;

pub mod annotate;

pub mod language;

pub mod rules;

pub mod scoring;

pub mod config;

pub mod report;

pub mod files;

pub mod check;

pub mod baseline;

pub mod compare;

pub mod changes;

pub mod lsp;

pub mod cli;
