"""The recipes for a unit and a data set: their pages are followed, command by command, in a copy of the repository."""

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from postsoviet.errors import CourseError
from postsoviet.scaffold.dataset import plan_dataset
from postsoviet.scaffold.left import left_to_write
from postsoviet.scaffold.unit import Facts, plan_unit
from postsoviet.scaffold.writing import Plan
from recipes import ROOT, Copy, commands, names_in_first_column

UNIT = "add-a-unit.md"
NEW_UNIT, *REST = commands(UNIT)


def test_nothing_is_left_to_write():
    assert [str(place) for place in left_to_write(ROOT)] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Copy:
    """A copy of the repository, with the text of a source where the page says."""
    made = Copy.make(tmp_path_factory.mktemp("recipe"))
    text = made.root / NEW_UNIT[NEW_UNIT.index("--text") + 1]
    text.resolve().parent.mkdir(parents=True, exist_ok=True)
    text.write_text("Dams of the Talas\n\nA line of the source.\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def skeleton(copy) -> dict[str, bytes]:
    """The files before the skeleton was written; it is, first as a trial and then in earnest."""
    before = copy.files()
    trial = copy.run([*NEW_UNIT, "--dry-run"])
    assert trial.returncode == 0 and copy.files() == before, trial.stderr
    done = copy.run(NEW_UNIT)
    assert done.returncode == 0, done.stderr
    told = {line.split()[1] for line in trial.stdout.splitlines() if line.startswith(("new ", "changed "))}
    after = copy.files()
    assert told == {name for name in after if after[name] != before.get(name)}, "the trial and the writing differ"
    assert {*before} <= {*after}
    return before


@pytest.fixture(scope="module")
def followed(copy, skeleton) -> list[tuple[list[str], int, str]]:
    """Every command of the page after the first, with its exit code and what it said."""
    done = [(words, copy.run(words)) for words in REST]
    return [(words, one.returncode, one.stdout + one.stderr) for words, one in done]


def test_the_recipe_for_a_unit_leads_to_a_skeleton_that_only_the_named_rules_refuse(followed):
    rules = {name for name in names_in_first_column(UNIT) if name.startswith("test_")}
    for words, status, said in followed:
        match words[1:4]:
            case ["-m", "postsoviet", "new"]:
                assert status == 1 and "cell 4: the question" in said and "book/units.yml, line" in said, said
            case ["-m", "pytest", *_]:
                assert {*re.findall(r"^FAILED \S+::(\w+)", said, re.M)} == rules, said[-3000:]
                assert not re.search(r"^ERROR ", said, re.M) and " passed" in said, said[-3000:]
            case _:
                assert status == 0, f"{shlex.join(words)}: {said[-3000:]}"


def test_the_page_of_the_skeleton_is_built_without_a_warning(copy, followed):
    (copy.root / "edition.yml").write_text('title: A trial\nauthor: Nobody\nunits: ["23"]\n', encoding="utf-8")
    build = "from jupyter_book.cli.main import main; main()"
    done = copy.run(["python", "-c", build, "build", ".", "--warningiserror", "--keep-going", "--quiet"])
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    page = (copy.root / "_build/html/notebooks/23_dams_of_the_talas.html").read_text(encoding="utf-8")
    for mark in ('id="chart-23-timeline"', 'id="explorer-23-share"', 'id="question-23-share-of-answers"', "Aida Example"):
        assert mark in page


FACTS = Facts("23", "Dams of the Talas", "dams_of_the_talas", "Dams of the Talas", "Aida Example", 2019, "3", ("Kyrgyzstan",))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": "09"}, "book/units.yml has a unit 09 already, and nothing was written; the next free number is"),
        ({"number": "9"}, "'9' is no number of a unit; write two digits"),
        ({"name": "Dams"}, "'Dams' is no short name; write small letters"),
        ({"name": "migration"}, "Unit 02 has the short name 'migration' already"),
        ({"name": "../dams"}, "'../dams' is no short name"),
        ({"short": "A title with more than five words"}, "give a title of at most 5 words with --short"),
        ({"title": 'Dams {"of"}'}, "--title: "),
        ({"part": "5"}, "There is no part '5' for a unit with a source"),
        ({"countries": ("Kirgizstan",)}, "The small map has no country 'Kirgizstan' (did you mean 'Kyrgyzstan'"),
        ({"year": 19}, "--year: 19 is no year of four digits"),
        ({}, "--text: nowhere.txt cannot be read"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_slip_is_one_sentence(change, sentence):
    with pytest.raises(CourseError) as error:
        plan_unit(ROOT, replace(FACTS, **change), Path("nowhere.txt"))
    assert sentence in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "columns", "sentence"),
    [
        ("topic", [], "is not of the form 09-topic"),
        ("99-topic", [], "book/units.yml has no unit '99'"),
        ("20-topic", [], "Unit 20 has no source"),
        ("09-events", [], "has a data set '09-events' already, and nothing was written"),
        ("09-topic", ["price"], "The column 'price' is not of the form name:type"),
        ("09-topic", ["line:string"], "The column 'line' is given twice"),
    ],
)
def test_a_slip_of_a_data_set_is_one_sentence(name, columns, sentence):
    with pytest.raises(CourseError) as error:
        plan_dataset(ROOT, name, None, columns, "prose")
    assert sentence in str(error.value) and "\n" not in str(error.value)


def test_a_unit_that_cannot_be_written_whole_is_not_written_at_all(tmp_path):
    (tmp_path / "register.yml").write_text("old\n", encoding="utf-8")
    (tmp_path / "blocked").write_text("a file where a folder is needed\n", encoding="utf-8")
    plan = Plan(tmp_path)
    plan.create("first.txt", "1\n")
    plan.create("blocked/second.txt", "2\n")
    plan.change("register.yml", "new\n")
    with pytest.raises(CourseError, match="blocked/second.txt cannot be written"):
        plan.write()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blocked", "register.yml"]
    assert (tmp_path / "register.yml").read_text(encoding="utf-8") == "old\n"


def test_the_recipe_for_a_data_set_leads_to_a_table_that_obeys_its_descriptor(copy):
    new, seal, check, left = commands("add-a-data-set.md")
    assert copy.run(new).returncode == 0
    table = copy.root / "data" / "09-topic.csv"
    assert table.read_text(encoding="utf-8") == "place,price_soms,line\n"
    # the rows come now, as the page says
    table.write_text("place,price_soms,line\nBishkek,12.5,10001\nOsh,,10002\n", encoding="utf-8")
    assert "agree" not in copy.run(check).stdout
    for words in (seal, check):
        done = copy.run(words)
        assert done.returncode == 0, done.stdout + done.stderr
    said = copy.run(left)
    assert said.returncode == 1 and "what 'price_soms' holds, and its unit" in said.stdout
    again = copy.run(new)
    assert again.returncode == 2 and "has a data set '09-topic' already, and nothing was written" in again.stderr
