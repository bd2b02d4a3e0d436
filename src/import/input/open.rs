//! Opening an input: a file or stdin, compressed or not, in any encoding.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Error, Result};

/// Of the files of an archive, so many are named.
const NAMED: usize = 10;

/// An input with what is known of its progress.
pub struct Input {
    /// Its bytes, decompressed and decoded.
    pub bytes: Box<dyn Read + Send>,
    /// How many bytes of the file have been read so far.
    pub read: Arc<AtomicU64>,
    /// How many it has; None for a pipe.
    pub length: Option<u64>,
    /// Whether the picture of a letter that is none (U+FFFD) stands in what was read so far, as it was given.
    pub has_picture: Arc<AtomicBool>,
}

/// A reader that notes where the picture of no letter is given as such.
struct Watched {
    inner: Box<dyn Read + Send>,
    has_picture: Arc<AtomicBool>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if memchr::memmem::find(&buffer[..count], "\u{fffd}".as_bytes()).is_some() {
            self.has_picture.store(true, Ordering::Relaxed);
        }
        Ok(count)
    }
}

/// The same bytes in UTF-8, watched.
fn watched(
    path: &Path,
    bytes: Box<dyn Read + Send>,
    encoding: Option<&str>,
) -> Result<(Box<dyn Read + Send>, Arc<AtomicBool>)> {
    let has_picture = Arc::new(AtomicBool::new(false));
    let watched = Watched { inner: bytes, has_picture: has_picture.clone() };
    Ok((decoded(path, Box::new(watched), encoding)?, has_picture))
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

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Opens a file, or stdin for `-`. gzip is known by its first bytes, a zip archive by its name; of
/// an archive with one file, that file is read.
///
/// # Errors
///
/// The file cannot be opened, or the encoding is not known (WHATWG Encoding labels are).
pub fn open(path: &Path, encoding: Option<&str>) -> Result<Input> {
    let failed = |why: String| Error::Read { path: path.to_owned(), why };
    let read = Arc::new(AtomicU64::new(0));
    if path == Path::new("-") {
        let counted = Counted { inner: io::stdin(), read: read.clone() };
        let unpacked = gunzip(counted).map_err(|cause| failed(cause.to_string()))?;
        let (bytes, has_picture) = watched(path, unpacked, encoding)?;
        return Ok(Input { bytes, read, length: None, has_picture });
    }
    let file = File::open(path).map_err(|cause| failed(cause.to_string()))?;
    let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    let counted = Counted { inner: file, read: read.clone() };
    let unpacked = if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip")) {
        Box::new(unzip(counted).map_err(|cause| failed(cause.to_string()))?)
    } else {
        gunzip(counted).map_err(|cause| failed(cause.to_string()))?
    };
    let (bytes, has_picture) = watched(path, unpacked, encoding)?;
    Ok(Input { bytes, read, length, has_picture })
}

/// The same bytes in UTF-8.
fn decoded(path: &Path, bytes: Box<dyn Read + Send>, encoding: Option<&str>) -> Result<Box<dyn Read + Send>> {
    let Some(label) = encoding else { return Ok(bytes) };
    let encoding = Encoding::for_label(label.as_bytes())
        .ok_or_else(|| Error::Read { path: path.to_owned(), why: format!("no encoding is named `{label}`") })?;
    Ok(Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(bytes)))
}

/// Bytes that begin with a mark of UTF-16 in UTF-8; all others as they are.
///
/// # Errors
///
/// They cannot be read.
pub fn in_its_own(mut bytes: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    let mut start = Vec::new();
    bytes.by_ref().take(2).read_to_end(&mut start)?;
    let is_wide = matches!(start.as_slice(), [0xff, 0xfe] | [0xfe, 0xff]);
    let whole = io::Cursor::new(start).chain(bytes);
    Ok(if is_wide { Box::new(DecodeReaderBytesBuilder::new().build(whole)) } else { Box::new(whole) })
}

/// Unpacks what begins as gzip does (RFC 1952), whatever its name.
fn gunzip(mut bytes: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut start = Vec::new();
    // A pipe may give them one by one.
    bytes.by_ref().take(2).read_to_end(&mut start)?;
    let is_gzip = start == [0x1f, 0x8b];
    let whole = BufReader::with_capacity(1 << 18, io::Cursor::new(start).chain(bytes));
    Ok(if is_gzip { Box::new(MultiGzDecoder::new(whole)) } else { Box::new(whole) })
}

/// Streams the one file of an archive through a pipe.
fn unzip(archive: Counted<File>) -> Result<impl Read + Send, ZipError> {
    let mut archive = ZipArchive::new(archive)?;
    let is_file = |name: &str| !name.ends_with('/') && !name.starts_with("__MACOSX/");
    let names = archive.file_names().collect::<Result<Vec<_>, _>>()?;
    let files: Vec<String> = names.iter().filter(|name| is_file(name)).map(ToString::to_string).collect();
    drop(names);
    let [name] = files.as_slice() else {
        let more = if files.len() > NAMED { ", ..." } else { "" };
        let first = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let many = format!("it holds {} files ({first}{more}); unpack the one that is meant", files.len());
        return Err(io::Error::other(many).into());
    };
    let name = name.clone();
    let (reader, mut writer) = io::pipe()?;
    let fault = Arc::new(Mutex::new(None));
    let found = fault.clone();
    std::thread::spawn(move || {
        let copied =
            archive.by_name(&name).map_err(io::Error::from).and_then(|mut file| io::copy(&mut file, &mut writer));
        // The reader sees the end of the pipe only after this, because the pipe closes with `writer`.
        *found.lock().unwrap_or_else(PoisonError::into_inner) = copied.err();
    });
    Ok(Piped { reader, fault })
}

/// The end of a pipe, which tells what went wrong at the other end.
struct Piped {
    reader: io::PipeReader,
    fault: Arc<Mutex<Option<io::Error>>>,
}

impl Read for Piped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.reader.read(buffer)? {
            0 => match self.fault.lock().unwrap_or_else(PoisonError::into_inner).take() {
                Some(fault) => Err(fault),
                None => Ok(0),
            },
            count => Ok(count),
        }
    }
}
