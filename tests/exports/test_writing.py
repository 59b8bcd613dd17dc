"""Exports on the disk: whole or not at all, the same bytes for the same seed, and every loss told."""

import hashlib
import re

import pytest
from postsoviet.cli import main
from postsoviet.errors import CourseError
from postsoviet.quiz import load
from postsoviet.quiz.exports import FORMATS, draw_source, exporter
from postsoviet.quiz.exports.base import Report, identifier
from postsoviet.quiz.exports.writing import export, report_text, write


def digests(folder):
    """Every file below a folder with the checksum of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_seed_gives_the_same_bytes_and_another_does_not(make_source, name):
    first, again, other = (export(make_source(seed), name)[0] for seed in (7, 7, 8))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("unit", ["02", "09"])
def test_every_real_bank_exports_to_every_format(unit, name):
    source = draw_source(load(unit), variants=4, seed=11)
    files, report = export(source, name)
    assert all(isinstance(content, bytes) and content for content in files.values())
    assert f"{unit}-{name}-report.md" in files
    assert {question for question, _ in report.losses} <= {""} | {question.id for question in source.bank.questions}


def test_the_command_writes_every_format(tmp_path, capsys):
    arguments = ["quiz", "export", "--unit", "09", "--to", "all", "--variants", "3", "--seed", "7", "--out"]
    assert main([*arguments, str(tmp_path / "one")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(FORMATS) + 1
    assert main([*arguments, str(tmp_path / "two")]) == 0
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert not [path for path in (tmp_path / "one").iterdir() if path.name.startswith(".")]


def test_a_report_says_each_loss_once_and_what_is_lost_everywhere_first(make_source):
    source = make_source()
    report = Report("gift")
    names = [pool.question.id for pool in source.pools]
    for name in names[:2]:
        report.lost(name, "a picture")
        report.lost(name, "a picture")
    for name in names:
        report.lost(name, "the hint")
    report.lost(None, "the colours")
    lines = [line for line in report_text(source, report, {"x.txt": b""}).splitlines() if line.startswith("- ")]
    assert lines[-3:] == [
        "- Every question: the hint.", "- Every question: the colours.", f"- `{names[0]}`, `{names[1]}`: a picture.",
    ]  # fmt: skip


def test_a_report_says_where_there_are_fewer_versions_than_asked_for(make_source):
    source = make_source(variants=20)
    told = re.findall(r"`([\w-]+)` has (\d+) versions; 20 were asked for", report_text(source, Report("gift"), {}))
    assert told == [
        (pool.question.id, str(len(pool.variants))) for pool in source.pools if pool.question.is_parameterised
    ]


def test_a_failed_write_leaves_nothing_half(tmp_path):
    (tmp_path / "b").write_text("a file where a folder should be")
    with pytest.raises(CourseError, match="choose another --out"):
        write({"a.txt": b"1", "b/c.txt": b"2"}, tmp_path / "b")
    assert digests(tmp_path) == {"b": hashlib.sha256(b"a file where a folder should be").hexdigest()}


def test_a_path_cannot_lead_out_of_the_folder(tmp_path):
    with pytest.raises(CourseError, match="leads out of the folder"):
        write({"../outside.txt": b"1"}, tmp_path / "inside")
    assert not (tmp_path / "outside.txt").exists()


def test_an_unknown_format_offers_the_nearest():
    with pytest.raises(CourseError, match="no export to 'moodel' .did you mean 'moodle'"):
        exporter("moodel")


def test_names_of_versions_are_stable(every_type):
    question = every_type.questions[0]
    assert identifier(every_type, question) == f"00-{question.id}"
    assert identifier(every_type, question, 3) == f"00-{question.id}-03"


@pytest.mark.parametrize("name", FORMATS)
def test_no_private_sign_and_no_hole_leaves_in_any_file(make_source, name):
    files, _ = export(make_source(), name)
    for path, content in files.items():
        if not path.endswith((".zip", ".imscc", ".png")):
            text = content.decode()
            assert not any(sign in text for sign in "\ue000\ue001\ue002"), path
