//! Kept: the rows of a table until all of them are measured.
//!
//! A few megabytes stay in memory; what is more goes to a file without a name in the folder for
//! temporary files (TMPDIR), which is gone when the program is. A row is its length and its cells; a
//! cell is its length, its width on a screen and its text as it is shown.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};

use smallvec::SmallVec;

use crate::error::{Error, Result};

/// Bytes kept in memory.
const IN_MEMORY: usize = 8 << 20;

/// Bytes read at once.
const AT_ONCE: usize = 256 << 10;

/// The bit of a cell's length that says that it is NULL.
const IS_NULL: u32 = 1 << 31;

/// The bytes before the text of a cell: its length and its width.
const HEAD: usize = 8;

/// Rows that are measured and not written yet.
#[derive(Debug, Default)]
pub(super) struct Kept {
    buffer: Vec<u8>,
    file: Option<File>,
    /// How many rows there are.
    pub(super) rows: u64,
    /// Where the row that is being kept begins.
    start: usize,
}

/// A cell of a row: its text, how wide that is, and whether it stands for NULL.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Shown<'k> {
    pub(super) bytes: &'k [u8],
    pub(super) width: usize,
    pub(super) is_null: bool,
}

impl<'k> Shown<'k> {
    /// The text.
    pub(super) fn text(&self) -> Cow<'k, str> {
        String::from_utf8_lossy(self.bytes)
    }
}

impl Kept {
    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.start = self.buffer.len();
        self.buffer.extend_from_slice(&[0; 4]);
    }

    /// Adds a cell to the row: `put` appends its text and says how wide that is.
    pub(super) fn cell(&mut self, is_null: bool, put: impl FnOnce(&mut Vec<u8>) -> usize) -> usize {
        let at = self.buffer.len();
        self.buffer.extend_from_slice(&[0; HEAD]);
        let width = put(&mut self.buffer);
        let length = u32::try_from(self.buffer.len() - at - HEAD).unwrap_or(u32::MAX >> 1);
        let length = if is_null { length | IS_NULL } else { length };
        self.buffer[at..at + 4].copy_from_slice(&length.to_le_bytes());
        self.buffer[at + 4..at + HEAD].copy_from_slice(&u32::try_from(width).unwrap_or(u32::MAX).to_le_bytes());
        width
    }

    /// Ends a row; moves what is too much for the memory into a file.
    ///
    /// # Errors
    ///
    /// [`Error::Output`]: the file cannot be made or written.
    pub(super) fn end_row(&mut self) -> Result<()> {
        let length = u32::try_from(self.buffer.len() - self.start - 4).map_err(|_| Error::Memory)?;
        self.buffer[self.start..self.start + 4].copy_from_slice(&length.to_le_bytes());
        self.rows += 1;
        if self.buffer.len() >= IN_MEMORY {
            if self.file.is_none() {
                self.file = Some(tempfile::tempfile().map_err(|cause| unkept(&cause))?);
            }
            if let Some(file) = &mut self.file {
                file.write_all(&self.buffer).map_err(|cause| unkept(&cause))?;
            }
            self.buffer.clear();
            self.buffer.shrink_to(IN_MEMORY * 2);
        }
        Ok(())
    }

    /// Gives every row in its order to somebody.
    ///
    /// # Errors
    ///
    /// [`Error::Output`]: the file cannot be read; or what the other says.
    pub(super) fn each(&mut self, mut row: impl FnMut(&[Shown<'_>]) -> Result<()>) -> Result<()> {
        if let Some(file) = &mut self.file {
            file.rewind().map_err(|cause| unkept(&cause))?;
            let mut reader = BufReader::with_capacity(AT_ONCE, file);
            let mut kept = Vec::new();
            let mut length = [0; 4];
            loop {
                match reader.read_exact(&mut length) {
                    Ok(()) => {}
                    Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => break,
                    Err(cause) => return Err(unkept(&cause)),
                }
                kept.resize(number(&length), 0);
                reader.read_exact(&mut kept).map_err(|cause| unkept(&cause))?;
                parted(&kept, &mut row)?;
            }
        }
        let mut rest = self.buffer.as_slice();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let (own, after) = after.split_at(number(length));
            parted(own, &mut row)?;
            rest = after;
        }
        Ok(())
    }
}

/// Gives the cells of one row to somebody.
fn parted(mut kept: &[u8], row: &mut impl FnMut(&[Shown<'_>]) -> Result<()>) -> Result<()> {
    let mut cells: SmallVec<[Shown<'_>; 24]> = SmallVec::new();
    while let Some((head, after)) = kept.split_first_chunk::<HEAD>() {
        let (length, width) = (number(&head[..4]), number(&head[4..]));
        let is_null = length & IS_NULL as usize != 0;
        let (text, after) = after.split_at(length & !(IS_NULL as usize));
        cells.push(Shown { bytes: text, width, is_null });
        kept = after;
    }
    row(&cells)
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

fn unkept(cause: &io::Error) -> Error {
    let why = format!(
        "a table is measured before it is written, and its rows cannot be kept in TMPDIR ({cause}); --limit shows fewer rows, --csv needs none of it"
    );
    Error::Output(io::Error::other(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_kept_from_memory_and_from_a_file() {
        for rows in [3, 100_000] {
            let mut kept = Kept::default();
            for n in 0..rows {
                kept.begin_row();
                let text = format!("{n} ").repeat(20);
                kept.cell(false, |buffer| {
                    buffer.extend_from_slice(text.as_bytes());
                    text.len()
                });
                kept.cell(n % 2 == 0, |buffer| {
                    buffer.extend_from_slice("中".as_bytes());
                    2
                });
                kept.end_row().unwrap();
            }
            assert_eq!(kept.file.is_some(), rows > 3);
            for _ in 0..2 {
                let mut n = 0;
                kept.each(|cells| {
                    let text = format!("{n} ").repeat(20);
                    let first = Shown { bytes: text.as_bytes(), width: text.len(), is_null: false };
                    assert_eq!(cells, [first, Shown { bytes: "中".as_bytes(), width: 2, is_null: n % 2 == 0 }]);
                    n += 1;
                    Ok(())
                })
                .unwrap();
                assert_eq!(n, rows);
            }
        }
    }
}
