//! The pages of a damaged file, as far as they can be told apart without trusting any of them (SQLite's file format,
//! sections 1.3, 1.5 and 1.6).

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::error::{Error, Result};

/// The length of the header of a file, which stands before the first page's own.
const HEADER: usize = 100;

/// The deepest tree that is followed: with two branches a page it would hold more pages than a file can have.
const DEPTH: usize = 32;

/// The pages of a file.
pub(super) struct Pages {
    file: File,
    /// How many bytes each has.
    pub(super) size: usize,
    /// How many there are, the last perhaps cut short.
    pub(super) count: u32,
    /// The first, with the header of the file.
    pub(super) first: Vec<u8>,
}

/// What a page is by its head.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Page {
    /// It holds rows of a table.
    TableLeaf,
    /// It holds entries of an index, or rows of a table that is kept as one.
    IndexLeaf,
    /// It leads to other pages of a table.
    TableInterior(Vec<u32>),
    /// It leads to other pages of an index, and holds entries between them.
    IndexInterior(Vec<u32>),
    /// It is none of these.
    Other,
}

/// A page that a tree leads to, in the order of its keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Leaf {
    /// One that holds rows.
    Page(u32),
    /// One that is not what it should be: what hangs on it is out of reach.
    Lost,
}

impl Pages {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or its pages are too short to be a record's.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let failed = |cause: std::io::Error| Error::Read { path: path.to_owned(), why: cause.to_string() };
        let mut file = File::open(path).map_err(failed)?;
        let length = file.metadata().map_err(failed)?.len();
        let mut header = Vec::with_capacity(HEADER);
        file.by_ref().take(HEADER as u64).read_to_end(&mut header).map_err(failed)?;
        let told = header.get(16..18).map_or(0, |size| usize::from(u16::from_be_bytes([size[0], size[1]])));
        let told = if told == 1 { 65_536 } else { told };
        // Without a header that can be believed, the length that every record of ours has.
        let is_told = header.starts_with(b"SQLite format 3\0") && told.is_power_of_two() && told >= 1024;
        let size = if is_told { told } else { 4096 };
        let count = u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX);
        let mut pages = Self { file, size, count, first: Vec::new() };
        pages.first = pages.bytes(1).map_err(failed)?;
        Ok(pages)
    }

    /// The bytes of a page; what the file lacks of it is zeros.
    pub(super) fn bytes(&mut self, number: u32) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.size);
        self.file.seek(SeekFrom::Start(u64::from(number.saturating_sub(1)) * self.size as u64))?;
        self.file.by_ref().take(self.size as u64).read_to_end(&mut bytes)?;
        bytes.resize(self.size, 0);
        Ok(bytes)
    }

    /// What a page is; one that cannot be read is nothing.
    pub(super) fn page(&mut self, number: u32) -> Page {
        let start = if number == 1 { HEADER } else { 0 };
        self.bytes(number).map_or(Page::Other, |bytes| page(&bytes, start, self.count))
    }

    /// A number of the header, of four bytes.
    pub(super) fn told(&self, at: usize) -> u32 {
        number(&self.first, at)
    }

    /// The pages that a tree leads to from its root, in the order of its keys; those that were seen are noted, and none is
    /// taken twice. `is_index` is what it must be, where that is known.
    pub(super) fn tree(&mut self, root: u32, is_index: Option<bool>, seen: &mut HashSet<u32>) -> Vec<Leaf> {
        let mut found = Vec::new();
        let is_index = is_index.unwrap_or_else(|| matches!(self.page(root), Page::IndexLeaf | Page::IndexInterior(_)));
        self.branch((root, !is_index), DEPTH, seen, &mut found);
        found
    }

    fn branch(&mut self, at: (u32, bool), depth: usize, seen: &mut HashSet<u32>, found: &mut Vec<Leaf>) {
        let (number, is_table) = at;
        if depth == 0 || number == 0 || number > self.count || seen.contains(&number) {
            found.push(Leaf::Lost);
            return;
        }
        let children = match (self.page(number), is_table) {
            (Page::TableLeaf, true) | (Page::IndexLeaf, false) => Vec::new(),
            (Page::TableInterior(children), true) => children,
            // What stands between the children stands in the page itself.
            (Page::IndexInterior(children), false) => [vec![0], children].concat(),
            _ => {
                found.push(Leaf::Lost);
                return;
            }
        };
        seen.insert(number);
        if children.first().is_none_or(|first| *first == 0) {
            found.push(Leaf::Page(number));
        }
        for child in children.into_iter().filter(|child| *child != 0) {
            self.branch((child, is_table), depth - 1, seen, found);
        }
    }

    /// The pages that hold nothing any more, as far as the list of them can be followed.
    pub(super) fn free(&mut self) -> HashSet<u32> {
        let mut found = HashSet::new();
        let mut trunk = self.told(32);
        while trunk > 1 && trunk <= self.count && found.insert(trunk) {
            let Ok(bytes) = self.bytes(trunk) else { break };
            let most = self.size / 4 - 2;
            let count = usize::try_from(number(&bytes, 4)).unwrap_or(usize::MAX).min(most);
            found.extend((0..count).map(|n| number(&bytes, 8 + 4 * n)));
            trunk = number(&bytes, 0);
        }
        found
    }
}

/// What a page is by its head, which stands at `start`.
fn page(bytes: &[u8], start: usize, pages: u32) -> Page {
    let (is_leaf, is_table) = match bytes.get(start) {
        Some(0x0d) => (true, true),
        Some(0x0a) => (true, false),
        Some(0x05) => (false, true),
        Some(0x02) => (false, false),
        _ => return Page::Other,
    };
    let head = if is_leaf { 8 } else { 12 };
    let cells = usize::from(short(bytes, start + 3));
    let pointers: Vec<usize> = (0..cells).map(|n| usize::from(short(bytes, start + head + 2 * n))).collect();
    let first = start + head + 2 * cells;
    if first > bytes.len() || pointers.iter().any(|at| *at < first || *at + 4 > bytes.len()) {
        return Page::Other;
    }
    if is_leaf {
        return if is_table { Page::TableLeaf } else { Page::IndexLeaf };
    }
    let mut children: Vec<u32> = pointers.iter().map(|at| number(bytes, *at)).collect();
    children.push(number(bytes, start + 8));
    if children.iter().any(|child| *child < 2 || *child > pages) {
        return Page::Other;
    }
    if is_table { Page::TableInterior(children) } else { Page::IndexInterior(children) }
}

/// A page that leads to others of an index, as a page that holds its entries alone: each stands after the number of a page.
pub(super) fn entries_alone(bytes: &mut [u8]) {
    let cells = usize::from(short(bytes, 3));
    bytes[0] = 0x0a;
    for n in 0..cells {
        let at = short(bytes, 12 + 2 * n).saturating_add(4);
        bytes[8 + 2 * n..10 + 2 * n].copy_from_slice(&at.to_be_bytes());
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_be_bytes([two[0], two[1]]))
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}
