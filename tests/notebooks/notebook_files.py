"""The notebooks of the course, read once."""

from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
#: The pages across units have no source and no quiz of their own.
UNITS = [path for path in NOTEBOOKS if int(path.name[:2]) < 20]
SYNTHESES = [path for path in NOTEBOOKS if path not in UNITS]


def cells(path: Path, kind: str):
    """Return the cells of one kind."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]
