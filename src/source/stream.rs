//! Divides files of records into pieces, so that a file of any size is read in little memory.

use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::sync::Arc;

use super::SourceError;
use super::unpack::damaged;
use crate::document::Records;
use crate::document::records::{Cut, Start, ranges};

/// The size of a piece in bytes; a piece may be a record longer.
const PIECE: usize = 1 << 20;

/// How many bytes are read at a time.
const STEP: usize = 1 << 18;

/// The most bytes of a file that cannot be read in pieces, such as a file in UTF-16.
const WHOLE: usize = 64 << 20;

/// A piece: whole records of a file, in a row.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The bytes of the piece.
    pub bytes: Vec<u8>,
    /// One past the end of each record. The last record may have no end here and end with the bytes.
    pub ends: Vec<usize>,
    /// Where the piece begins in the file.
    pub start: Start,
    /// The format of the file.
    pub format: &'static dyn Records,
}

impl Piece {
    /// The bytes of the file's head, if it stands at the start of the piece.
    fn head(&self) -> Range<usize> {
        let is_first = self.start.byte == 0;
        0..if is_first { self.format.head(&self.bytes, &self.ends).len() } else { 0 }
    }

    /// The number of records in the piece.
    fn records(&self) -> usize {
        let head = self.head();
        let all = ranges(&self.ends, self.bytes.len());
        let records = all.filter(|range| !self.format.is_blank(&self.bytes[range.clone()]));
        records.count() - usize::from(!head.is_empty() && !self.format.is_blank(&self.bytes[head]))
    }

    /// The piece divided into pieces of one record each. Linear.
    pub fn singles(&self) -> impl Iterator<Item = Self> {
        let head = self.head();
        let known: Arc<[u8]> =
            if head.is_empty() { self.start.head.clone() } else { self.bytes[head.clone()].into() };
        let (mut line, mut record, mut at) = (self.start.line, self.start.record, 0);
        let single = move |range: Range<usize>| {
            line += lines(&self.bytes[at..range.start]);
            at = range.start;
            let bytes = &self.bytes[range.clone()];
            if range.start < head.end || self.format.is_blank(bytes) {
                return None;
            }
            let byte = self.start.byte + range.start as u64;
            let start = Start { byte, line, record, head: known.clone() };
            record += 1;
            Some(Self { bytes: bytes.to_vec(), ends: Vec::new(), start, format: self.format })
        };
        ranges(&self.ends, self.bytes.len()).filter_map(single)
    }
}

fn lines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// The pieces of a file, in order.
pub struct Pieces {
    name: String,
    reader: Box<dyn Read + Send>,
    format: &'static dyn Records,
    cut: Option<Box<dyn Cut>>,
    /// Bytes that are read but in no piece yet, and the ends of the records in them.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    start: Start,
    /// The least size of a piece in bytes.
    size: usize,
    /// How reading ended.
    end: Option<Result<(), String>>,
}

impl Pieces {
    /// The pieces of a reader; `name` is the name of the file, for messages.
    pub(super) fn new(name: String, reader: Box<dyn Read + Send>, format: &'static dyn Records) -> Self {
        let (bytes, ends, start) = (Vec::new(), Vec::new(), Start::default());
        Self { name, reader, format, cut: None, bytes, ends, start, size: PIECE, end: None }
    }

