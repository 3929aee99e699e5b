//! Rich Text Format: letters of other code pages, and what stands in the file as bytes.

use crate::common::folder::Folder;
use crate::common::{stderr, stdout};

/// What is read of a file, a line a block.
fn read(bytes: &[u8]) -> String {
    let folder = Folder::new(&[]);
    std::fs::write(folder.path("a.rtf"), bytes).expect("written");
    let output = folder.run(&["text", "--no-config", "a.rtf"]);
    assert_eq!(stderr(&output), "");
    let of = |line: &str| line.rsplit('\t').next().unwrap_or_default().to_owned();
    stdout(&output).lines().map(of).collect::<Vec<_>>().join("\n")
}

#[test]
fn bytes_are_in_the_code_page_of_their_font() {
    let fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial CYR;}{\\f2\\fcharset134 SimSun;}{\\f3 Any;}}";
    let text = "\\f1 \\'d3\\'d5{\\f0  caf\\'e9} \\f2 \\'b2\\'e2\\'ca\\'d4 \\plain\\'e9 \\f3\\'e9";
    let file = format!("{{\\rtf1\\ansi\\ansicpg1253\\deff0{fonts}\\pard {text}\\par}}");
    assert_eq!(read(file.as_bytes()), "УХ café 测试 é ι");
    // Without fonts, the code page of the file; one that names no encoding leaves Western letters.
    for (page, expected) in [("1250", "ř"), ("936", "ř"), ("10000", "¯"), ("99999", "ø"), ("65001", "ø")]
    {
        let file = format!("{{\\rtf1\\ansi\\ansicpg{page}\\pard Of {}\\par}}", "\\'f8");
        let said = read(file.as_bytes());
        if page == "936" || page == "65001" {
            assert_eq!(said, "Of \u{fffd}", "{page}");
        } else {
            assert_eq!(said, format!("Of {expected}"), "{page}");
        }
    }
}

#[test]
fn letters_and_pictures_can_stand_in_the_file_as_bytes() {
    let start = b"{\\rtf1\\ansi\\ansicpg1251\\pard Before \xd3\xd5 {\\pict\\jpegblip\\bin9 ";
    let picture = b"\xff\xd8\x00}{\\\xe9\x00\x01";
    let end = b"}after \\'d3.\\par The \\i nine\\i0  left.\\par}\x00";
    let file = [start.as_slice(), picture, end].concat();
    assert_eq!(read(&file), "Before УХ after У.\nThe nine left.");
}
