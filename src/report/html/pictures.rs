//! Small pictures in SVG. Their colours come from the style sheet, so that they fit both schemes.

use maud::{Markup, html};

use crate::report::EvidenceReview;

/// Width and height of a strip's drawing area.
const STRIP: (f64, f64) = (1000.0, 60.0);

/// Bars in a histogram.
pub(super) const BINS: usize = 10;

/// The class of a step's colours; a strategy of more than four steps begins again.
pub(super) fn step_class(number: usize) -> String {
    format!("s{}", number % 4)
}

/// A bar of 0 to 100. The number stands beside it, so the picture itself is silent.
pub(super) fn meter(score: f64, class: &str) -> Markup {
    html! {
        svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track width="100" height="8" {}
            rect class=(format!("fill-{class}")) width=(round(score.clamp(0.0, 100.0))) height="8" {}
        }
    }
}

/// Where in a text of `length` bytes the evidence of a step stands, and how strong it is.
pub(super) fn strip(
    evidence: &[EvidenceReview],
    length: usize,
    class: &str,
    label: &str,
) -> Markup {
    let (width, height) = STRIP;
    let base = height - 4.0;
    let at = |offset: usize| offset as f64 / length.max(1) as f64 * (width - 12.0);
    html! {
        svg viewBox=(format!("0 0 {width} {height}")) preserveAspectRatio="none" role="img" aria-label=(label) {
            rect.track y=(base) width=(width) height="3" {}
            @for one in evidence.iter().filter(|one| one.level > 0.0) {
                @let tall = one.level / 4.0 * base;
                rect class=(format!("fill-{class}")) x=(round(at(one.span.start))) y=(round(base - tall)) width="10" height=(round(tall)) rx="2" {}
            }
        }
    }
}

/// How many documents have which score: a bar for each ten points.
pub(super) fn histogram(scores: &[u8], class: &str, label: &str) -> Markup {
    let mut bins = [0usize; BINS];
    for score in scores {
        bins[(usize::from(*score) / 10).min(BINS - 1)] += 1;
    }
    let most = bins.iter().copied().max().unwrap_or(0).max(1);
    html! {
        svg viewBox="0 0 220 90" role="img" aria-label=(label) {
            @for (index, count) in bins.iter().enumerate() {
                @let tall = *count as f64 / most as f64 * 62.0;
                @let x = index as f64 * 22.0 + 1.0;
                rect.track x=(x) y="73" width="20" height="2" {}
                rect class=(format!("fill-{class}")) x=(x) y=(round(74.0 - tall)) width="20" height=(round(tall)) rx="2" {}
                @if *count > 0 {
                    text.axis x=(x + 10.0) y=(round(70.0 - tall)) text-anchor="middle" { (count) }
                }
            }
            text.axis x="1" y="86" { "0" }
            text.axis x="110" y="86" text-anchor="middle" { "50" }
            text.axis x="219" y="86" text-anchor="end" { "100" }
        }
    }
}

/// One bar in three shades: shown, named, absent.
pub(super) fn stack(parts: [usize; 3], class: &str, label: &str) -> Markup {
    let whole = parts.iter().sum::<usize>().max(1) as f64;
    let share = |part: usize| part as f64 / whole * 100.0;
    let fill = format!("fill-{class}");
    html! {
        svg.stack viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=(label) {
            rect.track width="100" height="8" {}
            rect class=(format!("{fill} shade-1")) width=(round(share(parts[0]) + share(parts[1]))) height="8" {}
            rect class=(fill) width=(round(share(parts[0]))) height="8" {}
        }
    }
}

/// The class of a heat map's cell.
pub(super) fn heat(score: Option<f64>) -> &'static str {
    match score {
        None => "hx",
        Some(score) if score < 15.0 => "h0",
        Some(score) if score < 40.0 => "h1",
        Some(score) if score < 60.0 => "h2",
        Some(score) if score < 80.0 => "h3",
        Some(_) => "h4",
    }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
