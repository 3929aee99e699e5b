//! Encodings: files as they were saved long ago, and what becomes of them when they are fixed.

use crate::common::folder::Folder;
use crate::common::{findings, stderr, stdout};
use encoding_rs::{Encoding, KOI8_R, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

const ARTICLE: &str = "Pier in Köln opens\n\nOn Monday the the pier of Köln was opened. “Schön”, said Jürgen Groß, \
                       the owner of the café. It cost 5 million euros – 1 million more than in spring.\n";
const FIXED: &str = "Pier in Köln opens\n\nOn Monday the pier of Köln was opened. “Schön”, said Jürgen Groß, \
                     the owner of the café. It cost 5 million euros – 1 million more than in spring.\n";

/// A text in an encoding, with a byte order mark if it is one of Unicode.
fn bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let units = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    match encoding {
        e if e == UTF_16LE => units([0xff, 0xfe], u16::to_le_bytes),
        e if e == UTF_16BE => units([0xfe, 0xff], u16::to_be_bytes),
        e if e == UTF_8 => ["\u{feff}", text].concat().into_bytes(),
        e => e.encode(text).0.into_owned(),
    }
}

#[test]
fn a_file_is_fixed_in_its_own_encoding() {
    for encoding in [UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252] {
        let folder = Folder::new(&[]);
        let before = bytes(ARTICLE, encoding);
        std::fs::write(folder.path("a.txt"), &before).expect("written");
        let found = findings(&folder.run(&["check", "--no-config", "--format", "jsonl", "a.txt"]));
        assert_eq!(found.len(), 1, "{found:?}");
        let at = |key: &str| found[0][key].as_u64().expect("a byte") as usize;
        let there = &before[at("start")..at("end")];
        let slip = bytes("the the", encoding);
        assert!(slip.ends_with(there) && slip.len() - there.len() < 4, "{there:?}");
        assert_eq!((&found[0]["line"], &found[0]["column"]), (&3.into(), &11.into()));
        let output = folder.run(&["check", "--no-config", "--fix", "a.txt"]);
        assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
        assert_eq!(std::fs::read(folder.path("a.txt")).expect("read"), bytes(FIXED, encoding));
    }
}

#[test]
fn what_comes_in_is_in_the_encoding_too() {
    // A house rule that writes letters which the file has in one byte each.
    let rule = "[[rule]]\nid = \"house.street\"\nseverity = \"error\"\nsummary = \"s\"\nwhy = \"w\"\n\
                message = \"m\"\npattern = [{ word = \"strasse\", as = \"street\" }]\nforbid = { of = \"street\" }\n\
                fix = { replace = \"street\", with = \"Straße\", safe = true }\n\
                [[rule.fires]]\ntext = \"The «Strasse» is open.\"\nfixed = \"The Straße is open.\"\n\
                [[rule.silent]]\ntext = \"The Straße is open.\"\nbecause = \"it is right\"\n";
    let folder = Folder::new(&[("house.toml", rule)]);
    let article = "Die Schönhauser Strasse in Köln ist schön. “So”, sagte Jürgen Groß.\n";
    for (encoding, can) in [(UTF_16LE, true), (WINDOWS_1252, true), (KOI8_R, false)] {
        let article = if can {
            article
        } else {
            "В городе Strasse открыта, сказал он. Там было много людей.\n"
        };
        std::fs::write(folder.path("a.txt"), bytes(article, encoding)).expect("written");
        let output = folder.run(&["check", "--rules", "house.toml", "--no-config", "--fix", "a.txt"]);
        let expected = if can { article.replace("Strasse", "Straße") } else { article.to_owned() };
        let now = std::fs::read(folder.path("a.txt")).expect("read");
        assert_eq!(now, bytes(&expected, encoding), "{}{}", stdout(&output), stderr(&output));
        assert_eq!(stderr(&output).contains("not fixed"), !can, "{}", stderr(&output));
    }
}

#[test]
fn what_is_lost_is_told() {
    let folder = Folder::new(&[]);
    let bytes = [ARTICLE.as_bytes(), b"And \xff so.\n"].concat();
    std::fs::write(folder.path("a.txt"), bytes).expect("written");
    let output = folder.run(&["check", "--no-config", "--format", "compact", "a.txt"]);
    assert_eq!(
        stderr(&output),
        format!(
            "warning: a.txt: 1 places are no text in UTF-8, the first at byte {}; they are read as U+FFFD\n",
            ARTICLE.len() + 4
        )
    );
}
