"""The descriptor of the data folder, ``datapackage.json``: its shape, and how it is read.

The file is a Frictionless data package (version 1) with a few keys of our own. Every key is
declared here, so a misspelt one is an error and not a silence.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from postsoviet import reading
from postsoviet.errors import CourseError, DataError, did_you_mean
from postsoviet.schema_errors import explain

DESCRIPTOR = "datapackage.json"
Scalar = str | int | float


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Constraints(_Strict):
    """What the cells of one column must obey."""

    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    enum: tuple[Scalar, ...] | None = None
    pattern: str | None = None


class Column(_Strict):
    """One column of a data set.

    ``printed`` says that what its cells hold, a number, a date or a name, stands in the source at the
    row's ``line``. ``role`` says what a text column holds: a ``date`` in ISO form; a ``text``, our
    words about the source, whose numbers stand in the row's lines; a ``note``, whose numbers may be
    ours; or a ``code``, a short mark.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: Literal["string", "integer", "number"]
    title: str = Field(min_length=1)
    description: str = Field(min_length=1)
    unit: str | None = None
    printed: bool = False
    role: Literal["date", "text", "note", "code"] = "text"
    constraints: Constraints = Constraints()


class Reference(_Strict):
    """The table and columns that a foreign key points to."""

    resource: str
    fields: tuple[str, ...]


class ForeignKey(_Strict):
    """Columns whose values must exist in another data set."""

    fields: tuple[str, ...]
    reference: Reference


class TableSchema(_Strict):
    """The columns of a data set and the rules between its rows."""

    fields: tuple[Column, ...] = Field(min_length=1)
    primary_key: tuple[str, ...] = Field(alias="primaryKey", min_length=1)
    foreign_keys: tuple[ForeignKey, ...] = Field(alias="foreignKeys", default=())
    missing_values: tuple[str, ...] = Field(alias="missingValues", default=("",))


class Provenance(_Strict):
    """Where the values of a data set come from and what was done to them."""

    document: str
    exhibit: str
    lines: str = Field(pattern=r"^(\d+-\d+(;\d+-\d+)*)?$")
    processing: Literal["printed", "prose", "coded", "derived"]


