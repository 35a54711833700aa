//! Grading: cues -> [`Graded`], by the grammar of the unit they stand in.
//!
//! A rule only says which concept a place speaks of. Whether somebody does it, wishes for it or
//! denies it is read here, from general Finnish kept in `rules/grading.toml`: nothing in this
//! family knows any one strategy.

use serde::Deserialize;

use crate::language::{Analysis, Token};
use crate::rules::evidence::{Anchor, AnchorKind, Blocked as Block, EvidenceLevel as Level};
use crate::rules::grading::anchors::Columns;
use crate::rules::grading::copies::block_copies;
use crate::rules::grading::marks::Marks;
use crate::rules::matching::{Hits, Index};
use crate::rules::{Cue, CueKind, ScoringTerms};
use crate::toml_file::TomlFile;

mod anchors;
mod borrowed;
mod clauses;
mod copies;
mod deeds;
mod doing;
mod follow_up;
mod marks;
mod units;
mod verdicts;

pub use borrowed::{Borrowed, Sayings};
pub use units::{Row, Unit, units};

/// What makes a sentence a deed and what makes it an idea: `rules/grading.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grading {
    /// Words that leave the doer a way out.
    hedge: Marks,
    /// Wishes, values, aims, needs and possibilities.
    frame: Marks,
    /// Verbs that promise movement without saying what is done.
    soft_verb: Marks,
    /// Of the soft verbs, the ones that tell no deed even with company.
    vague_verb: Marks,
    /// Verbs of what comes about by itself.
    coming_about: Marks,
    /// Verbs of acting in general, of which only the manner is told.
    general_verb: Marks,
    /// Verbs after which something is there that was not.
    creation_verb: Marks,
    /// Verbs of something that happens, with nobody named who does it.
    happening_verb: Marks,
    /// What makes a happening of *olla*.
    under_way: Marks,
    /// Verbs after which an infinitive is done.
    beginning_verb: Marks,
    /// Words that ask the reader to join.
    invitation: Marks,
    /// What calls a deed off.
    cancel: Marks,
    /// What complains that the thing is missing.
    lack: Marks,
    /// A negative verb that denies nothing.
    negation_exception: Marks,
    /// Topics in which nothing is a deed of an organisation.
    elsewhere: Marks,
    /// A doer.
    who: Marks,
    /// A time.
    when: Marks,
    /// A measure or target.
    measure: Marks,
    /// What is learned, and when it stops.
    learning: Marks,
    /// A place kept for an answer that is not there.
    empty: Marks,
    /// What a column tells, by its header.
    column: Columns,
}

/// What a unit says of one step.
#[derive(Clone, Debug)]
pub struct Graded<'a> {
    /// The step.
    pub step: &'a str,
    /// The unit it stands in.
    pub unit: Unit,
    /// How much it says.
    pub grade: Grade,
    /// The places that speak of the step.
    pub cues: Vec<Cue<'a>>,
}

/// How much a unit says of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Grade {
    /// The level in the terms of the strategy; 0 if it is blocked.
    pub level: f64,
    /// What the level stands for.
    pub kind: Level,
    /// Who, when, measured how, learned what: what the unit tells.
    pub anchors: Vec<Anchor>,
    /// What it does not tell.
    pub missing: Vec<AnchorKind>,
    /// Why it counts for nothing, if it does.
    pub blocked_by: Option<Block>,
    /// Whether a hedge made an idea of a deed.
    pub hedged: bool,
}

impl Grading {
    /// Reads `grading.toml`.
    pub fn read(file: &mut TomlFile<'_>) -> Option<Self> {
        file.read()
    }

