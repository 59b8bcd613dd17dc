"""The look of the site is the one that was accepted; what a reader would see is told apart from the smoothing of edges."""

import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from postsoviet import charts

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import visual  # noqa: E402
from browser import FLAGS, find_browser  # noqa: E402
from visual_compare import compare  # noqa: E402
from visual_pictures import STEADY, shots, take  # noqa: E402
from visual_report import Entry, write_report  # noqa: E402
from visual_subjects import CHARTS, QUESTIONS, SAMPLE, SUBJECTS, UNUSED  # noqa: E402

#: Not drawings of their own.
NO_KINDS = {"house_figure", "show", "source_of", "tiles"}
BY_NAME = {subject.name: subject for subject in SUBJECTS}


def reference(name: str) -> Image.Image:
    return Image.open(visual.REFERENCES / f"{name}{visual.ENDING}").convert("RGB")


@pytest.fixture(scope="module")
def steady(browser):
    """A Chromium with the flags of the pictures, beside the one of the other tests."""
    chromium = browser.browser_type.launch(executable_path=find_browser(), args=[*FLAGS, *STEADY])
    yield chromium
    chromium.close()


def test_every_kind_of_chart_and_question_has_its_picture():
    from postsoviet.quiz.questions import TYPES

    assert {*CHARTS, *UNUSED} == {*charts.__all__} - NO_KINDS, "give the new kind of chart an example in tools/visual_subjects.py"
    assert {*QUESTIONS} == {*TYPES}, "give the new type of question an example in tools/visual_subjects.py"
    cells = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert not [kind for kind in UNUSED if f" {kind}(" in cells], "a unit draws it now: picture that chart"


def test_there_is_a_reference_for_every_picture_and_no_other():
    names = {f"{shot.name}{visual.ENDING}" for shot in shots(SUBJECTS)}
    files = {path.name: path.stat().st_size for path in visual.REFERENCES.iterdir()}
    assert {*files} == names, "run 'make visual-accept' on the built site, and commit what it writes"
    assert sum(files.values()) < 6_000_000, f"the references take {sum(files.values())} bytes; cut the pictures shorter"


def test_a_sample_of_the_site_looks_as_it_did(steady, address_of_site, tmp_path):
    wanted = shots([BY_NAME[name] for name in SAMPLE], widths=[400], schemes=["light"])
    wanted += shots([BY_NAME["page-unit"]], widths=[1400], schemes=["dark"])
    found = [visual.judge(shot, picture, tmp_path) for shot, picture in take(steady, address_of_site, wanted)]
    changed = [f"{one.name}: {one.what}" for one in found if one]
    assert not changed, f"{changed}; run 'make visual' and look at _build/visual/index.html; 'make visual-accept' if it is meant"


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("part-unit-card", ".unit-card { padding-top: calc(var(--nothing, 0px) + 3px) !important; }"),
        ("page-unit", ":root { --accent: #1f5a9c !important; } body { --accent: #1f5a9c !important; }"),
        ("page-unit", "main p { letter-spacing: 0.3px !important; }"),
        ("page-unit", "main h1 { margin-bottom: calc(1.2em + 3px) !important; }"),
    ],
)
def test_a_planted_change_is_seen(steady, address_of_site, name, style):
    (shot,) = shots([BY_NAME[name]], widths=[400], schemes=["light"])

    class Planting:
        """A browser whose pages get one more style."""

        def new_context(self, **options):
            profile = steady.new_context(**options)
            profile.add_init_script(
                "addEventListener('DOMContentLoaded', () => { const sheet = new CSSStyleSheet();"
                f" sheet.replaceSync({style!r}); document.adoptedStyleSheets.push(sheet); }});"
            )
            return profile

    ((_, picture),) = take(Planting(), address_of_site, [shot])
    assert compare(reference(shot.name), picture).is_change


def lettered(shift: int = 0, colour: tuple[int, int, int] = (30, 36, 44)) -> Image.Image:
    """Draw eight lines of text."""
    picture = Image.new("RGB", (400, 200), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(16)
    for line in range(8):
        pen.text((10 + shift, 5 + 22 * line), "Every number can be traced", fill=colour, font=font)
    return picture


def test_the_smoothing_of_edges_is_no_change():
    """Two builds of Chromium drew the same chart: the shell for tests, and the whole browser."""
    shell, whole = (Image.open(ROOT / "tests" / "visual" / f"chart-network-build-{build}.webp").convert("RGB") for build in "ab")
    found = compare(shell, whole)
    assert found.pixels > 500, "the pictures are nearly the same, so nothing is shown"
    assert not found.is_change and not compare(whole, shell).is_change


@pytest.mark.parametrize("other", [lettered(3), lettered(colour=(90, 36, 44)), lettered().crop((0, 0, 400, 199))], ids=["moved", "colour", "cut"])
def test_what_a_reader_would_see_is_a_change(other):
    assert compare(lettered(), other).is_change and compare(other, lettered()).is_change


def test_the_page_of_differences_begins_with_the_worst_and_names_every_picture(tmp_path, page):
    entries = [
        Entry("page-a", "3 pixels changed", 0.01, "a.html", ("old", "new", "difference")),
        Entry("page-b", "there is no reference yet", 1.0, "b.html", ("new",)),
    ]
    page.goto(write_report(tmp_path, entries, 9, ".webp").as_uri())
    assert page.title() == "2 of 9 pictures differ"
    assert page.locator("h2").all_inner_texts() == ["Worst first", "page-b", "page-a"]
    assert [image.get_attribute("alt") for image in page.get_by_role("img").all()][:2] == [
        "page-b, as it is now; opens in full size", "page-a, as it was; opens in full size",
    ]  # fmt: skip
