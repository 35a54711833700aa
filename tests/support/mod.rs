//! What tests of reports share: a folder of documents, the program run in it, and validators.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A plan with something to mend in it, letters of two bytes, and markup of every format.
pub(crate) const PLAN: &str = "\
# Työllisyyspalvelun suunnitelma

## Toimenpiteet

Ääkköset ensin: palvelut järjestetään kaupungin toimesta. <script>alert('hei')</script>

<!-- linjassa: ignore -- sovittu lautakunnassa -->
Tilat otetaan käyttöön kaupungin toimesta.

- =SUMMA(A1:A9) on luettelossa, ja hanke toteutetaan kaupungin toimesta.
- Uimahalli kokeilee iltavuoroa maaliskuun ajan. Vastaava uinninvalvoja laskee kävijät joka torstai.

| Toimi | Vastuu |
|---|---|
| Järjestämme uimakoulun yhdessä vanhempainyhdistyksen kanssa 3.6. alkaen | palvelupäällikkö |

Kehittämistyö jalkautetaan kentälle synergisesti. Asiakkaita palvellaan ::error::hyvin % ja | nopeasti.
";

/// Another one, in a folder and a file whose names need care.
pub(crate) const NOTICE: &str = "\
Tori aukeaa keväällä. Ratkaisu tehdään kaupungin toimesta.

Kutsumme kaikki mukaan. Kahvia on tarjolla, ja torilla soittaa puhallinorkesteri.
Tervetuloa torille. Paikalla on myös kirjaston kirja-auto. Tapaamme lauantaina.
";

/// A folder with two documents and one that cannot be read.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.md"), PLAN).unwrap();
    let inner = folder.path().join("yksikkö a, b");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("työ #1.md"), NOTICE).unwrap();
    fs::write(folder.path().join("rikki.docx"), b"PK not a document").unwrap();
    folder
}

/// The program's standard output in a folder.
pub(crate) fn report(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_linjassa"))
        .args(["check", "--isolated", "--lang", "fi", "--doctype", "plan"])
        .args(arguments)
        .env_remove("GITHUB_STEP_SUMMARY")
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        !output.stdout.is_empty(),
        "no report: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The same, read as JSON.
pub(crate) fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&report(folder, arguments)).unwrap()
}

/// The open findings of every document of a JSON report, each with the path of its file.
pub(crate) fn findings(folder: &Path) -> Vec<(String, Value)> {
    let report = json(folder, &[".", "--output", "json"]);
    let mut found = Vec::new();
    for document in report["documents"].as_array().unwrap() {
        let path = document["path"].as_str().unwrap();
        for finding in document["findings"].as_array().unwrap() {
            if finding["suppressed"].is_null() {
                found.push((path.to_owned(), finding.clone()));
            }
        }
    }
    assert!(found.len() > 3, "the texts have faults: {}", found.len());
    found
}

/// The schema of SARIF 2.1.0 by OASIS, as the crate `serde-sarif` ships it.
pub(crate) fn sarif_schema() -> Value {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    // Crates of other platforms may not have been fetched.
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(["--filter-platform", host.unwrap()])
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&metadata.stderr)));
    let mut packages = metadata["packages"].as_array().unwrap().iter();
    let package = packages
        .find(|package| package["name"] == "serde-sarif")
        .expect("it is a development dependency");
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let schema = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    // Two patterns have a bracket too many, which JavaScript forgives and our validator does not.
    let broken = "[a-zA-Z]{2}]?$";
    assert_eq!(schema.matches(broken).count(), 2);
    serde_json::from_str(&schema.replace(broken, "[a-zA-Z]{2}$")).unwrap()
}
