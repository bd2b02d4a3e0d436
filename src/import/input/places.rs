//! Places of cells: a sheet whose cells are called as none can be is refused before it is read.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Refuses a sheet of which a cell is called as none can be: whoever reads it counts its letters and digits.
pub(super) fn placed(archive: &mut ZipArchive<Cursor<&[u8]>>, n: usize, name: &str, most: u64) -> Result<(), String> {
    let part = archive.by_index(n).map_err(|cause| cause.to_string())?;
    let mut content = Vec::new();
    // What is longer is refused as too long.
    part.take(most + 1).read_to_end(&mut content).map_err(|cause| cause.to_string())?;
    for start in memchr::memmem::find_iter(&content, b" r=") {
        let tag = memchr::memrchr2(b'<', b'>', &content[..start]).map_or(&[][..], |at| &content[at..start]);
        let is_cell = tag.starts_with(b"<c") || tag.starts_with(b"<row");
        if is_cell && !is_place(content.get(start + 4..).unwrap_or(&[])) {
            return Err(format!("a cell of its part {name} is called as none can be; save the sheet as csv"));
        }
    }
    Ok(())
}

/// How a cell is called: its column in letters, its row counted from 1.
pub(super) fn called((row, column): (u32, u32)) -> String {
    let (mut letters, mut left) = (String::new(), column + 1);
    while left > 0 {
        letters.insert(0, char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// Whether a cell or a row can be called so, up to its quotation mark: the last are XFD1048576 and 1048576.
fn is_place(called: &[u8]) -> bool {
    let letters = called.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let digits = called[letters..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    letters <= 3 && digits <= 7 && matches!(called.get(letters + digits), Some(b'"' | b'\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_by_letters_and_numbers() {
        let cells = [(0, 0), (1, 25), (2, 26), (0, 701), (9, 702), (1_048_575, 16_383)];
        assert_eq!(cells.map(called), ["A1", "Z2", "AA3", "ZZ1", "AAA10", "XFD1048576"]);
    }
}
