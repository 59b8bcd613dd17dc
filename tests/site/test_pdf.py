"""The PDFs, read back by programs that did not write them: pypdf for the parts, Chromium's engine for the words."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import html
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

ROOT = Path(__file__).resolve().parents[2]
#: A unit with formulas, an address outside the site, and a quiz; and a page across units without a quiz.
UNITS = ("08", "20")
POINTS_A_MM = 72 / 25.4
#: The typefaces that the repository carries.
OWN = ("Source-Sans-3", "Source-Serif-4", "Source-Code-Pro")


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units and a book of them, made by the command itself."""
    target = tmp_path_factory.mktemp("pdf")
    command = [sys.executable, "tools/pdf.py", *UNITS, "--book", "--to", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, "the typesetter complained"
    assert len(done.stdout.splitlines()) == 5, "one line for each page drawn and each file written"
    return target


@pytest.fixture(scope="module")
def book(folder: Path) -> Iterator[PdfReader]:
    """The book of two units."""
    with (folder / "governance-after-the-soviet-union.pdf").open("rb") as file:
        yield PdfReader(file)


@pytest.fixture(scope="module")
def unit(folder: Path) -> Iterator[PdfReader]:
    """One unit alone."""
    with next((folder / "units").glob("08_*.pdf")).open("rb") as file:
        yield PdfReader(file)


@pytest.fixture(scope="module", params=["book", "unit"])
def either(request: pytest.FixtureRequest, folder: Path) -> PdfReader:
    """The book, and a unit; asked for by name, so what both need is named here."""
    return request.getfixturevalue(request.param)


def words_of(text: str) -> str:
    """Return a text without spaces, which say nothing in a PDF."""
    return re.sub(r"\s+", "", text)


def texts(reader: PdfReader) -> list[str]:
    """Return the words of each page, without spaces."""
    return [words_of(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(path_of(reader))]


def path_of(reader: PdfReader) -> str:
    """Return where a PDF is, for the other program."""
    return str(reader.stream.name)


def bookmarks(reader: PdfReader) -> dict[str, int]:
    """Return the page of each bookmark, counted from 1; the first of a name."""
    found: dict[str, int] = {}

    def walk(entries: list) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                found.setdefault(entry.title, reader.get_destination_page_number(entry) + 1)

    walk(reader.outline)
    return found


def tagged(reader: PdfReader) -> list[DictionaryObject]:
    """Return every element of the structure tree."""
    found, waiting = [], [reader.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        kids = node.get("/K", []) if isinstance(node, DictionaryObject) else node
        if isinstance(node, DictionaryObject) and "/S" in node:
            found.append(node)
        waiting += list(kids) if isinstance(kids, ArrayObject) else [kids] if isinstance(kids, DictionaryObject) else []
    return found


def test_it_is_tagged_and_says_its_language(either: PdfReader):
    """A speaking reader needs tags, a language and a title; PDF/UA asks for all of them."""
    root = either.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert either.metadata.title
    kinds = {node["/S"] for node in tagged(either)}
    assert {"/H1", "/H2", "/P", "/Figure", "/Table", "/TH", "/L", "/Link"} <= kinds


def test_every_chart_is_there_with_its_text(unit: PdfReader, site: Path):
    """Each chart and each panel of an explorer of the page is a figure with the page's own text alternative."""
    page = html.fromstring(next((site / "notebooks").glob("08_*.html")).read_bytes())
    wanted = {words_of(one.get("aria-label")) for one in page.xpath("//*[@data-chart]")}
    figures = [node for node in tagged(unit) if node["/S"] == "/Figure"]
    assert all(node.get("/Alt") for node in figures)
    assert wanted <= {words_of(node["/Alt"]) for node in figures}
    # vectors: a picture of pixels would be an image object
    assert not any(page.images for page in unit.pages)


def test_the_words_of_a_chart_are_words(unit: PdfReader, site: Path):
    """A second renderer finds every label of the axes as text."""
    page = html.fromstring(next((site / "notebooks").glob("08_*.html")).read_bytes())
    figure = json.loads(page.xpath("//figure//*[@data-chart]/script")[1].text)
    labels = [words_of(re.sub(r"<[^>]+>", "", one["text"])) for one in figure["layout"].get("annotations", [])]
    whole = "".join(texts(unit))
    assert labels
    assert [label for label in labels if label not in whole] == []


def test_contents_name_the_right_pages(either: PdfReader):
    """A number printed in the contents is that of the page where the heading stands, told by the bookmark."""
    document = pypdfium2.PdfDocument(path_of(either))
    # by lines: without them the number of a page runs into that of the next unit
    lines = [line for number in (0, 1, 2) for line in document[number].get_textpage().get_text_range().splitlines()]
    rows = [row for line in lines if (row := re.fullmatch(r"(.+?)[ .]{9,}(\d+)", line))]
    printed = {re.sub(r"^(\d+|[A-C])(?=\D)", "", words_of(row[1])): int(row[2]) for row in rows}
    marks = {words_of(title): page for title, page in bookmarks(either).items()}
    shared = printed.keys() & marks.keys()
    assert len(shared) >= 6
    assert {title: printed[title] for title in shared} == {title: marks[title] for title in shared}
    pages = texts(either)
    assert [title for title in shared if title not in pages[printed[title] - 1]] == []


def test_the_key_is_at_the_end_and_nowhere_before(either: PdfReader):
    """Solutions and the key of the quiz begin with the answers, after every question."""
    pages = texts(either)
    start = bookmarks(either)["Answers"]
    key = [number for number, text in enumerate(pages, 1) if "Keyofthequiz" in text]
    assert key
    assert min(key) >= start
    assert not [text for text in pages[: start - 1] if re.search(r"Hint1:|Restson:", text)]
    assert any("Hint1:" in text for text in pages)
    questions = [number for number, text in enumerate(pages, 1) if "Thekeyisonpage" in text]
    assert questions
    assert max(questions) < start
    said = re.search(r"Thekeyisonpage(\d+)", pages[questions[0] - 1])
    assert int(said[1]) in key


def test_an_address_outside_stands_at_the_foot(either: PdfReader):
    """What a click would open is printed below the text, and can be clicked."""
    address = "https://doi.org/10.1080/00224499.2013.809511"
    assert any(address in text for text in texts(either))
    annotations = [one.get_object() for page in either.pages for one in page.get("/Annots", [])]
    assert any(one.get("/A", {}).get("/URI") == address for one in annotations)


def test_typefaces_are_inside_and_the_courses_own(either: PdfReader):
    """Every typeface is embedded; none comes from the machine that made the file."""
    names = set()
    for page in either.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"] or "/FontFile3" in descendant["/FontDescriptor"]
            names.add(re.sub(r"^[A-Z]{6}\+", "", font.get_object()["/BaseFont"].lstrip("/")))
    assert all(name.startswith(OWN) for name in names), names


def test_letters_of_the_region_are_printed(tmp_path: Path):
    """Cyrillic, Kazakh and Kyrgyz letters come from the course's own typefaces, and are read back as written."""
    text = "Қазақстан Ғылым Әділет ұлт өкіл үй һ іс ң Кыргызстан жөнүндө Ўзбекистон"
    body = f"<h1>{text}</h1><p>{text} <em>{text}</em> <strong>{text}</strong></p>"
    page = f'<!doctype html><html lang="kk"><head><title>x</title></head><body>{body}</body></html>'
    # in a process of its own, as the tools are no package that tests could import
    code = (
        "import sys; sys.path.insert(0, 'tools')\n"
        "from pathlib import Path\n"
        "from paper.binding import Document\n"
        "from paper.press import print_document\n"
        "print_document(Document('x', sys.argv[1]), Path(sys.argv[2]))\n"
    )
    target = tmp_path / "letters.pdf"
    command = [sys.executable, "-c", code, page, str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    text = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    for word in ("Қазақстан", "Әділет", "ұлт", "өкіл", "Кыргызстан", "Ўзбекистон"):
        assert text.count(word) == 4, word
    fonts = PdfReader(target).pages[0]["/Resources"]["/Font"].values()
    assert all(font.get_object()["/BaseFont"][8:].startswith(OWN) for font in fonts)


def test_nothing_is_cut_at_the_edge(either: PdfReader):
    """Every line of text begins and ends inside the margins: a wide table or a long line of code would not."""
    for number, page in enumerate(pypdfium2.PdfDocument(path_of(either)), 1):
        width, height = page.get_size()
        words = page.get_textpage()
        for left, bottom, right, top in (words.get_rect(place) for place in range(words.count_rects())):
            said = f"page {number}: '{words.get_text_bounded(left, bottom, right, top)}'"
            assert left >= 15 * POINTS_A_MM, f"{said} begins left of the text"
            assert right <= width - 15 * POINTS_A_MM, f"{said} ends right of the text"
            assert bottom > 0, f"{said} leaves the page"
            assert top < height, f"{said} leaves the page"


def test_the_same_site_gives_the_same_bytes(folder: Path, tmp_path: Path):
    """A second run writes the file again without a difference."""
    command = [sys.executable, "tools/pdf.py", "20", "--to", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (first,) = (folder / "units").glob("20_*.pdf")
    assert (tmp_path / "units" / first.name).read_bytes() == first.read_bytes()


def test_a_unit_that_is_not_there_is_named(site: Path):
    """One sentence, and nothing is written."""
    done = subprocess.run([sys.executable, "tools/pdf.py", "77"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("The site has no unit '77'; it has 01, 02")
