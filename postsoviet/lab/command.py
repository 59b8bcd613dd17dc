"""The verb ``lab``: open a unit in JupyterLab on this machine."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from postsoviet.errors import CourseError
from postsoviet.lab import folder as folders
from postsoviet.words import words


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``lab`` to the command line."""
    lab = verbs.add_parser("lab", help="open a unit in JupyterLab on this machine")
    lab.add_argument("unit", nargs="?", help="two digits, or a notebook file (default: every unit, in the list of files)")
    lab.add_argument(
        "--folder", type=Path, default=folders.ROOT / folders.OWN, help=f"where your copies are kept (default: {folders.OWN})"
    )
    what = lab.add_mutually_exclusive_group()
    what.add_argument("--try", action="store_true", dest="trial", help="open nothing: run the unit from top to bottom, and say whether it works")
    what.add_argument("--settings", action="store_true", help="open nothing: write the course's settings for every JupyterLab of this Python")
    lab.add_argument("--no-browser", action="append_const", dest="options", const="--no-browser", help="print the address, and open no browser")
    lab.add_argument(
        "--option", action="append", dest="options", metavar="OPTION", help="an option of JupyterLab, as in --option=--port=8890; may be repeated"
    )
    lab.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.settings:
        from postsoviet.lab import settings

        for path in (settings.write_settings(), settings.write_workspace()):
            print(f"Wrote {path.name}.")
        return 0
    notebook = _notebook(arguments.unit, arguments.folder)
    if arguments.trial:
        if notebook is None:
            raise CourseError("--try needs a unit; write its two digits or name a notebook.")
        from postsoviet.lab.trial import try_notebook

        print(f"{notebook.name} works: {try_notebook(notebook)} cells ran.")
        return 0
    return start(notebook, arguments.folder, arguments.options or [])


def _notebook(unit: str | None, folder: Path) -> Path | None:
    if unit is None:
        for number in folders.units():
            folders.own_copy(number, folder)
        return None
    if unit.endswith(".ipynb"):
        if not Path(unit).is_file():
            raise CourseError(f"There is no file {unit}; name a notebook that is there, or a unit by its two digits.")
        return Path(unit)
    return folders.own_copy(unit, folder)


def start(notebook: Path | None, folder: Path, options: list[str]) -> int:
    """Run JupyterLab until the reader ends it, for this machine only.

    Parameters
    ----------
    notebook : Path or None
        Opened beside its table of contents; without one, the list of files is shown.
    folder : Path
        What JupyterLab shows where no notebook is named; else the notebook's own folder.
    options : list of str
        Further options of JupyterLab.

    Returns
    -------
    int
        JupyterLab's exit code.

    Raises
    ------
    CourseError
        If this Python has no JupyterLab.
    """
    if find_spec("jupyterlab") is None:
        raise CourseError("This Python has no JupyterLab; write 'make lab', or install jupyterlab into it.")
    root = (notebook.parent if notebook else folder).resolve()
    first = f"/lab/tree/{quote(notebook.name)}" if notebook else "/lab"
    command = [
        sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}", f"--LabApp.default_url={first}",
        "--ServerApp.ip=127.0.0.1",
        # the extension manager would ask a registry
        "--LabApp.extension_manager=readonly", "--Application.log_level=WARN", *options,
    ]  # fmt: skip
    surroundings = _surroundings(table_of_contents=notebook is not None)
    print(words("jupyterlab.started", folder=root), flush=True)
    try:
        return subprocess.run(command, env=surroundings, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _surroundings(*, table_of_contents: bool) -> dict[str, str]:
    """Return the environment of JupyterLab: settings apart from those of the user, in this Python's folder."""
    from postsoviet.lab import settings

    own = Path(sys.prefix) / "etc" / "course-lab"
    try:
        settings.write_own_settings(own)
        workspace = settings.write_workspace(own / "lab" / "workspaces")
        if not table_of_contents:
            workspace.unlink()
    except OSError as error:
        raise CourseError(f"{error.filename} cannot be written: {error.strerror}; use JupyterLab in an environment of your own.") from None
    return {**os.environ, "JUPYTER_CONFIG_DIR": str(own)}
