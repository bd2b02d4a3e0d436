"""What programs read is what docs/schemas say: answers, notes and errors, and the descriptions of questions.

Run as: python3 tests/readers/json_described.py target/debug/onrecord
Needs jsonschema (PyPI).
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile

import jsonschema

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()


def schema(name):
    with open(os.path.join(ROOT, "docs", "schemas", f"{name}.json"), encoding="utf-8") as file:
        found = json.load(file)
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


ANSWER, TOLD, SPEC = schema("answer"), schema("told"), schema("spec")


def asked(*arguments):
    """Runs a command; returns what it answers and what it tells, every line of that judged."""
    done = subprocess.run([PROGRAM, *arguments, "--error-format", "json"], cwd=FOLDER, capture_output=True, text=True)
    told = [json.loads(line) for line in done.stderr.splitlines()]
    for line in told:
        TOLD.validate(line)
    errors = [line for line in told if line["level"] == "error"]
    assert (done.returncode not in (0, 1)) == bool(errors), (arguments, told)
    assert all(line["exit"] == done.returncode for line in errors), (arguments, told)
    return done.stdout, told


def main():
    spec = json.loads(asked("ask", "--spec")[0])
    SPEC.validate(spec)
    answers = 0
    for query in spec["queries"]:
        jsonschema.Draft202012Validator.check_schema(query["input_schema"])
        for example in query["examples"]:
            words = shlex.split(example)[1:]
            if "--chart" in words:
                at = words.index("--chart")
                del words[at : at + 2]
            for more in (["--format", "json"], ["--format", "json", "--cite", "--stats"]):
                rows, told = asked(*[word for word in words if word != "--cite"], *more)
                rows = json.loads(rows)
                ANSWER.validate(rows)
                answers += 1
                names = {column["name"] for column in query["columns"]}
                cited = {"sources", "sources_2", "standing"} if "--cite" in more else {"sources"}
                assert all(row.keys() - cited == names - {"sources"} for row in rows), (words, names)
                assert all(row.get("standing") in (None, "disputed", "wrong") for row in rows), words
    for arguments in (["ask"], ["schema"], ["schema", "pledges"], ["check"], ["batches"], ["search", "chip"], ["show", "rutte"]):
        ANSWER.validate(json.loads(asked(*arguments, "--format", "json")[0]))
    ANSWER.validate(json.loads(asked("sql", "SELECT x'00ff' AS b, 1 AS a, 2 AS a, 'x' AS sources, NULL AS n", "--json")[0]))
    for line in asked("ask", "statements", "--cite", "--jsonl")[0].splitlines():
        ANSWER.validate([json.loads(line)])
    wrong = {
        "sql": ["sql", "SELECT\n nosuch"],
        "usage": ["ask", "pledges", "--doner", "nl"],
        "unknown-entity": ["ask", "pledges", "--donor", "Rutland"],
        "unknown-query": ["ask", "nosuch"],
        "no-record-file": ["ask", "pledges", "--db", "nosuch.db"],
        "timeout": ["sql", "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c", "--timeout", "0.2"],
        "forbidden": ["sql", "DELETE FROM source"],
    }
    for kind, arguments in wrong.items():
        answer, told = asked(*arguments)
        assert answer == "" and [line["kind"] for line in told if line["level"] == "error"] == [kind], (kind, told)
    place = asked(*wrong["sql"])[1][-1]["at"]
    assert place == {"byte": 8, "line": 2, "column": 2}, place
    with open(os.path.join(FOLDER, "bad.toml"), "w", encoding="utf-8") as file:
        file.write('[[event]]\nkey = "x"\ntitel = "y"\n')
    faults = asked("add", "bad.toml")[1][-1]["faults"]
    assert faults and faults[0]["place"].startswith("bad.toml:"), faults
    assert answers > 50, answers
    print(f"{len(spec['queries'])} questions, {answers} answers and {len(wrong)} errors are what docs/schemas say")


main()
