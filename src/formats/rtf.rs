//! Rich Text Format, as word processors and mail programs save it.

mod fonts;
mod table;
mod token;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::encoding::{bytes_or_utf_8, written};
use crate::document::builder::Builder;
use crate::document::raw::Raw;
use crate::document::{Document, Format, Markup, Reading, Unreadable};
use fonts::{Fonts, character};
use table::Table;
use token::{Token, Tokens, UNREAD};

/// Rich Text Format.
#[derive(Debug)]
pub(super) struct Rtf;

/// The most groups in each other.
const DEPTH: usize = 1_000;

impl Markup for Rtf {
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'\\' | b'{' | b'}')) {
            return Cow::Borrowed(text);
        }
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '\\' | '{' | '}' => escaped.extend(['\\', c]),
                c if c.is_ascii() => escaped.push(c),
                c => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        // Numbers are of sixteen bits with a sign.
                        let _ = write!(escaped, "\\u{}?", *unit as i16);
                    }
                }
            }
        }
        Cow::Owned(escaped)
    }
}

impl Format for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn about(&self) -> &'static str {
        "Rich Text Format"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        if !bytes.trim_ascii_start().starts_with(b"{\\rtf") {
            let what = "this is no RTF: it does not begin with {\\rtf; save it anew, or name its format with --input-format";
            return Err(Unreadable(what.to_owned()));
        }
        // Pictures can stand in the file as they are, so that any byte is allowed.
        let decoded = bytes_or_utf_8(bytes)?;
        let builder = Reader::new(&decoded.text, decoded.encoding == encoding_rs::UTF_8).read()?;
        Ok(builder.finish(path, written(&Self, decoded)))
    }
}

/// The state of a group, which ends with it.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Whether the group is no text of the article.
    is_unread: bool,
    /// Whether the text is hidden or deleted.
    is_hidden: bool,
    /// Whether the group is the table of styles, or that of fonts.
    is_styles: bool,
    is_fonts: bool,
    /// The font, if one is named.
    font: Option<i32>,
    /// How many characters after a number in Unicode stand for the same character.
    after_unicode: usize,
}

/// The state outside all groups.
const OUTER: Group = Group {
    is_unread: false,
    is_hidden: false,
    is_styles: false,
    is_fonts: false,
    font: None,
    after_unicode: 1,
};

