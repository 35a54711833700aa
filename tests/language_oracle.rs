//! The dictionary reader against libvoikko: every attribute of every analysis must be equal.
//!
//! `LINJASSA_ORACLE_WORDS` may name a file of further words, one a line. Where libvoikko or
//! Python is not installed the tests say so and compare nothing.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::io::Write;
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use linjassa::language::{Morphology, dictionary_attributes, hyphenation};

const WORDS: &str = "tehdään tehtiin tehtäneen tehtäköön tehtäisiin tehdä tehty tehtävä tekevä tehnyt tekemä tekemätön tekemättömyys tekemällä tekemättä tekemäisillään toteutettaessa toteuttaen toteuttaminen toteuttamisen toteutettuaan en et ei emme ette eivät eikä ettei ellei muttei älkää EU:n EU:ssa SOTE-uudistus ELY-keskuksen TE-toimisto 4H-yhdistys Etelä-Karjala Etelä-Karjalassa Iso-Britanniassa Pohjois-Suomen hämeenlinnalainen Hämeenlinna Matti-setä linja-auto maa-aines raaka-aine aamulehti aamu-lehti siivooja suunnittelu- kehittämis- epä- kaakkois- mm. jne. esim. klo nro kg 18.12.2018 22:00 10:17:n 5:een 1990-luvulla 25-vuotias viidessätoista kahdestoista kolmekymmentä kolmantenakymmenentenä IV:n III II hyvinvointialueen kaupunginvaltuusto maahanmuuttajataustainen nopeasti laajemmin nopeimmin paras parhaiten suomalainen nuorempi vanhemmat molemmin kymmenen minua meidät kanssani mielestäni tuleehan onpa menepäs onkohan portaittain nimittäin neuvoa-antava pk-yritys vaa'an raa'asti päätös alku- ja- yhteis-eurooppalainen suurlähettiläs-Pohjoismaa Suomi Imatra imatralainen II-luokka A-luokka -organisaatio kaksi kaksikymmentä kuultuaan palattuamme";

/// A small generator of our own, so that the words are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % sides
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.roll(items.len())]
    }
}

fn generated(count: usize) -> Vec<String> {
    let known: Vec<&str> = WORDS.split(' ').collect();
    let letters: Vec<char> = "aaaaiiittteeennnsslloouuäämkkvrjhypdögbfcwåqxz"
        .chars()
        .collect();
    let endings = [
        "n", "a", "ssa", "sta", "lle", "ksi", "t", "kin", "kään", "mme", "nsa", ":n", "ko", "han",
        "minen", "ja",
    ];
    let starts = [
        "kunta",
        "työ",
        "maa",
        "yli",
        "ali",
        "koulu",
        "vesi",
        "kaupungin",
        "uudis",
        "pää",
        "ulko",
        "keski",
        "lähi",
        "oma",
        "sairaan",
        "suur",
        "Helsingin",
        "Aino",
        "EU",
    ];
    let marks = ["-", ":", ".", "'", "/", "%", "§", "1", "20", ","];
    let mut dice = Dice(20_181_218);
    let random = |dice: &mut Dice, most: usize| -> String {
        (0..=dice.roll(most))
            .map(|_| *dice.pick(&letters))
            .collect()
    };
    (0..count)
        .map(|index| match index % 10 {
            0 | 1 => random(&mut dice, 9),
            2 => format!("{}{}", dice.pick(&starts), dice.pick(&starts)),
            3 => format!("{}{}", dice.pick(&starts), dice.pick(&known)),
            4 => format!("{}-{}", dice.pick(&starts), dice.pick(&known)),
            5 => format!("{}{}", dice.pick(&known), dice.pick(&endings)),
            6 => format!(
                "{}{}{}",
                dice.pick(&known),
                dice.pick(&marks),
                random(&mut dice, 3)
            ),
            7 => format!(
                "{}{}{}{}",
                dice.roll(3000),
                dice.pick(&marks),
                dice.pick(&starts),
                dice.pick(&endings)
            ),
            8 => format!(
                "{}{}{}{}",
                dice.pick(&starts),
                dice.pick(&starts),
                dice.pick(&starts),
                dice.pick(&endings)
            ),
            _ if index % 1000 == 9 => dice
                .pick(&starts)
                .repeat(60)
                .chars()
                .take(250 + dice.roll(8))
                .collect(),
            _ => format!("{}{}", random(&mut dice, 4), dice.pick(&known)),
        })
        .collect()
}

/// The words of the file `LINJASSA_ORACLE_WORDS` names; none if it is not set.
fn listed() -> Vec<String> {
    let Ok(path) = env::var("LINJASSA_ORACLE_WORDS") else {
        return Vec::new();
    };
    let list = fs::read_to_string(&path).expect("LINJASSA_ORACLE_WORDS names a readable file");
    list.lines().map(str::to_owned).collect()
}

fn words() -> Vec<String> {
    let mut words: Vec<String> = WORDS.split(' ').map(str::to_owned).collect();
    words.extend(generated(50_000));
    words.extend(listed());
    words.retain(|word| !word.is_empty() && !word.contains(['\t', '\n']));
    words
}

/// What libvoikko prints for the words, a line each; none if it is not installed.
fn oracle(words: &[String], arguments: &[&str]) -> Option<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/voikko.py");
    let spawned = Command::new("python3")
        .arg(script)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = spawned.ok()?;
    let mut input = child.stdin.take().expect("the input is piped");
    let text = words.join("\n") + "\n";
    let writer = thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("the oracle ends");
    let _ = writer.join();
    if output.status.code() == Some(3) {
        println!("SKIPPED: libvoikko with a Finnish dictionary is not installed");
        return None;
    }
    assert!(output.status.success(), "the oracle failed");
    Some(String::from_utf8(output.stdout).expect("the oracle prints UTF-8"))
}

