"""The verb ``class-links``: an address a unit, read back as a browser and nbgitpuller would read it.

That a real hub follows such a link is tested in tests/hub.
"""

import csv
from urllib.parse import parse_qs, urlsplit

import pytest
from postsoviet import edition
from postsoviet.cli import main
from postsoviet.course import register
from postsoviet.course.repository import without_key
from postsoviet.teaching.class_links import class_link

HUB, COURSE = "https://hub.university.edu/class/", "https://example.org/teacher/course.git"


def test_a_link_names_the_hub_the_repository_and_the_unit_inside_it():
    parts = urlsplit(class_link(HUB, COURSE, "units/02_migration.ipynb", "spring & autumn"))
    assert (parts.scheme, parts.netloc, parts.path) == (
        "https", "hub.university.edu", "/class/hub/user-redirect/git-pull",
    )  # fmt: skip
    assert parse_qs(parts.query, strict_parsing=True) == {
        "repo": [COURSE],
        "targetPath": ["course"],
        "urlpath": ["lab/tree/course/units/02_migration.ipynb"],
        "branch": ["spring & autumn"],
    }


def test_every_unit_has_a_row_that_leads_to_a_notebook_that_is_there(tmp_path, capsys):
    out = tmp_path / "links.csv"
    assert main(["class-links", "--hub", HUB, "--repository", COURSE, "--out", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert capsys.readouterr().out == f"Wrote links.csv: {len(rows)} links.\n"
    targets = [parse_qs(urlsplit(row["link"]).query)["urlpath"][0].removeprefix("lab/tree/course/") for row in rows]
    assert len(targets) == len(register.read().units) == len(set(targets))
    assert all((register.ROOT / target).is_file() for target in targets)


def test_chosen_units_come_as_markdown_in_the_order_asked_for(capsys):
    assert main(["class-links", "--hub", HUB, "--repository", COURSE, "--units", "20, 02"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("- [Unit A. Measuring inequality](https://hub.university.edu/class/hub/")
    assert second.startswith("- [Unit 2. Migration in Kazakhstan](") and second.endswith("02_migration.ipynb)")


def test_without_options_the_links_are_those_of_the_edition(tmp_path, monkeypatch, capsys):
    own = tmp_path / "own.yml"
    own.write_text("units: [09]\nlinks:\n  repository: https://gitlab.university.edu/pol/course.git\n", encoding="utf-8")
    monkeypatch.setenv(edition.VARIABLE, str(own))
    assert main(["class-links", "--hub", HUB]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    query = parse_qs(urlsplit(line[line.index("http") : -1]).query)
    assert query["repo"] == ["https://gitlab.university.edu/pol/course"]
    assert query["urlpath"] == ["lab/tree/course/units/09_income_inequality.ipynb"]


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:teacher/course.git", "https://github.com/teacher/course"),
        ("ssh://git@gitlab.university.edu:2222/group/sub/course.git", "https://gitlab.university.edu/group/sub/course"),
        ("https://teacher:secret@gitlab.university.edu:8443/teacher/course", "https://gitlab.university.edu:8443/teacher/course"),
        ("http://git.campus/course.git", "http://git.campus/course"),
        ("file:///srv/course", "file:///srv/course"),
    ],
)
def test_an_address_for_students_needs_no_key_and_tells_no_secret(remote, address):
    assert without_key(remote) == address


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--hub", "hub.university.edu"], "'hub.university.edu' is not a web address; write it whole"),
        (["--hub", "https://a.edu/x/hub/login"], "leave out what begins with '/hub'"),
        (["--hub", "https://a.edu/x/hub/login"], "write https://a.edu/x."),
        (["--hub", HUB, "--repository", "../course"], "Students cannot clone '../course'"),
        (["--hub", HUB, "--repository", COURSE, "--units", "9"], "no unit '9' (did you mean '09'?)"),
        (["--hub", HUB, "--repository", COURSE, "--out", "links.pdf"], "'links.pdf' is neither a .md nor a .csv file"),
        (["--hub", HUB, "--repository", COURSE, "--out", "nowhere/links.md"], "cannot be written: No such file or directory"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(arguments, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["class-links", *arguments]) == 2
    told = capsys.readouterr()
    assert sentence in told.err and told.err.count("\n") == 1 and not told.out
    assert not list(tmp_path.iterdir())
