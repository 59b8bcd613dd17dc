"""The R/exams files of a bank: read by the rules of R/exams, and by pandoc where its package is installed."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from rexams_view import R_CHUNK, R_CODE, Exercise, read_exercise, words_of, words_of_bank
from sheet_view import explanations

from postsoviet.quiz.draws import Drawn
from postsoviet.quiz.exports import rexams
from postsoviet.quiz.exports.base import Report, identifier
from postsoviet.quiz.exports.pandoc import blocks, escaped, phrase
from postsoviet.quiz.marking import mark
from postsoviet.quiz.parts import ChoiceBlank, NumberKey
from postsoviet.quiz.text import block, inline

GOLDEN = Path(__file__).parent / "golden" / "rexams"
#: Everything that pandoc, knitr or R/exams could take for a command.
NASTY = [
    "`r system('x')` and ``a `r 1` b`` and `code`r 2 `b`",
    "```{r}\nstop()\n```",
    "    ```{r}\n    stop()",
    "<script>alert(1)</script>",
    r"\\input{x} \item \begin{answerlist}",
    "[x](http://a.org/`r`) and <http://b.org>",
    "^a^ ~b~ [^1] @doi [@x] {#id .c}",
    "Question\n========\n\nAnswerlist\n----------",
    "* one\n* two\n\n1. three\n2. four",
    "1\\. no list",
    "iv) no list",
    "\\# no head",
    "| a \\| b | c |\n|---|:-:|\n| $\\vert x \\vert$ | `d` |",
    "> said\n> so",
    "a -- b ... \"c\" 'd'",
    "::: note\ntext\n:::",
    "% title",
    "exsolution: 111",
    "$a_{1}$ and \\$5",
    "# head\n\ntext\n\n---\n\nmore",
    "line  \nbroken",
    "a&nbsp;b &copy; &amp;lt;",
    "==== or ---- here",
    "Before\n\n- a\n\n  b\n- c\n    1. d\n    2. e",
]


@pytest.fixture(scope="module")
def lost() -> Report:
    return Report("rexams")


@pytest.fixture(scope="module")
def files(source, lost) -> dict[str, bytes]:
    return {name.removeprefix("00-rexams/"): content for name, content in rexams.export(source, lost).items()}


@pytest.fixture(scope="module")
def read(files) -> dict[str, Exercise]:
    return {Path(name).stem: read_exercise(text.decode()) for name, text in files.items() if name.endswith(".Rmd")}


@pytest.fixture(scope="module")
def versions(source) -> dict[str, Drawn]:
    return {
        identifier(source.bank, pool.question, number if pool.question.draw else None): drawn
        for pool in source.pools
        for number, drawn in enumerate(pool.variants, start=1)
    }


@pytest.mark.parametrize(
    "name",
    [
        "exams.R",
        *(f"exercises/00-{one}/00-{one}.Rmd" for one in ("signs", "blanks", "verdict", "order", "match", "essay")),
    ],
)
def test_the_files_are_the_golden_ones(files, name):
    assert files[name] == (GOLDEN / Path(name).name).read_bytes(), "if the change is meant, write the file again"


def test_the_same_seed_gives_the_same_bytes_and_another_another_order(make_source, files):
    again, other = (rexams.export(make_source(seed), Report("rexams")) for seed in (7, 8))
    assert list(again.values()) == list(files.values()) and list(other.values()) != list(files.values())


def test_every_version_has_a_file_in_the_folder_of_its_question_and_a_place_in_the_script(files, versions, source):
    names = {name for name in files if name.endswith(".Rmd")}
    assert {Path(name).stem for name in names} == set(versions)
    assert all(Path(name).parent.name == f"00-{versions[Path(name).stem].question.id}" for name in names)
    script = files["exams.R"].decode()
    pools = [re.findall(r'"(.+?)\.Rmd"', line) for line in re.findall(r"^  c\((.*)\)", script, re.M)]
    assert [len(pool) for pool in pools] == [3 if one.draw else 1 for one in source.bank.questions]
    assert [name for pool in pools for name in pool] == list(versions)
    assert "copies <- 3\nseed <- 7\n" in script


def test_what_surrounds_the_answers_arrives(read, versions):
    for name, drawn in versions.items():
        question, one = drawn.question, read[name]
        text = words_of("\n".join(one.question))
        stem = re.sub(r"[|:-]", "", words_of_bank(question.stem))
        assert stem in re.sub(r"[|:-]", "", text), name
        said = words_of("\n".join(one.solution))
        assert f"Restson:{words_of_bank(question.rests_on)}" in said
        assert not question.hint or f"Hint:{words_of_bank(question.hint)}" in said
        assert one.meta["exname"] == one.meta["extitle"] == [name]
        assert one.meta["extags"] == [
            "unit=00", f"objective={question.objective}", f"difficulty={question.difficulty}", f"type={question.type}",
        ]  # fmt: skip
        assert one.meta["exsection"] == [f"unit-00/objective-{question.objective}"]


def test_choices_arrive_with_key_and_feedback(read, versions):
    for name, drawn in versions.items():
        question, one = drawn.question, read[name]
        if question.type not in ("single", "multiple"):
            continue
        assert one.meta["extype"] == ["schoice" if question.type == "single" else "mchoice"]
        assert one.meta["expoints"] == [str(question.points)] and one.meta["exshuffle"] == ["TRUE"]
        arrived = zip(one.options, one.feedback, one.meta["exsolution"][0], strict=True)
        for option, (text, feedback, flag) in zip(question.options, arrived, strict=True):
            assert words_of(text) == words_of_bank(option.text)
            assert words_of(feedback) == words_of_bank(option.feedback)
            assert flag == str(int(option.correct))


def test_numbers_arrive_with_tolerance_unit_and_near_misses(read, versions):
    checked = 0
    for name, drawn in versions.items():
        question, one = drawn.question, read[name]
        if question.type != "number":
            continue
        centre, reach = float(one.meta["exsolution"][0]), float(one.meta["extol"][0])
        for value, right in (
            (centre - reach, 1),
            (centre + reach, 1),
            (centre - 1.01 * reach, 0),
            (centre + 1.01 * reach, 0),
        ):
            assert mark(question, f"{value:.12f}").fraction == right, (name, value)
        assert not question.unit or f"Unit:{question.unit}" in words_of("\n".join(one.question))
        said = words_of("\n".join(one.solution))
        assert all(words_of_bank(text) in said for text in explanations(question))
        checked += 1
    assert checked == 7


def answered(question, one: Exercise):
    """Answer a cloze as its solution says, in the form of a student's answer."""
    chosen = [
        options[solution.index("1")] if kind == "schoice" else solution for kind, solution, options, _ in one.groups
    ]
    body = "\n".join(one.question)
    if question.type == "true-false":
        reasons = [words_of_bank(reason.text) for reason in question.reasons]
        return {"verdict": chosen[0] == "True", "reason": reasons.index(words_of(chosen[1]))}
    if question.type == "blanks":
        answer = {}
        for name, text in zip(question.pieces[1::2], chosen, strict=True):
            blank = question.blanks[name]
            texts = [words_of_bank(option.text) for option in blank.options] if isinstance(blank, ChoiceBlank) else []
            answer[name] = texts.index(words_of(text)) if texts else text
        return answer
    ordering = question.type == "ordering"
    lines = re.findall(r"^- ##ANSWER\d+## (.*)$" if ordering else r"^- (.*): ##ANSWER\d+##$", body, re.M)
    found = dict(zip(map(words_of, lines), chosen, strict=True))
    if ordering:
        return [int(found[words_of_bank(item.text)]) for item in question.items]
    choices = [words_of_bank(choice) for choice in question.choices]
    return [choices.index(words_of(found[words_of_bank(pair.text)])) for pair in question.pairs]