struct Reader<'s> {
    source: &'s str,
    tokens: Tokens<'s>,
    builder: Builder,
    groups: Vec<Group>,
    fonts: Fonts,
    /// Whether the file is in UTF-8, and not a byte a character.
    is_utf_8: bool,
    /// The kind of the paragraph.
    raw: Raw,
    in_table: bool,
    /// The table that is being read.
    table: Table,
    /// Whether the paragraph has a heading's style.
    is_heading: bool,
    titled: bool,
    /// Whether the style of each number is a heading of the first level, and the number of the style that is being read.
    headings: HashMap<i32, bool>,
    style: i32,
    style_name: String,
    /// Whether a group has just begun, so that its first word tells what it is; and whether `\*` stood there.
    is_first: bool,
    is_optional: bool,
    /// How many characters are still to be passed over after a number in Unicode.
    passed: usize,
    /// The first half of a pair of numbers in Unicode, with its place.
    half: Option<(u16, usize)>,
    /// Notes, which are read after the article, and whether one is being read.
    notes: Vec<Range<usize>>,
    is_note: bool,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str, is_utf_8: bool) -> Self {
        Self {
            source,
            tokens: Tokens::new(source, 0..source.len()),
            builder: Builder::new(),
            groups: Vec::new(),
            fonts: Fonts::default(),
            is_utf_8,
            raw: Raw::Paragraph,
            in_table: false,
            table: Table::default(),
            is_heading: false,
            titled: false,
            headings: HashMap::new(),
            style: 0,
            style_name: String::new(),
            is_first: false,
            is_optional: false,
            passed: 0,
            half: None,
            notes: Vec::new(),
            is_note: false,
        }
    }

    /// Reads the article and then its notes. Linear.
    fn read(mut self) -> Result<Builder, Unreadable> {
        self.part()?;
        self.is_note = true;
        for note in std::mem::take(&mut self.notes) {
            self.tokens = Tokens::new(self.source, note);
            (self.raw, self.in_table, self.is_heading) = (Raw::Paragraph, false, false);
            self.part()?;
        }
        Ok(self.builder)
    }

    fn part(&mut self) -> Result<(), Unreadable> {
        self.groups.clear();
        while let Some((token, at)) = self.tokens.next() {
            let (was_first, was_optional) =
                (std::mem::take(&mut self.is_first), std::mem::take(&mut self.is_optional));
            match token {
                Token::Open => {
                    self.groups.push(self.group());
                    if self.groups.len() > DEPTH {
                        return Err(Unreadable(format!(
                            "groups lie in each other more than {DEPTH} deep near byte {}; open the file and save it anew",
                            at.start
                        )));
                    }
                    self.is_first = true;
                    self.passed = 0;
                }
                Token::Close => {
                    if self.group().is_styles {
                        self.end_style();
                    }
                    self.groups.pop();
                    self.passed = 0;
                    // The file ends with its outermost group.
                    if self.groups.is_empty() && !self.is_note {
                        break;
                    }
                }
                Token::Optional => (self.is_first, self.is_optional) = (true, true),
                Token::Word(word, number) => self.word(word, number, at, (was_first, was_optional)),
                Token::Byte(byte) => self.byte(byte, at),
                Token::Symbol(symbol) => self.symbol(symbol, at),
                Token::Text => self.text(at),
            }
        }
        self.end_paragraph();
        Ok(())
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(OUTER)
    }

    fn set(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    fn is_read(&self) -> bool {
        let Group { is_unread, is_hidden, .. } = self.group();
        !is_unread && !is_hidden
    }

    fn word(
        &mut self,
        word: &'s str,
        number: Option<i32>,
        at: Range<usize>,
        (first, optional): (bool, bool),
    ) {
        let on = number != Some(0);
        if first {
            match word {
                "footnote" if self.is_read() && !self.is_note => {
                    // The group goes on to its end, and is read later.
                    let end = self.tokens.end_of_group(self.is_utf_8);
                    self.notes.push(at.end..end);
                    self.set(|group| group.is_unread = true);
                    return;
                }
                "stylesheet" => return self.set(|group| (group.is_unread, group.is_styles) = (true, true)),
                "fonttbl" => return self.set(|group| (group.is_unread, group.is_fonts) = (true, true)),
                "listtext" | "pntext" => {
                    self.raw = Raw::Bullet;
                    return self.set(|group| group.is_unread = true);
                }
                // A picture or object is followed by what programs show that do not know it.
                "shptxt" | "fldrslt" => return self.set(|group| group.is_unread &= !optional),
                word if optional || UNREAD.contains(&word) => {
                    return self.set(|group| group.is_unread = true);
                }
                _ => {}
            }
        }
        match word {
            "bin" => self.tokens.pass(number.unwrap_or(0).max(0) as usize, self.is_utf_8),
            _ if self.group().is_fonts => self.fonts.define(word, number.unwrap_or(0)),
            "ansicpg" => self.fonts.set_file(number.unwrap_or(1252)),
            "mac" => self.fonts.set_file(10_000),
            "deff" => self.fonts.usual = number.unwrap_or(0),
            "f" => self.set(|group| group.font = number),
            "uc" => self.set(|group| group.after_unicode = number.unwrap_or(1).max(0) as usize),
            "u" => self.unicode(number.unwrap_or(0), at),
            "s" => {
                self.style = number.unwrap_or(0);
                self.is_heading |= self.headings.get(&self.style).copied().unwrap_or(false);
            }
            "outlinelevel" => self.is_heading |= number == Some(0) || number.is_none(),
            "v" | "deleted" => self.set(|group| group.is_hidden = on),
            "plain" => self.set(|group| (group.is_hidden, group.font) = (false, None)),
            "pard" => (self.raw, self.in_table, self.is_heading) = (Raw::Paragraph, false, false),
            "intbl" => self.in_table = true,
            "ls" | "pn" | "pnlvlblt" => self.raw = Raw::Bullet,
            "cell" | "row" if self.is_read() => {
                self.end_paragraph();
                self.table.end_cell(&mut self.builder.tables, self.in_table, word == "row");
            }
            "par" | "sect" | "page" | "column" | "nestcell" | "nestrow" if self.is_read() => {
                self.end_paragraph();
            }
            "line" if self.is_read() => self.put(" ", at),
            "tab" => self.put("\t", at),
            "emdash" => self.put("—", at),
            "endash" => self.put("–", at),
            "lquote" => self.put("‘", at),
            "rquote" => self.put("’", at),
            "ldblquote" => self.put("“", at),
            "rdblquote" => self.put("”", at),
            "bullet" => self.put("•", at),
            "emspace" | "enspace" | "qmspace" => self.put(" ", at),
            _ => {}
        }
    }

    /// A number in Unicode. Two of them can be a pair; after each stand characters for programs that know no Unicode.
    fn unicode(&mut self, number: i32, at: Range<usize>) {
        self.passed = self.group().after_unicode;
        let unit = number as u16;
        let (units, start) = match self.half.take() {
            Some((first, start)) => ([first, unit].to_vec(), start),
            None => ([unit].to_vec(), at.start),
        };
        match char::decode_utf16(units).next() {
            Some(Ok(char)) => self.put(char.encode_utf8(&mut [0; 4]), start..at.end),
            _ if (0xd800..0xdc00).contains(&unit) => self.half = Some((unit, start)),
            _ => self.put("\u{fffd}", at),
        }
    }

    fn byte(&mut self, byte: u8, at: Range<usize>) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        // A character of two bytes is written as two of these.
        let (text, length) = character(byte, self.tokens.next_byte(), self.encoding());
        let end = if length == 2 { self.tokens.next().map_or(at.end, |(_, at)| at.end) } else { at.end };
        self.put(&text, at.start..end);
    }

    fn encoding(&self) -> &'static encoding_rs::Encoding {
        self.fonts.encoding(self.group().font)
    }

    fn symbol(&mut self, symbol: char, at: Range<usize>) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        match symbol {
            '\\' | '{' | '}' => self.put(symbol.encode_utf8(&mut [0; 4]), at),
            '~' => self.put("\u{a0}", at),
            '_' => self.put("\u{2011}", at),
            '\n' | '\r' if self.is_read() => self.end_paragraph(),
            '\t' => self.put("\t", at),
            _ => {}
        }
    }

    fn text(&mut self, at: Range<usize>) {
        let text = &self.source[at.clone()];
        let passed = text.chars().take(self.passed).map(char::len_utf8).sum::<usize>();
        self.passed -= text[..passed].chars().count();
        if self.group().is_styles {
            self.style_name.push_str(&text[passed..]);
        } else if self.is_read() && passed < text.len() {
            self.open();
            let text = &text[passed..];
            if text.is_ascii() || self.is_utf_8 {
                self.builder.copy(text, at.start + passed);
            } else {
                self.bytes(text, at.start + passed);
            }
        }
    }

    /// Bytes that stand in the file as they are, which the source has a character each for. Linear.
    fn bytes(&mut self, text: &str, start: usize) {
        let encoding = self.encoding();
        let byte = |char: char| encoding_rs::WINDOWS_1252.encode(char.encode_utf8(&mut [0; 4])).0[0];
        let mut bytes = text
            .char_indices()
            .map(|(at, char)| (byte(char), start + at..start + at + char.len_utf8()))
            .peekable();
        while let Some((byte, at)) = bytes.next() {
            let (text, length) = character(byte, bytes.peek().map(|(next, _)| *next), encoding);
            let end = if length == 2 { bytes.next().map_or(at.end, |(_, at)| at.end) } else { at.end };
            self.builder.put(&text, at.start..end);
        }
    }

    fn put(&mut self, text: &str, at: Range<usize>) {
        if self.is_read() {
            self.open();
            self.builder.put(text, at);
        }
    }

    fn open(&mut self) {
        if self.builder.raw().is_none() {
            self.table.begin_cell(&mut self.builder.tables, self.in_table);
            let raw = match self.raw {
                _ if self.is_heading && !self.titled => Raw::Title,
                _ if self.in_table => Raw::Cell,
                raw => raw,
            };
            self.builder.open(raw);
        }
    }

    fn end_paragraph(&mut self) {
        self.titled |= self.builder.raw() == Some(Raw::Title) && !self.builder.so_far().trim().is_empty();
        self.builder.close_typed();
    }

    /// Ends the name of a style in the table of styles.
    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.style_name).trim_end_matches(';').trim().to_ascii_lowercase();
        if !name.is_empty() {
            self.headings.insert(self.style, matches!(name.as_str(), "heading 1" | "title"));
        }
        self.style = 0;
    }
}
