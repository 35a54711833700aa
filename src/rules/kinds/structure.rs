//! `structure`: how blocks are built and put together.

use serde::Deserialize;

use crate::document::{Block, BlockKind, InlineKind};
use crate::language::{Token, TokenKind, Upos};
use crate::rules::kinds::{Kind, Match, Reach};
use crate::rules::query::Query;
use crate::rules::view::View;
use crate::span::Span;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Structure {
    /// What to find.
    find: Fault,
    /// A limit, where the fault has one.
    #[serde(default)]
    limit: usize,
    /// Words, where the fault asks for them: link texts that say nothing.
    #[serde(default)]
    words: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// A heading followed by a heading of its own level, or by nothing.
    EmptyHeading,
    /// A heading that ends in a full stop, comma or colon.
    HeadingEndsWithStop,
    /// `limit` words or more without any heading.
    NoHeading,
    /// A list of one item.
    SingleItemList,
    /// Items of one list that begin in different ways.
    UnevenList,
    /// A paragraph of more than `limit` words.
    LongParagraph,
    /// `limit` or more paragraphs of one sentence in a row.
    ChoppyParagraphs,
    /// A link whose text says nothing; `words` lists such texts.
    VagueLink,
    /// A web address in the text.
    BareAddress,
    /// A picture without a description.
    ImageWithoutText,
    /// A bracket or quotation mark without its other half.
    UnbalancedMarks,
    /// A row of a table whose cell for the doer is empty; `words` lists such columns' headings.
    MissingOwner,
}

impl Kind for Structure {
    fn find(&self, view: &View<'_>, query: &Query) -> Vec<Match> {
        let spans = match self.find {
            Fault::EmptyHeading => empty_headings(view),
            Fault::HeadingEndsWithStop => stopped_headings(view),
            Fault::NoHeading => self.no_heading(view),
            Fault::SingleItemList => lists(view)
                .filter(|list| list.len() == 1)
                .map(|list| list[0].1.span)
                .collect(),
            Fault::UnevenList => uneven_lists(view),
            Fault::LongParagraph => self.long_paragraphs(view),
            Fault::ChoppyParagraphs => self.choppy_paragraphs(view),
            Fault::VagueLink => self.vague_links(view),
            Fault::BareAddress => bare_addresses(view),
            Fault::ImageWithoutText => images_without_text(view),
            Fault::MissingOwner => self.missing_owners(view),
            Fault::UnbalancedMarks => view
                .blocks()
                .filter_map(|(_, block)| unbalanced(view, block))
                .collect(),
        };
        let limit = self.limit as f64;
        let allowed = |span: &Span| {
            let block = view.analysis.document.block_at(span.start);
            let sentence = block.and_then(|block| view.sentence_at(block, span.start));
            sentence.is_none_or(|sentence| query.allows(view, *span, sentence))
        };
        spans
            .into_iter()
            .filter(allowed)
            .map(|span| Match {
                limit: Some(limit),
                ..Match::at(span)
            })
            .collect()
    }

    fn reach(&self) -> Reach {
        Reach::Text
    }
}

impl Structure {
    fn no_heading(&self, view: &View<'_>) -> Vec<Span> {
        let blocks = &view.analysis.document.blocks;
        let words = view
            .analysis
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .count();
        let has_heading = blocks.iter().any(|block| block.kind.is_heading());
        let first = view.blocks().next().map(|(_, block)| block.span);
        first
            .filter(|_| !has_heading && words >= self.limit)
            .into_iter()
            .collect()
    }

    fn long_paragraphs(&self, view: &View<'_>) -> Vec<Span> {
        let paragraphs = view
            .blocks()
            .filter(|(_, block)| block.kind == BlockKind::Paragraph);
        let long = paragraphs.filter(|(index, _)| words_of(view, *index).count() > self.limit);
        long.map(|(_, block)| block.span).collect()
    }

