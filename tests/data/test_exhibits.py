"""What is lost stays lost, and no sentence of a source is copied."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator

import pytest
from data_rules import read_tables

from postsoviet.descriptor import data_folder, open_package
from postsoviet.sourcing import Evidence
from postsoviet.tracing import SourceText

PACKAGE = open_package()
EXHIBIT = re.compile(r"\b(Map|Figure|Table|Annex|Picture|Image|Photo|Chart) (\d+)\b|\b(Appendix)\b")
RUN = 8


def lost_exhibits() -> set[tuple[str, str]]:
    return {(row["unit"], row["exhibit"]) for row in read_tables()["lost-exhibits"]}


def claimed(unit: str, exhibit: str) -> set[tuple[str, str]]:
    """Return the exhibits that a provenance claims."""
    return {(unit, " ".join(filter(None, match))) for match in EXHIBIT.findall(exhibit)}


def test_no_data_set_claims_a_lost_exhibit() -> None:
    claims = {
        claim for resource in PACKAGE.resources for claim in claimed(resource.unit, resource.provenance.exhibit)
    }
    assert claims & lost_exhibits() == set()
    assert claims >= {("09", name) for name in ("Table 1", "Table 3", "Table 4", "Table 5", "Annex 1", "Annex 2")}


def test_a_claim_on_a_lost_exhibit_would_be_seen() -> None:
    assert claimed("02", "Map 1 and text") & lost_exhibits()
    assert claimed("09", "Table 2") & lost_exhibits()


CAPTION = re.compile(r"\s*((?:Map|Figure|Table|Annex|Picture|Image|Photo|Chart) \d+|Appendix(?: \d+)?)[.:]? +[A-Z]")


def test_every_caption_of_the_sources_is_lost_or_has_a_data_set(evidence: Evidence) -> None:
    """A caption that nobody names would be an exhibit that nobody has looked at."""
    named = [(row["unit"], row["exhibit"]) for row in read_tables()["lost-exhibits"]]
    named += [(resource.unit, resource.provenance.exhibit) for resource in PACKAGE.resources]
    for source in PACKAGE.sources:
        known = {text for unit, exhibit in named if unit == source.unit for text in _each(exhibit)}
        first, last = (int(line) for line in source.lines.split("-"))
        text = evidence.sources[source.unit]
        for line in range(first, last + 1):
            caption = CAPTION.match(text.line(line))
            assert not caption or caption[1] in known, f"unit {source.unit}, line {line}: {text.line(line)}"


def _each(exhibit: str) -> set[str]:
    """Return the exhibits that a name covers: "Pictures 1-8" is eight."""
    found = {" ".join(filter(None, match)) for match in EXHIBIT.findall(exhibit)}
    for kind, first, last in re.findall(r"\b(Map|Figure|Table|Annex|Picture|Image|Photo|Chart)s? (\d+)-(\d+)", exhibit):
        found |= {f"{kind} {number}" for number in range(int(first), int(last) + 1)}
    return found


def test_every_exhibit_is_a_provenance_or_prose() -> None:
    for resource in PACKAGE.resources:
        exhibit = resource.provenance.exhibit
        assert exhibit in ("prose", "register") or EXHIBIT.match(exhibit), resource.name


def test_only_what_never_had_a_caption_has_none() -> None:
    for row in read_tables()["lost-exhibits"]:
        # notes, links and interviews have no caption, and unit 01 prints its pictures by themselves
        without = re.match(r"(Footnote|Note|Link|Interview|Title|Text|Image)", row["exhibit"])
        assert row["caption_line"] or without, f"{row['unit']}, {row['exhibit']}: give the line of its caption"


def words(text: str) -> list[str]:
    """Return the words without marks, case, hyphens at line ends or footnote numbers."""
    return re.findall(r"[a-zà-ÿ]+", re.sub(r"-\s*\n\s*", "", text).replace("’", "").replace("'", "").lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def texts() -> Iterator[tuple[str, str]]:
    """Give every text of the data folder, but for the titles of the works cited, which are names."""
    raw = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    for source in raw["sources"]:
        del source["title"]
    yield from _strings(raw, "datapackage.json")
    for path in sorted(data_folder().glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for number, row in enumerate(csv.reader(handle), start=1):
                yield from ((f"{path.name}, row {number}", cell) for cell in row)
    yield "README.md", (data_folder() / "README.md").read_text(encoding="utf-8")


def _strings(node: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _strings(value, f"{place}, {key}")


@pytest.fixture(scope="module")
def source_runs(evidence: Evidence) -> set[tuple[str, ...]]:
    """Give every run of eight words of the sources; blank lines and page breaks do not end one."""
    found: set[tuple[str, ...]] = set()
    for source in PACKAGE.sources:
        first, last = (int(line) for line in source.lines.split("-"))
        text = evidence.sources[source.unit]
        lines = [text.line(line).strip() for line in range(first, last + 1)]
        found |= runs("\n".join(line for line in lines if line))
    return found


def test_no_eight_words_in_a_row_are_copied(source_runs: set[tuple[str, ...]]) -> None:
    copied = [
        f"{place}: {' '.join(run)}" for place, text in texts() for run in sorted(runs(text) & source_runs)
    ]
    assert copied == []


def test_a_copied_sentence_would_be_seen(source_text: SourceText, source_runs: set[tuple[str, ...]]) -> None:
    """Across a line end, a broken word and a page break."""
    assert runs(source_text.passage("1220-1228")) & source_runs
    assert runs(source_text.passage("9553-9556")) & source_runs
