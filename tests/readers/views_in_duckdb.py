"""Every view of a record, read by DuckDB, cell by cell as SQLite gives it; sums to the cent.

Run as: python3 tests/readers/views_in_duckdb.py target/debug/onrecord
Needs the packages duckdb and duckdb-extension-sqlite-scanner (the extension without a download).
"""

import glob
import os
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
import duckdb_extension_sqlite_scanner


def attached(path):
    folder = os.path.dirname(duckdb_extension_sqlite_scanner.__file__)
    extension = glob.glob(os.path.join(folder, "**", "*.duckdb_extension"), recursive=True)[0]
    reader = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    reader.execute(f"LOAD '{extension}'")
    reader.execute(f"ATTACH '{path}' AS record (TYPE sqlite, READ_ONLY)")
    reader.execute("USE record")
    return reader


def main(program):
    fixture = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixture")
    files = ["words.toml", "dam-report.toml", "dam-report.txt", "dam-reply.toml", "dam-reply.txt"]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "record.db")
        subprocess.run([program, "init", path], check=True, capture_output=True)
        add = [program, "--db", path, "add", *(os.path.join(fixture, name) for name in files)]
        subprocess.run(add, check=True, capture_output=True)
        events = [program, "--db", path, "import", "gdelt", os.path.join(fixture, "import", "gdelt.tsv")]
        subprocess.run(events, check=True, capture_output=True)
        record = sqlite3.connect(path)
        # Amounts that four bytes cannot hold: DuckDB's REAL would lose the cents without a word.
        record.execute("UPDATE stage SET low = 123456789012345, high = 123456789012345 WHERE currency = 'USD'")
        record.commit()
        reader = attached(path)
        # start_here tells of the views of the file; DuckDB has a catalogue of its own in the place of SQLite's.
        names = [name for (name,) in record.execute("SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'start_here'")]
        listed = {row[0] for row in reader.execute("SHOW TABLES").fetchall()}
        faults = [f"{name} is not listed" for name in names if name not in listed]
        cells = 0
        for name in names:
            ours = record.execute(f'SELECT * FROM "{name}"')
            width = len(ours.description)
            ours, theirs = (sorted(map(repr, rows)) for rows in (ours.fetchall(), reader.execute(f'SELECT * FROM "{name}"').fetchall()))
            cells += len(ours) * width
            if not ours or ours != theirs:
                first = next(((a, b) for a, b in zip(ours, theirs) if a != b), (len(ours), len(theirs)))
                faults.append(f"{name}: {first}")
        total = "SELECT currency, sum(low) FROM pledges GROUP BY currency"
        ours, theirs = (sorted(map(repr, read.execute(total).fetchall())) for read in (record, reader))
        if ours != theirs:
            faults.append(f"the sums of pledges differ: {ours} and {theirs}")
        print(f"duckdb: {len(names)} views, {cells} cells compared, {len(faults)} faults")
        print("\n".join(faults))
        return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
