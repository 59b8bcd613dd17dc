"""How JupyterLab is set for the course: no questions about news, and the table of contents in sight.

JupyterLab has no setting that opens the table of contents. It is a part of the layout, and the layout
of a first visit is that of the workspace ``default``, where there is one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from postsoviet.files import replacing

_HERE = Path(__file__).parent
#: The name that JupyterLab gives to the file of the workspace ``default``.
WORKSPACE = "default-37a8.jupyterlab-workspace"


def write_settings(prefix: Path | None = None) -> Path:
    """Write the settings for every JupyterLab of a Python; settings of others stay.

    Parameters
    ----------
    prefix : Path, optional
        Where that Python is installed; the running one when left out.

    Returns
    -------
    Path
        The file written.
    """
    target = (prefix or Path(sys.prefix)) / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    settings = json.loads(target.read_text("utf-8")) if target.exists() else {}
    settings |= json.loads((_HERE / "overrides.json").read_text("utf-8"))
    with replacing(target) as draft:
        draft.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    return target


def write_own_settings(folder: Path) -> None:
    """Write the settings into a configuration folder of JupyterLab, where nothing is set otherwise.

    Parameters
    ----------
    folder : Path
        What ``JUPYTER_CONFIG_DIR`` will name.
    """
    for name, values in json.loads((_HERE / "overrides.json").read_text("utf-8")).items():
        target = folder / "lab" / "user-settings" / f"{name.replace(':', '/')}.jupyterlab-settings"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def write_workspace(folder: Path | None = None) -> Path:
    """Write the layout in which a unit opens beside its table of contents.

    Parameters
    ----------
    folder : Path, optional
        JupyterLab's folder of workspaces; that of the user when left out.

    Returns
    -------
    Path
        The file written.
    """
    if folder is None:
        from jupyter_core.paths import jupyter_config_dir

        folder = Path(jupyter_config_dir()) / "lab" / "workspaces"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / WORKSPACE
    with replacing(target) as draft:
        draft.write_bytes((_HERE / "workspace.json").read_bytes())
    return target
