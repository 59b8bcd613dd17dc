"""Links inside the site: the build tells of every one that leads nowhere, and no page outlives its source."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_links.inside import problems  # noqa: E402
from course_links.markup import read  # noqa: E402

#: Pages that the theme makes without a file of their own.
WITHOUT_SOURCE = {"404", "search"}


def put(folder: Path, **pages: str) -> Path:
    """Write a site of a few pages, a folder and a style sheet."""
    for name, text in {"index": "", "other": '<p id="there"><a name="old">', "deep/page": '<a href="../index.html">', **pages}.items():
        target = folder / f"{name}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"<!doctype html><html><body>{text}</body></html>", "utf-8")
    (folder / "a picture.png").write_bytes(b"")
    return folder


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ('<a href="othr.html">', "index.html: the link 'othr.html' leads nowhere: there is no such file (did you mean 'other.html'?)."),
        ('<a href="Other.html">', "'Other.html' leads nowhere: there is no such file (did you mean 'other.html'?)."),
        ('<a href="other.html#ther">', "other.html has no such place (did you mean 'there'?)."),
        ('<a href="#here">', "'#here' leads nowhere: index.html has no such place."),
        ('<a href="deep/">', "it names a folder, which does not open from a disk; name the page in it."),
        ('<a href="../outside.html">', "it leaves the site, which a host serves under /; use a path from the page."),
        ('<img src="none.png">', "'none.png' leads nowhere"),
        ('<img srcset="a%20picture.png 1x, none.png 2x">', "'none.png' leads nowhere"),
        ('<form action="nowhere.html">', "'nowhere.html' leads nowhere"),
        ('<link rel="stylesheet" href="none.css?v=1">', "'none.css?v=1' leads nowhere"),
        ('<a href="http://[">', "it is no address; correct it."),
    ],
)
def test_a_link_that_leads_nowhere_is_one_sentence(tmp_path, markup, sentence):
    (found,) = problems(put(tmp_path, index=markup), read(tmp_path))
    assert sentence in found and found.endswith(".") and "\n" not in found


def test_what_leads_somewhere_is_not_told(tmp_path):
    whole = '<p id="q"><a href="#q"></a><a href="#top"></a><a href="other.html?a=1#there"></a><a href="other.html#old"></a>'
    whole += '<a href="/deep/page.html"></a><a href="a%20picture.png"></a><a href="https://x.org/none"></a><a href="mailto:a@b.c"></a>'
    assert not problems(put(tmp_path, index=whole), read(tmp_path))


def test_a_page_for_unknown_addresses_links_below_the_sites_own_path(tmp_path):
    site = put(tmp_path, **{"404": '<a href="/course/other.html">'})
    assert not problems(site, read(site), "/course/")
    assert "which a host serves under /lesson/" in problems(site, read(site), "/lesson")[0]


def test_an_address_in_a_style_sheet_is_checked(tmp_path):
    (put(tmp_path) / "deep" / "x.css").write_text('a{b:url("../a picture.png")}c{d:url(data:x)}e{f:url(none.woff2)}', "utf-8")
    assert [*problems(tmp_path, read(tmp_path))] == ["deep/x.css: the address 'none.woff2' leads nowhere: there is no such file."]


def test_the_build_fails_with_one_line_for_each_broken_link(tmp_path):
    (tmp_path / "conf.py").write_text("extensions = ['course_links']\nhtml_theme = 'basic'\n", "utf-8")
    planted = "Title\n=====\n\n.. raw:: html\n\n   <a href='nowhere.html'>x</a> <a href='#nothing'>y</a>\n"
    (tmp_path / "index.rst").write_text(planted, "utf-8")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", ".", "_build"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "book" / "_ext")}
    built = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    lines = [line for line in built.stderr.splitlines() if "leads nowhere" in line]
    assert built.returncode == 1 and len(lines) == 2, built.stderr
    assert "index.html: the link 'nowhere.html' leads nowhere" in lines[0]


def test_links_inside_the_site_lead_somewhere(site):
    pages = read(site)
    assert len(pages) > 50 and sum(len(page.links) for page in pages.values()) > 1000
    assert not problems(site, pages)


def test_every_page_of_the_site_has_a_source(site):
    for path in site.rglob("*.html"):
        name = path.relative_to(site).with_suffix("")
        there = [suffix for suffix in (".md", ".ipynb") if (ROOT / name.with_suffix(suffix)).is_file()]
        assert there or str(name) in WITHOUT_SOURCE, f"{name}.html has no source; the build should have removed it"


def test_a_build_starts_from_nothing(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import tasks

    stale = tmp_path / "_build" / "html" / "stale.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("of a source that is gone", "utf-8")
    commands = []
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    monkeypatch.setattr(tasks, "ensure_environment", lambda: "python")
    monkeypatch.setattr(tasks, "run", lambda *command: commands.append((stale.exists(), *command)))
    tasks.site()
    ((before, *checked), (after, *built)) = commands
    assert (checked[-1], "build" in built) == ("edition", True)
    assert before and not after, "a page without a source would stay"
