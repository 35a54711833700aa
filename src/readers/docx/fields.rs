//! The fields of a Word document that are open: their codes are not text, their results are.

/// Fields inside fields, outermost first.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

#[derive(Default)]
struct Field {
    code: String,
    /// Whether the code is over and the result has begun.
    has_result: bool,
}

impl Fields {
    /// A field begins with its code.
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// A part of the innermost field's code.
    pub(super) fn add_code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut() {
            field.code.push_str(code);
        }
    }

    /// The result of the innermost field begins; gives the target if the field is a link.
    pub(super) fn separate(&mut self) -> Option<String> {
        let field = self.open.last_mut()?;
        field.has_result = true;
        Self::link(&field.code)
    }

    /// The innermost field ends; tells whether it had a result.
    pub(super) fn end(&mut self) -> bool {
        self.open.pop().is_some_and(|field| field.has_result)
    }

    /// Whether text at this place belongs to a code.
    pub(super) fn is_in_code(&self) -> bool {
        self.open.iter().any(|field| !field.has_result)
    }

    /// The target of a link's code: `HYPERLINK "https://…"`, or `\l "name"` for a place here.
    pub(super) fn link(code: &str) -> Option<String> {
        let (name, rest) = code.trim().split_once(char::is_whitespace)?;
        if !name.eq_ignore_ascii_case("HYPERLINK") {
            return None;
        }
        let (before, rest) = rest.split_once('"')?;
        let target = rest.split('"').next()?;
        let mark = if before.contains("\\l") { "#" } else { "" };
        Some(format!("{mark}{target}"))
    }
}
