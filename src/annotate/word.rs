//! Comments in a Word document: a part of their own, and marks in the body between runs.

use std::collections::BTreeMap;

use crate::annotate::archive::{Part, rewrite};
use crate::annotate::runs::{Cut, Runs};
use crate::annotate::{AUTHOR, AnnotateError, Comment, as_utf8, escape, insert};
use crate::readers::{self, PartSource};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const STRICT_RELATION: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Writes the comments into a package.
pub(super) fn write(
    bytes: &[u8],
    source: &PartSource,
    comments: &[Comment],
) -> Result<Vec<u8>, AnnotateError> {
    let is_strict = source.part.contains(STRICT);
    let namespace = if is_strict { STRICT } else { TRANSITIONAL };
    let mut parts = readers::parts(bytes, &wanted(&source.name))?;
    let existing = existing_part(&parts, &source.name);
    let own = existing
        .clone()
        .unwrap_or_else(|| beside(&source.name, "comments.xml"));
    if existing.is_some() && !parts.iter().any(|(name, _)| *name == own) {
        parts.extend(readers::parts(bytes, std::slice::from_ref(&own))?);
    }
    let old = text_of(&parts, &own).unwrap_or_default().to_owned();
    let first = next_id(&old);
    let mut changed: Vec<Part> = vec![
        (
            source.name.clone(),
            body(source, comments, first, namespace),
        ),
        (own.clone(), comments_part(&old, comments, first, namespace)),
    ];
    if existing.is_none() {
        changed.extend(links(&parts, &source.name, &own, is_strict));
    }
    rewrite(bytes, &changed)
}

/// The names of the parts that tell how parts belong together.
fn wanted(main: &str) -> [String; 3] {
    [
        relations_name(main),
        "[Content_Types].xml".to_owned(),
        beside(main, "comments.xml"),
    ]
}

fn relations_name(main: &str) -> String {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    beside(&format!("{folder}/x"), &format!("_rels/{file}.rels"))
}

/// The name of a part in the folder of another.
fn beside(main: &str, name: &str) -> String {
    match main.rsplit_once('/') {
        Some((folder, _)) if !folder.is_empty() => format!("{folder}/{name}"),
        _ => name.to_owned(),
    }
}

fn text_of<'a>(parts: &'a [Part], name: &str) -> Option<&'a str> {
    let found = parts.iter().find(|(part, _)| part == name)?;
    Some(&found.1)
}

/// The part the document already keeps its comments in.
fn existing_part(parts: &[Part], main: &str) -> Option<String> {
    let relations = text_of(parts, &relations_name(main))?;
    let tag = relations.split('<').find(|tag| {
        tag.contains(&format!("\"{RELATION}\"")) || tag.contains(&format!("\"{STRICT_RELATION}\""))
    })?;
    let target = tag.split_once("Target=\"")?.1.split('"').next()?;
    Some(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => beside(main, target),
    })
}

/// A number above those of the comments there are.
fn next_id(comments: &str) -> u32 {
    let ids = comments.split(":id=\"").skip(1);
    let ids = ids.filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
    ids.max().map_or(0, |id| id.saturating_add(1))
}

/// The part with the comments, old and new.
fn comments_part(old: &str, comments: &[Comment], first: u32, namespace: &str) -> String {
    let new: String = (first..)
        .zip(comments)
        .map(|(id, comment)| comment_element(id, &comment.text, namespace))
        .collect();
    match old.rfind("</") {
        Some(end) => as_utf8(&format!("{}{new}{}", &old[..end], &old[end..])),
        None => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <w:comments xmlns:w=\"{namespace}\">{new}</w:comments>"
        ),
    }
}

fn comment_element(id: u32, text: &str, namespace: &str) -> String {
    let lines: Vec<String> = text.lines().map(escape).collect();
    let paragraph = "</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">";
    let lines = lines.join(paragraph);
    format!(
        "<w:comment xmlns:w=\"{namespace}\" w:id=\"{id}\" w:author=\"{AUTHOR}\" \
         w:initials=\"L\"><w:p><w:r><w:t xml:space=\"preserve\">{lines}</w:t></w:r></w:p></w:comment>"
    )
}

/// The body with the marks of the comments.
fn body(source: &PartSource, comments: &[Comment], first: u32, namespace: &str) -> String {
    let runs = Runs::read(&source.part);
    let declaration = format!("xmlns:w=\"{namespace}\"");
    let mut marks: BTreeMap<usize, (Cut, String)> = BTreeMap::new();
    let mut add = |byte: usize, mark: &str, is_end: bool| {
        let cut = runs.cut(byte);
        let entry = marks
            .entry(cut.byte)
            .or_insert_with(|| (cut, String::new()));
        // What ends here stands before what begins here.
        let at = if is_end { 0 } else { entry.1.len() };
        entry.1.insert_str(at, mark);
    };
    for (id, comment) in (first..).zip(comments) {
        let end = format!(
            "<w:commentRangeEnd {declaration} w:id=\"{id}\"/>\
             <w:r {declaration}><w:commentReference w:id=\"{id}\"/></w:r>"
        );
        add(comment.end, &end, true);
    }
    for (id, comment) in (first..).zip(comments) {
        let start = format!("<w:commentRangeStart {declaration} w:id=\"{id}\"/>");
        add(comment.start, &start, false);
    }
    let mut insertions: BTreeMap<usize, String> = BTreeMap::new();
    for (cut, mark) in marks.into_values() {
        let text = format!("{}{mark}{}", cut.before, cut.after);
        insertions.entry(cut.byte).or_default().push_str(&text);
        if let Some(tag) = cut.keeps_space {
            let attribute = insertions.entry(tag).or_default();
            if attribute.is_empty() {
                attribute.push_str(" xml:space=\"preserve\"");
            }
        }
    }
    as_utf8(&insert(&source.part, &insertions))
}

/// The parts that tell of a new comments part.
fn links(parts: &[Part], main: &str, own: &str, is_strict: bool) -> Vec<Part> {
    let kind = if is_strict { STRICT_RELATION } else { RELATION };
    let file = own.rsplit('/').next().unwrap_or(own);
    let relation = format!(
        "<Relationship xmlns=\"{RELATIONS}\" Id=\"rIdLinjassa\" Type=\"{kind}\" Target=\"{file}\"/>"
    );
    let content_type = format!(
        "<Override xmlns=\"{TYPES}\" PartName=\"/{own}\" ContentType=\"{COMMENTS_TYPE}\"/>"
    );
    let name = relations_name(main);
    let relations = text_of(parts, &name).map_or_else(
        || format!("<Relationships xmlns=\"{RELATIONS}\">{relation}</Relationships>"),
        |old| within(old, &relation),
    );
    let mut changed = vec![(name, relations)];
    let types = "[Content_Types].xml";
    if let Some(old) = text_of(parts, types) {
        changed.push((types.to_owned(), within(old, &content_type)));
    }
    changed
}

/// A part with an element added as the last one in its root.
fn within(part: &str, element: &str) -> String {
    match part.rfind("</") {
        Some(end) => as_utf8(&format!("{}{element}{}", &part[..end], &part[end..])),
        None => part.to_owned(),
    }
}
