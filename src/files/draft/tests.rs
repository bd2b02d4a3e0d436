//! What is promised of `draft`.

use super::*;
use std::io::Write;

#[test]
fn a_draft_takes_its_name_once_and_never_over_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.csv");
    let draft = Draft::of(&target).unwrap();
    draft.file().unwrap().write_all(b"whole").unwrap();
    assert!(!target.exists());
    draft.put().unwrap();
    assert_eq!(fs::read(&target).unwrap(), b"whole");
    let other = Draft::of(&target).unwrap();
    assert!(matches!(other.put(), Err(Error::FileExists(_))));
    assert_eq!(fs::read(&target).unwrap(), b"whole");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
}

#[test]
fn a_draft_without_its_maker_is_swept_and_one_being_made_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (target, left) = (folder.path().join("a.csv"), folder.path().join(".a.csv.1.new"));
    fs::write(&left, "half").unwrap();
    fs::write(folder.path().join(".a.csv.of-a-person.new"), "mine").unwrap();
    let first = Draft::of(&target).unwrap();
    assert_eq!(first.swept, [left]);
    let second = Draft::of(&target).unwrap();
    assert!(second.swept.is_empty() && first.path().exists());
    assert!(folder.path().join(".a.csv.of-a-person.new").exists());
}

#[cfg(unix)]
#[test]
fn mode_and_other_names_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (target, other) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    fs::write(&target, "old").unwrap();
    fs::set_permissions(&target, Permissions::from_mode(0o600)).unwrap();
    let replace = |text: &str| {
        let draft = Draft::of(&target).unwrap();
        draft.file().unwrap().write_all(text.as_bytes()).unwrap();
        draft.replace().unwrap();
    };
    replace("new");
    assert_eq!(target.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    fs::hard_link(&target, &other).unwrap();
    replace("newer");
    assert_eq!(fs::read(&other).unwrap(), b"newer");
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_where_they_lead() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
    std::os::unix::fs::symlink("real.csv", &link).unwrap();
    assert_eq!(behind_links(&link).unwrap(), real);
    assert!(is_same_file(&link, &real) && !is_same_file(&link, folder.path()));
}
