"""Hold the rows of the data sets against the lines of the sources that they cite.

The source texts are not part of the course. Where a folder holds them, they are known by checksum.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from postsoviet.datasets import read_records
from postsoviet.descriptor import Column, Package, Resource, data_folder, open_package
from postsoviet.errors import DataError
from postsoviet.tracing import SourceText, line_blocks

PLACES = "places"
# How a text may say what the column "qualifier" says in one form.
_QUALIFIERS = {
    "more than": r"more than|exceed", "at most": r"at most|no more than|exceed|within|banned", "nearly": r"near",
    "up to": r"up to|extended to", "at least": r"at least|or more|must be",
}  # fmt: skip
# Exhibits whose caption names them; the others are notes, links and the like.
_CAPTIONED = re.compile(r"(?:Map|Figure|Table|Annex|Appendix|Picture|Chart)\b[ 0-9A-Z]*")
_NUMBER = re.compile(r"(?<![\w.,–-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.])\d+(?:\.\d+)?(?![\w])")


def read_sources(package: Package, folder: Path) -> dict[str, SourceText]:
    """Read the source texts that a folder holds.

    Parameters
    ----------
    package : Package
        The descriptor; it gives the checksum of every text.
    folder : Path
        Where the texts lie, under any name that ends in ``.txt``.

    Returns
    -------
    dict of str to SourceText
        By unit of the course. Units of one volume share one text.

    Raises
    ------
    DataError
        When a text that the descriptor names is not there.
    """
    found: dict[str, SourceText] = {}
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        units = [source.unit for source in package.sources if source.text_sha256 == digest]
        found |= dict.fromkeys(units, SourceText.read(path)) if units else {}
    missing = [source.document for source in package.sources if source.unit not in found]
    if missing:
        raise DataError(
            f"{folder} does not hold the text of {missing[0]} with the checksum in datapackage.json;"
            " put the source texts there, unchanged, under names that end in .txt."
        )
    return found


@dataclass(frozen=True)
class Evidence:
    """What a row may be held against.

    Attributes
    ----------
    sources : mapping of str to SourceText
        The texts, by unit.
    spellings : mapping of str to tuple of str
        How the sources spell a place, by its name in ``places.csv``.
    """

    sources: Mapping[str, SourceText]
    spellings: Mapping[str, tuple[str, ...]]

    @classmethod
    def open(cls, sources: Path, folder: Path | None = None) -> Evidence:
        """Read the source texts and the spellings of places."""
        package = open_package(folder)
        resource = package.resource(PLACES)
        spellings = {
            row["name"]: (row["name"], *filter(None, row["printed_names"].split(";")))
            for row in read_records((folder or data_folder()) / resource.path, resource)
        }
        return cls(read_sources(package, sources), spellings)

    def problems(self, resource: Resource, row: Mapping[str, str]) -> Iterator[str]:
        """Name the cells of a row that its source lines do not bear out.

        Parameters
        ----------
        resource : Resource
            The description of the data set.
        row : mapping of str to str
            The cells by column, as they stand in the file.

        Yields
        ------
        str
            The line, the column and the cell.
        """
        unit = resource.unit if resource.unit != "all" else row.get("unit", "")
        lines = row.get("line") or resource.provenance.lines
        if unit not in self.sources or not lines or resource.provenance.processing == "derived":
            return
        source = self.sources[unit]
        if not _caption_stands(row, source):
            yield f"line {row['caption_line']}: no caption of {row['exhibit']}"
        for column in resource.table.fields:
            cell = row[column.name]
            if cell and column.name != "line" and not self._borne_out(resource, column, row, source, lines):
                yield f"line {lines}: {column.name} {cell}"

    def _borne_out(
        self, resource: Resource, column: Column, row: Mapping[str, str], source: SourceText, lines: str
    ) -> bool:
        cell = row[column.name]
        if column.type != "string":
            return not column.printed or self._number_stands(resource, column, row, source, lines)
        if column.name == "qualifier":
            said = _QUALIFIERS.get(cell, re.escape(cell))
            return re.search(rf"\b(?:{said})", source.passage(lines), re.IGNORECASE) is not None
        if column.role == "date":
            return not column.printed or row.get("basis") == "inferred" or source.dates(cell, lines)
        if column.printed and not any(source.says(one, lines) for one in self.spellings.get(cell, (cell,))):
            return False
        return column.role in ("note", "code") or all(
            source.trace(number.replace(",", ""), lines, ordinal=True) for number in _NUMBER.findall(cell)
        )

    @staticmethod
    def _number_stands(
        resource: Resource, column: Column, row: Mapping[str, str], source: SourceText, lines: str
    ) -> bool:
        if row.get("basis") == "inferred" and column.unit == "year":
            return True
        unit = row.get("unit", "") if column.unit == "see the column unit" else column.unit or ""
        # in prose the word percent follows the number; in a table it stands in the head
        percent = (
            resource.provenance.processing == "prose"
            and unit.startswith("percent")
            and "Printed as a word" not in row.get("note", "")
            and "Printed without percent" not in row.get("note", "")
        )
        return source.trace(row[column.name], lines, percent=percent, ordinal=unit == "rank") is not None


def _caption_stands(row: Mapping[str, str], source: SourceText) -> bool:
    """Whether the line that a row gives as its exhibit's caption names the exhibit."""
    line = row.get("caption_line")
    if not line:
        return True
    name = _CAPTIONED.match(row["exhibit"])
    if name:
        return source.says(name[0], line)
    return any(int(line) in block for block in line_blocks(row["line"]))


def untraced(sources: Path, folder: Path | None = None) -> list[str]:
    """Hold every row of every data set against its source lines.

    Parameters
    ----------
    sources : Path
        Folder of the source texts.
    folder : Path, optional
        A data folder; the course's own when left out.

    Returns
    -------
    list of str
        One sentence a cell that its lines do not bear out.
    """
    evidence = Evidence.open(sources, folder)
    here = folder or data_folder()
    return [
        f"{resource.path}, row {number}: the source does not bear this out: {said}."
        for resource in open_package(folder).resources
        for number, row in enumerate(read_records(here / resource.path, resource), start=2)
        for said in evidence.problems(resource, row)
    ]
