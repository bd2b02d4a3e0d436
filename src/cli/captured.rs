//! An answer that is kept, for who asks by another way than the command line.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crate::output::Coverage;

/// An answer's text, and the line that says what it was drawn on.
#[derive(Clone, Debug, Default)]
pub struct Captured {
    text: Rc<RefCell<Vec<u8>>>,
    /// The line.
    pub(super) coverage: Coverage,
}

impl Captured {
    /// The text so far.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.text.borrow()).into_owned()
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
