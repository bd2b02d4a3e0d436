//! The sink: one buffer in front of wherever the answer goes.
//!
//! Writers append bytes to the buffer directly; it goes out when it is full, and after the first
//! row, so that a reader sees at once that there is an answer.

use std::io::{self, Write};

use crate::error::{Error, Result};

/// Bytes kept before they are written.
const FULL: usize = 64 * 1024;

/// A buffered output.
pub struct Sink {
    /// What is not written yet; writers append to it.
    pub buffer: Vec<u8>,
    out: Box<dyn Write>,
    has_written: bool,
}

impl Sink {
    /// Puts a buffer in front of an output.
    #[must_use]
    pub fn new(out: Box<dyn Write>) -> Self {
        Self { buffer: Vec::with_capacity(FULL + FULL / 4), out, has_written: false }
    }

    /// Appends text.
    pub fn push(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    /// To be called after each row: writes when it is time to.
    ///
    /// # Errors
    ///
    /// [`Error::Output`].
    #[inline]
    pub fn after_row(&mut self) -> Result<()> {
        if self.buffer.len() >= FULL || !self.has_written { self.write_out() } else { Ok(()) }
    }

    #[cold]
    fn write_out(&mut self) -> Result<()> {
        self.has_written = true;
        let written = self.out.write_all(&self.buffer);
        self.buffer.clear();
        // A very long cell is no reason to keep its room.
        self.buffer.shrink_to(FULL * 4);
        written.map_err(Error::Output)
    }

    /// Writes all there is.
    ///
    /// # Errors
    ///
    /// [`Error::Output`].
    pub fn flush(&mut self) -> Result<()> {
        self.write_out()?;
        self.out.flush().map_err(Error::Output)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
