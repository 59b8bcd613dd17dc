"""The pages for maintainers say what is true: folders, commands, places to register, and a whole example of a chart."""

import importlib
import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from recipes import PAGES, ROOT, names_in_first_column

from postsoviet import charts
from postsoviet.charts import theme
from postsoviet.charts.figure import figure_dict, height_of
from postsoviet.errors import CourseError
from postsoviet.quiz.questions import TYPES

QUESTION_TYPE, CHART = "add-a-question-type.md", "add-a-chart.md"
TASKS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
WRITTEN = sorted(PAGES.glob("*.md"))


def code(text: str) -> list[str]:
    """Return what stands between single marks of a page, without its fences."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^(`{3,}).*?^\1", "", text, flags=re.M | re.S))


# the picture


def test_the_picture_names_what_exists_and_the_table_says_the_same():
    drawing = ElementTree.parse(PAGES / "architecture.svg").getroot()
    texts = [(one.get("class"), one.text) for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    folders = {text for kind, text in texts if kind == "path" and text.endswith("/")}
    assert len(folders) == 13 and all((ROOT / folder).is_dir() for folder in folders), sorted(folders)
    page = (PAGES / "architecture.md").read_text(encoding="utf-8")
    assert folders <= {*code(page)}, "name every folder of the picture in the words below it"
    steps = [text.split()[1] for kind, text in texts if kind == "name"]
    assert steps == re.findall(r"^\| \d\. (\w+)", page, re.M)


def test_the_picture_is_read_as_one_picture_with_its_words():
    drawing = ElementTree.parse(PAGES / "architecture.svg").getroot()
    title, text = drawing[0], drawing[1]
    assert drawing.get("role") == "img" and drawing.get("aria-labelledby").split() == [title.get("id"), text.get("id")]
    assert len(text.text.split()) > 40 and not drawing.findall(".//*[@style]")
    # at 400 pixels the page leaves 360 for the picture: its letters must not shrink below 12
    assert float(drawing.get("viewBox").split()[2]) <= 390


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_a_page_names_files_and_tasks_that_exist(page):
    text = page.read_text(encoding="utf-8")
    tasks = {*re.findall(r"\bmake ([a-z][a-z-]*)", "\n".join([*code(text), *re.findall(r"^make .*", text, re.M)]))}
    assert tasks <= {*TASKS}, f"{page.name} names tasks that the Makefile does not have: {sorted(tasks - {*TASKS})}"
    top = {path.name for path in ROOT.iterdir()} - {"_build"}
    paths = [name for name in code(text) if re.fullmatch(r"[\w.-]+/[\w./-]*", name) and name.split("/")[0] in top]
    examples = re.compile(r"NN|name|topic|dams")
    missing = [name for name in paths if not (ROOT / name).exists() and not examples.search(name)]
    assert not missing, f"{page.name} names what is not there: {missing}"


def test_every_page_is_in_the_contents():
    contents = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    assert [page.name for page in WRITTEN if f"book/maintainers/{page.stem}" not in contents] == []
    assert "glob: book/maintainers/decisions/*" in contents


def test_a_decision_has_its_number_and_its_three_parts():
    files = sorted((PAGES / "decisions").glob("*.md"))
    numbers = [path.name[:3] for path in files]
    assert len({*numbers}) == len(numbers), "two decisions have one number"
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert re.match(rf"# {path.name[:3]}\.? \S", text), f"{path.name}: begin the title with its number"
        assert [part for part in ("Context", "Decision", "What it costs") if f"\n## {part}" not in text] == [], path.name
        assert len(text.split()) <= 1100, f"{path.name} is longer than a page"


# a type of question


def unregistered(kind: str) -> list[str]:
    """Name the places of the page that do not know a type of question."""
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", (PAGES / QUESTION_TYPE).read_text(encoding="utf-8"), re.M)
    missing = []
    for file, name in rows:
        path = ROOT / file
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            folder, module = (file.removesuffix(".py").replace("/", "."), None) if file.startswith("postsoviet") else (None, path.stem)
            known = {*getattr(importlib.import_module(folder or module), name)}
        elif path.suffix == ".js":
            known = {*re.findall(r"^ {2}\"?([a-z-]+)\"?(?:\(|: \(|: \w+,$)", text, re.M)}
        else:
            known = {question["type"] for question in yaml.safe_load(text)["questions"]}
        if kind not in known:
            missing.append(f"{file} ({name}) does not know the type '{kind}'; see book/maintainers/{QUESTION_TYPE}")
    return missing


@pytest.fixture
def tools_are_importable(monkeypatch):
    """As when a tool is run."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_of_question_is_known_at_every_place_of_its_page(kind, tools_are_importable):
    assert unregistered(kind) == []


def test_a_type_that_lacks_its_places_is_refused_with_the_page(tools_are_importable):
    said = unregistered("sketch")
    assert len(said) == len(re.findall(r"^\| `", (PAGES / QUESTION_TYPE).read_text(encoding="utf-8"), re.M)) == 12
    assert all(QUESTION_TYPE in sentence for sentence in said)


def test_the_page_on_quizzes_has_a_row_for_every_type():
    assert {*TYPES} <= {*names_in_first_column("quizzes.md")}


# a chart


@pytest.fixture
def builder(tmp_path, monkeypatch):
    """The builder of the page, added to the package as the page says."""
    module, registration = re.findall(r"^```python\n(.*?)^```", (PAGES / CHART).read_text(encoding="utf-8"), re.M | re.S)
    name, function = re.fullmatch(r"from postsoviet\.charts\.(\w+) import (\w+)\n", registration).groups()
    (tmp_path / f"{name}.py").write_text(module, encoding="utf-8")
    monkeypatch.setattr(charts, "__path__", [*charts.__path__, str(tmp_path)])
    exec(registration, vars(charts))
    yield getattr(charts, function)
    delattr(charts, function)
    del sys.modules[f"postsoviet.charts.{name}"]


def test_the_builder_of_the_page_draws_and_obeys_the_rules(builder):
    def drawn():
        return figure_dict(builder(["Bishkek", "Osh"], [12.5, 8], value_title="Soms"))

    figure = drawn()
    assert figure["data"][0]["x"] == [12.5, 8] and figure["data"][0]["text"] == ["12.5", "8"]
    assert json.dumps(drawn()) == json.dumps(figure), "the same input gives the same bytes"
    assert 100 < height_of(figure) < 400
    used = {*re.findall(r"#[0-9a-f]{6}\b", json.dumps({key: figure[key] for key in ("data",)}))}
    assert used <= {value for value in vars(theme).values() if isinstance(value, str)}
    with pytest.raises(CourseError):
        builder([], [], value_title="Soms")
    with pytest.raises(CourseError):
        builder(["Osh"], ["eight"], value_title="Soms")


def test_the_places_of_a_chart_exist():
    for file in names_in_first_column(CHART):
        assert (ROOT / file).exists(), file
    from_tools = (ROOT / "tools" / "visual_subjects.py").read_text(encoding="utf-8")
    assert "CHARTS = {" in from_tools and "UNUSED = " in from_tools
    assert Path(charts.__file__).name == "__init__.py" and "bars" in charts.__all__
