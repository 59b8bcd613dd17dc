"""The pictures of charts that stand with quiz questions are those of the notebooks."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import pictures  # noqa: E402


def test_every_picture_is_up_to_date():
    register = json.loads(pictures.REGISTER.read_text(encoding="utf-8"))
    wanted = pictures.wanted()
    assert {*register} == {*wanted}, "run 'make pictures': another set of charts is named by the questions"
    stale = [name for name, (figure, _) in wanted.items() if register[name]["figure"] != pictures.fingerprint(figure)]
    assert not stale, f"run 'make pictures': {stale} show an older figure"
    assert all(register[name]["alt"] == texts["alt"] for name, (_, texts) in wanted.items()), "run 'make pictures'"


def test_both_forms_of_every_picture_are_there_and_nothing_else():
    register = json.loads(pictures.REGISTER.read_text(encoding="utf-8"))
    files = {path.name for path in pictures.FOLDER.iterdir()}
    assert files == {"pictures.json"} | {f"{name}.{form}" for name in register for form in ("svg", "png")}


def test_a_picture_runs_nothing_and_asks_for_nothing():
    for path in pictures.FOLDER.glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("<svg ") and "<script" not in text and "href=" not in text and "url(http" not in text
        assert len(text.encode()) < 40_000, f"{path.name} is too large for a page"
