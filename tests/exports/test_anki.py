"""The Anki cards of a bank: read back by our own reader, and by Anki where its package is installed."""

from __future__ import annotations

import base64
import csv
import io
import unicodedata
from pathlib import Path

import pytest
from sheet_view import View, explanations, literal, parsed, said, words_of

from postsoviet.quiz.exports import anki
from postsoviet.quiz.exports.base import Report
from postsoviet.quiz.exports.numbers import reach_of
from postsoviet.quiz.marking import mark
from postsoviet.quiz.parts import NumberKey
from postsoviet.quiz.text import block, inline

GOLDEN = Path(__file__).parent / "golden" / "anki.txt"


def exported(source) -> bytes:
    ((name, content),) = anki.export(source, Report("anki")).items()
    assert name == "00-anki.txt"
    return content


def read(content: bytes) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Read the header and the notes as Anki's manual describes them."""
    text, head = content.decode(), {}
    while text.startswith("#"):
        line, _, text = text.partition("\n")
        name, _, value = line[1:].partition(":")
        head[name] = value
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    return head, [dict(zip(anki.COLUMNS, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def content(source) -> bytes:
    return exported(source)


@pytest.fixture(scope="module")
def notes(content) -> list[dict[str, str]]:
    return read(content)[1]


@pytest.fixture(scope="module")
def versions(source) -> list:
    return [drawn for pool in source.pools for drawn in pool.variants]


def tex(markdown: str) -> str:
    return said(inline(markdown, maths="tex"))


def test_the_file_is_the_golden_one(content):
    assert content == GOLDEN.read_bytes(), "if the change is meant, write the file again"


def test_the_header_says_what_the_columns_are(content, source):
    head, _ = read(content)
    assert head == {
        "separator": "tab", "html": "true", "notetype": "Basic", "guid column": "1", "tags column": "4",
        "deck": f"Governance after the Soviet Union::00 {source.bank.title}",
    }  # fmt: skip


def test_a_version_keeps_its_guid_whatever_the_seed(make_source, content):
    everything = [read(exported(make_source(seed, variants=5)))[1] for seed in (7, 8)]
    first, second = ({note["guid"]: (note["front"], note["back"]) for note in one} for one in everything)
    assert list(first) != list(second) and first == second
    assert len(first) == sum(5 if one.draw else 1 for one in make_source().bank.questions)
    assert exported(make_source()) == content


def test_every_note_holds_stem_picture_hint_tags_and_source(notes, versions, source):
    assert len(notes) == len(versions) == len({note["guid"] for note in notes})
    for note, drawn in zip(notes, versions, strict=True):
        question, front, back = drawn.question, parsed(f"<x>{note['front']}</x>"), parsed(f"<x>{note['back']}</x>")
        view = View(front, "tex")
        assert view.stem == said(block(question.stem, maths="tex"))
        assert words_of(back).endswith(f"Rests on: {tex(question.rests_on)}")
        hints = [words_of(one) for one in front.iter("details")]
        assert hints == ([f"Hint{tex(question.hint)}"] if question.hint else [])
        assert set(note["tags"].split()) == {
            "unit::00", f"objective::00-{question.objective}", f"difficulty::{question.difficulty}",
            f"type::{question.type}", f"points::{question.points}",
        }  # fmt: skip
        assert len(view.pictures) == bool(question.chart)
        for address, alt in view.pictures:
            picture = source.pictures[question.chart]
            assert base64.b64decode(address.partition("base64,")[2]).decode() == picture.svg and alt == picture.alt
        assert "script" not in {one.tag for one in (*front.iter(), *back.iter())}


def test_the_answer_on_the_back_earns_every_point(notes, versions):
    checked = set()
    for note, drawn in zip(notes, versions, strict=True):
        question, back = drawn.question, parsed(f"<x>{note['back']}</x>")
        answers = [words_of(one) for one in back.iter("p") if one.get("class") == "answer"]
        assert len(answers) == (question.type != "open")
        if answers:
            key = answers[0].removeprefix("Answer: ")
            key = key.split(" | ")[0] if question.type == "text" else key
            key = key.removesuffix(question.unit) if question.type == "number" else key
            view = View(parsed(f"<x>{note['front']}</x>"), "tex")
            assert mark(question, view.answer(question, key)).fraction == 1, note
            checked.add(question.type)
    assert len(checked) == 8


def test_the_back_holds_every_explanation_and_tolerance(notes, versions):
    for note, drawn in zip(notes, versions, strict=True):
        question, text = drawn.question, said(note["back"])
        hint = [question.hint] if question.hint else []
        for explanation in [one for one in explanations(question) if one not in hint]:
            assert tex(explanation) in text
        for key in (question, *getattr(question, "blanks", {}).values()):
            if isinstance(key, NumberKey):
                reach = reach_of(key)
                wanted = (
                    f"accepted from {reach.shown(reach.low)} to {reach.shown(reach.high)}" if reach.reach else "exactly"
                )
                assert wanted in text
            assert all(literal(one) in text for one in getattr(key, "accepted", ()))
        if question.type == "open":
            assert said(block(question.sample, maths="tex")) in text
            assert all(tex(line.text) in text for line in question.rubric)


def test_the_front_tells_no_answer(notes, versions):
    for note, drawn in zip(notes, versions, strict=True):
        front = parsed(f"<x>{note['front']}</x>")
        question, text = drawn.question, words_of(front).partition("Hint")[0]
        for explanation in filter(lambda one: len(one) > 12, explanations(question)):
            assert tex(explanation) not in text
        assert not (question.type == "number" and reach_of(question).shown(question.answer) in text)


def test_anki_takes_every_note_and_updates_it(content, notes, tmp_path):
    from anki import collection
    from anki.import_export_pb2 import ImportCsvRequest

    cards = collection.Collection(str(tmp_path / "cards.anki2"))

    def take(text: bytes):
        path = tmp_path / "deck.txt"
        path.write_bytes(text)
        # what Anki proposes for the file, with no choice of a person in it
        metadata = cards.get_csv_metadata(str(path), None)
        return cards.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log

    try:
        assert len(take(content).new) == len(notes)
        stored = {note.guid: note for note in map(cards.get_note, cards.find_notes(""))}
        for note in notes:
            there = stored[note["guid"]]
            # Anki stores composed letters
            expected = [unicodedata.normalize("NFC", note[side]) for side in ("front", "back")]
            assert [there["Front"], there["Back"]] == expected and set(there.tags) == set(note["tags"].split())
            assert there.note_type()["name"] == "Basic"
            assert [cards.decks.name(card.did) for card in there.cards()] == [read(content)[0]["deck"]]
        newer = take(content.replace(b"Right: a deep k.", b"Right: a very deep k."))
        assert (len(newer.new), len(newer.updated), len(newer.duplicate)) == (0, 1, len(notes) - 1)
        assert "a very deep k." in cards.get_note(stored["postsoviet-00-letters"].id)["Back"]
    finally:
        cards.close()
