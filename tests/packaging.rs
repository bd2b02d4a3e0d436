//! What is handed out: the published crate has all that is built into the program and nothing else, and each way to get
//! the program knows its version.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::support;

fn text(path: &str) -> String {
    fs::read_to_string(support::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn manifest() -> toml::Table {
    text("Cargo.toml").parse().unwrap()
}

/// A value of the manifest's `[package]`.
fn said(key: &str) -> String {
    manifest()["package"][key].as_str().unwrap().to_owned()
}

/// The files of the crate as it would be published, by their paths in the checkout.
fn published() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--locked"])
        .current_dir(support::root())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && !told.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    told.lines().map(|line| line.replace('\\', "/")).collect()
}

fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(support::root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = folder.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            files(&path, found);
        } else {
            found.push(path.to_str().unwrap().replace('\\', "/"));
        }
    }
}

/// A path without its `..`.
fn plain(path: &Path) -> String {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain.to_str().unwrap().replace('\\', "/")
}

#[test]
fn what_is_built_into_the_program_is_published_and_what_tests_it_is_not() {
    let published = published();
    let mut needed = Vec::new();
    for folder in ["src", "seed"] {
        files(Path::new(folder), &mut needed);
    }
    let always = ["build.rs", "schema.sql", "Cargo.lock", "README.md", "LICENSE", "LICENSE-MIT", "LICENSE-APACHE"];
    needed.extend(always.map(str::to_owned));
    for (name, text) in support::sources() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let named = ["include_str!(\"", "include_bytes!(\""].into_iter().flat_map(|word| code.split(word).skip(1));
        needed.extend(named.map(|rest| plain(&Path::new(&name).with_file_name(rest.split('"').next().unwrap()))));
    }
    for path in &needed {
        assert!(published.contains(path), "{path} is not in the published crate: see `include` in Cargo.toml");
    }
    for path in &published {
        let folder = path.split_once('/').map_or("", |(folder, _)| folder);
        assert!(["", ".cargo", "src", "seed"].contains(&folder), "{path} is in the published crate");
    }
}

#[test]
fn every_way_to_get_the_program_knows_its_version() {
    let (version, rust) = (said("version"), said("rust-version"));
    let formula = text("packaging/onrecord.rb");
    let url = format!("url \"https://static.crates.io/crates/onrecord/onrecord-{version}.crate\"");
    assert!(formula.contains(&url), "packaging/onrecord.rb does not say {url}");
    let nix = text("packaging/default.nix");
    assert!(nix.contains("inherit (manifest) version;"), "packaging/default.nix takes no version from Cargo.toml");
    let image = format!("FROM docker.io/library/rust:{rust}-");
    assert!(text("packaging/Containerfile").contains(&image), "packaging/Containerfile does not begin {image}");
    let wanted = format!("Rust {rust}");
    assert!(text("docs/install.md").contains(&wanted), "docs/install.md does not say {wanted}");
}

#[test]
fn an_archive_is_called_as_cargo_binstall_looks_for_it() {
    let manifest = manifest();
    let binstall = &manifest["package"]["metadata"]["binstall"];
    let name = "{ name }-{ version }-{ target }";
    let url = format!("{{ repo }}/releases/download/v{{ version }}/{name}{{ archive-suffix }}");
    assert_eq!(binstall["pkg-url"].as_str(), Some(url.as_str()));
    assert_eq!(binstall["bin-dir"].as_str(), Some(format!("{name}/{{ bin }}{{ binary-ext }}").as_str()));
    let script = text("packaging/static");
    for line in ["name=onrecord-$version-$target\n", "\"target/packaging/$name.tar.gz\"\n"] {
        assert!(script.contains(line), "packaging/static has no {line}");
    }
}

#[test]
fn the_public_place_is_one_everywhere() {
    let place = said("repository");
    let homepage = format!("homepage \"{place}\"");
    assert!(text("packaging/onrecord.rb").contains(&homepage), "packaging/onrecord.rb does not say {homepage}");
    let source = format!("Source: {place}\n");
    assert!(text("packaging/copyright").contains(&source), "packaging/copyright does not say {source}");
}

#[test]
fn what_the_debian_package_takes_is_there_or_made() {
    let manifest = manifest();
    let deb = &manifest["package"]["metadata"]["deb"];
    let scripts = text("packaging/pages") + &text("packaging/build-deb");
    let assets = deb["assets"].as_array().unwrap().iter().map(|asset| &asset[0]);
    for asset in assets.chain([&deb["license-file"][0], &deb["changelog"]]) {
        let asset = asset.as_str().unwrap();
        let (path, name) = (asset.split('*').next().unwrap(), asset.trim_start_matches("target/packaging/"));
        let is_there = match asset.strip_prefix("target/") {
            Some("release/onrecord") => true,
            Some(_) => scripts.contains(name.split("/*").next().unwrap()),
            None => support::root().join(path).exists(),
        };
        assert!(is_there, "{asset} is not there, and no script makes it");
    }
}

#[cfg(unix)]
#[test]
fn every_script_of_the_packaging_can_be_run_and_stops_at_a_fault() {
    use std::os::unix::fs::PermissionsExt;
    let mut scripts = 0;
    for name in support::names("packaging", "") {
        let text = text(&format!("packaging/{name}"));
        if !text.starts_with("#!") {
            continue;
        }
        scripts += 1;
        let path = support::root().join("packaging").join(&name);
        assert!(text.contains("\nset -euo pipefail\n"), "packaging/{name} goes on after a fault");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o111, 0o111, "packaging/{name} cannot be run");
        assert!(Command::new("bash").arg("-n").arg(&path).status().unwrap().success(), "packaging/{name} is no script");
    }
    assert_eq!(scripts, 4);
}

#[test]
fn every_file_of_the_packaging_is_told() {
    let told = text("packaging/README.md");
    for name in support::names("packaging", "").iter().filter(|name| *name != "README.md") {
        assert!(told.contains(&format!("`{name}`")), "packaging/README.md does not tell of {name}");
    }
}
