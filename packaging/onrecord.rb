# Homebrew formula: builds the published crate.
#
# The hash is that of the crate on crates.io, which is known when it is published (CONTRIBUTING.md, "Release").
class Onrecord < Formula
  desc "Who said, promised and did what, and which words prove it"
  homepage "https://repository.invalid/onrecord"
  url "https://static.crates.io/crates/onrecord/onrecord-0.2.0.crate"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    generate_completions_from_executable(bin/"onrecord", "completions")
    system bin/"onrecord", "man", buildpath/"man"
    man1.install Dir["man/*.1"]
  end

  test do
    pledges = shell_output("#{bin}/onrecord ask pledges --donor nl --csv 2>/dev/null")
    assert_match(/^Netherlands,.*about \$3 billion/, pledges)
    system bin/"onrecord", "init", "test.db"
    system bin/"onrecord", "check", "--db", "test.db"
    assert_path_exists man1/"onrecord-ask-pledges.1"
  end
end
