"""The domain is text: a schema that has grown needs no Rust.

Makes a copy of the project, gives its schema two columns, a kind of fact and a part of that kind,
builds it, and sees the new program read, check, compare, export, merge, take out and put back what
the schema could not hold before.

Run as: python3 tests/grown/grown.py
"""

import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent

# After a line of the schema, more lines.
MORE = {
    "    OR kind = 'dispute'     -- where sources or statements disagree\n": """
    OR kind = 'ruling'      -- what a court decides
""",
    "  title      TEXT CHECK (title <> ''),               -- NULL for rows of a data set: a view tells them @title\n": """
  attendance INTEGER CHECK (attendance >= 0),        -- how many took part
  is_public  INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)),  -- whether all could come @flag
""",
}

TABLES = """
CREATE TABLE ruling (
  -- What a court decides.
  id            INTEGER PRIMARY KEY REFERENCES record (id),  -- the number of its record
  outcome       TEXT NOT NULL CHECK (  -- how it ends
    outcome = 'granted'      -- as it was asked
    OR outcome = 'refused'   -- not as it was asked
    OR outcome = 'referred'  -- to another court
  ),
  court_id      INTEGER NOT NULL REFERENCES entity (id),  -- who decides
  decided       TEXT CHECK (decided <> ''),          -- when; EDTF @day
  decided_first TEXT NOT NULL DEFAULT '0000-01-01' CHECK (decided_first IS date(decided_first, '+0 days')),  -- the first day that can be
  decided_last  TEXT NOT NULL DEFAULT '9999-12-31' CHECK (decided_last IS date(decided_last, '+0 days')),  -- the last day that can be
  fine          INTEGER,                             -- what is to be paid, in minor units @money fine, fine, currency
  currency      TEXT REFERENCES currency (code),     -- of the fine
  batch_id      INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  CHECK (decided_first <= decided_last)
) STRICT;

CREATE TABLE ruling_ground (
  -- Why a court decides so.
  -- @part ruling grounds numbered n, at least 1: text, about_id
  ruling_id INTEGER NOT NULL REFERENCES ruling (id),  -- the ruling
  n         INTEGER NOT NULL CHECK (n >= 1),         -- its place in the list
  text      TEXT NOT NULL CHECK (text <> ''),        -- the ground, in our words
  about_id  INTEGER REFERENCES record (id),          -- the record that it rests on
  batch_id  INTEGER NOT NULL REFERENCES batch (id),  -- the batch that brought it
  PRIMARY KEY (ruling_id, n)
) STRICT, WITHOUT ROWID;
"""

# What is in a record, without the numbers that its loads gave.
CONTENT = """
SELECT record.key, event.attendance, event.is_public FROM event JOIN record USING (id) ORDER BY 1;
SELECT record.key, outcome, court.key, decided, decided_first, decided_last, fine, currency
FROM ruling JOIN record USING (id) JOIN record AS court ON court.id = court_id ORDER BY 1;
SELECT record.key, n, text, about.key
FROM ruling_ground JOIN record ON record.id = ruling_id LEFT JOIN record AS about ON about.id = about_id ORDER BY 1, 2;
"""


def grow(copy):
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns("target", ".git"))
    path = copy / "schema.sql"
    schema = path.read_text()
    for line, more in MORE.items():
        assert schema.count(line) == 1, line
        schema = schema.replace(line, line + more.lstrip("\n"))
    path.write_text(schema + TABLES)
    target = PROJECT / "target"
    # The packages that the project needs are built already.
    environment = dict(os.environ, CARGO_TARGET_DIR=str(target / "grown"))
    subprocess.run(["cargo", "build", "--quiet", "--locked"], cwd=copy, env=environment, check=True)
    return target / "grown" / "debug" / "onrecord"


def content(path):
    record = sqlite3.connect(path)
    return [record.execute(statement).fetchall() for statement in CONTENT.split(";\n")[:3]]


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        program = grow(folder / "copy")

        def run(*arguments, code=0, record="one.db"):
            done = subprocess.run(
                [program, "--db", folder / record, *arguments], capture_output=True, text=True, cwd=folder
            )
            assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
            return done.stdout + done.stderr

        for record in ["one.db", "two.db"]:
            run("init", "--empty", record=record)
        run("add", HERE / "facts.toml")
        held = content(folder / "one.db")
        assert held == [
            [("hearing", 40, 1)],
            [("ruling-1", "granted", "the-court", "2020-03-04", "2020-03-04", "2020-03-04", 1250, "EUR")],
            [("ruling-1", 1, "The river is shared", None), ("ruling-1", 2, "It was heard", "hearing")],
        ], held
        assert "nothing is wrong" in run("check")
        assert "0 added or changed" in run("add", HERE / "facts.toml")

        # It is told by its own words.
        assert "how many took part" in run("schema", "event")
        assert "to another court" in run("schema", "ruling.outcome")
        assert '"grounds"' in run("schema", "--facts")
        assert "[[ruling]]" in run("add", "--help")

        # What it cannot hold is a fault with its place.
        wrong = (HERE / "facts.toml").read_text()
        for right, other in {'"granted"': '"lost"', "= 40": '= "many"', 'about = "hearing"': 'about = "no-key"'}.items():
            assert right in wrong
            wrong = wrong.replace(right, other)
        (folder / "wrong.toml").write_text(wrong)
        told = run("add", "wrong.toml", code=3)
        for fault in ["a whole number is wanted here", "`lost` is no outcome", "no-key"]:
            assert fault in told, told
        assert content(folder / "one.db") == held

        # It comes back from an export.
        run("export", "--facts", "facts")
        run("add", *sorted((folder / "facts").glob("*.toml")), record="two.db")
        assert content(folder / "two.db") == held
        assert "0 added or changed" in run("add", HERE / "facts.toml", record="two.db")

        # What changes can be taken back, and so can what is taken out.
        changed = (HERE / "facts.toml").read_text().replace("granted", "refused").replace("= 40", "= 41")
        (folder / "changed.toml").write_text(changed.replace("It was heard", "It was heard twice"))
        assert "outcome" in run("add", "changed.toml")
        other = content(folder / "one.db")
        assert other[0] != held[0] and other[1] != held[1] and other[2] != held[2]
        run("remove", "ruling-1")
        assert content(folder / "one.db")[1:] == [[], []]
        for expected in [other, held]:
            last = sqlite3.connect(folder / "one.db").execute("SELECT max(id) FROM batch").fetchone()[0]
            run("purge", str(last))
            assert content(folder / "one.db") == expected

        # Merging moves what points to an entity.
        entity = '[source]\nkey = "other"\nkind = "web-page"\n\n[[entity]]\nkey = "high-court"\nkind = "organization"\n'
        (folder / "other.toml").write_text(entity + 'name = "High Court"\ncite = [{ locator = "1" }]\n')
        run("add", "other.toml")
        run("merge", "high-court", "the-court")
        assert content(folder / "one.db")[1][0][2] == "high-court"
    print("a grown schema needs no Rust")


if __name__ == "__main__":
    main()
