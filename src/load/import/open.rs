//! Opening an input: a file or stdin, compressed or not, in any encoding.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;

use crate::error::{Error, Result};

/// An input with what is known of its progress.
pub struct Input {
    /// Its bytes, decompressed and decoded.
    pub bytes: Box<dyn Read + Send>,
    /// How many bytes of the file have been read so far.
    pub read: Arc<AtomicU64>,
    /// How many it has; None for a pipe.
    pub length: Option<u64>,
}

/// A reader that counts.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Opens a file, or stdin for `-`. `.gz` and `.zip` are unpacked; of a zip archive the first file
/// is read.
///
/// # Errors
///
/// The file cannot be opened, or the encoding is not known (WHATWG Encoding labels are).
pub fn open(path: &Path, encoding: Option<&str>) -> Result<Input> {
    let failed = |why: String| Error::Read { path: path.to_owned(), why };
    let read = Arc::new(AtomicU64::new(0));
    let (raw, length): (Box<dyn Read + Send>, Option<u64>) = if path == Path::new("-") {
        (Box::new(io::stdin()), None)
    } else {
        let file = File::open(path).map_err(|cause| failed(cause.to_string()))?;
        let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
        (Box::new(file), length)
    };
    let counted = Counted { inner: raw, read: read.clone() };
    let unpacked: Box<dyn Read + Send> = match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => Box::new(MultiGzDecoder::new(counted)),
        Some("zip") => Box::new(unzip(counted).map_err(|cause| failed(cause.to_string()))?),
        _ => Box::new(counted),
    };
    let bytes: Box<dyn Read + Send> = match encoding {
        None => unpacked,
        Some(label) => {
            let encoding = Encoding::for_label(label.as_bytes())
                .ok_or_else(|| failed(format!("no encoding is named `{label}`")))?;
            Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(unpacked))
        }
    };
    Ok(Input { bytes, read, length })
}

/// Streams the first file of an archive through a pipe.
fn unzip(mut archive: impl Read + Send + 'static) -> io::Result<impl Read + Send> {
    let (reader, mut writer) = io::pipe()?;
    std::thread::spawn(move || {
        // A broken archive ends the pipe early, and the last row says so.
        if let Ok(Some(mut entry)) = zip::read::read_zipfile_from_stream(&mut archive) {
            let _ = io::copy(&mut entry, &mut writer);
        }
    });
    Ok(reader)
}
