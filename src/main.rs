//! The program `linjassa`.

fn main() {}