    fn choppy_paragraphs(&self, view: &View<'_>) -> Vec<Span> {
        let blocks: Vec<(usize, &Block)> = view.blocks().collect();
        let is_short = |(index, block): &(usize, &Block)| {
            block.kind == BlockKind::Paragraph && view.analysis.sentences_of(*index).len() == 1
        };
        let runs =
            blocks.chunk_by(|one, next| one.0 + 1 == next.0 && is_short(one) && is_short(next));
        runs.filter(|run| run.len() >= self.limit && is_short(&run[0]))
            .map(|run| run[0].1.span)
            .collect()
    }

    /// Rows with other cells filled whose cell for the doer says nothing. An empty cell has no
    /// text of its own, so the row's first cell is what is reported.
    fn missing_owners(&self, view: &View<'_>) -> Vec<Span> {
        let document = &view.analysis.document;
        let cell = |block: &Block| match block.kind {
            BlockKind::TableCell {
                table,
                row,
                column,
                header,
            } => Some((table, row, column, header)),
            _ => None,
        };
        let text = |block: &Block| document.slice(block.span).trim().to_lowercase();
        let cells: Vec<(&Block, (u32, u32, u32, bool))> = document
            .blocks
            .iter()
            .filter_map(|block| Some((block, cell(block)?)))
            .collect();
        let owner_columns = cells
            .iter()
            .filter(|(block, (.., header))| *header && self.words.contains(&text(block)));
        owner_columns
            .flat_map(|(_, (table, _, column, _))| {
                let rows = cells
                    .iter()
                    .filter(move |(_, (other, _, _, header))| other == table && !header);
                let mut rows: Vec<_> = rows.collect();
                rows.sort_by_key(|(block, _)| block.span);
                let lacking = rows
                    .chunk_by(|one, next| one.1.1 == next.1.1)
                    .filter(|row| {
                        let owner = row.iter().find(|(_, (_, _, at, _))| at == column);
                        owner.is_none_or(|(block, _)| says_nothing(&text(block)))
                    });
                lacking.map(|row| row[0].0.span).collect::<Vec<_>>()
            })
            .collect()
    }

    fn vague_links(&self, view: &View<'_>) -> Vec<Span> {
        let document = &view.analysis.document;
        let links = document
            .inlines
            .iter()
            .filter(|inline| matches!(inline.kind, InlineKind::Link(_)));
        let vague = links.filter(|link| {
            let text = document
                .slice(link.span)
                .trim()
                .trim_end_matches(['.', '!', '»', '>', '→'])
                .trim();
            self.words.iter().any(|word| *word == text.to_lowercase())
        });
        vague.map(|link| link.span).collect()
    }
}

fn words_of<'a>(view: &View<'a>, block: usize) -> impl Iterator<Item = &'a Token> {
    let analysis = view.analysis;
    let tokens = analysis
        .sentences_of(block)
        .iter()
        .flat_map(|sentence| analysis.tokens_of(sentence));
    tokens.filter(|token| token.kind == TokenKind::Word)
}

fn empty_headings(view: &View<'_>) -> Vec<Span> {
    let blocks = &view.analysis.document.blocks;
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    };
    let is_empty = |index: usize| {
        let own = level(&blocks[index])?;
        let next = blocks.get(index + 1).map_or(Some(0), level);
        next.filter(|next| *next <= own).map(|_| blocks[index].span)
    };
    (0..blocks.len()).filter_map(is_empty).collect()
}

fn stopped_headings(view: &View<'_>) -> Vec<Span> {
    let document = &view.analysis.document;
    let headings = document
        .blocks
        .iter()
        .filter(|block| block.kind.is_heading());
    let stopped = headings.filter(|block| {
        let text = document.slice(block.span).trim_end();
        text.ends_with([',', ':', ';'])
            || (text.ends_with('.') && !text.ends_with("..") && text.contains(' '))
    });
    stopped
        .map(|block| {
            let end = block.span.start + document.slice(block.span).trim_end().len();
            Span::new(end - 1, end)
        })
        .collect()
}

