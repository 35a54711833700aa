//! The glyphs of each page in the order they are drawn, with the structure element they belong to.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, RenderContent, SoftMask, interpret_page,
};

use crate::readers::limits::Limits;
use crate::readers::pdf::tags::Tags;

/// The least weight of bold letters, on the scale of CSS.
const BOLD: u32 = 600;

/// Marked content inside marked content is followed this far.
const MOST_MARKS: usize = 4096;

/// A character on a page. Lengths are in points, from the top left corner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) character: char,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The base line.
    pub(super) y: f64,
    pub(super) size: f64,
    /// Whether it runs down or up the page.
    pub(super) is_turned: bool,
    pub(super) face: Face,
    pub(super) mark: Mark,
}

/// How letters look besides their size, as far as the file tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Face {
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    /// Red, green and blue.
    pub(super) color: [u8; 3],
}

/// What the file says of a piece of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// It is no part of the text: a running head or an ornament.
    Artifact,
    /// It belongs to a structure element.
    Element(u32),
}

/// The glyphs of a page.
#[derive(Default)]
pub(super) struct PageGlyphs {
    /// Number of the page, from 1.
    pub(super) number: u32,
    /// Height of the page.
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    /// How many characters have no Unicode value.
    pub(super) unreadable: usize,
    pub(super) has_pictures: bool,
}

/// The glyphs of all pages.
pub(super) fn glyphs(pdf: &Pdf, tags: &Tags, limits: &Limits) -> Vec<PageGlyphs> {
    let cache = InterpreterCache::new();
    let numbered = (1..).zip(pdf.pages().iter());
    let pages = numbered.map(|(number, page)| page_glyphs(pdf, page, number, &cache, tags, limits));
    pages.collect()
}

fn page_glyphs<'a>(
    pdf: &'a Pdf,
    page: &'a Page<'a>,
    number: u32,
    cache: &'a InterpreterCache<'a>,
    tags: &Tags,
    limits: &Limits,
) -> PageGlyphs {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = Affine::new(page.initial_transform(true).as_coeffs());
    let settings = InterpreterSettings {
        // Form fields and remarks are not text of the page.
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let mut context = Context::new(transform, area, cache, pdf.xref(), settings);
    let mut collector = Collector {
        page: PageGlyphs {
            number,
            height: f64::from(height),
            ..PageGlyphs::default()
        },
        object: page.raw().obj_id().map_or(0, |id| id.obj_number),
        marks: Vec::new(),
        tags,
        limit: limits.glyphs,
    };
    interpret_page(page, &mut context, &mut collector);
    collector.page
}

/// Gathers what is drawn on a page.
struct Collector<'t> {
    page: PageGlyphs,
    /// Number of the page's object, by which tags know it.
    object: u32,
    /// Open marked content, outermost first.
    marks: Vec<Mark>,
    tags: &'t Tags,
    limit: usize,
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.page.has_pictures = true;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let number = properties.and_then(|properties| properties.get::<i32>("MCID"));
        let element = number.and_then(|number| self.tags.element(self.object, number));
        let mark = match (tag, element) {
            (b"Artifact", _) => Mark::Artifact,
            (_, Some(element)) => Mark::Element(element),
            _ => self.mark(),
        };
        if self.marks.len() < MOST_MARKS {
            self.marks.push(mark);
        }
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let Some(first) = run.glyphs().first() else {
            return;
        };
        let face = face(first, &props.paint);
        for glyph in run.glyphs() {
            if self.page.glyphs.len() >= self.limit {
                return;
            }
            self.add(glyph, props.transform * glyph.transform(), face);
        }
    }
}

impl Collector<'_> {
    fn mark(&self) -> Mark {
        self.marks.last().copied().unwrap_or(Mark::None)
    }

    fn add(&mut self, drawn: &Drawn, transform: Affine, face: Face) {
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        let start = transform * Point::ZERO;
        let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let top = transform * Point::new(0.0, 1000.0);
        let size = (top - start).hypot();
        if !(start.is_finite() && end.is_finite() && size.is_finite()) {
            return;
        }
        let is_turned = (end.y - start.y).abs() > (end.x - start.x).abs();
        // A turned run is laid along its own axis.
        let (from, to, y) = if is_turned {
            (start.y, end.y, start.x)
        } else {
            (start.x, end.x, start.y)
        };
        let mut glyph = Glyph {
            character: ' ',
            left: from.min(to),
            right: from.max(to),
            y,
            size,
            is_turned,
            face,
            mark: self.mark(),
        };
        for character in self.text(drawn).chars() {
            glyph.character = if character.is_control() {
                ' '
            } else {
                character
            };
            self.page.glyphs.push(glyph);
            // What follows in the same glyph takes no more room.
            glyph.left = glyph.right;
        }
    }

    /// The text of a glyph; one without a Unicode value is U+FFFD.
    fn text(&mut self, drawn: &Drawn) -> String {
        match drawn.as_unicode() {
            Some(BfString::Char(character)) => expanded(character),
            Some(BfString::String(text)) => text,
            None => {
                self.page.unreadable += 1;
                '\u{fffd}'.to_string()
            }
        }
    }
}

/// The face of a font, by its weight or its name: fonts lose their weight when they are embedded.
fn face(drawn: &Drawn, paint: &Paint) -> Face {
    let font = match drawn {
        Drawn::Outline(glyph) => glyph.font_data(),
        Drawn::Type3(_) => None,
    };
    let color = match paint {
        Paint::Color(color) => {
            let [red, green, blue, _] = color.to_rgba().to_rgba8();
            [red, green, blue]
        }
        Paint::Pattern(_) => [0; 3],
    };
    let Some(font) = font else {
        return Face {
            color,
            ..Face::default()
        };
    };
    let name = font.postscript_name.unwrap_or_default().to_lowercase();
    let is_named = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Face {
        is_bold: font.weight.is_some_and(|weight| weight >= BOLD)
            || is_named(&["bold", "black", "heavy"]),
        is_italic: font.is_italic || is_named(&["italic", "oblique"]),
        color,
    }
}

/// A ligature as the letters it stands for.
fn expanded(character: char) -> String {
    match character {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        character => character.to_string(),
    }
}
