"""Run notebooks in place and write them so that a second run changes no byte.

Usage: python tools/notebooks.py [--check] [notebook ...]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
#: Cell metadata that an author means; anything else is an editor's trace.
KEPT_CELL_METADATA = ("tags",)


def cell_id(source: str, taken: set[str]) -> str:
    """Return a stable id made from the text of a cell, told apart by a number where texts repeat."""
    base = hashlib.sha256(source.encode()).hexdigest()[:8]
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    return name


def normalised(notebook) -> str:
    """Return the text of a notebook without true counts, times or editor's traces."""
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    })
    taken: set[str] = set()
    for cell in notebook.cells:
        known = cell.get("id", "")
        # An id given once stays, so that links and discussions of a cell keep their address.
        cell["id"] = known if known and known not in taken else cell_id(cell.source, taken)
        taken.add(cell["id"])
        cell.metadata = {key: cell.metadata[key] for key in KEPT_CELL_METADATA if key in cell.metadata}
        if cell.cell_type == "code":
            # The same count everywhere: a cell put in between would change every later one, and with
            # none at all nbval takes the cell for one that was never run.
            cell.execution_count = 1
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = 1
                output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
    return nbformat.writes(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def execute(path: Path) -> str:
    """Run a notebook in a fresh kernel and return its normalised text."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        # a kernel that is slow for a moment sends one printed text in two parts
        coalesce_streams=True,
        resources={"metadata": {"path": str(FOLDER)}},
        # The kernel remarks on its own transport at every start; errors still come through.
        extra_arguments=["--log-level=ERROR"],
    ).execute()
    return normalised(notebook)


def write_whole(path: Path, text: str) -> None:
    """Replace a file at once, so that an interruption leaves the old one."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def main() -> int:
    """Run the notebooks that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a run would change a file")
    parser.add_argument("notebooks", nargs="*", type=Path)
    options = parser.parse_args()
    files = options.notebooks or sorted(FOLDER.glob("*.ipynb"))
    changed = 0
    for number, path in enumerate(files, 1):
        start = time.monotonic()
        print(f"{number}/{len(files)}  {path.name} ", end="", flush=True)
        try:
            text = execute(path)
        except FileNotFoundError:
            print(f"\n{path} does not exist; name a notebook in notebooks/.", file=sys.stderr)
            return 1
        except CellExecutionError as error:
            print(f"\n{path.name} stops with an error, and was left as it was:\n{error}", file=sys.stderr)
            return 1
        same = path.read_text(encoding="utf-8") == text
        changed += not same
        if not same and not options.check:
            write_whole(path, text)
        print(f"{time.monotonic() - start:.1f} s, {'unchanged' if same else 'changed'}", flush=True)
    return int(options.check and changed > 0)


if __name__ == "__main__":
    sys.exit(main())
