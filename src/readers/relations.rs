//! The relations of an Office Open XML part: which other parts and addresses it points to.

use rustc_hash::FxHashMap;

use crate::readers::ReadError;
use crate::readers::limits::Limits;
use crate::readers::package::Package;
use crate::readers::xml::{Event, Events};

/// Where a part's relations lead.
#[derive(Default)]
pub(super) struct Relations {
    /// Kind (the end of the type's address) and target, in order.
    kinds: Vec<(String, String)>,
    /// Id -> target.
    targets: FxHashMap<String, String>,
}

impl Relations {
    /// Reads the relations of a part; the package itself has the name "".
    pub(super) fn of(
        part: &str,
        package: &mut Package,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = path(folder, &format!("_rels/{file}.rels"));
        let mut relations = Self::default();
        let Some(text) = package.part(&name)? else {
            return Ok(relations);
        };
        let mut events = Events::new(&text, &name, limits);
        while let Some(event) = events.next()? {
            let Event::Start(element) = event else {
                continue;
            };
            if element.name() != "Relationship" {
                continue;
            }
            let kind = element.attribute("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let mut target = element.attribute("Target").unwrap_or_default();
            if element.attribute("TargetMode").as_deref() != Some("External") {
                target = path(folder, &target);
            }
            let id = element.attribute("Id").unwrap_or_default();
            relations.targets.insert(id, target.clone());
            relations.kinds.push((kind, target));
        }
        Ok(relations)
    }

    /// The first part of a kind, such as `styles`.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        let found = self.kinds.iter().find(|(name, _)| name == kind)?;
        Some(&found.1)
    }

    /// All parts of a kind.
    pub(super) fn all(&self, kind: &str) -> impl Iterator<Item = &str> {
        let of_kind = self.kinds.iter().filter(move |(name, _)| name == kind);
        of_kind.map(|(_, target)| target.as_str())
    }

    /// The target of an id, such as `rId7`.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.targets.get(id).map(String::as_str)
    }
}

/// A target as seen from a folder of the package; it never leads out of the package.
fn path(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
