//! `explain`: the page of a rule, or every term of a document's scores.

use std::io::{self, Write};
use std::path::Path;

use colored::Colorize;

use crate::check::{
    Change, Checked, Checker, Improvement, content_sentences, improvements, trouble_message,
};
use crate::cli::run::{Status, complain};
use crate::cli::setup::{Setup, SetupFailure};
use crate::files;
use crate::report::{DocumentReview, PlaceReview};
use crate::rules::{AnchorKind, Evidence, Rule, Step, Triggers};
use crate::scoring::StepScore;
use crate::span::Span;
use crate::text::{Lang, Messages};

/// Explains a rule or a file.
pub(super) fn explain(
    setup: Setup,
    what: &str,
    doctype: Option<String>,
) -> Result<io::Result<Status>, SetupFailure> {
    let checker = setup.checker(doctype)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if let Some(rule) = checker.in_force().rules.rule(what) {
        return Ok(rule_page(&checker.messages, rule, &mut out).map(|()| Status::Clean));
    }
    let (path, line) = match what.rsplit_once(':') {
        Some((path, line)) if !Path::new(what).exists() => (path, line.parse::<u32>().ok()),
        _ => (what, None),
    };
    if !Path::new(path).exists() {
        let message = checker
            .messages
            .with("error-explain", &[("name", what.into())]);
        return Err(SetupFailure { message });
    }
    Ok(explain_file(&checker, Path::new(path), line, &mut out))
}

/// Writes the page of a rule.
pub(super) fn rule_page(messages: &Messages, rule: &Rule, out: &mut dyn Write) -> io::Result<()> {
    let header = &rule.header;
    let lang = messages.lang;
    let kind: String = match header.severity {
        Some(severity) => messages.get(&format!("severity-{}", <&str>::from(severity))),
        None => header.step.clone().unwrap_or_default(),
    };
    writeln!(
        out,
        "{}  {}  {}",
        header.id.bold(),
        header.title.get(lang),
        format!("{} · {kind}", rule.pack).dimmed()
    )?;
    let mut section = |title: &str, text: &str| -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", messages.get(title).bold())?;
        for line in textwrap::wrap(text, 96) {
            writeln!(out, "  {line}")?;
        }
        Ok(())
    };
    section("rule-instead", &rule.general_message(lang))?;
    section("rule-why", header.why.get(lang))?;
    section("rule-source", header.source.as_deref().unwrap_or_default())?;
    let words = rule.better_words();
    let words: Vec<String> = words
        .iter()
        .map(|(word, better)| format!("{word} → {better}"))
        .collect();
    section("rule-words", &words.join("\n"))?;
    let lists = [
        ("rule-bad", &header.bad),
        ("rule-good", &header.good),
        ("rule-shows", &header.shows),
        ("rule-not", &header.not),
    ];
    for (title, examples) in lists {
        let texts: Vec<String> = examples
            .iter()
            .map(|example| format!("– {}", example.text.trim()))
            .collect();
        if !texts.is_empty() {
            section(title, &texts.join("\n"))?;
        }
    }
    let how = messages.with("rule-off-how", &[("rule", header.id.as_str().into())]);
    section("rule-off", &how)?;
    out.flush()
}

fn explain_file(
    checker: &Checker,
    path: &Path,
    line: Option<u32>,
    out: &mut dyn Write,
) -> io::Result<Status> {
    let read = files::read(path, checker.size_limit(path))
        .and_then(|bytes| checker.read(path, &bytes).map(|document| (document, bytes)));
    let (document, bytes) = match read {
        Ok(read) => read,
        Err(trouble) => {
            complain(&format!(
                "{}: {}",
                path.display(),
                trouble_message(&checker.messages, &trouble)
            ));
            return Ok(Status::Broken);
        }
    };
    let mut triggers = Triggers::default();
    let checked = checker.check(document, &mut triggers);
    let review = checker.review_bytes(path, &bytes, &mut triggers).ok();
    let page = Page {
        checker,
        checked: &checked,
        line,
    };
    page.steps(out)?;
    if let Some(review) = review {
        page.clarity(&review, out)?;
        page.readability(&review, out)?;
    }
    out.flush()?;
    Ok(Status::Clean)
}

struct Page<'a> {
    checker: &'a Checker,
    checked: &'a Checked<'a>,
    line: Option<u32>,
}

