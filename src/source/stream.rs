//! Files of records as pieces, so that a file of any size is read in little memory.

use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::sync::Arc;

use super::SourceError;
use super::unpack::damaged;
use crate::document::{Cut, Records, Start};

/// How many bytes a piece has, or a record more.
const PIECE: usize = 1 << 20;

/// How many bytes are read at once.
const STEP: usize = 1 << 18;

/// The most bytes that a record may have. What is found in a text is kept in about fifteen times the
/// memory.
const RECORD: usize = 8 << 20;

/// The most bytes that a file may have that cannot be read in pieces, as one in UTF-16.
const WHOLE: usize = 64 << 20;

/// Records of a file, whole ones, in a row.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The places one past the end of each record but for the last, which may end with the bytes.
    pub ends: Vec<usize>,
    /// Where it begins in the file.
    pub start: Start,
    /// The format of the file.
    pub format: &'static dyn Records,
}

impl Piece {
    /// What is between the ends of records. Some of it is no record, as an empty line.
    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let last = self.bytes.len();
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ends = self.ends.iter().copied().chain(std::iter::once(last));
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// The bytes that the head of the file takes at the start of the piece.
    fn head(&self) -> Range<usize> {
        let is_first = self.start.byte == 0;
        0..if is_first { self.format.head(&self.bytes, &self.ends).len() } else { 0 }
    }

    /// How many records it has.
    fn records(&self) -> usize {
        let head = self.head();
        let records = self.ranges().filter(|range| !self.format.is_blank(&self.bytes[range.clone()]));
        records.count() - usize::from(!head.is_empty() && !self.format.is_blank(&self.bytes[head]))
    }

    /// The piece as pieces of one record each. Linear.
    pub fn singles(&self) -> impl Iterator<Item = Self> {
        let head = self.head();
        let known: Arc<[u8]> =
            if head.is_empty() { self.start.head.clone() } else { self.bytes[head.clone()].into() };
        let (mut line, mut record, mut at) = (self.start.line, self.start.record, 0);
        let single = move |range: Range<usize>| {
            line += lines(&self.bytes[at..range.start]);
            at = range.start;
            let bytes = self.bytes[range.clone()].to_vec();
            if range.start < head.end || self.format.is_blank(&bytes) {
                return None;
            }
            let byte = self.start.byte + range.start as u64;
            let start = Start { byte, line, record, head: known.clone() };
            record += 1;
            Some(Self { bytes, ends: Vec::new(), start, format: self.format })
        };
        self.ranges().filter_map(single)
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
    /// What is read and in no piece yet, and the ends of the records in it.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    start: Start,
    /// What the reading ended with.
    end: Option<Result<(), String>>,
}

impl Pieces {
    /// The pieces of what a reader gives; `name` is the file's, for messages.
    pub(super) fn new(name: String, reader: Box<dyn Read + Send>, format: &'static dyn Records) -> Self {
        let (cut, bytes, ends, start, end) = (None, Vec::new(), Vec::new(), Start::default(), None);
        Self { name, reader, format, cut, bytes, ends, start, end }
    }

    /// Reads on, until there is a piece or the end.
    fn fill(&mut self) -> Result<(), String> {
        while self.end.is_none() && (self.bytes.len() < PIECE || self.ends.is_empty()) {
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
                if memchr::memchr(0, &self.bytes[..self.bytes.len().min(STEP)]).is_some() {
                    return self.fill_whole();
                }
                self.cut = Some(self.format.cut(&self.bytes));
            }
            if let Some(cut) = &mut self.cut {
                let known = self.ends.len();
                cut.ends(&self.bytes[from..], &mut self.ends);
                self.ends[known..].iter_mut().for_each(|end| *end += from);
            }
            if self.ends.is_empty() && self.bytes.len() > RECORD {
                self.end = Some(Ok(()));
                self.bytes.clear();
                let (line, most) = (self.start.line + 1, RECORD >> 20);
                let why = "is a bracket or a quotation mark not closed?";
                return Err(format!(
                    "the record that begins at line {line} is longer than {most} MiB; {why}"
                ));
            }
        }
        Ok(())
    }

    /// Reads all of a file in an encoding in which the ends of records are not known.
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
            // What is cut off is no record.
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
