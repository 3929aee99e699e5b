//! Zip archives of parts, as Word and OpenDocument files are: reads their parts within limits, and writes
//! archives with changed parts. Nothing is unpacked to a disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::document::{Rewrite, Unreadable};

/// The most bytes of all parts that are read of a document. The results take about fifteen times the memory
/// of a text, and no document should take more than a few hundred MiB.
const PARTS: u64 = 12 << 20;

/// The most times its packed size that a part may have, if it is larger than `SMALL`. Documents pack to a
/// tenth or so; the packing itself ends at a thousandth.
const RATIO: u64 = 250;
const SMALL: u64 = 1 << 20;

/// The first bytes of files of the older Word, and of encrypted files of the newer.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The error for an encrypted document.
pub(super) fn locked() -> Unreadable {
    Unreadable("the document is protected by a password; save it without one".to_owned())
}

/// The error for a file that is no such archive but was perhaps meant as one.
pub(super) fn other(bytes: &[u8]) -> Option<Unreadable> {
    if !bytes.starts_with(OLE) {
        return None;
    }
    let sealed: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if memchr::memmem::find(bytes, &sealed).is_some() {
        return Some(locked());
    }
    Some(Unreadable("this is an older .doc; save it as .docx".to_owned()))
}

/// An archive of parts.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many more bytes may be read.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens an archive. Linear in the number of its members.
    ///
    /// # Errors
    /// When the file is no archive, is cut off, or has two members of one name.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        if let Some(what) = other(bytes) {
            return Err(what);
        }
        if !bytes.starts_with(b"PK") {
            return Err(Unreadable("this is no zip archive, as such a document is; save it anew".to_owned()));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Unreadable(format!("the zip archive is damaged or cut off ({error}); get the file once more"))
        })?;
        if archive.has_duplicate_names() {
            let what = "two parts of the zip archive have one name; open the file and save it anew";
            return Err(Unreadable(what.to_owned()));
        }
        Ok(Self { archive, left: PARTS })
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; none if there is no such part. Linear.
    ///
    /// # Errors
    /// When the part is encrypted, too large, damaged, or not in UTF-8.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let damaged = |error: &dyn std::fmt::Display| {
            Unreadable(format!("{name} is damaged ({error}); get the file once more"))
        };
        let raw = self.archive.by_index_raw(index).map_err(|error| damaged(&error))?;
        if raw.encrypted() {
            return Err(locked());
        }
        let (packed, size) = (raw.compressed_size(), raw.size());
        drop(raw);
        let part = self.archive.by_index(index).map_err(|error| damaged(&error))?;
        // The size in the header may be false.
        let mut bytes = Vec::with_capacity(size.min(self.left) as usize + 1);
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        let size = bytes.len() as u64;
        if size > self.left {
            let most = PARTS >> 20;
            return Err(Unreadable(format!("with {name} it is larger than {most} MiB; split the document")));
        }
        self.left -= size;
        if size > SMALL && size / RATIO > packed {
            let what = format!("{name} unpacks to more than {RATIO} times its size");
            return Err(Unreadable(format!("{what}, as no document does; it is left unread")));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Unreadable(format!("byte {at} of {name} is not UTF-8; open the file and save it anew"))
        })?;
        Ok(Some(text))
    }
}

/// The archive with other text in some of its parts, and with those added that it has not. All other members are
/// copied in their packed form, in their order. None if the archive cannot be read.
pub(super) fn rebuild(bytes: &[u8], changed: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut package = Package::open(bytes).ok()?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    out.set_raw_comment(package.archive.comment().into()).ok()?;
    for index in 0..package.archive.len() {
        let member = package.archive.by_index_raw(index).ok()?;
        match changed.get(&*member.name().ok()?) {
            Some(part) => {
                out.start_file(member.name().ok()?, member.options()).ok()?;
                out.write_all(part.as_bytes()).ok()?;
            }
            None => out.raw_copy_file(member).ok()?,
        }
    }
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, part) in changed.iter().filter(|(name, _)| !package.has(name)) {
        out.start_file(name.as_str(), options.compression_method(CompressionMethod::Deflated)).ok()?;
        out.write_all(part.as_bytes()).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// The archive with changes made in its parts, in any order. All other members are copied in their packed
/// form, in their order. `mend` corrects a changed part; it gets the new places of the changes, in order.
/// None if the archive cannot be read or a change does not fit.
pub(super) fn rewrite(
    bytes: &[u8],
    edits: &[Rewrite<'_>],
    mend: impl Fn(String, &[usize]) -> String,
) -> Option<Vec<u8>> {
    let mut package = Package::open(bytes).ok()?;
    let mut changes: BTreeMap<&str, Vec<&Rewrite<'_>>> = BTreeMap::new();
    for edit in edits {
        changes.entry(edit.part?).or_default().push(edit);
    }
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    for (name, mut edits) in changes {
        edits.sort_by_key(|edit| (edit.start, edit.end));
        let (part, at) = spliced(&package.part(name).ok()??, &edits)?;
        changed.insert(name.to_owned(), mend(part, &at));
    }
    rebuild(bytes, &changed)
}

/// A part with changes made, which must be in order, and the new places of the changes.
fn spliced(part: &str, edits: &[&Rewrite<'_>]) -> Option<(String, Vec<usize>)> {
    let (mut out, mut at) = (String::with_capacity(part.len()), Vec::with_capacity(edits.len()));
    let mut from = 0;
    for edit in edits {
        out.push_str(part.get(from..edit.start as usize)?);
        at.push(out.len());
        out.push_str(&edit.text);
        from = edit.end as usize;
    }
    out.push_str(part.get(from..)?);
    Some((out, at))
}
