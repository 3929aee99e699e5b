//! Unpacks Zstandard, frame after frame.

use std::error::Error;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Reads the frames of a file one after another. Skippable frames are skipped, checksums are compared, and
/// memory is bounded: a frame may look back 128 MiB at most.
pub(super) struct Zstandard<R: Read> {
    source: BufReader<R>,
    decoder: FrameDecoder,
    is_in_frame: bool,
    is_begun: bool,
}

impl<R: Read> Zstandard<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source: BufReader::with_capacity(1 << 17, source),
            decoder: FrameDecoder::new(),
            is_in_frame: false,
            is_begun: false,
        }
    }

    /// Begins the next frame, or skips it.
    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.init(&mut self.source) {
            Ok(()) => self.is_in_frame = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                let length = u64::from(length);
                if io::copy(&mut self.source.by_ref().take(length), &mut io::sink())? < length {
                    return Err(incomplete());
                }
            }
            Err(error) => return Err(told(&error)),
        }
        Ok(())
    }

    /// Ends a frame that has been read to its end.
    fn end(&mut self) -> io::Result<()> {
        self.is_in_frame = false;
        match self.decoder.get_checksum_from_data() {
            Some(sum) if self.decoder.get_calculated_checksum() != Some(sum) => {
                Err(io::Error::other("Restored data doesn't match checksum"))
            }
            _ => Ok(()),
        }
    }
}

impl<R: Read> Read for Zstandard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if self.is_in_frame {
                let read = self.decoder.read(buffer)?;
                if read > 0 {
                    return Ok(read);
                }
                if self.decoder.is_finished() {
                    self.end()?;
                } else {
                    let one = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder.decode_blocks(&mut self.source, one).map_err(|error| told(&error))?;
                }
            } else if self.is_begun && self.source.fill_buf()?.is_empty() {
                break;
            } else {
                self.begin()?;
                self.is_begun = true;
            }
        }
        Ok(0)
    }
}

/// The error in the words of the program that packs such files.
fn told(error: &FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        match inner.downcast_ref::<io::Error>() {
            Some(error) if error.kind() == ErrorKind::UnexpectedEof => return incomplete(),
            Some(error) => return io::Error::new(error.kind(), error.to_string()),
            None => cause = inner.source(),
        }
    }
    io::Error::other(match error {
        FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)) => {
            "Unknown frame descriptor"
        }
        FrameDecoderError::WindowSizeTooBig { .. } => "Frame requires too much memory for decoding",
        FrameDecoderError::DictNotProvided { .. } => "Dictionary mismatch",
        _ => "Data corruption detected",
    })
}

fn incomplete() -> io::Error {
    io::Error::new(ErrorKind::UnexpectedEof, "incomplete frame")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    const TEXT: &str = "The ferry left Mgarr at noon, and the ferry came back to Mgarr at dusk.\n";

    /// [`TEXT`] three times, packed by `zstd -19 --check`.
    const PACKED: [u8; 76] = [
        0x28, 0xb5, 0x2f, 0xfd, 0x24, 0xd8, 0xfd, 0x01, 0x00, 0x62, 0x03, 0x0c, 0x11, 0xb0, 0xeb, 0x38, 0x94,
        0xf4, 0x55, 0x05, 0xdc, 0x14, 0xad, 0xfa, 0x77, 0x94, 0x8e, 0xb2, 0xe7, 0x62, 0x04, 0x88, 0xf5, 0xe0,
        0x71, 0xfd, 0x65, 0xb2, 0x5c, 0x5b, 0x9a, 0xfe, 0xd9, 0x7c, 0x58, 0xe7, 0xf6, 0x9d, 0x67, 0xce, 0x34,
        0xde, 0x48, 0xd9, 0x23, 0xb3, 0xa2, 0xab, 0x22, 0x01, 0x03, 0x00, 0x8c, 0x25, 0x50, 0xd3, 0xd4, 0x4e,
        0x2b, 0x85, 0x7a, 0x02, 0x11, 0x91, 0xba, 0x28,
    ];

    /// A frame of another program, to be skipped.
    const SKIPPED: [u8; 11] = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];

    fn read(bytes: &[u8]) -> Result<String, String> {
        let mut text = String::new();
        Zstandard::new(bytes).read_to_string(&mut text).map_err(|error| error.to_string())?;
        Ok(text)
    }

    #[test]
    fn frames_are_read_one_after_another() {
        let other = compress_to_vec(TEXT.as_bytes(), CompressionLevel::Fastest);
        let raw = compress_to_vec(TEXT.as_bytes(), CompressionLevel::Uncompressed);
        assert_eq!(read(&PACKED), Ok(TEXT.repeat(3)));
        assert_eq!(read(&[&SKIPPED[..], &other, &SKIPPED, &raw, &PACKED].concat()), Ok(TEXT.repeat(5)));
        assert_eq!(read(&SKIPPED), Ok(String::new()));
    }

    #[test]
    fn what_is_damaged_or_cut_off_is_refused() {
        let with = |at: usize, byte: u8| {
            let mut bytes = PACKED;
            bytes[at] = byte;
            read(&bytes)
        };
        for end in (0..PACKED.len()).chain(PACKED.len() + 1..PACKED.len() + SKIPPED.len()) {
            let bytes = [&PACKED[..], &SKIPPED].concat();
            assert_eq!(read(&bytes[..end]), Err("incomplete frame".to_owned()), "{end}");
        }
        assert_eq!(with(0, 0), Err("Unknown frame descriptor".to_owned()));
        assert_eq!(with(75, 0), Err("Restored data doesn't match checksum".to_owned()));
        assert_eq!(with(9, 0), Err("Data corruption detected".to_owned()));
        let large = [0x28, 0xb5, 0x2f, 0xfd, 0, 0xa0, 1, 0, 0];
        assert_eq!(read(&large), Err("Frame requires too much memory for decoding".to_owned()));
    }
}
