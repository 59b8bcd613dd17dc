"""Run a notebook from top to bottom without a browser, to see that everything is in place."""

from __future__ import annotations

from pathlib import Path

from postsoviet import progress
from postsoviet.errors import CourseError
from postsoviet.notebook_file import read_notebook
from postsoviet.words import words

#: Seconds for one cell. A unit takes five in all; a machine may be slow.
PATIENCE = 120


def try_notebook(path: Path) -> int:
    """Run every cell in a fresh kernel, and write nothing.

    Parameters
    ----------
    path : Path
        The notebook.

    Returns
    -------
    int
        How many code cells ran.

    Raises
    ------
    CourseError
        If the notebook cannot be read, or a cell fails; the sentence names it.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    notebook = read_notebook(path)
    cells = [place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    client = NotebookClient(
        notebook,
        timeout=PATIENCE,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--log-level=ERROR"],
        on_cell_executed=lambda cell_index, **_: progress.bar(cells.index(cell_index) + 1, len(cells)),
    )
    try:
        client.execute()
    except CellTimeoutError:
        raise CourseError(words("jupyterlab.cell_slow", file=path.name, seconds=PATIENCE)) from None
    except CellExecutionError as error:
        raise CourseError(words("jupyterlab.cell_failed", file=path.name, name=error.ename, why=error.evalue)) from None
    return len(cells)