fn lists<'a>(view: &View<'a>) -> impl Iterator<Item = Vec<(usize, &'a Block)>> {
    let mut lists: Vec<(u32, u8, Vec<(usize, &Block)>)> = Vec::new();
    for (index, block) in view.blocks() {
        let BlockKind::ListItem { level, list, .. } = block.kind else {
            continue;
        };
        match lists
            .iter_mut()
            .find(|(number, depth, _)| (*number, *depth) == (list, level))
        {
            Some((_, _, items)) => items.push((index, block)),
            None => lists.push((list, level, vec![(index, block)])),
        }
    }
    lists.into_iter().map(|(_, _, items)| items)
}

/// Items that begin in different ways: some with a verb in the we-form, others with a noun.
fn uneven_lists(view: &View<'_>) -> Vec<Span> {
    let start = |(index, _): &(usize, &Block)| -> Option<Upos> {
        let first = words_of(view, *index).next()?;
        let mut kinds = first.word.readings.iter().map(|reading| reading.upos);
        let kind = kinds.next()?;
        kinds.all(|other| other == kind).then_some(kind)
    };
    let uneven = |items: &Vec<(usize, &Block)>| {
        let starts: Vec<Option<Upos>> = items.iter().map(start).collect();
        let verbs = starts
            .iter()
            .filter(|kind| **kind == Some(Upos::Verb))
            .count();
        let nouns = starts
            .iter()
            .filter(|kind| **kind == Some(Upos::Noun))
            .count();
        let rarer = if verbs <= nouns {
            Upos::Verb
        } else {
            Upos::Noun
        };
        let odd = starts.iter().position(|kind| *kind == Some(rarer))?;
        (items.len() >= 3 && verbs >= 1 && nouns >= 1 && verbs.min(nouns) * 3 <= items.len())
            .then(|| items[odd].1.span)
    };
    lists(view).filter_map(|items| uneven(&items)).collect()
}

fn bare_addresses(view: &View<'_>) -> Vec<Span> {
    let analysis = view.analysis;
    let links = || {
        analysis
            .document
            .inlines
            .iter()
            .filter(|inline| matches!(inline.kind, InlineKind::Link(_)))
    };
    let tokens = view
        .sentences()
        .flat_map(|(_, sentence)| analysis.tokens_of(sentence));
    let bare = tokens.filter(|token| {
        let text = analysis.document.slice(token.span);
        let is_long = text.starts_with("http") || text.contains('/');
        let is_named =
            links().any(|link| link.span.contains(token.span) && link.span != token.span);
        token.kind == TokenKind::Address && !text.contains('@') && is_long && !is_named
    });
    bare.map(|token| token.span).collect()
}

fn images_without_text(view: &View<'_>) -> Vec<Span> {
    let images = view
        .analysis
        .document
        .inlines
        .iter()
        .filter(|inline| inline.kind == InlineKind::Image);
    images
        .filter(|image| image.span.is_empty())
        .map(|image| image.span)
        .collect()
}

fn says_nothing(cell: &str) -> bool {
    cell.chars().all(|c| !c.is_alphanumeric()) || ["n. n.", "nn", "avoin", "auki"].contains(&cell)
}

fn unbalanced(view: &View<'_>, block: &Block) -> Option<Span> {
    let text = view.analysis.document.slice(block.span);
    let at = |offset: usize, mark: char| {
        Span::new(
            block.span.start + offset,
            block.span.start + offset + mark.len_utf8(),
        )
    };
    let mut open = Vec::new();
    let mut quotes = Vec::new();
    for (offset, mark) in text.char_indices() {
        let before = text[..offset].chars().next_back();
        match mark {
            '(' => open.push(at(offset, mark)),
            // "1)" and "a)" number the items of a list; ":)" is a smile.
            ')' if open.pop().is_none()
                && !before.is_some_and(|c| c.is_alphanumeric() || ":;-".contains(c)) =>
            {
                return Some(at(offset, mark));
            }
            '”' | '"' => quotes.push(at(offset, mark)),
            _ => {}
        }
    }
    open.first()
        .copied()
        .or_else(|| (quotes.len() % 2 == 1).then(|| quotes[quotes.len() - 1]))
}
