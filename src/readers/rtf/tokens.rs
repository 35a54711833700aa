//! The tokens of RTF: groups, control words, symbols and bytes of text.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word and its number: `\u8211`.
    Word(&'a str, Option<i32>),
    /// A control symbol: `\~`.
    Symbol(u8),
    /// A byte of text, written as itself or as `\'e4`.
    Byte(u8),
}

/// Parts a file into tokens; pictures in binary form go by.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Prepares the bytes of a file.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek(0)?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        if first != b'\'' {
            return Some(Token::Symbol(first));
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match (digit(self.peek(0)), digit(self.peek(1))) {
            (Some(high), Some(low)) => {
                self.at += 2;
                u8::try_from(high * 16 + low).ok().map(Token::Byte)
            }
            _ => Some(Token::Symbol(b'\'')),
        }
    }

    fn word(&mut self) -> Token<'a> {
        let name = self.run(|byte| byte.is_ascii_alphabetic());
        let is_negative =
            self.peek(0) == Some(b'-') && self.peek(1).is_some_and(|byte| byte.is_ascii_digit());
        self.at += usize::from(is_negative);
        let digits = self.run(|byte| byte.is_ascii_digit());
        self.at += usize::from(self.peek(0) == Some(b' '));
        let number = match digits {
            "" => None,
            digits => Some(digits.parse().unwrap_or(i32::MAX)),
        };
        let number = number.map(|number: i32| if is_negative { -number } else { number });
        if name == "bin" {
            let length = usize::try_from(number.unwrap_or_default()).unwrap_or_default();
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Token::Word(name, number)
    }

    /// Passes over the ASCII bytes of a sort.
    fn run(&mut self, belongs: impl Fn(u8) -> bool) -> &'a str {
        let rest = &self.bytes[self.at..];
        let length = rest
            .iter()
            .position(|byte| !belongs(*byte))
            .unwrap_or(rest.len());
        self.at += length;
        std::str::from_utf8(&rest[..length]).unwrap_or_default()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek(0)?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_symbols_and_bytes_are_told_apart() {
        let tokens: Vec<Token> = Tokens::new(br"{\u-5 a\'e4\~\bin3 xyzb}").collect();
        let expected = [
            Token::Open,
            Token::Word("u", Some(-5)),
            Token::Byte(b'a'),
            Token::Byte(0xe4),
            Token::Symbol(b'~'),
            Token::Word("bin", Some(3)),
            Token::Byte(b'b'),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn a_huge_number_is_held_at_the_largest() {
        let mut tokens = Tokens::new(br"\bin4294967295 x");
        assert_eq!(tokens.next(), Some(Token::Word("bin", Some(i32::MAX))));
        assert_eq!(tokens.next(), None);
    }
}
