//! Finds the ends of the records of a WARC.

use super::http::Head;
use crate::document::records::Cut;

/// A record that is larger than this, in bytes, is no page. It comes in parts.
const LARGE: u64 = 8 << 20;

/// The size of these parts.
const PART: u64 = 1 << 20;

/// The longest head of a record.
const HEAD: usize = 1 << 16;

/// Finds the ends of records by the lengths that they tell.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// The head of a record that is being read.
    head: Vec<u8>,
    /// How many bytes are still to be read of the record, and how many of these are in the part that is being read.
    left: u64,
    part: u64,
}

impl Cut for Answers {
    fn ends(&mut self, bytes: &[u8], from: usize, ends: &mut Vec<usize>) {
        let mut at = from;
        while at < bytes.len() {
            if self.left > 0 {
                let some = self.part.min((bytes.len() - at) as u64);
                (self.left, self.part) = (self.left - some, self.part - some);
                at += some as usize;
                if self.part == 0 {
                    ends.push(at);
                    self.part = self.left.min(PART);
                }
                continue;
            }
            let length = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len() - at, |length| length + 1);
            let line = &bytes[at..at + length];
            at += length;
            let is_empty = line.trim_ascii().is_empty() && line.ends_with(b"\n");
            if self.head.is_empty() && is_empty {
                // Empty lines stand between records.
                continue;
            }
            self.head.extend_from_slice(line);
            if is_empty && self.head.ends_with(b"\n") || self.head.len() > HEAD {
                let length = Head::read(&self.head).content_length() as u64;
                self.head.clear();
                self.left = length;
                self.part = if length > LARGE { PART } else { length };
                if length == 0 {
                    ends.push(at);
                }
            }
        }
    }
}