impl Page<'_> {
    fn messages(&self) -> &Messages {
        &self.checker.messages
    }

    fn steps(&self, out: &mut dyn Write) -> io::Result<()> {
        let strategy = &self.checked.in_force.strategy;
        let steps = strategy.steps.iter().zip(&self.checked.scores);
        for (number, (step, score)) in steps.enumerate() {
            self.step(step, score, out)?;
            self.improvements(number, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn step(&self, step: &Step, score: &StepScore, out: &mut dyn Write) -> io::Result<()> {
        let messages = self.messages();
        let title = step.title.get(messages.lang);
        let verdict = messages.get(&format!("verdict-{}", <&str>::from(score.verdict)));
        let head = match score.score {
            Some(points) => messages.with(
                "explain-step",
                &[
                    ("step", title.into()),
                    ("score", points.into()),
                    ("verdict", verdict.into()),
                ],
            ),
            None => messages.with(
                "explain-step-unscored",
                &[
                    ("step", title.into()),
                    ("verdict", verdict.into()),
                    ("reason", messages.get("score-too-short").into()),
                ],
            ),
        };
        writeln!(out, "{}", head.bold())?;
        let evidence: Vec<&Evidence> = self
            .checked
            .evidence
            .iter()
            .filter(|one| one.step == step.id)
            .collect();
        for (index, one) in evidence.iter().enumerate() {
            let counts = score.counted.iter().any(|(counted, _)| *counted == index);
            self.unit(one, counts, out)?;
        }
        self.arithmetic(score, out)
    }

    fn unit(&self, evidence: &Evidence, counts: bool, out: &mut dyn Write) -> io::Result<()> {
        let messages = self.messages();
        let document = &self.checked.analysis.document;
        let location = document.location(evidence.span.start);
        if self.line.is_some() && self.line != location.line {
            return Ok(());
        }
        let level = messages.get(&format!("level-{}", <&str>::from(evidence.kind)));
        let why = match (evidence.blocked_by, counts) {
            (Some(blocked), _) => {
                let reason = messages.get(&format!("blocked-{}", <&str>::from(blocked)));
                messages.with("explain-blocked", &[("reason", reason.into())])
            }
            (None, true) => messages.get("explain-counts"),
            (None, false) => messages.get("explain-other"),
        };
        let place = self.place(evidence.span);
        let text = document.slice(evidence.span).replace('\n', " | ");
        writeln!(
            out,
            "  {place}  {} {level}, {}",
            self.number(evidence.level),
            why.dimmed()
        )?;
        for line in textwrap::wrap(&text, 92) {
            writeln!(out, "      {line}")?;
        }
        let words = |spans: &mut dyn Iterator<Item = String>| spans.collect::<Vec<_>>().join(", ");
        let cues = words(
            &mut evidence
                .cues
                .iter()
                .map(|span| document.slice(*span).to_owned()),
        );
        writeln!(
            out,
            "      {} ({})",
            messages.with("explain-cue", &[("cues", cues.into())]),
            evidence.rules.join(", ")
        )?;
        if !evidence.anchors.is_empty() {
            let anchors = words(&mut evidence.anchors.iter().map(|anchor| {
                let text = document.slice(anchor.span).replace('\n', " ");
                let arguments = [
                    ("kind", self.anchor(anchor.kind).into()),
                    ("text", text.into()),
                ];
                messages.with("explain-anchor", &arguments)
            }));
            writeln!(
                out,
                "      {}",
                messages.with("explain-anchors", &[("anchors", anchors.into())])
            )?;
        }
        if !evidence.missing.is_empty() && evidence.blocked_by.is_none() {
            let missing = words(&mut evidence.missing.iter().map(|kind| self.anchor(*kind)));
            writeln!(
                out,
                "      {}",
                messages.with("explain-missing", &[("anchors", missing.into())])
            )?;
        }
        if evidence.is_hedged {
            writeln!(out, "      {}", messages.get("explain-hedged"))?;
        }
        Ok(())
    }

    fn place(&self, span: Span) -> String {
        let document = &self.checked.analysis.document;
        let place = PlaceReview {
            place: document.location(span.start),
            ..PlaceReview::default()
        };
        place.short(self.messages())
    }

    /// A number with one decimal, as the language of the interface writes it.
    fn number(&self, number: f64) -> String {
        format!("{number:.1}").replace('.', self.decimal_mark())
    }

    fn decimal_mark(&self) -> &'static str {
        match self.messages().lang {
            Lang::Fi => ",",
            Lang::En => ".",
        }
    }

    fn anchor(&self, kind: AnchorKind) -> String {
        self.messages()
            .get(&format!("anchor-{}", <&str>::from(kind)))
    }

    fn arithmetic(&self, score: &StepScore, out: &mut dyn Write) -> io::Result<()> {
        let messages = self.messages();
        if score.counted.is_empty() {
            return Ok(());
        }
        let weight = self.checked.in_force.strategy.scoring.weight;
        let weight = weight.to_string().replace('.', self.decimal_mark());
        let terms: Vec<String> = score
            .counted
            .iter()
            .map(|(_, level)| format!("(1 − {weight} · {} / 4)", self.number(*level)))
            .collect();
        let line = messages.with(
            "explain-formula",
            &[
                ("product", terms.join(" · ").into()),
                ("uncapped", self.number(score.uncapped).into()),
            ],
        );
        writeln!(out, "  {line}")?;
        if let Some(cap) = score.cap {
            let line = messages.with(
                "explain-cap",
                &[
                    ("level", self.number(score.level).into()),
                    ("cap", cap.into()),
                ],
            );
            writeln!(out, "  {line}")?;
        }
        let share = format!("{:.0}", score.cheap_talk * 100.0);
        writeln!(
            out,
            "  {}",
            messages.with("explain-cheap-talk", &[("share", share.into())])
        )
    }

    fn clarity(&self, review: &DocumentReview, out: &mut dyn Write) -> io::Result<()> {
        let units = content_sentences(&self.checked.analysis, &self.checked.found).count();
        let clear = units - review.clarity.unclear;
        let score = review
            .clarity
            .score
            .map_or_else(|| "–".to_owned(), |score| score.to_string());
        let line = self.messages().with(
            "explain-clarity",
            &[
                ("clear", clear.into()),
                ("units", units.into()),
                ("score", score.into()),
            ],
        );
        writeln!(out, "{line}")
    }

    fn readability(&self, review: &DocumentReview, out: &mut dyn Write) -> io::Result<()> {
        let messages = self.messages();
        let Some(readability) = &review.readability else {
            return Ok(());
        };
        writeln!(out, "\n{}", messages.get("readability-title").bold())?;
        writeln!(out, "  {}", readability.heading(messages))?;
        for line in readability.lines(messages) {
            writeln!(out, "    {line}")?;
        }
        for line in textwrap::wrap(&messages.get("readability-caution"), 92) {
            writeln!(out, "  {}", line.dimmed())?;
        }
        Ok(())
    }

    fn improvements(&self, number: usize, out: &mut dyn Write) -> io::Result<()> {
        let messages = self.messages();
        let sample = |kind: AnchorKind| messages.get(&format!("sample-{}", <&str>::from(kind)));
        let found = improvements(self.checker, self.checked, number, sample);
        if let Some(first) = found.first() {
            let title = messages.with("explain-improve", &[("before", first.before.into())]);
            writeln!(out, "  {}", title.bold())?;
        }
        for improvement in &found {
            let line = self.improvement(improvement);
            let indent = textwrap::Options::new(96)
                .initial_indent("    ")
                .subsequent_indent("      ");
            writeln!(out, "{}", textwrap::fill(&line, indent))?;
        }
        Ok(())
    }

    fn improvement(&self, improvement: &Improvement) -> String {
        let messages = self.messages();
        let document = &self.checked.analysis.document;
        match &improvement.change {
            Change::Add(kinds) => {
                let adds: Vec<String> = kinds.iter().map(|kind| self.anchor(*kind)).collect();
                let arguments = [
                    ("place", self.place(improvement.span).into()),
                    ("adds", adds.join(", ").into()),
                    ("after", improvement.after.into()),
                ];
                messages.with("explain-improve-add", &arguments)
            }
            Change::Write(example) => {
                let section = document.slice(improvement.span);
                let key = if section.is_empty() {
                    "explain-improve-write"
                } else {
                    "explain-improve-write-in"
                };
                let arguments = [
                    ("section", section.into()),
                    ("example", example.as_str().into()),
                    ("after", improvement.after.into()),
                ];
                messages.with(key, &arguments)
            }
        }
    }
}
