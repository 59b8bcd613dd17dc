"""Result files for the tests of the gradebook, made as a page makes them, and a bank of every type."""

import csv
import hashlib
import io
import json

from postsoviet.quiz import bank as banks
from postsoviet.quiz.bank import read
from postsoviet.quiz.gradebook.running import run

BANK = """
unit: "09"
title: Test of every type
definitions: {years: "[2010, 2011, 2012, 2013, 2014]"}
questions:
  - id: one
    type: single
    objective: 1
    difficulty: apply
    stem: Which *one*?
    rests_on: lines 1-2
    options:
      - {text: Alpha, correct: true, feedback: Yes.}
      - {text: "Beta | <b>bold</b>", feedback: Tempting.}
      - {text: Gamma, feedback: No.}
      - {text: Delta that nobody takes, feedback: No.}
  - id: many
    type: multiple
    points: 2
    objective: 1
    difficulty: apply
    stem: Which ones?
    rests_on: lines 1-2
    options:
      - {text: First, correct: true, feedback: Yes.}
      - {text: Second, correct: true, feedback: Yes.}
      - {text: Third, feedback: No.}
  - id: verdict
    type: true-false
    objective: 1
    difficulty: apply
    stem: It is so.
    rests_on: lines 1-2
    answer: true
    right: Yes.
    wrong: No.
    reasons:
      - {text: Because, correct: true, feedback: Yes.}
      - {text: Despite, feedback: No.}
      - {text: Perhaps, feedback: No.}
  - id: sum
    type: number
    objective: 1
    difficulty: apply
    draw: {year: years}
    stem: What is {{ year }} minus 2000?
    rests_on: lines 1-2
    answer: "= year - 2000"
    tolerance: 0.5
    unit: years
    right: Yes.
    wrong: No.
    near_misses:
      - {value: "= year", feedback: That is the year itself.}
  - id: order
    type: ordering
    objective: 1
    difficulty: apply
    stem: Put in order.
    rests_on: lines 1-2
    first: least
    last: most
    items:
      - {text: low, feedback: Low.}
      - {text: middle, feedback: Middle.}
      - {text: high, feedback: High.}
  - id: match
    type: matching
    objective: 1
    difficulty: apply
    stem: Match.
    rests_on: lines 1-2
    pairs:
      - {text: Osh, match: South, feedback: South.}
      - {text: Talas, match: North, feedback: North.}
    extra:
      - {text: West, feedback: No.}
  - id: gaps
    type: blanks
    objective: 1
    difficulty: apply
    stem: Fill in.
    rests_on: lines 1-2
    text: The [[place]] has [[count]] and is [[word]].
    blanks:
      place: {options: [{text: North, correct: true, feedback: Yes.}, {text: South, feedback: No.}]}
      count: {answer: 3, tolerance: 0.1, right: Yes., wrong: No.}
      word: {accepted: [Қазақстан], right: Yes., wrong: No.}
  - id: word
    type: text
    objective: 1
    difficulty: apply
    stem: Which word?
    rests_on: lines 1-2
    accepted: [Bishkek]
    right: Yes.
    wrong: No.
    near_misses:
      - {value: Frunze, feedback: That is the old name.}
  - id: essay
    type: open
    objective: 1
    difficulty: judge
    stem: Why?
    rests_on: lines 1-2
    sample: Because.
    rubric:
      - {text: Names the *base*, points: 2}
      - {text: Names the year, points: 3}
"""
#: An answer to every question that has all of its points, and the version it was drawn in.
RIGHT = {
    "one": 0, "many": [0, 1], "verdict": {"verdict": True, "reason": 0}, "sum": "12", "order": [1, 2, 3],
    "match": [0, 1],
    "gaps": {"place": 0, "count": "3", "word": "қазақстан"}, "word": "bishkek",
    "essay": {"text": "Because of the base.", "ticked": [0]},
}  # fmt: skip
DRAWN = {"sum": {"year": 2012}}


def make_bank(folder, monkeypatch, text=BANK, unit="09"):
    """Put a bank where the gradebook looks for it."""
    path = folder / f"{unit}_test.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace('unit: "09"', f'unit: "{unit}"'), encoding="utf-8")
    monkeypatch.setattr(banks, "folder", lambda: folder)
    return read(path)


def sealed(raw):
    """Return the bytes of a result with its checksum, computed here by the words of the contract."""
    rest = {key: value for key, value in raw.items() if key != "checksum"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return json.dumps({**rest, "checksum": digest}, ensure_ascii=True).encode()


def result(
    made,
    student="Aigul",
    answers=None,
    *,
    saved="2027-01-18T10:00:00.000Z",
    seconds=40,
    parameters=DRAWN,
    shown=(),
    **more,
):
    """Return a result as a page writes it; an answer in a list of ``tries`` is one of several."""
    given = {}
    for name, answer in (RIGHT if answers is None else answers).items():
        tries = answer.tries if isinstance(answer, Tries) else [answer]
        given[name] = {
            "parameters": parameters.get(name, {}),
            "tries": [{"at": "2027-01-18T09:59:00.000Z", "seconds": seconds, "answer": one} for one in tries],
            "hint": name in shown,
            "shown": name in shown,
        }
    return {
        "format": "postsoviet quiz result", "version": 1, "unit": made.unit, "bank": banks.fingerprint(made),
        "student": student, "saved": saved, "answers": given, **more,
    }  # fmt: skip


class Tries:
    """Several answers to one question, the first one first."""

    def __init__(self, *tries):
        self.tries = tries


def grader(folder):
    """Return a function that grades results, given by file name, and returns the tables by name and the summary."""

    def grade(results, to="csv", **more):
        for name, raw in results.items():
            path = folder / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw if isinstance(raw, bytes) else sealed(raw))
        summary = run([folder / "in"], to, folder / "out", **more)
        return tables(folder / "out"), summary

    return grade


def tables(folder):
    """Read every CSV as an importer does: strict, and without a word of ours."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        text = path.read_bytes().decode("utf-8-sig")
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") and '"' not in text.partition("\r\n")[0]
        found[path.name] = [*csv.reader(io.StringIO(text, newline=""), strict=True)]
        assert len({len(row) for row in found[path.name]}) == 1, path.name
    return found


def column(rows, name):
    """Return a column of a table by its name."""
    place = rows[0].index(name)
    return [row[place] for row in rows[1:]]
