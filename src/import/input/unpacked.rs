//! How much the parts of a workbook unpack to, measured before any of it is read.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::files::bounds;
use crate::import::input::places::placed;

/// Refuses a part that unpacks to more than what is read, or a list of texts that claims to.
pub(super) fn measure(content: &[u8], most: u64) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|cause| cause.to_string())?;
    let mut total = 0;
    for n in 0..archive.len() {
        let called = archive.by_index(n).map_err(|cause| cause.to_string())?;
        let name = called.name().map_err(|cause| cause.to_string())?.to_lowercase();
        drop(called);
        if name.starts_with("xl/worksheets/") {
            placed(&mut archive, n, &name, most)?;
        }
        let part = archive.by_index(n).map_err(|cause| cause.to_string())?;
        // No compression of an archive makes more of a byte than deflate can (RFC 1951).
        let is_list = name.ends_with("sharedstrings.xml");
        if !is_list && part.compressed_size().saturating_mul(1_032) <= most {
            continue;
        }
        let claimed = part.size();
        let mut part = part.take(most + 1);
        let mut start = Vec::new();
        part.by_ref().take(1 << 16).read_to_end(&mut start).map_err(|cause| cause.to_string())?;
        let rest = io::copy(&mut part, &mut io::sink()).map_err(|cause| cause.to_string())?;
        let unpacked = claimed.max(start.len() as u64 + rest);
        if unpacked > most {
            return Err(format!("its part {name} is larger than {}; save the sheet as csv", bounds::size(most)));
        }
        // Parts may overlap, so that many of them cost nothing.
        total += unpacked;
        if total > 4 * most {
            return Err(format!("its parts are larger than {} together", bounds::size(4 * most)));
        }
        if is_list && texts_of(&start) > unpacked {
            return Err(format!("its part {name} claims more texts than it has"));
        }
    }
    Ok(())
}

/// How many texts the list at the beginning of a part says that it has; room is made for so many.
fn texts_of(start: &[u8]) -> u64 {
    let start = String::from_utf8_lossy(start);
    let list = start.split("uniqueCount").skip(1);
    let count = |text: &str| -> Option<u64> {
        let quoted = text.trim_start().strip_prefix('=')?.trim_start();
        let digits = quoted.trim_start_matches(['"', '\'']).trim_start_matches(['+', ' ']);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits.get(..end).filter(|digits| !digits.is_empty()).map(|digits| digits.parse().unwrap_or(u64::MAX))
    };
    list.filter_map(count).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_more_than_is_read_is_refused() {
        let large = vec![b'a'; 3 << 20];
        let why = |parts: &[(&str, &[u8])]| measure(&archive(parts), 2 << 20).err().unwrap_or_default();
        assert_eq!(why(&[("a.xml", &large)]), "its part a.xml is larger than 2 MiB; save the sheet as csv");
        let small = &large[..(2 << 20) - 1];
        assert_eq!(why(&[("a.xml", small), ("b.xml", small)]), "");
        let many = [("a", small), ("b", small), ("c", small), ("d", small), ("e", small)];
        assert_eq!(why(&many), "its parts are larger than 8 MiB together");
        for (count, is_sound) in [("2", true), ("+2", true), ("99999999999", false), ("99999999999999999999999", false)]
        {
            let list = format!("<sst count='2' uniqueCount = \"{count}\"><si><t>a</t></si></sst>");
            assert_eq!(why(&[("xl/SharedStrings.xml", list.as_bytes())]).is_empty(), is_sound, "{count}");
        }
    }
}
