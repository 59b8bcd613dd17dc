"""Every exercise on a kernel: the starter runs and does not pass, the folded solution in its place passes.

The kernel runs a unit from its first cell, as a student does. At each exercise it runs the starter and the check
cell, then the solution and the check cell again. So the starter, the check and the solution are those of the notebook.
One kernel serves all units, emptied between them; that each unit runs on a fresh one is what nbval sees.
"""

from collections.abc import Iterator

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell
from notebook_files import ROOT

from postsoviet.teaching.assignment import assignment

#: Explorers and charts have tests of their own, and take most of the time.
_QUICK = """
%reset -f
from postsoviet.explore import Explorer
Explorer.show = lambda self: None
"""
_PASSED, _OPEN = "check-pass", "check-open"


def with_solutions(unit: str) -> nbformat.NotebookNode:
    """Return the notebook of a unit with each solution and a second check behind the first check."""
    given = assignment(unit)
    solutions = {task.check_id: task.solution_code for task in given.checked}
    notebook = nbformat.read(given.path, as_version=4)
    cells = [new_code_cell(_QUICK)]
    for cell in notebook.cells:
        # a quiz is nothing that an exercise needs
        if cell.cell_type != "code" or cell.source.startswith("quiz("):
            continue
        cells.append(new_code_cell(cell.source))
        if cell.id in solutions:
            cells += [new_code_cell(solutions[cell.id]), new_code_cell(cell.source)]
    notebook.cells = cells
    return notebook


def verdicts(notebook: nbformat.NotebookNode) -> dict[str, list[str]]:
    """Return what each check cell showed, in the order of running."""
    shown: dict[str, list[str]] = {}
    for cell in notebook.cells:
        if cell.source.startswith("check("):
            html = "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
            shown.setdefault(cell.source, []).append(next((kind for kind in (_PASSED, _OPEN) if kind in html), html))
    return shown


@pytest.fixture(scope="module")
def kernel() -> Iterator[KernelManager]:
    """One kernel, in the folder of the notebooks."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(ROOT / "notebooks"), extra_arguments=["--log-level=ERROR"])
    yield manager
    manager.shutdown_kernel(now=True)


def test_the_starter_stays_open_and_the_solution_passes(notebook, kernel):
    program = with_solutions(notebook.name[:2])
    client = NotebookClient(program, km=kernel, timeout=120)
    client.execute()
    client.kc.stop_channels()
    shown = verdicts(program)
    assert len(shown) == len(assignment(notebook.name[:2]).checked)
    wrong = {source: said for source, said in shown.items() if said != [_OPEN, _PASSED]}
    assert not wrong, f"{notebook.name}: the first check should be open and the second pass; they show {wrong}"