    /// Files every pattern in the index.
    pub fn file(&mut self, index: &mut Index) {
        let marks = [
            &mut self.hedge,
            &mut self.frame,
            &mut self.soft_verb,
            &mut self.vague_verb,
            &mut self.coming_about,
            &mut self.general_verb,
            &mut self.creation_verb,
            &mut self.happening_verb,
            &mut self.under_way,
            &mut self.beginning_verb,
            &mut self.invitation,
            &mut self.cancel,
            &mut self.lack,
            &mut self.negation_exception,
            &mut self.elsewhere,
            &mut self.who,
            &mut self.when,
            &mut self.measure,
            &mut self.learning,
            &mut self.empty,
        ];
        for marks in marks {
            marks.file(index);
        }
        self.column.file(index);
    }
}

/// A document with all that grading goes by.
#[derive(Clone, Copy, Debug)]
pub struct GradedText<'a> {
    /// The document with its sentences and tokens.
    pub analysis: &'a Analysis,
    /// What the patterns found in it.
    pub hits: &'a Hits,
    /// What in it is not the writer's own.
    pub borrowed: &'a Borrowed,
}

/// Grades every unit of a document in which a step is spoken of, in the order of the text.
pub(super) fn evidence<'a>(
    text: GradedText<'_>,
    cues: &[Cue<'a>],
    grading: &Grading,
    terms: &ScoringTerms,
) -> Vec<Graded<'a>> {
    let analysis = text.analysis;
    let mut found = Vec::new();
    for unit in units(analysis) {
        let first = cues.partition_point(|cue| cue.span.start < unit.span.start);
        let inside: Vec<&Cue<'a>> = cues[first..]
            .iter()
            .take_while(|cue| cue.span.start < unit.span.end)
            .collect();
        for step in steps(&inside) {
            let of_step: Vec<&Cue<'a>> = inside
                .iter()
                .copied()
                .filter(|cue| cue.rule.header.step.as_deref() == Some(step))
                .collect();
            found.push(Graded {
                step,
                unit: unit.clone(),
                grade: grade(text, &unit, &of_step, grading, terms),
                cues: of_step.into_iter().cloned().collect(),
            });
        }
    }
    block_copies(analysis, &mut found);
    found
}