def test_the_solutions_of_a_cloze_earn_every_point(read, versions):
    kinds = set()
    for name, drawn in versions.items():
        question, one = drawn.question, read[name]
        if one.meta["extype"] != ["cloze"]:
            continue
        assert mark(question, answered(question, one)).fraction == 1, name
        assert len(one.meta["expoints"]) == len(one.meta["exsolution"])
        feedback = [words_of(text) for text in one.feedback]
        hint = [question.hint] if question.hint else []
        for text in [text for text in explanations(question) if text not in hint]:
            assert any(words_of_bank(text) in said for said in feedback), (name, text)
        kinds.add(question.type)
    assert kinds == {"true-false", "ordering", "matching", "blanks"}


def test_the_right_option_of_a_cloze_has_the_feedback_of_the_right_option(read, versions):
    question, one = versions["00-order"].question, read["00-order"]
    for (_, solution, _, said), line in zip(one.groups, re.findall(r"## (.*)", "\n".join(one.question)), strict=True):
        item = next(item for item in question.items if words_of_bank(item.text) == words_of(line))
        assert words_of(said[solution.index("1")]) == words_of_bank(item.feedback)


def test_a_number_in_a_blank_has_its_tolerance(read, versions):
    one, blank = read["00-blanks"], versions["00-blanks"].question.blanks["percent"]
    assert isinstance(blank, NumberKey) and blank.tolerance.relative == 0.01
    assert one.meta["exsolution"][1] == "25" and one.meta["extol"] == ["0", "0.25", "0"]
    assert "##ANSWER2## \\%" in "\n".join(one.question)


