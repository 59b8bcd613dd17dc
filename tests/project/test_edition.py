"""An edition of the course: the file that says what it is, and a site built from it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import axe_script
import pytest
import yaml
from docutils import nodes
from lxml import html
from sphinx.addnodes import pending_xref

from postsoviet import edition
from postsoviet.course import register
from postsoviet.errors import CourseError

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_theme.edition import elsewhere, shortened  # noqa: E402
from course_theme.search_index import CompactIndex  # noqa: E402

NOT_COPIED = shutil.ignore_patterns(".git", "_build", ".venv*", "node_modules", "__pycache__", ".hypothesis", ".*_cache", "tests")
CHOSEN = ("02", "09", "10")
FILE = """\
title: Numbers & Borders
author: Department of Politics
units: [02, 09, 10]
dates: {start: 2027-01-18, end: 2027-02-12, meetings: [mon, wed], minutes: 80, time: 10:00, time_zone: Asia/Almaty, skip: [2027-02-03]}
links:
  site: https://course.university.edu/numbers/
  repository: https://github.com/university/numbers
  binder: https://hub.university.edu
  learning_platform: https://moodle.university.edu/course/12
  contact: teacher@university.edu
"""


def read(folder: Path, text: str) -> edition.Edition:
    """Read an edition from a folder that has the register beside it."""
    (folder / "book").mkdir(exist_ok=True)
    shutil.copy(ROOT / register.PATH, folder / "book")
    (folder / "edition.yml").write_text(text, "utf-8")
    return edition.read(folder)


@pytest.fixture(autouse=True)
def _own_file(monkeypatch):
    """Here the file of each folder counts, and not the one that all other tests use."""
    monkeypatch.delenv(edition.VARIABLE)


def test_the_file_that_is_shipped_shows_every_key_and_means_the_whole_course():
    if edition.read(ROOT) != edition.Edition():
        pytest.skip("This copy has an edition of its own.")
    keys = yaml.load((ROOT / edition.FILE).read_text("utf-8"), yaml.BaseLoader)
    assert {*keys} == {*edition.Edition.model_fields}
    assert {*keys["dates"]} == {*edition.Dates.model_fields} and {*keys["links"]} == {*edition.Links.model_fields}


def test_the_environment_may_name_another_file(tmp_path, monkeypatch):
    (tmp_path / "spring.yml").write_text("title: Spring", "utf-8")
    read(tmp_path, "title: Autumn")
    monkeypatch.setenv(edition.VARIABLE, "spring.yml")
    assert edition.read(tmp_path).title == "Spring"
    monkeypatch.setenv(edition.VARIABLE, "sprong.yml")
    with pytest.raises(CourseError, match="COURSE_EDITION names the file sprong.yml, which does not exist"):
        edition.read(tmp_path)


@pytest.mark.parametrize("text", [None, "", "# nothing\n", "title:\nunits: []\ndates:\n  start:\nlinks: ~\n"])
def test_a_file_that_is_absent_or_empty_is_the_whole_course(tmp_path, text):
    assert (edition.read(tmp_path) if text is None else read(tmp_path, text)) == edition.Edition()


def test_numbers_days_and_times_are_read_as_people_write_them(tmp_path):
    found = read(tmp_path, FILE)
    assert found.units == CHOSEN and found.dates.meetings == (0, 2)
    assert (str(found.dates.start), str(found.dates.time), found.dates.minutes) == ("2027-01-18", "10:00:00", 80)
    assert found.links.contact == "mailto:teacher@university.edu"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("unit: [02]", "edition.yml: 'unit' is not a known key (did you mean 'units'?); rename or remove it."),
        ("units: [02, 30]", "edition.yml, 'units': book/units.yml has no unit '30' (did you mean '20'"),
        ("units: [02, 2]", "edition.yml, 'units': unit 02 stands twice; name it once."),
        ("units: 02, 09", "edition.yml, 'units': '02, 09' is no list; write it in square brackets, with commas: [02, 09]."),
        ("dates: 2027", "edition.yml, 'dates': here belong keys with values, one a line, each indented by two spaces."),
        ("dates: {start: 2027-02-30}", "edition.yml, 'dates', 'start': '2027-02-30' is no day of the calendar"),
        ("dates: {start: 2027-03-01, end: 2027-02-01}", "ends on 2027-02-01, before it starts on 2027-03-01; correct one"),
        ("dates: {meetings: [mon, tus]}", "edition.yml, 'dates', 'meetings', item 2: 'tus' is no weekday (did you mean 'tue'?)"),
        ("dates: {meetings: [mon, monday]}", "a weekday stands twice in 'meetings'"),
        ("dates: {minutes: eighty}", "edition.yml, 'dates': 'minutes' is \"eighty\", but input should be a valid integer"),
        ("dates: {time: noon}", "edition.yml, 'dates', 'time': 'noon' is no time of the day"),
        ("dates: {time_zone: Asia/Almaty}", "'time_zone' needs a 'time' of the day"),
        ("dates: {time: 10:00, time_zone: Almaty}", "'Almaty' is no time zone (did you mean 'Asia/Almaty'?)"),
        ("dates: {skip: [2027-03-26..2027-03-22]}", "'2027-03-26..2027-03-22' ends before it starts"),
        ("links: {sit: https://a.edu}", "edition.yml, 'links': 'sit' is not a known key (did you mean 'site'?)"),
        ("links: {site: www.university.edu}", "'www.university.edu' is not a web address; write it whole, as in https://"),
        ("links: {contact: me}", "'me' is neither a mail address nor a web address"),
        ("- title", "edition.yml: the file must be a list of keys with values"),
        ("title: [a", "edition.yml, line 1: this is not valid YAML"),
    ],
)
def test_a_mistake_is_one_sentence_with_the_place_and_the_mend(tmp_path, text, sentence):
    with pytest.raises(CourseError) as error:
        read(tmp_path, text)
    said = str(error.value)
    assert sentence in said and "\n" not in said and said.endswith(".")


def test_the_glossary_keeps_what_is_linked_and_what_that_links():
    glossary = (
        "# Glossary\n\n## One\n\n```{glossary}\n:sorted:\n\nAlpha\n  See {term}`the other <Beta>`.\n\n  More.\n\n"
        "Beta\n  Plain.\n\nGamma\n  See {term}`Alpha`.\n```\n\n## Two\n\n```{glossary}\n:sorted:\n\nDelta\n  Plain.\n```\n"
    )
    kept = shortened(glossary, ["The {term}`alpha` of it."])
    assert "Alpha\n  See" in kept and "  More." in kept and "Beta\n" in kept
    assert "Gamma" not in kept and "Delta" not in kept and "## Two" not in kept


def test_a_link_to_a_page_that_is_left_out_leads_to_the_whole_course_where_it_is_known():
    link = pending_xref("", nodes.inline("", "Unit 3"), reftargetid="explore", reftarget="notebooks/03_x")
    (found,) = elsewhere(link, "notebooks/03_x", "https://course.org/", "(not here)")
    assert found["refuri"] == "https://course.org/notebooks/03_x.html#explore" and found.astext() == "Unit 3"
    assert "".join(node.astext() for node in elsewhere(link, "notebooks/03_x", None, "(not here)")) == "Unit 3 (not here)"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site of an edition of three units, built from a copy in which one file differs."""
    folder = tmp_path_factory.mktemp("fork") / "course"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / "edition.yml").write_text(FILE, "utf-8")
    build = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", ".", "--warningiserror", "--keep-going", "--quiet"]
    environment = {name: value for name, value in os.environ.items() if name not in ("COURSE_BASEURL", edition.VARIABLE)}
    done = subprocess.run(build, cwd=folder, env={**environment, "PYTHONPATH": str(folder)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "_build" / "html"


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of the site, by its address."""
    return {path.relative_to(site).as_posix(): html.parse(path).getroot() for path in sorted(site.rglob("*.html"))}


def test_the_site_of_an_edition_has_its_name_its_dates_and_its_links(site):
    found = pages(site)
    home = found["index.html"]
    assert all("Numbers & Borders" in page.findtext(".//title") for page in found.values())
    assert home.find(".//h1").text == "Numbers & Borders"
    said = " ".join(home.find(".//main").text_content().split())
    for words in (
        "A course with 3 units on Kazakhstan and Kyrgyzstan", "18 January 2027 to 12 February 2027",
        "Monday and Wednesday, at 10:00 (Asia/Almaty), 80 minutes", "3 February 2027", "moodle.university.edu/course/12",
    ):  # fmt: skip
        assert words in said
    assert "Nineteen" not in home.find(".//meta[@name='description']").get("content")
    links = {link.get("href") for link in home.iterfind(".//a")}
    assert {"https://moodle.university.edu/course/12", "mailto:teacher@university.edu"} <= links
    assert home.find(".//link[@rel='canonical']").get("href") == "https://course.university.edu/numbers/index.html"
    unit = found["notebooks/09_income_inequality.html"]
    start = "https://hub.university.edu/v2/gh/university/numbers/HEAD?urlpath="
    assert any((link.get("href") or "").startswith(start) for link in unit.iterfind(".//a"))
    # who uses it must be able to name what it is made from
    assert "Numbers & Borders, an edition of Governance after the Soviet Union" in unit.find(".//footer").text_content()


def test_the_site_of_an_edition_has_no_page_of_another_unit_and_speaks_of_none_as_its_own(site):
    found = pages(site)
    known = register.read()
    assert {name[10:12] for name in found if name.startswith("notebooks/")} == set(CHOSEN)
    assert {name[15:17] for name in found if name.startswith("book/data/unit-")} == set(CHOSEN)
    assert {path.name[:2] for path in (site / "notebooks").glob("*.ipynb")} == set(CHOSEN)
    others = [unit for unit in known.units.values() if unit.number not in CHOSEN]
    for name in ("index.html", "book/course-map.html", "book/students.html", "book/data/index.html"):
        text = found[name].text_content()
        assert not [unit.short for unit in others if unit.short in text], name
        assert "of 19 units are written" not in text and "Synthesis" not in text
    map_ = found["book/course-map.html"]
    assert [title.text for title in map_.iterfind(".//h3")] == ["This course"]
    steps = [link.text_content() for link in map_.iterfind(".//section[@id='this-course']//li//a")]
    assert steps == [f"{known.unit(number).numeral}. {known.unit(number).short}" for number in CHOSEN]
    for name in ("findings", "lost-exhibits"):
        rows = found[f"book/data/{name}.html"].iterfind(".//tbody/tr")
        assert {row[0].text_content().strip() for row in rows} <= {"2", "9", "10", "all"}
    assert "Salafism" not in found["book/glossary.html"].text_content()
    assert "Gini coefficient" in found["book/glossary.html"].text_content()
    # a link of a unit to another one stays as words
    assert "Unit 11 (not in this edition)" in found["notebooks/09_income_inequality.html"].text_content()


def test_the_search_of_an_edition_knows_its_pages_alone(site):
    index = CompactIndex().loads((site / "searchindex.js").read_text("utf-8"))
    assert {name.split("/")[1][:2] for name in index["docnames"] if name.startswith("notebooks/")} == set(CHOSEN)
    assert "salaf" not in index["terms"] and "salafi" not in index["terms"]


def test_no_link_inside_the_site_of_an_edition_is_dead(site):
    found = {(site / name).resolve(): page for name, page in pages(site).items()}
    ids = {path: {*page.xpath("//@id")} for path, page in found.items()}
    addresses = [(path, link) for path, page in found.items() for link in page.xpath("//@href|//@src")]
    # the answers about numbers are markup in scripts, written for the pages of units
    for script in (site / "_static").glob("trace-[0-9]*.js"):
        page = next(path for path in found if path.name.startswith(script.name[6:8] + "_"))
        addresses += [(page, link) for link in re.findall(r'href=\\?"([^"\\]+)', script.read_text("utf-8"))]
    dead = []
    for path, link in addresses:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        place = unquote(parts.path)
        target = (site / place.removeprefix("/numbers/") if place.startswith("/") else path.parent / place).resolve() if place else path
        if not target.exists() or (parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]):
            dead.append(f"{path.name}: {link}")
    assert len(addresses) > 1000 and not dead


def test_the_start_page_of_an_edition_is_accessible(site, browser):
    profile = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce", bypass_csp=True)
    page = profile.new_page()
    page.goto((site / "index.html").as_uri())
    assert axe_script.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    profile.close()
