"""The notebooks of the course, read once."""

from pathlib import Path

import nbformat

from postsoviet.course.register import read

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
_ACROSS = {number for number, unit in read().units.items() if unit.uses}
#: The pages across units have no source and no quiz of their own.
UNITS = [path for path in NOTEBOOKS if path.name[:2] not in _ACROSS]
SYNTHESES = [path for path in NOTEBOOKS if path not in UNITS]


def cells(path: Path, kind: str):
    """Return the cells of one kind."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]
