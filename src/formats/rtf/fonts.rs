//! The code pages of RTF: bytes are in the code page of their font, else in that of the file.

use std::collections::HashMap;

use encoding_rs::Encoding;

use crate::formats::encoding::charset;

/// The code pages of a file.
#[derive(Debug)]
pub(super) struct Fonts {
    /// The code page of the file.
    of_file: &'static Encoding,
    /// The code pages of fonts that name one, by the number of the font.
    of_font: HashMap<i32, &'static Encoding>,
    /// The font of text that names none.
    pub(super) usual: i32,
    /// The font of the table of fonts that is being read.
    defined: i32,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { of_file: encoding_rs::WINDOWS_1252, of_font: HashMap::new(), usual: 0, defined: 0 }
    }
}

impl Fonts {
    /// Sets the code page of the file. One that is not known leaves it as it is.
    pub(super) fn set_file(&mut self, page: i32) {
        self.of_file = by_page(page).unwrap_or(self.of_file);
    }

    /// Reads a word of the table of fonts.
    pub(super) fn define(&mut self, word: &str, number: i32) {
        let encoding = match word {
            "f" => {
                self.defined = number;
                return;
            }
            "fcharset" => by_charset(number),
            "cpg" => by_page(number),
            _ => None,
        };
        if let Some(encoding) = encoding {
            self.of_font.insert(self.defined, encoding);
        }
    }

    /// The encoding of text in a font; that of the usual font without one.
    pub(super) fn encoding(&self, font: Option<i32>) -> &'static Encoding {
        self.of_font.get(&font.unwrap_or(self.usual)).copied().unwrap_or(self.of_file)
    }
}

/// A code page of Windows or of the Macintosh by its number.
fn by_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis",
        936 => "gbk",
        950 => "big5",
        10_000 => "macintosh",
        10_007 => "x-mac-cyrillic",
        65_001 => "utf-8",
        page => return Encoding::for_label(format!("windows-{page}").as_bytes()),
    };
    Encoding::for_label(label.as_bytes())
}

/// The code page of a font's `\fcharset`, by the Rich Text Format Specification, version 1.9.1. A font for symbols, and
/// one of the usual code page, name none.
fn by_charset(number: i32) -> Option<&'static Encoding> {
    by_page(match number {
        0 => 1252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// The first character of bytes, and how many of two bytes it takes: letters of East Asia take both.
pub(super) fn character(byte: u8, next: Option<u8>, encoding: &'static Encoding) -> (String, usize) {
    if let Some(next) = next.filter(|_| byte >= 0x80 && !encoding.is_single_byte()) {
        let (pair, _) = charset(vec![byte, next], encoding);
        if pair.chars().count() == 1 {
            return (pair, 2);
        }
    }
    (charset(vec![byte], encoding).0, 1)
}
