//! tmp
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let t = std::time::Instant::now();
        match linjassa::readers::read(std::path::Path::new(&path), &bytes) {
            Ok(d) => {
                for b in &d.blocks {
                    println!(
                        "{path}\t{:?}\t{}",
                        b.kind,
                        d.slice(b.span).replace('\n', " ")
                    );
                }
                eprintln!("{path}\t{} blocks {:?}", d.blocks.len(), t.elapsed());
            }
            Err(e) => eprintln!("{path}\tERR {} {}", e.key, e.detail),
        }
    }
}
