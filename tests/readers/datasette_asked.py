"""Datasette shows the record: every canned query gives, for each example of its question, the rows of the command line.

Run as: python3 tests/readers/datasette_asked.py target/debug/onrecord
Needs datasette (PyPI).
"""

import asyncio
import glob
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

from datasette.app import Datasette

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.path.abspath(sys.argv[1])


def onrecord(folder, *arguments):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True)


def examples(name):
    with open(os.path.join(ROOT, "seed", "queries", f"{name}.sql"), encoding="utf-8") as file:
        return [shlex.split(rest) for rest in re.findall(r"^-- @(?:example|try)(.*)$", file.read(), re.MULTILINE)]


def typed(words, parameters):
    """What a person types into the fields for these flags; None where the flags are no fields."""
    fields, lists = dict.fromkeys(parameters, ""), {}
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        name = name.lstrip("-").replace("-", "_")
        if name in ("cite", "all"):
            continue
        if name not in parameters:
            return None
        value = value or next(rest)
        fields[name] = f"{fields[name]},{value}" if fields[name] else value
    return fields


async def main():
    folder = tempfile.mkdtemp()
    onrecord(folder, "init")
    facts = os.path.join(ROOT, "tests", "fixture")
    for name in ("words.toml", "dam-report.toml", "dam-reply.toml"):
        text = os.path.join(facts, name.replace(".toml", ".txt"))
        files = [os.path.join(facts, name)] + ([text] if os.path.exists(text) else [])
        onrecord(folder, "add", *files)
    assert onrecord(folder, "export", "--datasette", "metadata.json").returncode == 0
    with open(os.path.join(folder, "metadata.json"), encoding="utf-8") as file:
        metadata = json.load(file)
    queries = metadata["databases"]["onrecord"]["queries"]
    datasette = Datasette([os.path.join(folder, "onrecord.db")], metadata=metadata, settings={"max_returned_rows": 5000, "sql_time_limit_ms": 20000})
    await datasette.invoke_startup()
    page = (await datasette.client.get("/onrecord")).text
    assert "ask-who-said" in page and "change" in page, "the questions are listed, the tables hidden"
    asked, faults, left = 0, [], 0
    for called, query in queries.items():
        name = called.removeprefix("ask-")
        for words in examples(name):
            fields = typed(words, query["params"])
            if fields is None:
                left += 1
                continue
            ours = onrecord(folder, "ask", name, *[word for word in words if word not in ("--cite", "--all")], "--format", "json", "--quiet")
            if ours.returncode:
                left += 1
                continue
            answer = await datasette.client.get(f"/onrecord/{called}.json", params={**fields, "_shape": "objects", "_size": "max"})
            asked += 1
            theirs = answer.json()
            if answer.status_code != 200 or not theirs.get("ok", True):
                faults.append(f"{name} {words}: {theirs.get('error')}")
            elif [list(row.values()) for row in theirs["rows"]] != [list(row.values()) for row in json.loads(ours.stdout)]:
                faults.append(f"{name} {words}: {len(theirs['rows'])} rows, and the command line has {len(json.loads(ours.stdout))}")
    for view in (os.path.basename(path)[:-4] for path in glob.glob(os.path.join(ROOT, "seed", "views", "*.sql"))):
        text = (await datasette.client.get(f"/onrecord/{view}")).text
        if "column-descriptions" not in text:
            faults.append(f"{view}: no column is described")
    print(f"{len(queries)} canned queries, {asked} asked, {left} left out, {len(faults)} faults")
    print("\n".join(faults))
    return bool(faults) or asked < 80


sys.exit(asyncio.run(main()))
