//! The runs of a Word document's body, and how to part one where a comment begins or ends.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

/// A place between runs, or inside one that is parted there.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    /// Byte of the part where the mark goes.
    pub(super) byte: usize,
    /// What closes the run before the mark, and opens it again after.
    pub(super) before: String,
    pub(super) after: String,
    /// Byte in the start tag of a text that must keep its spaces from now on.
    pub(super) keeps_space: Option<usize>,
}

/// A run with its texts.
#[derive(Debug, Default)]
struct Run {
    /// From its start tag to its end tag.
    whole: Range<usize>,
    /// What it holds after its properties.
    body: Range<usize>,
    /// Its properties with their tags.
    properties: Range<usize>,
    texts: Vec<Text>,
}

#[derive(Debug, Default)]
struct Text {
    /// The start tag.
    tag: Range<usize>,
    content: Range<usize>,
    /// The byte after the end tag.
    end: usize,
}

/// All runs of a part.
pub(super) struct Runs<'a> {
    part: &'a str,
    /// Name of a run with its prefix: `w:r`.
    name: String,
    all: Vec<Run>,
}

impl<'a> Runs<'a> {
    /// Finds the runs of a part.
    pub(super) fn read(part: &'a str) -> Self {
        let mut reader = Reader::from_str(part);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut walk = Walk::default();
        loop {
            let start = position(&reader);
            let Ok(event) = reader.read_event() else {
                break;
            };
            let end = position(&reader);
            match event {
                Event::Start(element) => walk.start(element.name().0, start..end),
                Event::Empty(element) => walk.empty(element.name().0, start..end),
                Event::End(_) => walk.end(start..end),
                Event::Eof => break,
                _ => {}
            }
        }
        walk.runs.sort_by_key(|run| run.whole.start);
        Self {
            part,
            name: walk.prefixed("r"),
            all: walk.runs,
        }
    }

    /// Where to put a mark so that it stands at a byte of the text.
    pub(super) fn cut(&self, byte: usize) -> Cut {
        let holds = |run: &&Run| run.whole.start < byte && byte < run.whole.end;
        let inside = self.all.iter().filter(holds);
        let Some(run) = inside.min_by_key(|run| run.whole.len()) else {
            return self.nearest(byte);
        };
        let Some(text) = run
            .texts
            .iter()
            .find(|text| text.content.contains(&byte) || text.content.end == byte)
        else {
            return self.between(run, byte);
        };
        if byte == text.content.start {
            self.between(run, text.tag.start)
        } else if byte == text.content.end {
            self.between(run, text.end)
        } else {
            self.within(run, text, byte)
        }
    }

    /// Beside a run, where text is in none: the end of the run before.
    fn nearest(&self, byte: usize) -> Cut {
        let before = self.all.iter().rev().find(|run| run.whole.end <= byte);
        let at = before.map(|run| run.whole.end);
        let first = self.all.first().map(|run| run.whole.start);
        Cut {
            byte: at.or(first).unwrap_or(byte),
            ..Cut::default()
        }
    }

    /// Between the children of a run, or beside it.
    fn between(&self, run: &Run, byte: usize) -> Cut {
        if byte <= run.body.start {
            return Cut {
                byte: run.whole.start,
                ..Cut::default()
            };
        }
        if byte >= run.body.end {
            return Cut {
                byte: run.whole.end,
                ..Cut::default()
            };
        }
        Cut {
            byte,
            before: format!("</{}>", self.name),
            after: format!("<{}>{}", self.name, &self.part[run.properties.clone()]),
            keeps_space: None,
        }
    }

    /// Inside a text of a run.
    fn within(&self, run: &Run, text: &Text, byte: usize) -> Cut {
        let name = self.name.strip_suffix('r').unwrap_or_default();
        let tag = &self.part[text.tag.clone()];
        let properties = &self.part[run.properties.clone()];
        Cut {
            byte,
            before: format!("</{name}t></{}>", self.name),
            after: format!(
                "<{}>{properties}<{name}t xml:space=\"preserve\">",
                self.name
            ),
            keeps_space: (!tag.contains("xml:space")).then_some(text.tag.end - 1),
        }
    }
}

/// The walk that finds the runs.
#[derive(Default)]
struct Walk {
    /// Names of the open elements, with prefixes.
    open: Vec<String>,
    /// Open runs, outermost first.
    current: Vec<Run>,
    runs: Vec<Run>,
}

impl Walk {
    /// A name with the prefix the root has.
    fn prefixed(&self, name: &str) -> String {
        let root = self.open.first();
        let prefix = root.and_then(|root| root.rsplit_once(':'));
        prefix.map_or_else(|| name.to_owned(), |(prefix, _)| format!("{prefix}:{name}"))
    }

    fn start(&mut self, name: &str, tag: Range<usize>) {
        self.open.push(name.to_owned());
        if name == self.prefixed("r") {
            self.current.push(Run {
                whole: tag.start..tag.end,
                body: tag.end..tag.end,
                properties: tag.end..tag.end,
                texts: Vec::new(),
            });
        } else if name == self.prefixed("t")
            && let Some(run) = self.current.last_mut()
        {
            let content = tag.end..tag.end;
            let end = tag.end;
            run.texts.push(Text { tag, content, end });
        } else if name == self.prefixed("rPr")
            && self.is_child_of_run()
            && let Some(run) = self.current.last_mut()
        {
            run.properties.start = tag.start;
        }
    }

    fn empty(&mut self, name: &str, tag: Range<usize>) {
        let is_of_run = self.open.last() == Some(&self.prefixed("r"));
        if name == self.prefixed("rPr")
            && is_of_run
            && let Some(run) = self.current.last_mut()
        {
            run.body.start = tag.end;
            run.properties = tag;
        }
    }

    /// Whether the element before the last opened one is a run.
    fn is_child_of_run(&self) -> bool {
        let parent = self
            .open
            .len()
            .checked_sub(2)
            .map(|index| &self.open[index]);
        parent == Some(&self.prefixed("r"))
    }

    fn end(&mut self, tag: Range<usize>) {
        let is_of_run = self.is_child_of_run();
        let Some(name) = self.open.last().cloned() else {
            return;
        };
        let is_text = name == self.prefixed("t");
        if name == self.prefixed("r") {
            if let Some(mut run) = self.current.pop() {
                run.whole.end = tag.end;
                run.body.end = tag.start;
                self.runs.push(run);
            }
        } else if let Some(run) = self.current.last_mut() {
            if is_of_run && name.ends_with("rPr") {
                run.properties.end = tag.end;
                run.body.start = tag.end;
            } else if let Some(text) = run.texts.last_mut()
                && is_text
                && text.end == text.tag.end
            {
                text.content.end = tag.start;
                text.end = tag.end;
            }
        }
        // The root stays, so that its prefix is known to the end.
        if self.open.len() > 1 {
            self.open.pop();
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
