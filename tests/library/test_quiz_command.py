"""The verb ``quiz``: what it prints, what it refuses, and its exit codes."""

import pytest
from postsoviet.cli import main
from postsoviet.quiz.bank import folder


def test_check_says_how_many_questions_and_versions_there_are(capsys):
    assert main(["quiz", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    units = sorted(path.name[:2] for path in folder().glob("*.yaml"))
    assert len(units) > 1 and [line[:2] for line in lines] == units and all("versions: in order" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "--unit", "77"], "holds no bank for unit '77'"),
        (["stress", "--unit", "0"], "holds no bank for unit '0'"),
        (["page", "--unit", "9", "--out", "x.html"], "holds no bank for unit '9' (did you mean '09'?)"),
        (["gradebook", "nothing.json", "--to", "cvs", "--out", "book"], "(did you mean 'csv'"),
        (["gradebook", "nothing.json", "--to", "csv", "--out", "book"], "nothing.json does not exist"),
        (["gradebook", "nothing.json", "--to", "csv", "--out", "book", "--count", "lst"], "did you mean 'last'"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(arguments, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["quiz", *arguments]) == 2
    told = capsys.readouterr()
    assert sentence in told.err and not told.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "--to", "moodel"], "invalid choice: 'moodel'"),
        (["export", "--to", "moodle", "--variants", "0"], "'0' is not a whole number from 1 to 10,000"),
        (["export", "--to", "moodle", "--seed", "x"], "invalid int value: 'x'"),
    ],
)
def test_a_wrong_option_is_told_by_the_parser(arguments, sentence, capsys):
    with pytest.raises(SystemExit):
        main(["quiz", *arguments])
    assert sentence in capsys.readouterr().err


def test_a_page_for_a_test_holds_no_key(tmp_path, capsys):
    target = tmp_path / "test.html"
    assert main(["quiz", "page", "--unit", "09", "--out", str(target)]) == 0
    hidden = target.read_text(encoding="utf-8")
    assert "answers hidden" in capsys.readouterr().out
    assert main(["quiz", "page", "--unit", "09", "--answers", "shown", "--out", str(target)]) == 0
    shown = target.read_text(encoding="utf-8")
    # between style and script
    forms = [page.partition("<main>")[2].partition("</main>")[0] for page in (hidden, shown)]
    assert "answer-key" in forms[1] and "answer-key" not in forms[0] and "data-low" not in forms[0]
    assert "http://" not in hidden.replace("http://www.w3.org", "") and "src=" not in hidden.replace('src="data:', "")


def test_a_page_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    assert main(["quiz", "page", "--unit", "09", "--out", str(tmp_path / "no" / "such" / "page.html")]) == 2
    assert "could not be written" in capsys.readouterr().err
