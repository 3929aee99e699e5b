//! What the fuzzer tries: each function takes any bytes and panics if a promise is broken. The tests of the crate run
//! them over the corpus too.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use factlint::checked::Checked;
use factlint::document::{Positions, Reading};
use factlint::formats::named;
use factlint::gate::{Fixes, fix};
use factlint::{Checker, Document, Linter, Setup};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static CHECKER: LazyLock<Checker> = LazyLock::new(|| Checker::new().expect("what ships loads"));

/// Longer inputs only cost time.
const LONGEST: usize = 1 << 15;

fn read(format: &str, bytes: &[u8]) -> Option<Document> {
    let format = named(format).expect("a format");
    format.read("x", bytes.to_vec(), &Reading::default()).ok()
}

fn check(format: &str, bytes: &[u8]) -> Option<Checked> {
    Some(CHECKER.check_document(read(format, bytes)?))
}

/// Reads and checks bytes in a format: every place is inside the file, and the fixes leave a file that reads as the text
/// with the fixes made.
pub fn format(format: &str, bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let packed = packed(format, bytes);
    let bytes = packed.as_deref().unwrap_or(bytes);
    let Some(checked) = check(format, bytes) else { return };
    let document = &checked.document;
    let mut positions = Positions::new(document);
    let has_parts = document.origin.has_parts();
    let mut within = |span| {
        let at = document.origin.bytes(span);
        assert!(at.start <= at.end && (has_parts || at.end <= bytes.len() as u64), "{at:?}");
        let (line, column) = positions.of(span.start);
        assert!(line > 0 && column > 0);
    };
    for block in document.articles.iter().flat_map(|article| &article.blocks) {
        within(block.span);
    }
    for finding in &checked.findings {
        within(finding.span);
        finding.labels.iter().for_each(|label| within(label.span));
    }
    // A fix that cannot be made is an error, and never half a file.
    if let Ok(fixed) = fix(bytes, &checked, Fixes::All, |_| false, |bytes| check(format, &bytes))
        && let Some((new, _)) = fixed.file
    {
        assert!(read(format, &new).is_some(), "the fixed file cannot be read");
    }
}

/// The file of a word processor whose text is these bytes; none for other formats, and for bytes that are packed already.
/// So the fuzzer changes the text, and not the checksums around it.
fn packed(format: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let name = match format {
        "docx" => "word/document.xml",
        "odt" => "content.xml",
        _ => return None,
    };
    if bytes.starts_with(b"PK") {
        return None;
    }
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    file.start_file(name, options).ok()?;
    file.write_all(bytes).ok()?;
    Some(file.finish().ok()?.into_inner())
}

/// Loads a rule file and checks an article with it.
pub fn rules(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.len() > LONGEST {
        return;
    }
    let rules = [("house.toml".to_owned(), text.to_owned())];
    match Linter::new(&Setup { rules: &rules, ..Setup::default() }) {
        Ok(linter) => {
            let document = Document::plain("x", ARTICLE);
            let _ = linter.document(&document);
        }
        Err(error) => drop(error.to_string()),
    }
}

/// Reads a configuration and checks an article by it.
pub fn configuration(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if text.len() > LONGEST {
        return;
    }
    let files: BTreeMap<String, String> = BTreeMap::new();
    match Checker::configured(text, &files, "drafts/x.txt") {
        Ok(checker) => drop(checker.check(ARTICLE)),
        Err(error) => drop(error.to_string()),
    }
}

const ARTICLE: &str = "Ten bakers fined in Marsa\n\nSource: Harbour Gazette\n\nTuesday, 12 March 2024\n\n\
    Eight bakers were fined on Monday, the the mayor’s office said. Of the nine seven clerks, four were from Qormi \
    and three from Zejtun. The fine rose by 20 per cent, from €100 to €150.\n\n- Malta: the port\n- Italy: the coast\n";

/// Defines the target of a format.
#[macro_export]
macro_rules! target {
    ($format:literal) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| factlint_fuzz::format($format, bytes));
    };
}