class Resource(_Strict):
    """One data set: a CSV file and all that is known about it."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    path: str = Field(pattern=r"^[a-z0-9-]+\.csv$")
    profile: Literal["tabular-data-resource"]
    title: str = Field(min_length=1)
    description: str = Field(min_length=1)
    format: Literal["csv"]
    mediatype: Literal["text/csv"]
    encoding: Literal["utf-8"]
    table: TableSchema = Field(alias="schema")
    hash: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    size: int = Field(alias="bytes", ge=1)
    unit: str = Field(pattern=r"^(\d\d|all)$")
    provenance: Provenance
    notes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()


class Source(_Strict):
    """One document that data sets are taken from."""

    title: str
    document: str
    unit: str = Field(pattern=r"^\d\d$")
    lines: str
    text_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    rights: str = Field(min_length=1)
    note: str = ""


class Contributor(_Strict):
    """Someone who made the package or what stands in it."""

    title: str
    role: str


class Licence(_Strict):
    """The terms of what is ours in the package."""

    name: str
    title: str
    path: str


class Package(_Strict):
    """The whole data folder."""

    profile: Literal["tabular-data-package"]
    name: str
    title: str
    description: str
    version: str
    rights: str
    licenses: tuple[Licence, ...]
    contributors: tuple[Contributor, ...]
    sources: tuple[Source, ...]
    resources: tuple[Resource, ...] = Field(min_length=1)

    def resource(self, name: str) -> Resource:
        """Return the data set of that name.

        Parameters
        ----------
        name : str
            For example ``09-annex2-income-benefits``.

        Raises
        ------
        DataError
            When no data set has the name; the message lists the near ones.
        """
        for resource in self.resources:
            if resource.name == name:
                return resource
        hint = did_you_mean(name, [resource.name for resource in self.resources])
        raise DataError(f"There is no data set '{name}'{hint}; catalogue() lists them all.")

    def source(self, document: str) -> Source | None:
        """Return the source with that short reference, or None for what is ours."""
        return next((source for source in self.sources if source.document == document), None)


# What a list's items are called in a sentence, and which model stands behind a step of the file.
_KINDS = {
    "resources": "data set", "fields": "column", "foreignKeys": "foreign key",
    "sources": "source", "contributors": "contributor", "licenses": "licence", "primaryKey": "key column",
}  # fmt: skip
_MODELS = {
    "resources": Resource, "schema": TableSchema, "fields": Column, "constraints": Constraints,
    "provenance": Provenance, "sources": Source, "contributors": Contributor, "licenses": Licence,
    "foreignKeys": ForeignKey, "reference": Reference,
}  # fmt: skip


def data_folder() -> Path:
    """Return the folder of the data: inside an installed wheel, or beside the library."""
    installed = Path(__file__).parent / "_data"
    return installed if installed.is_dir() else Path(__file__).parents[1] / "data"


def open_package(folder: Path | None = None) -> Package:
    """Read and validate the descriptor.

    Parameters
    ----------
    folder : Path, optional
        A data folder; the course's own when left out.

    Raises
    ------
    DataError
        In one sentence: the file, the data set, the column, the key, and the mend.
    """
    path = (folder or data_folder()) / DESCRIPTOR
    try:
        stamp = path.stat()
    except FileNotFoundError:
        raise DataError(
            f"{path} is missing; restore the data folder, for example with git checkout."
        ) from None
    return _read(path, stamp.st_mtime_ns, stamp.st_size)


def open_resource(name: str, folder: Path | None = None) -> tuple[Resource, Source | None]:
    """Read the description of one data set, and of the document that it comes from.

    Only these two are validated: a student who loads one table does not wait for hundreds.

    Parameters
    ----------
    name : str
        For example ``09-annex2-income-benefits``.
    folder : Path, optional
        A data folder; the course's own when left out.

    Raises
    ------
    DataError
        As `open_package` and `Package.resource` do.
    """
    path = (folder or data_folder()) / DESCRIPTOR
    try:
        stamp = path.stat()
        text = _read_text(path, stamp.st_mtime_ns, stamp.st_size)
        resource = Resource.model_validate(_part(text, f'{{\n      "name": "{name}",'))
        document = resource.provenance.document
        sources = _part(text, "[", after='"sources": ')
        source = next((one for one in sources if one["document"] == document), None)
        return resource, None if source is None else Source.model_validate(source)
    except (FileNotFoundError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        # whatever is wrong, the whole file says it best
        package = open_package(folder)
        resource = package.resource(name)
        return resource, package.source(resource.provenance.document)


@lru_cache(maxsize=8)
def _read_text(path: Path, _modified: int, _size: int) -> str:
    # the time and size of the file are part of the key, so an edit is seen at once
    text = path.read_text(encoding="utf-8")
    if not text.rstrip().endswith("}"):
        raise ValueError("the file is cut off")
    return text


def _part(text: str, start: str, after: str = "") -> Any:
    """Decode one part of the descriptor, as ``seal`` writes it, without reading the rest."""
    place = text.index(after + start) + len(after)
    return json.JSONDecoder().raw_decode(text, place)[0]


@lru_cache(maxsize=8)
def _read(path: Path, _modified: int, _size: int) -> Package:
    raw = read_json(path)
    try:
        return Package.model_validate(raw)
    except ValidationError as error:
        sentence = explain(path.name, raw, error, kinds=_KINDS, models=_MODELS, root=Package)
        raise DataError(sentence) from None


def read_json(path: Path) -> Any:
    """Read a JSON file of the data folder; a sentence names what is wrong and where.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        return reading.read_json(path)
    except CourseError as error:
        raise DataError(str(error)) from None
