//! A file that is pressed as it is written (gzip), because its name ends in `.gz`.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::files::draft::Writer;

/// A pressed file; whoever writes to it and whoever ends it share it.
#[derive(Clone)]
pub(super) struct Pressed(Rc<RefCell<GzEncoder<Writer>>>);

impl Pressed {
    /// Writes to the file; neither name nor time stands in it, so the same answer gives the same bytes.
    pub(super) fn new(file: Writer) -> Self {
        Self(Rc::new(RefCell::new(GzEncoder::new(file, Compression::default()))))
    }

    /// Writes what is still held back and the sum at the end, without which the file is none.
    pub(super) fn end(&self) -> io::Result<()> {
        self.0.borrow_mut().try_finish()
    }
}

impl Write for Pressed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    /// Nobody reads the file before it is whole, and pieces that are pressed apart take more room.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file's name asks for it.
pub(super) fn is_wanted(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}
