"""Read the notebook of a unit: its cells, or one clear sentence why it has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from postsoviet.errors import CourseError
from postsoviet.reading import read_json

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Bytes. A unit with all its charts has one or two million.
LARGEST = 50_000_000
_KINDS = ("markdown", "code", "raw")
_FORMAT = 4
#: The minor format from which every cell has an id.
_FIRST_WITH_IDS = 5


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook, each with its source as one text.

    Raises
    ------
    CourseError
        If the file cannot be read or is no notebook; the sentence names the cell.
    """
    return _checked(path)["cells"]


def read_notebook(path: Path) -> NotebookNode:
    """Return a whole notebook as Jupyter's own library has it.

    Raises
    ------
    CourseError
        As `read_cells` does, and where a part is not as the format says.
    """
    import nbformat
    from nbformat.v4.rwbase import rejoin_lines

    raw = _checked(path)
    _check_ids(path, raw)
    try:
        nbformat.validate(raw)
    except nbformat.ValidationError as error:
        place = ", ".join(str(step + 1 if isinstance(step, int) else step) for step in error.absolute_path)
        reason = " ".join(str(error.message).split())[:200]
        raise CourseError(f"{path.name}, {place or 'the whole file'}: it is not as notebooks are ({reason}); save it in Jupyter again.") from None
    except RecursionError:
        raise CourseError(f"{path.name}: its values are nested too deep to be read; clear its outputs.") from None
    # outputs may hold their text line by line
    return rejoin_lines(nbformat.from_dict(raw))


def _check_ids(path: Path, raw: dict[str, Any]) -> None:
    """Refuse a cell without an id of its own: nbformat would make one up, another one each time."""
    if raw["nbformat_minor"] < _FIRST_WITH_IDS:
        return
    seen: dict[str, int] = {}
    for number, cell in enumerate(raw["cells"], 1):
        identifier = cell.get("id")
        if not isinstance(identifier, str):
            raise CourseError(f"{path.name}, cell {number}: it has no id; save the notebook in Jupyter.")
        if seen.setdefault(identifier, number) != number:
            raise CourseError(
                f"{path.name}, cell {number}: it has the same id as cell {seen[identifier]}; put its content into a new cell, and remove it."
            )


def _checked(path: Path) -> dict[str, Any]:
    raw = read_json(path, LARGEST)
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), list):
        raise CourseError(f"{path.name} is no notebook: it has no list of cells; get it again, or save it in Jupyter.")
    if raw.get("nbformat") != _FORMAT or type(raw.get("nbformat_minor")) is not int:
        raise CourseError(f"{path.name} is a notebook of another format than {_FORMAT}; open it in Jupyter and save it.")
    for number, cell in enumerate(raw["cells"], 1):
        where = f"{path.name}, cell {number}"
        if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
            raise CourseError(f"{where}: it is neither a text nor code; remove it.")
        source = cell.get("source")
        if isinstance(source, list) and all(isinstance(line, str) for line in source):
            cell["source"] = source = "".join(source)
        if not isinstance(source, str):
            raise CourseError(f"{where}: its source is no text; remove it, or save the notebook in Jupyter.")
    if not raw["cells"]:
        raise CourseError(f"{path.name} has no cells; a unit starts with its title.")
    return raw
