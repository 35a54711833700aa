//! The levels of the titles of slides: of the presentation, of its parts, of single slides.

/// What a slide with a title is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlideSort {
    /// It opens the presentation, or a part of it: its layout says so, or nothing but its title is
    /// on it.
    Opening,
    /// It has text, tables or pictures under its title.
    Content,
}

/// The title slide and the part met so far.
#[derive(Default)]
pub(super) struct Outline {
    has_title: bool,
    /// Level under which the titles of content slides stand; 0 at the top.
    above: u8,
    is_begun: bool,
}

impl Outline {
    /// The heading level of the next slide's title. A presentation that opens without a title slide
    /// has its parts on level 1, and one without parts its slides.
    pub(super) fn level(&mut self, sort: SlideSort) -> u8 {
        let is_first = !self.is_begun;
        self.is_begun = true;
        match sort {
            SlideSort::Content => self.above + 1,
            SlideSort::Opening if is_first => {
                self.has_title = true;
                self.above = 1;
                1
            }
            SlideSort::Opening => {
                self.above = 1 + u8::from(self.has_title);
                self.above
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::readers::slides::{Outline, SlideSort};

    fn levels(sorts: &[SlideSort]) -> Vec<u8> {
        let mut outline = Outline::default();
        sorts.iter().map(|sort| outline.level(*sort)).collect()
    }

    #[test]
    fn slides_stand_under_their_part_and_parts_under_the_title() {
        use SlideSort::{Content, Opening};
        assert_eq!(
            levels(&[Opening, Content, Opening, Content, Opening]),
            [1, 2, 2, 3, 2]
        );
        assert_eq!(levels(&[Content, Opening, Content]), [1, 1, 2]);
        assert_eq!(levels(&[Content, Content]), [1, 1]);
    }
}
