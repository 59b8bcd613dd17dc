"""The course without a network: kept by the browser, and unpacked from the zip."""

from __future__ import annotations

import json
import re
import shutil
import struct
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from postsoviet import edition
from record import profile_of
from server import site_server
from unit_pages import ROOT, page_of

sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_offline import folder, worker  # noqa: E402
from course_offline.built import Built  # noqa: E402

#: The worker has taken over and has kept the page of this visit.
KEPT = """async (name) => {
  const { active } = await navigator.serviceWorker.ready;
  const list = await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    active.postMessage({ task: "list" }, [port2]);
  });
  return navigator.serviceWorker.controller !== null && list.kept.includes(name) && list.kept.includes("searchindex.js");
}"""
FOLDER = "repo/"
#: Which build the scripts of a page are from.
BUILD = "document.documentElement.dataset.build ?? null"


class Host:
    """A host that serves a site in a folder, as GitHub Pages does, and that can be gone."""

    def __init__(self, place: Path, site: Path):
        self.root = place
        self.show(site)
        shutil.copyfile(site / "_headers", place / "_headers")
        self.server = site_server(place)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/{FOLDER}"

    def show(self, site: Path) -> None:
        """Put a site in place of the one that is there."""
        link = self.root / FOLDER.rstrip("/")
        link.unlink(missing_ok=True)
        link.symlink_to(site, target_is_directory=True)

    def stop(self) -> None:
        """Be gone: no request is answered any more."""
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def context(browser):
    """A fresh profile in which the worker may do its work."""
    with profile_of(browser) as profile:
        yield profile


@pytest.fixture
def host(tmp_path, site):
    """The site in a folder of a host."""
    place = tmp_path / "host"
    place.mkdir()
    one = Host(place, site)
    yield one
    one.stop()


def use_a_unit(page) -> None:
    """Draw a chart, move an explorer, answer a question, ask a number: as a reader of unit 09 does."""
    chart = page.locator("figure.chart").first
    chart.scroll_into_view_if_needed()
    chart.locator(".main-svg").first.wait_for()
    explorer = page.locator("section.explorer").first
    explorer.scroll_into_view_if_needed()
    before = explorer.locator(".explorer-sentence").inner_text()
    slider = explorer.locator("input[type=range]").first
    if slider.count():
        slider.focus()
        page.keyboard.press("ArrowRight")
        if explorer.locator(".explorer-sentence").inner_text() == before:
            page.keyboard.press("ArrowLeft")
    else:
        explorer.locator("select").first.select_option(index=1)
    expect(explorer.locator(".explorer-sentence")).not_to_have_text(before)
    number = page.locator("main p .ask").first
    number.click()
    expect(page.locator(".trace-panel")).to_contain_text(re.compile(r"\w{4}"))


def search(page) -> None:
    """Look a word up, and follow the first hit."""
    page.get_by_label("Search the course").fill("inequality")
    page.keyboard.press("Enter")
    page.locator("ul.search li a").first.click()
    page.wait_for_url(lambda url: "search.html" not in url)
    assert page.locator("main h1").is_visible()


def answer(page) -> str:
    """Answer the first question with choices, and return what the page says to it."""
    question = page.locator("section.quiz form:has(input[type=radio])").first
    question.scroll_into_view_if_needed()
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Check", exact=True).click()
    said = question.locator(".question-result")
    expect(said).to_contain_text(re.compile(r"Right|Not yet"))
    return said.inner_text()


def answered(page):
    """Locate what the page says to the question that was answered."""
    return page.locator("section.quiz form:has(input[type=radio])").first.locator(".question-result")


def test_what_was_read_stays_when_the_host_is_gone(page, record, host):
    unit = page_of("09")
    page.goto(host.address + unit)
    page.wait_for_function(KEPT, arg=unit)
    host.stop()
    page.reload()
    use_a_unit(page)
    said = answer(page)
    page.reload()
    expect(answered(page)).to_have_text(said)
    search(page)
    page.goto(host.address + "book/glossary.html?from=link#content")
    expect(page.locator(".offline-wanted")).to_contain_text("Glossary")
    expect(page.locator(".offline-kept")).to_contain_text("Pages kept on this device")
    page.locator(".offline-pages summary").click()
    expect(page.locator(".offline-pages")).to_contain_text("Income inequality")
    page.goto(host.address)
    assert page.locator("h1").is_visible()
    assert not record.foreign(host.address)


def test_the_zip_opens_from_a_folder(page, record, site, tmp_path):
    (archive,) = site.glob("*.zip")
    place = tmp_path / "USB stick, Курс 2027"
    with zipfile.ZipFile(archive) as content:
        names = content.namelist()
        content.extractall(place)
    assert {name.split("/")[0] for name in names} == {archive.stem}
    assert not [name for name in names if ".." in name or "\\" in name or name.endswith((archive.name, "worker.js", ".webmanifest"))]
    top = place / archive.stem
    assert "index.html" in (top / "READ-ME-FIRST.txt").read_text("utf-8")
    assert 'rel="preload"' not in (top / "index.html").read_text("utf-8")
    page.goto((top / "index.html").as_uri())
    page.locator(f"main a[href$='{page_of('09')}']").first.click()
    use_a_unit(page)
    said = answer(page)
    page.reload()
    expect(answered(page)).to_have_text(said)
    search(page)
    page.get_by_role("link", name="Read without a network").first.click()
    expect(page.locator(".offline-kept")).to_contain_text("every page is here already")
    assert page.locator(".course-zip").count() == 0
    assert not record.troubles
    assert not record.foreign("file:")