def test_short_texts_keep_one_answer_and_the_others_in_the_solution(read, versions, lost):
    question, one = versions["00-word"].question, read["00-word"]
    assert one.meta["extype"] == ["string"] and mark(question, one.meta["exsolution"][0]).fraction == 1
    said = words_of("\n".join(one.solution))
    assert all(re.sub(r"\s", "", text) in said for text in question.accepted)
    assert (
        "word",
        f"all accepted answers but one, which is '{question.accepted[0]}'; the solution names them",
    ) in lost.losses


def test_an_open_question_is_an_essay_with_rubric_and_sample(read, versions, files, source):
    question, one = versions["00-essay"].question, read["00-essay"]
    assert one.meta["extype"] == ["string"] and one.meta["exstringtype"] == ["essay"] and one.meta["expoints"] == ["3"]
    said = words_of("\n".join(one.solution))
    assert words_of_bank(question.sample) in said
    assert all(f"{words_of_bank(line.text)}({line.points}point" in said for line in question.rubric)
    assert "![Two dots: " in "\n".join(one.question) and "](00-picture.png)&nbsp;" in "\n".join(one.question)
    assert (
        len(one.chunks) == 1
        and b'include_supplement("00-picture.png", recursive = TRUE)' in files["exercises/00-essay/00-essay.Rmd"]
    )
    assert files["exercises/pictures/00-picture.png"] == source.pictures["picture"].png


def test_points_that_cannot_be_shared_are_reported(read, versions, lost):
    for name, drawn in versions.items():
        points = [int(one) for one in read[name].meta["expoints"]]
        reported = (drawn.question.id, "points") in {
            (name, "points") for name, what in lost.losses if "its points" in what
        }
        assert (sum(points) == drawn.question.points) != reported, name


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_code_or_a_section(text):
    for written in (phrase(text), blocks(text), escaped(text)):
        assert not R_CODE.search(written) and not R_CHUNK.search(written)
        assert not re.search(r"^(====|----)", written, re.M) and "\\item" not in written
    assert "\n" not in phrase(text).replace("\\\n", "")


def test_a_bar_in_a_formula_ends_no_cell():
    table = "| a | b |\n|---|---|\n| $\\|x\\|$ | c |"
    assert blocks(table).split("\n")[2] == "| ${\\vert}x{\\vert}$ | c |"
    tree = json.loads(pandoc()(blocks(table), "json"))
    assert {"Table", "Math"} <= kinds_of(tree)


def pandoc():
    import pypandoc as module
    return lambda text, form: module.convert_text(text, form, "markdown", extra_args=["--mathjax", "--wrap=none"])


def shown(html: str) -> str:
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", html)))


def kinds_of(tree) -> set[str]:
    """Return the kinds of the elements of a document as pandoc reads it."""
    if isinstance(tree, list):
        return set().union(*map(kinds_of, tree)) if tree else set()
    if isinstance(tree, dict):
        return {str(tree.get("t"))} | kinds_of(list(tree.values()))
    return set()


@pytest.mark.parametrize("text", NASTY)
def test_pandoc_shows_what_the_page_shows(text):
    convert = pandoc()
    for written, wanted in ((phrase(text), inline(text, maths="tex")), (blocks(text), block(text, maths="tex"))):
        assert shown(convert(written, "html")) == shown(wanted)
        assert not {"RawInline", "RawBlock", "Cite", "Note", "Div"} & kinds_of(json.loads(convert(written, "json")))


def test_pandoc_shows_every_text_of_the_bank_as_the_page_does(versions):
    convert = pandoc()
    stems = [drawn.question.stem for drawn in versions.values()]
    whole = convert("\n\n".join(map(blocks, stems)), "html")
    assert shown(whole) == "".join(shown(block(stem, maths="tex")) for stem in stems)
    texts = [text for drawn in versions.values() for text in explanations(drawn.question)]
    # one list, as R/exams gives it: an item a line
    assert shown(convert("\n".join(f"* {phrase(text)}" for text in texts), "html")) == "".join(
        shown(inline(text, maths="tex")) for text in texts
    )