/// Grades one unit for one step by the cues of that step in it.
pub fn grade(
    text: GradedText<'_>,
    unit: &Unit,
    cues: &[&Cue<'_>],
    grading: &Grading,
    terms: &ScoringTerms,
) -> Grade {
    let own: Vec<&Cue<'_>> = cues
        .iter()
        .copied()
        .filter(|cue| text.borrowed.block(cue).is_none())
        .collect();
    if own.is_empty() {
        let block = cues.iter().find_map(|cue| text.borrowed.block(cue));
        return Grade::blocked(block.unwrap_or(Block::Quotation));
    }
    if unit.is_heading || is_pile(text.analysis, unit, &own) {
        return Grade::of(Level::Heading, Vec::new(), terms);
    }
    let mut anchors = grading.anchors(text.analysis, unit, text.hits);
    let judge = verdicts::Judge {
        text,
        unit,
        grading,
        anchors: &anchors,
    };
    let verdicts: Vec<verdicts::Verdict> = own.iter().map(|cue| judge.verdict(cue)).collect();
    let best = verdicts.iter().filter_map(|verdict| verdict.level()).max();
    match best {
        None => Grade::blocked(
            verdicts
                .iter()
                .find_map(|verdict| verdict.block())
                .unwrap_or(Block::Negation),
        ),
        Some(level) => {
            let hedged = level == Level::Idea && verdicts.contains(&verdicts::Verdict::Hedged);
            if level == Level::Deed {
                let told_after = judge.told_after();
                anchors.extend(told_after);
                first_of_each_kind(&mut anchors);
            }
            Grade {
                hedged,
                ..Grade::of(level, anchors, terms)
            }
        }
    }
}

impl Grade {
    fn of(kind: Level, anchors: Vec<Anchor>, terms: &ScoringTerms) -> Self {
        let level = match kind {
            Level::None => 0.0,
            Level::Heading => terms.heading,
            Level::Named => terms.named,
            Level::Idea => terms.idea,
            Level::Deed => anchors.iter().fold(terms.deed, |sum, _| sum + terms.anchor),
        };
        let all = [
            AnchorKind::Who,
            AnchorKind::When,
            AnchorKind::Measure,
            AnchorKind::Learning,
        ];
        let is_missing = |kind: &AnchorKind| anchors.iter().all(|anchor| anchor.kind != *kind);
        let missing = all.into_iter().filter(is_missing).collect();
        Self {
            level,
            kind,
            anchors,
            missing,
            blocked_by: None,
            hedged: false,
        }
    }

    fn blocked(block: Block) -> Self {
        Self {
            level: 0.0,
            kind: Level::None,
            anchors: Vec::new(),
            missing: Vec::new(),
            blocked_by: Some(block),
            hedged: false,
        }
    }
}

/// Keeps the first anchor of each kind.
fn first_of_each_kind(anchors: &mut Vec<Anchor>) {
    anchors.sort_by_key(|anchor| (anchor.kind, anchor.span.start));
    anchors.dedup_by_key(|anchor| anchor.kind);
}

/// The steps of cues, each once, in the order they come.
fn steps<'a>(cues: &[&Cue<'a>]) -> Vec<&'a str> {
    let mut steps: Vec<&'a str> = Vec::new();
    for step in cues
        .iter()
        .filter_map(|cue| cue.rule.header.step.as_deref())
    {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

/// Whether a unit is little more than keywords in a row.
fn is_pile(analysis: &Analysis, unit: &Unit, cues: &[&Cue<'_>]) -> bool {
    let practices = cues
        .iter()
        .filter(|cue| cue.rule.header.cue != Some(CueKind::Name));
    if practices.count() < 3 {
        return false;
    }
    let is_word = |token: &&Token| !token.word.readings.is_empty();
    let is_keyword = |token: &&Token| cues.iter().any(|cue| cue.span.contains(token.span));
    let tokens = &analysis.tokens[unit.tokens.clone()];
    let words = tokens.iter().filter(is_word).count();
    let keywords = tokens.iter().filter(is_word).filter(is_keyword).count();
    let clauses = clauses::clauses(analysis, unit.tokens.clone());
    let has_verb = clauses.iter().any(|clause| clause.verb.is_some());
    !has_verb && keywords * 100 > words * 35
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::language::{Morphology, analyze};
    use crate::readers;
    use crate::rules::{Evidence, Library, Triggers, builtin};

    /// What a Markdown text says of a step.
    fn graded(step: &str, text: &str) -> Vec<Evidence> {
        graded_in("plan.md", step, text)
    }

    /// What a text says of a step, read as a file of this name.
    fn graded_in(name: &str, step: &str, text: &str) -> Vec<Evidence> {
        let library = Library::read(&builtin()).expect("the built-in rules are right");
        let id = library.strategies[1].id.clone();
        let (set, _, _) = library.into_rule_set(&id, &BTreeMap::new());
        let morphology = Morphology::default();
        let document = readers::read(Path::new(name), text.as_bytes()).expect("the text reads");
        let analysis = analyze(document, &morphology);
        let hits = set.index.search(&analysis, &mut Triggers::default());
        let found = set.apply(&analysis, &morphology, None, hits);
        let mut graded = set.grade(&analysis, &found, &ScoringTerms::default());
        graded.retain(|evidence| evidence.step == step);
        graded
    }

    /// The best level of a text, with one decimal.
    fn best(step: &str, text: &str) -> String {
        let graded = graded(step, text);
        let best = graded
            .iter()
            .map(|evidence| evidence.level)
            .fold(0.0, f64::max);
        format!("{best:.1}")
    }

    #[test]
    fn anchors_raise_a_deed() {
        let bare = best("kokeillen", "Kokeilemme kävelykokouksia.");
        let dated = best("kokeillen", "Kokeilemme kävelykokouksia maaliskuussa.");
        let measured = "Kokeilemme kävelykokouksia maaliskuussa, tavoitteena 20 osallistujaa.";
        assert_eq!((&*bare, &*dated), ("2.5", "3.0"));
        assert_eq!(best("kokeillen", measured), "3.5");
    }

    #[test]
    fn a_denied_deed_counts_for_nothing() {
        let denied = graded(
            "kimpassa",
            "Emme tee yhteistyötä koulun kanssa maaliskuussa.",
        );
        assert_eq!(denied[0].blocked_by, Some(Block::Negation));
        assert!(denied.iter().all(|evidence| evidence.kind == Level::None));
    }

    #[test]
    fn a_hedge_makes_an_idea_of_a_deed() {
        let text = "Teemme mahdollisuuksien mukaan yhteistyötä koulun kanssa.";
        let hedged = graded("kimpassa", text);
        assert!(hedged.iter().any(|evidence| evidence.is_hedged));
        assert_eq!(best("kimpassa", text), "1.5");
    }

    #[test]
    fn a_heading_weighs_little() {
        assert_eq!(
            best("kokeillen", "# Kokeilemme rohkeasti maaliskuussa\n"),
            "0.5"
        );
    }

    #[test]
    fn a_near_copy_counts_once() {
        let text = "Kirjasto kokeilee iltavuoroa maaliskuussa.\n\nKirjasto kokeilee iltavuoroa maaliskuussa taas.\n";
        let graded = graded("kokeillen", text);
        let counted = graded.iter().filter(|evidence| evidence.level > 0.0);
        assert_eq!(counted.count(), 1);
        assert_eq!(graded[1].blocked_by, Some(Block::Copy));
    }

    #[test]
    fn a_table_row_has_the_anchors_of_its_columns() {
        let text = "| Toimenpide | Vastuu | Aikataulu | Mittari |\n|---|---|---|---|\n\
                    | Iltavuoron kokeilu | Aino Virta | 3/2019 | kävijät |\n\
                    | Pihapelien kokeilu | N. N. | – | – |\n";
        let graded = graded("kokeillen", text);
        assert_eq!(graded[0].kind, Level::Deed);
        assert_eq!(graded[0].missing, [AnchorKind::Learning]);
        assert_eq!(graded[1].kind, Level::Idea, "{:?}", graded[1].anchors);
    }

    #[test]
    fn a_header_of_two_rows_tells_of_both() {
        // Only its last row did.
        let page = "<table><thead><tr><th rowspan=2>Toimenpide<th rowspan=2>Vastuu<th colspan=2>Aikataulu\
                    <tr><th>Alku<th>Loppu<tbody><tr><td>Iltavuoron kokeilu<td>Aino Virta<td>3/2019<td>5/2019</table>";
        let graded = graded_in("plan.html", "kokeillen", page);
        let kinds: Vec<AnchorKind> = graded[0].anchors.iter().map(|anchor| anchor.kind).collect();
        assert_eq!(kinds, [AnchorKind::Who, AnchorKind::When]);
    }

    #[test]
    fn a_list_item_goes_by_its_lead_in() {
        let aim = "Haluamme:\n\n- kokeilun kirjastoon\n";
        let deed = "Järjestämme keväällä:\n\n- kokeilun kirjastossa\n";
        assert_eq!(best("kokeillen", aim), "1.5");
        // Who and when stand in the lead-in.
        assert_eq!(best("kokeillen", deed), "3.0");
    }

    #[test]
    fn a_verb_that_promises_little_is_made_good_by_its_means() {
        let bare = "Nopeutetaan lupien käsittelyä.";
        let means = "Nopeutetaan lupien käsittelyä siirtämällä hakemukset verkkoon.";
        assert_eq!(best("ketterasti", bare), "1.5");
        assert_eq!(best("ketterasti", means), "2.0");
        // What promises little itself is no means.
        let empty = "Nopeutetaan lupien käsittelyä vahvistamalla osaamista.";
        assert_eq!(best("ketterasti", empty), "1.5");
    }

    #[test]
    fn what_comes_of_creating_is_one_thing() {
        assert_eq!(best("kokeillen", "Luodaan kirjastoon kokeilu."), "2.0");
        assert_eq!(best("kokeillen", "Luodaan kirjastoon kokeiluja."), "1.5");
    }

    #[test]
    fn a_happening_needs_no_doer() {
        assert_eq!(best("kokeillen", "Kokeilu käynnistyy kirjastossa."), "2.0");
        assert_eq!(best("kokeillen", "Käynnissä on kokeilu."), "2.0");
        assert_eq!(best("kokeillen", "Kokeilu on tapa oppia."), "1.5");
    }

    #[test]
    fn a_manner_of_acting_in_general_is_no_deed() {
        assert_eq!(best("ketterasti", "Toimimme joustavasti."), "1.5");
        assert_eq!(best("ketterasti", "Siirsimme vuoroja joustavasti."), "2.5");
    }

    #[test]
    fn a_word_that_may_be_a_noun_is_not_taken_for_the_verb() {
        // *Pieni* may be the past of *pieniä*, and *tuki* of *tukea*.
        let told = "Siksi pieni kunta edistää yhteistyötä.";
        assert_eq!(best("kimpassa", told), "1.5");
        let tool = "Selkeä ohje ja nopea tuki auttavat alkuun.";
        assert_eq!(best("ketterasti", tool), "1.5");
    }

    #[test]
    fn a_participle_that_tells_more_of_a_noun_is_no_past() {
        let truth = "Talkoot on usein mainittu esimerkki yhteistyöstä.";
        assert_eq!(best("kimpassa", truth), "1.5");
        assert_eq!(
            best("kimpassa", "Yhteistyötä on tehty koulun kanssa."),
            "2.0"
        );
    }

    #[test]
    fn a_passive_tells_a_deed_in_company_or_of_something_created() {
        let truth = "Yhteistyössä tavoitteet saavutetaan paremmin.";
        assert_eq!(best("kimpassa", truth), "1.5");
        assert_eq!(
            best("kimpassa", "Yhteistyötä käsitellään raportissa."),
            "1.5"
        );
        let place = "Kokeilussa selvitetään, miten aukiolot vaikuttavat lainoihin.";
        assert_eq!(best("kokeillen", place), "2.0");
        let company = "Ohjelma laaditaan yhteistyössä koulujen kanssa.";
        assert!(*best("kimpassa", company) >= *"2.0");
    }

    #[test]
    fn an_action_is_no_doer() {
        let action = "Asukkaiden osallistuminen paransi yhteistyötä.";
        assert_eq!(best("kimpassa", action), "1.5");
        assert!(*best("kimpassa", "Kirjasto paransi yhteistyötä koulun kanssa.") >= *"2.0");
    }

    #[test]
    fn whoever_does_what_the_cue_tells_is_a_doer() {
        assert_eq!(
            best("kokeillen", "Leikkipuistot kokeilevat aamuvuoroa."),
            "2.0"
        );
        let open_doors = "Kylät järjestävät yhteistyössä avoimia ovia.";
        assert_eq!(best("kimpassa", open_doors), "2.0");
        assert_eq!(best("kokeillen", "Rohkeus lisää kokeiluja."), "1.5");
    }

    #[test]
    fn what_comes_of_it_is_measured_without_a_doer() {
        let result = "Odotusajat lyhenevät 20 prosenttia.";
        assert_eq!(best("ketterasti", result), "1.5");
    }

    #[test]
    fn a_clause_with_kun_tells_a_deed_only_of_the_past_or_of_a_date() {
        let whenever = "Kun asukkaat osallistuvat suunnitteluun, tulos paranee.";
        assert_eq!(best("kimpassa", whenever), "1.5");
        let once = "Kun asukkaat osallistuivat suunnitteluun, piirsimme reitin uudelleen.";
        assert!(*best("kimpassa", once) >= *"2.0");
    }

    #[test]
    fn a_noun_after_ja_opens_no_clause() {
        // *Tilaan* may be the first person of *tilata*.
        let aim = "Edistetään rantojen ja vesien saattamista parempaan tilaan yhteistyöllä.";
        assert_eq!(best("kimpassa", aim), "1.5");
    }

    #[test]
    fn private_life_is_not_evidence() {
        assert_eq!(best("kokeillen", "Kokeilin eilen uutta takkia."), "0.0");
        assert_eq!(best("ketterasti", "Siirryin ripeästi laiturille."), "0.0");
    }

    /// Why a step counts for nothing in a text, if it does.
    fn blocked(step: &str, text: &str) -> Option<Block> {
        let graded = graded(step, text);
        assert!(!graded.is_empty(), "the text has no cue");
        assert!(graded.iter().all(|evidence| evidence.level == 0.0));
        graded[0].blocked_by
    }

    #[test]
    fn what_a_law_says_is_not_evidence() {
        let law = "12 § Kunnan on toimittava yhteistyössä järjestöjen kanssa.";
        assert_eq!(blocked("kimpassa", law), Some(Block::Law));
        let told = "Tämän lain mukaan asukkaat osallistuvat palvelujen suunnitteluun.";
        assert_eq!(blocked("kimpassa", told), Some(Block::Law));
    }

    #[test]
    fn fixed_texts_are_not_evidence() {
        let text = "# Oikaisuvaatimusohje\n\nVastaamme viesteihin yhteistyössä kirjaamon kanssa.\n";
        assert_eq!(blocked("kimpassa", text), Some(Block::Boilerplate));
    }

    #[test]
    fn a_quotation_of_the_strategy_is_not_evidence() {
        let text = "Strategian mukaan ideoimme aktiivisesti, uudistumme ja kokeilemme rohkeasti.";
        assert_eq!(blocked("kokeillen", text), Some(Block::Quotation));
        let own = "Kokeilemme rohkeasti iltavuoroa maaliskuussa.";
        assert!(*best("kokeillen", own) >= *"2.0");
        assert_eq!(
            best("kokeillen", "Kokeillen, kimpassa ja ketterästi."),
            "1.0"
        );
    }

    #[test]
    fn company_makes_no_deed_of_a_vague_verb() {
        let vague = "Tuetaan tutkimusta yhdessä oppilaitosten kanssa.";
        let done = "Järjestetään ilta yhdessä oppilaitosten kanssa.";
        assert_eq!(best("kimpassa", vague), "1.5");
        assert_eq!(best("kimpassa", done), "2.0");
    }

    #[test]
    fn a_second_clause_hangs_on_what_the_first_one_hangs_on() {
        let wished =
            "Tavoitteena on ilta, jossa asukkaat tapaavat ja koulut järjestävät näyttelyn yhdessä.";
        assert_eq!(best("kimpassa", wished), "1.5");
    }

    #[test]
    fn what_is_done_instead_and_a_stop_rule_are_not_denied() {
        let instead = "Emme päätä asukkaiden puolesta vaan suunnittelemme yhdessä heidän kanssaan.";
        assert!(*best("kimpassa", instead) >= *"2.0");
        let stop = "Jos kokeilu ei tuo kävijöitä toukokuussa, lopetamme sen ja kirjaamme opit.";
        assert!(*best("kokeillen", stop) >= *"2.0");
    }

    #[test]
    fn a_clause_that_asks_is_an_idea() {
        let asked = "Mietimme, miten asukkaat otetaan mukaan puiston suunnitteluun.";
        assert_eq!(best("kimpassa", asked), "1.5");
        assert!(*best("kimpassa", "Asukkaat otetaan mukaan puiston suunnitteluun.") >= *"2.0");
    }

    #[test]
    fn a_plan_that_shows_a_step_in_its_own_words_is_recognised() {
        let path = "fixtures/suunnitelmat/nuorisotyon-kokeilusuunnitelma.md";
        let text = std::fs::read_to_string(path).expect("the fixture is there");
        for step in ["kokeillen", "kimpassa", "ketterasti"] {
            assert!(*best(step, &text) >= *"2.0", "{step}");
        }
    }
}
