"""Exported tables, read by the tools that people have: each cell of Parquet is that of the CSV and of the record.

Run as: python3 tests/readers/tables_read.py target/debug/onrecord [--spark]
Needs duckdb, pyarrow and pandas; with --spark also pyspark and Java.
"""

import csv
import datetime
import decimal
import os
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
import pandas
import pyarrow.parquet

PROGRAM = os.path.abspath(sys.argv[1])
OPEN, FIRST = "0000-01-01", datetime.date(1, 1, 1)


def onrecord(folder, *arguments):
    done = subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def as_text(value):
    """A value as the CSV has it; None where there is none."""
    if value is None or value is pandas.NaT or value is pandas.NA or value != value:
        return None
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return OPEN if value == FIRST else value.isoformat()
    if isinstance(value, (float, decimal.Decimal)):
        return repr(float(value))
    return str(value)


def of_csv(path, types):
    """The rows of a CSV, its numbers as numbers: an empty field is NULL, as no text of the record is empty."""
    with open(path, newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    number = lambda name, text: repr(float(text)) if types[name] in ("double", "decimal") else text
    return head, [tuple(None if text == "" else number(name, text) for name, text in zip(head, row)) for row in rows]


def kinds(schema):
    """Of each column, what the rest of the program here must know of its type."""
    kind = lambda field: "decimal" if pyarrow.types.is_decimal(field.type) else str(field.type)
    return {field.name: kind(field) for field in schema}


def same(table, reader, found, wanted):
    key = lambda row: tuple("" if value is None else value for value in row)
    found, wanted = sorted(found, key=key), sorted(wanted, key=key)
    differing = [(a, b) for a, b in zip(found, wanted) if a != b]
    assert len(found) == len(wanted) and not differing, f"{table} in {reader}: {len(found)} rows of {len(wanted)}; {differing[:1]}"


# Questions in SQL that every engine reads the same way.
QUESTIONS = [
    "SELECT currency, count(*), sum(low) FROM pledges WHERE stage = 'given' GROUP BY currency ORDER BY currency",
    "SELECT speaker, count(*) FROM statements WHERE last_day >= '2023-01-16' GROUP BY speaker ORDER BY speaker",
    "SELECT e.type, min(e.first_day), max(e.last_day) FROM events e WHERE e.status <> 'planned' GROUP BY e.type ORDER BY e.type",
    "SELECT s.\"key\", c.source, c.words FROM statements s JOIN citations c ON c.record_id = s.record_id WHERE c.words LIKE '%Twitter%' ORDER BY 1, 2, 3",
    "SELECT kind, count(DISTINCT what) FROM timeline GROUP BY kind ORDER BY kind",
    "SELECT d.\"key\", count(*), sum(CASE WHEN d.is_preferred = 1 THEN 1 ELSE 0 END) FROM disputes d GROUP BY d.\"key\" ORDER BY 1",
]


def asked(folder, tables, spark):
    """Each question gives the same from the record, from Parquet by DuckDB and from Parquet by Spark."""
    record = sqlite3.connect(f"{folder}/onrecord.db")
    reader = duckdb.connect()
    for table in tables:
        reader.execute(f"CREATE VIEW \"{table}\" AS SELECT * FROM '{folder}/whole/{table}.parquet'")
        if spark:
            spark.read.parquet(f"{folder}/whole/{table}.parquet").createOrReplaceTempView(table)
    for question in QUESTIONS:
        wanted = [tuple(map(as_text, row)) for row in record.execute(question)]
        answers = {"DuckDB": reader.execute(question).fetchall()}
        if spark:
            answers["Spark"] = spark.sql(question.replace('"', "`")).collect()
        for name, rows in answers.items():
            found = [tuple(map(as_text, row)) for row in rows]
            # NULL comes first here and last there. A sum of decimals is exact, and one of doubles may be none: both are told as doubles here.
            key = lambda row: tuple("" if value is None else value for value in row)
            assert wanted and sorted(found, key=key) == sorted(wanted, key=key), f"{name}: {question}: {found[:2]} for {wanted[:2]}"


def main():
    folder = tempfile.mkdtemp()
    onrecord(folder, "init")
    onrecord(folder, "export", "--tables", "csv")
    onrecord(folder, "export", "--tables", "whole", "--format", "parquet")
    onrecord(folder, "export", "--tables", "years", "--format", "parquet", "--by-year")
    spark = None
    if "--spark" in sys.argv:
        from pyspark.sql import SparkSession

        spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
    tables, cells, partitioned = sorted(name[:-4] for name in os.listdir(f"{folder}/csv") if name.endswith(".csv")), 0, 0
    for table in tables:
        path = f"{folder}/whole/{table}.parquet"
        arrow = pyarrow.parquet.read_table(path)
        head, wanted = of_csv(f"{folder}/csv/{table}.csv", kinds(arrow.schema))
        assert arrow.column_names == head, table
        same(table, "pyarrow", [tuple(as_text(row[name]) for name in head) for row in arrow.to_pylist()], wanted)
        frame = pandas.read_parquet(path, dtype_backend="pyarrow")
        same(table, "pandas", [tuple(map(as_text, row)) for row in frame.itertuples(index=False, name=None)], wanted)
        listed = ", ".join(f'"{name}"' for name in head)
        rows = duckdb.sql(f"SELECT {listed} FROM '{path}'").fetchall()
        same(table, "DuckDB", [tuple(map(as_text, row)) for row in rows], wanted)
        if os.path.isdir(f"{folder}/years/{table}"):
            partitioned += 1
            whole = f"read_parquet('{folder}/years/{table}/**/*.parquet', hive_partitioning = true, hive_types = {{'year': BIGINT}})"
            rows = duckdb.sql(f"SELECT {listed} FROM {whole}").fetchall()
            same(table, "DuckDB by year", [tuple(map(as_text, row)) for row in rows], wanted)
            day = {"pledges": "last_day"}.get(table, "order_day")
            wrong = f"SELECT count(*) FROM {whole} WHERE coalesce(year, 0) <> CASE WHEN year(\"{day}\") IN (1, 9999) THEN 0 ELSE year(\"{day}\") END"
            assert duckdb.sql(wrong).fetchone() == (0,), table
        if spark:
            rows = spark.read.parquet(path).select(*[f"`{name}`" for name in head]).collect()
            same(table, "Spark", [tuple(map(as_text, row)) for row in rows], wanted)
            if os.path.isdir(f"{folder}/years/{table}"):
                rows = spark.read.parquet(f"{folder}/years/{table}").select(*[f"`{name}`" for name in head]).collect()
                same(table, "Spark by year", [tuple(map(as_text, row)) for row in rows], wanted)
        cells += len(wanted) * len(head)
    asked(folder, tables, spark)
    assert len(tables) > 15 and cells > 10_000 and partitioned > 3, (tables, cells, partitioned)
    readers = "pyarrow, pandas, DuckDB" + (", Spark" if spark else "")
    print(f"{len(tables)} tables, {cells} cells: the same in {readers}; {partitioned} of the tables also by year; {len(QUESTIONS)} questions")


main()