    /// Reads until there is a piece or the file ends.
    fn fill(&mut self) -> Result<(), String> {
        while self.end.is_none() && (self.bytes.len() < self.size || self.ends.is_empty()) {
            let from = self.bytes.len();
            self.bytes.resize(from + STEP, 0);
            let read = self.reader.read(&mut self.bytes[from..]);
            self.bytes.truncate(from + *read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) => self.end = Some(Ok(())),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    let place = self.start.byte + self.bytes.len() as u64;
                    self.end = Some(Err(format!("after byte {place} {}", damaged(&error))));
                }
            }
            if self.cut.is_none() {
                if !self.format.is_binary()
                    && memchr::memchr(0, &self.bytes[..self.bytes.len().min(STEP)]).is_some()
                {
                    return self.fill_whole();
                }
                self.cut = Some(self.format.cut(&self.bytes));
            }
            if let Some(cut) = &mut self.cut {
                cut.ends(&self.bytes, from, &mut self.ends);
            }
            let most = self.format.most();
            if self.ends.is_empty() && self.bytes.len() > most {
                self.end = Some(Ok(()));
                self.bytes.clear();
                let (line, most) = (self.start.line + 1, most >> 20);
                let why = "is a bracket, a quotation mark or a tag not closed?";
                return Err(format!(
                    "the record that begins at line {line} is longer than {most} MiB; {why}"
                ));
            }
        }
        Ok(())
    }

    /// Reads all of a file whose encoding does not let record ends be found.
    fn fill_whole(&mut self) -> Result<(), String> {
        let mut reader = (&mut self.reader).take((WHOLE - self.bytes.len().min(WHOLE)) as u64 + 1);
        self.end = Some(reader.read_to_end(&mut self.bytes).map(drop).map_err(|error| damaged(&error)));
        if self.bytes.len() > WHOLE {
            self.bytes.clear();
            self.end = Some(Ok(()));
            let most = WHOLE >> 20;
            return Err(format!(
                "it has zeros or is in UTF-16, and is larger than {most} MiB; save it as UTF-8"
            ));
        }
        Ok(())
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Err(why) = self.fill() {
            return Some(Err(SourceError::new(&self.name, why)));
        }
        let last = match (&self.end, self.ends.last()) {
            // A record that is cut off is dropped.
            (Some(Ok(())), _) => self.bytes.len(),
            (_, Some(&last)) => last,
            _ => 0,
        };
        if last == 0 {
            self.bytes.clear();
            let end = self.end.replace(Ok(()))?;
            return end.err().map(|why| Err(SourceError::new(&self.name, why)));
        }
        let rest = self.bytes.split_off(last);
        let bytes = std::mem::replace(&mut self.bytes, rest);
        let mut ends = std::mem::take(&mut self.ends);
        ends.pop_if(|end| *end == last);
        let piece = Piece { bytes, ends, start: self.start.clone(), format: self.format };
        let head = piece.head();
        self.start = Start {
            byte: self.start.byte + piece.bytes.len() as u64,
            line: self.start.line + lines(&piece.bytes),
            record: self.start.record + piece.records(),
            head: if head.is_empty() { self.start.head.clone() } else { piece.bytes[head].into() },
        };
        Some(Ok(piece))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Document;
    use crate::document::{Positions, Reading};
    use crate::formats;

    /// A reader that gives so many bytes at a time.
    struct Slow(Vec<u8>, usize);

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let some = self.1.min(into.len()).min(self.0.len());
            into[..some].copy_from_slice(&self.0[..some]);
            self.0.drain(..some);
            Ok(some)
        }
    }

    fn pieces(text: &str, format: &'static dyn Records, (step, size): (usize, usize)) -> Vec<Piece> {
        let reader = Box::new(Slow(text.as_bytes().to_vec(), step));
        let pieces = Pieces { size, ..Pieces::new("a".to_owned(), reader, format) };
        pieces.collect::<Result<_, _>>().expect("it is read")
    }

    fn read(piece: &Piece) -> Document {
        let bytes = piece.bytes.clone();
        piece.format.piece("a", bytes, &piece.start, &Reading::default()).expect("text")
    }

    /// A block: article, id, text, bytes in the file, line.
    type Told = (usize, Option<String>, String, Range<u64>, usize);

    fn told(documents: &[Document]) -> Vec<Told> {
        let mut told = Vec::new();
        for document in documents {
            let mut positions = Positions::new(document);
            for article in &document.articles {
                for block in &article.blocks {
                    let (text, bytes) = (block.span.of(&document.text), document.origin.bytes(block.span));
                    let line = positions.of(block.span.start).0;
                    told.push((article.index, article.id.clone(), text.to_owned(), bytes, line));
                }
            }
        }
        told
    }

    fn record() -> impl Strategy<Value = [String; 3]> {
        ["[a-c0-9]{1,3}", "[a-zé \"\\\\,;\n]{0,12}", "[a-z][a-zé🚢 \"\\\\,;\n\t&]{0,30}"]
    }

    fn written(records: &[[String; 3]], format: &str) -> String {
        let names = ["id", "title", "body"];
        let object = |record: &[String; 3]| {
            let pairs = names.iter().zip(record).map(|(name, value)| (*name, value.as_str().into()));
            serde_json::Value::Object(pairs.map(|(name, value)| (name.to_owned(), value)).collect())
        };
        match format {
            "jsonl" => records.iter().map(|record| format!("{}\n\n", object(record))).collect(),
            "json" => {
                serde_json::to_string_pretty(&records.iter().map(object).collect::<Vec<_>>()).expect("JSON")
            }
            _ => {
                let separator = if format == "tsv" { b'\t' } else { b',' };
                let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
                writer.write_record(names).expect("written");
                records.iter().for_each(|record| writer.write_record(record).expect("written"));
                String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
            }
        }
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_say_what_the_whole_says(
            records in proptest::collection::vec(record(), 1..8),
            format in prop::sample::select(&["jsonl", "json", "csv", "tsv"][..]),
            step in 1usize..40,
            size in 1usize..120,
        ) {
            let format = formats::named(format).and_then(crate::document::Format::records).expect("records");
            let text = written(&records, format.name());
            let whole = read(&Piece {
                bytes: text.clone().into_bytes(),
                ends: Vec::new(),
                start: Start::default(),
                format,
            });
            prop_assert_eq!(&whole.unread, &Vec::<String>::new(), "{}", text);
            let expected = told(std::slice::from_ref(&whole));
            let pieces = pieces(&text, format, (step, size));
            let documents: Vec<Document> = pieces.iter().map(read).collect();
            prop_assert_eq!(&told(&documents), &expected, "{}", text);
            let singles: Vec<Document> = pieces.iter().flat_map(Piece::singles).map(|piece| read(&piece)).collect();
            prop_assert_eq!(&told(&singles), &expected, "{}", text);
            prop_assert_eq!(pieces.iter().map(Piece::records).sum::<usize>(), records.len());
            // The text at a place is the text that is read there, but for its escapes.
            for (_, _, said, bytes, _) in expected {
                let there = &text[bytes.start as usize..bytes.end as usize];
                let there = match format.name() {
                    "json" | "jsonl" => serde_json::from_str(&format!("\"{there}\"")).expect("a string"),
                    _ => there.replace("\"\"", "\""),
                };
                // "a&gt;" is read as "a>".
                let reference = there.contains('&') && there.contains(';');
                prop_assert!(reference || said == there, "{} {}", said, there);
            }
        }
    }

    #[test]
    fn a_record_without_an_end_is_told_and_memory_is_bounded() {
        let format = formats::named("json").and_then(crate::document::Format::records).expect("records");
        let endless = std::io::repeat(b'[').take(1 << 32);
        let mut pieces = Pieces::new("a.json".to_owned(), Box::new(endless), format);
        let error = pieces.next().expect("something").expect_err("an error");
        assert_eq!(
            error.to_string(),
            "a.json: the record that begins at line 1 is longer than 8 MiB; \
             is a bracket, a quotation mark or a tag not closed?"
        );
        assert!(pieces.next().is_none());
    }
}