def test_the_whole_course_is_kept_and_removed(page, record, site, host):
    page.goto(host.address + "book/offline.html")
    size = page.locator(".course-zip")
    (archive,) = site.glob("*.zip")
    assert f"{archive.stat().st_size / 1e6:.1f} MB" in size.inner_text()
    expect(page.locator(".offline-size")).to_contain_text("MB")
    page.locator(".offline-keep").click()
    expect(page.locator(".offline-said")).to_contain_text("is kept on this device", timeout=60_000)
    expect(page.locator(".offline-kept")).to_contain_text("The whole course is kept")
    host.stop()
    page.goto(host.address + "book/data/unit-13.html")
    expect(page.locator("h1")).to_be_visible()
    page.goto(host.address + "book/offline.html")
    page.locator(".offline-remove").click()
    page.locator(".offline-yes").click()
    expect(page.locator(".offline-said")).to_contain_text("Removed")
    expect(page.locator(".offline-kept")).to_contain_text("kept on this device: 2 of")


def test_a_new_build_replaces_the_old_one_whole(page, record, site, host, tmp_path):
    glossary, about = "book/glossary.html", "book/about.html"
    page.goto(host.address + glossary)
    page.wait_for_function(KEPT, arg=glossary)
    caches_before = page.evaluate("caches.keys()")
    newer = tmp_path / "newer"
    shutil.copytree(site, newer, ignore=shutil.ignore_patterns("*.zip"))
    for name in (glossary, about):
        text = (newer / name).read_text("utf-8")
        # as the build does: a script that changed has another address
        text = re.sub(r"(course-page\.js\?v=)\w+", r"\1new", text)
        (newer / name).write_text(text.replace("<h1>", "<h1>New: "), "utf-8")
    script = newer / "_static" / "course-page.js"
    script.write_text(script.read_text("utf-8") + "\ndocument.documentElement.dataset.build = 'new';\n", "utf-8")
    worker.write(Built.of(newer))
    host.show(newer)
    # kept: still the old one, while the new build is fetched; then the reader is asked
    page.goto(host.address + glossary)
    assert "New:" not in page.locator("h1").inner_text()
    assert page.evaluate(BUILD) is None
    notice = page.locator(".newer button")
    expect(notice).to_be_visible(timeout=15_000)
    # not kept: the page of the new build, with the new build's files
    page.goto(host.address + about)
    assert "New:" in page.locator("h1").inner_text()
    assert page.evaluate(BUILD) == "new"
    page.goto(host.address + glossary)
    assert page.evaluate(BUILD) is None
    with page.expect_event("load"):
        page.locator(".newer button").click()
    expect(page.locator("h1")).to_contain_text("New:")
    after = page.evaluate("caches.keys()")
    assert len(after) == len(caches_before) == 1
    assert after != caches_before
    host.stop()
    page.goto(host.address + glossary)
    expect(page.locator("h1")).to_contain_text("New:")
    assert page.evaluate(BUILD) == "new"


def test_the_course_is_read_where_storage_is_refused(page, record, address_of_site):
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('no', 'SecurityError'); } })")
    page.goto(address_of_site + "book/glossary.html")
    assert page.locator("h1").is_visible()
    assert not record.troubles


def test_the_same_site_gives_the_same_worker_and_zip(site, tmp_path):
    small = tmp_path / "site"
    shutil.copytree(site, small, ignore=shutil.ignore_patterns("notebooks", "data", "*.zip"))
    first, second = (folder.write(small, "A title: Курс", ROOT).read_bytes() for _ in range(2))
    assert first == second
    (small / "a-title.zip").unlink(missing_ok=True)
    before = worker.script(Built.of(small))
    assert before == worker.script(Built.of(small))
    (small / "index.html").write_text("changed", "utf-8")
    assert worker.script(Built.of(small)) != before


def test_a_page_needs_what_its_scripts_fetch_later(site):
    needs = Built.of(site).needs[page_of("09")]
    expected = {"_static/vendor/plotly-basic.min.js", "_static/trace-09.js", "_static/trace-09-quiz.js", "_static/quiz.js", "_static/course.css"}
    assert expected <= {*needs}
    assert "_static/trace-02.js" not in needs


def test_the_web_app_has_the_name_of_the_edition_and_icons_of_their_size(site):
    said = json.loads((site / "course.webmanifest").read_text("utf-8"))
    assert said["name"] == edition.read(ROOT).title
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        content = (site / icon["src"]).read_bytes()
        width, height = struct.unpack(">II", content[16:24])
        assert f"{width}x{height}" == icon["sizes"] and content.startswith(b"\x89PNG")