/// The words whose analyses differ from those of libvoikko, shown with both; and how many words
/// libvoikko knows.
fn differences(expected: &str) -> (Vec<(String, String)>, usize) {
    let mut wrong = Vec::new();
    let mut known = 0;
    for line in expected.lines() {
        let mut fields = line.split('\t');
        let word = fields.next().expect("a line begins with its word");
        // libvoikko adds readings of its own for names of organisations, without raw output.
        let expected: Vec<&str> = fields
            .filter(|analysis| analysis.contains("FSTOUTPUT="))
            .collect();
        let own: Vec<String> = dictionary_attributes(word)
            .iter()
            .map(|pairs| {
                let pairs: Vec<String> = pairs
                    .iter()
                    .map(|(key, value)| format!("{key}={value}"))
                    .collect();
                pairs.join("\u{1f}")
            })
            .collect();
        known += usize::from(!expected.is_empty());
        if own != expected {
            let shown = format!("{word}:\n libvoikko {expected:?}\n own {own:?}");
            wrong.push((word.to_owned(), shown.chars().take(2_000).collect()));
        }
    }
    (wrong, known)
}

#[test]
fn every_attribute_equals_libvoikko() {
    let words = words();
    let Some(expected) = oracle(&words, &[]) else {
        return;
    };
    let (wrong, known) = differences(&expected);
    println!(
        "{} words compared, {known} of them known to libvoikko",
        words.len()
    );
    assert_eq!(expected.lines().count(), words.len());
    assert!(
        known > 5_000,
        "too few words are known for the comparison to say anything"
    );
    // A long search leaves stale flags in libvoikko's handle, which spoil later words: ask again.
    let again: Vec<String> = wrong.into_iter().map(|(word, _)| word).collect();
    let expected = oracle(&again, &["--fresh"]).expect("libvoikko was there a moment ago");
    let (wrong, _) = differences(&expected);
    println!(
        "{} asked again with a fresh handle, {} differ",
        again.len(),
        wrong.len()
    );
    let shown: Vec<&String> = wrong.iter().map(|(_, shown)| shown).take(10).collect();
    assert!(wrong.is_empty(), "{} words differ: {shown:#?}", wrong.len());
}

/// The words the dictionary knows among the oracle's words, letters only, each once in lower case.
fn known_words(morphology: &Morphology, words: &[String]) -> Vec<String> {
    let mut known: Vec<String> = words
        .iter()
        .map(|word| word.to_lowercase())
        .filter(|word| word.chars().all(char::is_alphabetic) && word.chars().count() < 40)
        .filter(|word| !dictionary_attributes(word).is_empty())
        .collect();
    known.sort();
    known.dedup();
    // A soft hyphen or a ligature would be looked up in another spelling.
    known.retain(|word| *morphology.word(word).lower == **word);
    known
}

/// A word with its hyphens as libvoikko prints them: a mark above each letter.
fn with_hyphens(word: &str, pattern: &str) -> String {
    let letters = word.chars().zip(pattern.chars());
    let shown = letters.map(|(letter, mark)| match mark {
        '-' => format!("-{letter}"),
        _ => letter.to_string(),
    });
    shown.collect()
}

/// Compares hyphenation; gives the share of words hyphenated alike.
fn hyphenated_alike(name: &str, words: &[String]) -> Option<f64> {
    let morphology = Morphology::new();
    let words = known_words(&morphology, words);
    let expected = oracle(&words, &["--hyphens"])?;
    let mut wrong = Vec::new();
    for line in expected.lines() {
        let (word, pattern) = line.split_once('\t').expect("a word and its pattern");
        let expected = with_hyphens(word, pattern);
        let own = hyphenation(&morphology.word(word));
        if own != expected {
            wrong.push(format!("{expected} {own}"));
        }
    }
    assert!(words.len() > 500, "too few words to say anything");
    let share = 1.0 - wrong.len() as f64 / words.len() as f64;
    println!(
        "{name}: {} of {} words hyphenated alike ({share:.4}); others, libvoikko first: {wrong:?}",
        words.len() - wrong.len(),
        words.len()
    );
    Some(share)
}

#[test]
fn hyphenation_agrees_with_libvoikko() {
    let mut words = generated(20_000);
    words.extend(WORDS.split(' ').map(str::to_owned));
    if let Some(share) = hyphenated_alike("generated", &words) {
        assert!(share >= 0.984, "only {share:.4}");
    }
    let listed = listed();
    if !listed.is_empty()
        && let Some(share) = hyphenated_alike("listed", &listed)
    {
        assert!(share >= 0.984, "only {share:.4}");
    }
}

#[test]
fn a_search_without_end_does_not_poison_the_next() {
    // libvoikko keeps stale flags when its search is cut off: after these, it knows no word.
    for beginning in ["yli", "ali", "keski", "lähi", "ulko", "ylä"] {
        let long = beginning.repeat(10);
        for repeats in 8..12 {
            dictionary_attributes(&beginning.repeat(repeats));
        }
        let morphology = Morphology::new();
        morphology.word(&long);
        assert!(morphology.word("kissa").lemmas().contains(&"kissa"));
        assert_eq!(dictionary_attributes("kissa").len(), 1, "after {long}");
    }
}
