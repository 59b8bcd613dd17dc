"""The student's environment, made once, and a JupyterLab in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from in_jupyterlab import ROOT, Server, jupyterlab, progress

sys.path.insert(0, str(ROOT / "tools"))
from environment import ensure_environment  # noqa: E402
from locked import alone  # noqa: E402


@pytest.fixture(scope="session")
def student_python(pytestconfig) -> Path:
    """The interpreter of a student's environment, from binder/requirements.txt with JupyterLab beside it.

    Set COURSE_LAB_PYTHON to hold the tests against another JupyterLab, for example Binder's.
    """
    if named := os.environ.get("COURSE_LAB_PYTHON"):
        return Path(named)
    start = time.monotonic()
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        python = ensure_environment("lab")
    if (taken := time.monotonic() - start) > 2:
        size = sum(file.lstat().st_size for file in python.parents[1].rglob("*"))
        progress(f"The student's environment: {taken:.0f} s to make, {size / 1e6:.0f} MB")
    return python


@pytest.fixture(scope="session")
def binder(student_python: Path, tmp_path_factory) -> Iterator[Server]:
    """JupyterLab as Binder would show it: after binder/postBuild, in a home of its own, with the units."""
    home, root = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("course")
    surroundings = os.environ | {"HOME": str(home), "PATH": f"{student_python.parent}{os.pathsep}{os.environ['PATH']}"}
    surroundings.pop("JUPYTER_CONFIG_DIR", None)
    done = tmp_path_factory.getbasetemp().parent / f"post-build-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
    with alone(student_python.parents[1]):
        # its first command installs the library anew, which no other worker may be using then
        command = ["python", "-m", "postsoviet", "lab", "--settings"] if done.exists() else ["bash", "binder/postBuild"]
        subprocess.run(command, cwd=ROOT, env=surroundings, check=True, capture_output=True)
        done.touch()
    (root / "units").mkdir()
    for notebook in (ROOT / "units").glob("*.ipynb"):
        (root / "units" / notebook.name).write_bytes(notebook.read_bytes())
    with jupyterlab(student_python, root, home) as server:
        yield server
