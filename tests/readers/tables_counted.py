"""What imports bring, counted by other means: each table read here in its own way, with the standard library alone.

Run as: python3 tests/readers/tables_counted.py target/debug/onrecord [RECIPE FILE]...
Without files, the small ones of tests/fixture/import are read. Rows that the import rejected, by their lines in the
file that it keeps, are left out of the counts here; all else must agree, to the last minor unit.
"""

import collections
import csv
import decimal
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

FIXTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixture", "import")
# Currencies whose minor unit is not a hundredth (ISO 4217).
DIGITS = dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0)
DIGITS |= dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)


def minor(amount, currency):
    """The minor units of a plain number; None for what is none."""
    try:
        value = decimal.Decimal(amount.replace(",", "").strip())
    except (decimal.InvalidOperation, AttributeError):
        return None
    scale = decimal.Decimal(10) ** DIGITS.get(currency, 2)
    return int((value * scale).to_integral_value(decimal.ROUND_HALF_UP))


def rows(path, delimiter):
    """The rows of a table, each with the line on which it begins."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        quoting = csv.QUOTE_NONE if delimiter == "\t" and path.endswith((".tsv", ".CSV")) else csv.QUOTE_MINIMAL
        reader = csv.reader(file, delimiter=delimiter, quoting=quoting)
        line = 1
        for row in reader:
            yield line, row
            line = reader.line_num + 1


def named(path, delimiter):
    """The rows by their columns, in lower case with low lines."""
    table = rows(path, delimiter)
    names = [name.strip().lower().replace(" ", "_") for name in next(table)[1]]
    for line, row in table:
        yield line, dict(zip(names, row))


def kiel(path, rejected):
    found = collections.Counter()
    for line, row in named(path, ","):
        if line not in rejected:
            currency = row["original_currency"].strip()
            found["rows", row["type_of_donation"] == "Commitment"] += 1
            found["amount", currency] += minor(row["total"], currency) or 0
    return found


KIEL = """SELECT 'rows', stage = 'committed', count(*) FROM stage GROUP BY 2
UNION ALL SELECT 'amount', currency, sum(low) FROM stage GROUP BY 2"""


def gdelt(path, rejected):
    found = collections.Counter()
    for line, row in rows(path, "\t"):
        if line not in rejected:
            found["code", row[26]] += 1
            found["tone", "-"] += round(float(row[34]) * 1000)
            found["day", f"{row[1][:4]}-{row[1][4:6]}-{row[1][6:]}"] += 1
    return found


CODED = """SELECT 'code', code, count(*) FROM coding GROUP BY 2
UNION ALL SELECT 'day', date, count(*) FROM event GROUP BY 2"""
GDELT = CODED + " UNION ALL SELECT 'tone', '-', sum(CAST(round(tone * 1000) AS INTEGER)) FROM coding"


def icews(path, rejected):
    found = collections.Counter()
    for line, row in named(path, "\t" if path.endswith(".tab") else ","):
        if line not in rejected:
            found["code", row["cameo_code"]] += 1
            found["day", row["event_date"]] += 1
    return found


def plover(path, rejected):
    found = collections.Counter()
    with open(path, encoding="utf-8") as file:
        for line, text in enumerate(file, 1):
            if line not in rejected:
                row = json.loads(text)
                found["code", row["event"]] += 1
                found["day", row["date"]] += 1
    return found


STAGES = {"commitment": "committed", "c": "committed", "2": "committed", "11": "committed"}
STAGES |= dict.fromkeys(["disbursement", "disbursment", "d", "3", "expenditure", "e", "4"], "disbursed")
BY_STATUS = {"20": "pledged", "30": "committed", "40": "disbursed"}


def iati(path, rejected):
    found = collections.Counter()
    activities = xml.etree.ElementTree.parse(path).getroot().iter("iati-activity")
    for number, activity in enumerate(activities, 1):
        if number in rejected:
            continue
        for given in activity.iter("transaction"):
            type_of = given.find("transaction-type")
            code = given.get("type") if type_of is None else type_of.get("code")
            status = given.find("status")
            stage = STAGES.get((code or "").lower()) if code else BY_STATUS.get("" if status is None else status.get("code"))
            value = given.find("value")
            if stage:
                currency = (value.get("currency") if value is not None else None) or activity.get("default-currency")
                amount = minor(value.text, currency) if value is not None and currency else None
                found["stage", stage] += 1
                found["amount", currency if amount is not None else None] += amount or 0
    return found


IATI = """SELECT 'stage', stage, count(*) FROM stage GROUP BY 2
UNION ALL SELECT 'amount', currency, coalesce(sum(low), 0) FROM stage GROUP BY 2"""


def ftm(path, rejected):
    found = collections.Counter()
    with open(path, encoding="utf-8") as file:
        for line, text in enumerate(file, 1):
            row = json.loads(text)
            row = row.get("entity", row)
            if line not in rejected:
                found["paid", "-"] += sum(minor(value, "EUR") or 0 for value in row["properties"].get("amountEur", [])[:1])
                found["people", "-"] += row["schema"] == "Person"
                found["sanctions", "-"] += row["schema"] == "Sanction"
                found["owned", "-"] += row["schema"] == "Ownership"
    return found


FTM = """SELECT 'paid', '-', coalesce(sum(low), 0) FROM stage
UNION ALL SELECT 'people', '-', count(*) FROM entity WHERE kind = 'person'
UNION ALL SELECT 'sanctions', '-', count(*) FROM event WHERE type = 'sanction'
UNION ALL SELECT 'owned', '-', count(*) FROM relation WHERE predicate = 'owns'"""

COUNTS = {
    "kiel": (kiel, KIEL, "kiel.csv"),
    "gdelt": (gdelt, GDELT, "gdelt.tsv"),
    "icews": (icews, CODED, "icews.csv"),
    "plover": (plover, CODED, "plover.jsonl"),
    "iati": (iati, IATI, "iati.xml"),
    "ftm": (ftm, FTM, "ftm.jsonl"),
}


def asked(path, sql):
    """The counts of a record."""
    with sqlite3.connect(path) as record:
        return collections.Counter({(what, word): count or 0 for what, word, count in record.execute(sql)})


def main(program, *files):
    pairs = list(zip(files[::2], files[1::2])) or [(recipe, os.path.join(FIXTURE, it[2])) for recipe, it in COUNTS.items()]
    faults = compared = 0
    for recipe, table in pairs:
        count, sql, _ = COUNTS[recipe]
        with tempfile.TemporaryDirectory() as folder:
            path, kept = os.path.join(folder, "record.db"), os.path.join(folder, "rejected.csv")
            subprocess.run([program, "init", path], check=True, capture_output=True)
            before = asked(path, sql)
            load = [program, "--db", path, "import", recipe, table, "--rejects", kept]
            subprocess.run(load, check=True, capture_output=True)
            rejected = {int(row["line"]) for _, row in named(kept, ",")} if os.path.exists(kept) else set()
            after = asked(path, sql)
        after.subtract(before)  # What the record had before.
        ours = count(table, rejected)
        for key in sorted(set(ours) | set(after), key=str):
            compared += 1
            if ours[key] != after[key]:
                faults += 1
                print(f"{recipe}, {os.path.basename(table)}: {key} is {ours[key]} here and {after[key]} in the record")
        print(f"{recipe}: {os.path.basename(table)}, {len(rejected)} rejected, {len(ours)} counts")
    print(f"{compared} counts compared, {faults} faults")
    return faults > 0 or not compared


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
