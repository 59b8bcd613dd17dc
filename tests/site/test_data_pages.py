"""The data dictionary and the registers, as a reader uses them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect
from postsoviet.descriptor import open_package

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = open_package()
UNITS = sorted({resource.unit for resource in PACKAGE.resources})


def page_of(unit: str) -> str:
    """Return the page of a unit's data sets."""
    return f"book/data/unit-{unit}.html" if unit.isdigit() else "book/data/registers.html"


def plain(text: str) -> str:
    """Return a text with the marks of a typewriter, which the page sets as a book does."""
    for typeset, typed in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("…", "...")):
        text = text.replace(typeset, typed)
    return " ".join(text.split())


#: Of each section: its headings, its text, the columns that it explains, and what it offers for download.
_SECTIONS = """() => [...document.querySelectorAll("section[id^='data-']")].map((one) => ({
  name: one.id.slice("data-".length),
  headings: [...one.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => heading.textContent),
  text: one.textContent,
  columns: [...one.querySelectorAll("td code")].map((code) => code.textContent),
  downloads: [...one.querySelectorAll("a.download-data")].map((link) => link.href),
}))"""


@pytest.mark.parametrize("unit", UNITS)
def test_every_data_set_has_a_section_with_source_columns_code_and_download(tab, site, address_of_site, unit):
    tab.goto(address_of_site + page_of(unit))
    sections = {one["name"]: one for one in tab.evaluate(_SECTIONS)}
    for resource in PACKAGE.resources:
        if resource.unit != unit:
            continue
        section = sections[resource.name]
        (heading,) = section["headings"]
        assert plain(resource.title) in plain(heading)
        text = plain(section["text"])
        for said in (resource.name, plain(resource.description), f'load("{resource.name}")'):
            assert said in text, f"{resource.name}: {said}"
        assert section["columns"] == [column.name for column in resource.table.fields]
        (link,) = section["downloads"]
        assert (site / unquote(link.removeprefix(address_of_site))).is_file(), link


def test_the_index_lists_every_data_set_and_leads_to_its_section(page, address_of_site):
    page.goto(address_of_site + "book/data/index.html")
    assert page.locator(".register tbody tr").count() == len(PACKAGE.resources)
    page.get_by_label("Unit").select_option("12")
    page.locator(".register tbody tr:visible a").first.click()
    assert "unit-12.html#data-12-" in page.url


def test_filters_stand_in_the_address_and_narrow_each_other(page, address_of_site):
    page.goto(address_of_site + "book/data/findings.html?unit=12&verdict=differs")
    rows = page.locator(".register tbody tr:visible")
    with (ROOT / "data" / "findings.csv").open(encoding="utf-8", newline="") as file:
        ledger = [*csv.DictReader(file)]
    assert rows.count() == sum(row["unit"] == "12" and row["verdict"] == "differs" for row in ledger)
    exhibits = {row["exhibit"] for row in ledger if row["unit"] == "12" and row["verdict"] == "differs"}
    offered = page.get_by_label("Exhibit").locator("option:not([disabled])").evaluate_all("all => all.map(o => o.value)")
    assert {*offered} == {"", *exhibits}
    page.get_by_label("Verdict").select_option("")
    assert "verdict" not in page.url and "unit=12" in page.url
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".filter-count")).to_contain_text(f"{len(ledger)} of {len(ledger)}")


def test_a_link_to_a_finding_shows_its_row(page, address_of_site):
    with (ROOT / "data" / "findings.csv").open(encoding="utf-8", newline="") as file:
        last = [*csv.DictReader(file)][-1]["id"]
    page.goto(address_of_site + f"book/data/findings.html?unit=2#{last}")
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()
    # also inside an open page, and whatever is chosen there
    page.get_by_label("Unit").select_option("2")
    page.evaluate(f"location.hash = '#{last}x'; location.hash = '#{last}'")
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()


def test_an_address_that_asks_for_no_row_is_put_right(page, address_of_site):
    page.goto(address_of_site + "book/data/findings.html?unit=99")
    assert "unit=" not in page.url


def test_what_is_printed_and_what_is_recomputed_stand_side_by_side(page, address_of_site):
    page.goto(address_of_site + "book/data/findings.html")
    heads = page.locator(".register thead th").all_inner_texts()
    assert heads.index("Recomputed") == heads.index("Printed") + 1


def test_everything_can_be_downloaded_as_one_file(page, address_of_site):
    page.goto(address_of_site + "book/data/index.html")
    link = page.get_by_role("link", name="course-data.zip").get_attribute("href")
    answer = page.request.get(address_of_site + "book/data/" + link)
    with zipfile.ZipFile(io.BytesIO(answer.body())) as archive:
        names = {Path(name).name for name in archive.namelist()}
    assert {"datapackage.json", "README.md", "CITATION.cff"} <= names
    assert {resource.path for resource in PACKAGE.resources} <= names


def test_the_page_of_a_unit_names_its_whole_source(page, address_of_site):
    for source in PACKAGE.sources:
        page.goto(address_of_site + page_of(source.unit))
        text = plain(page.locator("main").inner_text())
        assert plain(source.title) in text and plain(source.rights) in text


def test_units_that_use_a_data_set_are_named(page, address_of_site):
    page.goto(address_of_site + page_of("09"))
    section = page.locator("#data-09-annex2-income-benefits")
    section.get_by_role("link", name="Income inequality in Kyrgyzstan").click()
    expect(page.locator("h1")).to_contain_text("Income inequality")
