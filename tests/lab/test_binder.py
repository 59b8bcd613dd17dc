"""What Binder makes of the repository, read from repo2docker itself, without a container engine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def plan() -> str:
    """The Dockerfile that repo2docker would build, after what it says on the way."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-1000:]
    return result.stderr + result.stdout


def test_binder_takes_the_python_of_runtime_txt(plan):
    version = (ROOT / "binder" / "runtime.txt").read_text().strip().removeprefix("python-")
    assert version == "3.12"
    assert f"Building conda environment for python={version}" in plan


def test_binder_installs_the_students_lock_and_nothing_else(plan):
    assert re.findall(r"pip install .*", plan) == ['pip install --no-cache-dir -r "binder/requirements.txt"']
    # pip holds every package against its hash as soon as one line of the file has one
    assert "--hash=sha256:" in (ROOT / "binder" / "requirements.txt").read_text()
    assert not re.findall(r"^RUN .*(?:apt-get install|npm install|mamba env update).*$", plan, re.M)


def test_binder_runs_post_build_after_it_has_the_course(plan):
    steps = re.findall(r"^(?:RUN|COPY) .*$", plan, re.M)
    assert steps.index("COPY --chown=0:0 src/ ${REPO_DIR}/") < steps.index("RUN ./binder/postBuild")


def test_binder_has_three_files():
    assert sorted(file.name for file in (ROOT / "binder").iterdir()) == ["postBuild", "requirements.txt", "runtime.txt"]
