"""The workflows are valid, ask for no more rights than they need, and run the commands of a maintainer's machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
# BaseLoader: YAML takes the key 'on' for true
WORKFLOWS = {path.name: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in FILES}
MAY_WRITE = {
    ("links.yml", "check"): {"issues"}, ("newest.yml", "newest"): {"issues"}, ("release.yml", "hand-out"): {"contents"},
    ("test-and-publish.yml", "publish"): {"pages", "id-token"},
}  # fmt: skip


def program(name: str) -> str:
    """Return the path of a program beside this Python."""
    return str(Path(sys.executable).parent / name)


def test_the_schema_of_workflows_holds():
    command = [program("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_nothing_in_the_workflows_is_unsafe():
    command = [program("zizmor"), "--offline", "--no-progress", "--format", "plain", str(FOLDER)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_an_unsafe_workflow_would_be_found(tmp_path):
    unsafe = FILES[0].read_text("utf-8").replace("make ", "echo ${{ github.event.issue.title }}; make ")
    (tmp_path / "unsafe.yml").write_text(re.sub(r"@[0-9a-f]{40}", "@main", unsafe), "utf-8")
    done = subprocess.run([program("zizmor"), "--offline", "--no-progress", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode != 0


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_job_has_the_least_rights_a_limit_and_pinned_actions(name):
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {"contents": "read"}
    for job, parts in workflow["jobs"].items():
        rights = {right for right, level in parts.get("permissions", {}).items() if level == "write"}
        assert rights == MAY_WRITE.get((name, job), set())
        assert "timeout-minutes" in parts or job == "publish", f"{name}, {job} may run for six hours"
        for step in parts["steps"]:
            assert "@" not in step.get("uses", "") or re.search(r"@[0-9a-f]{40}$", step["uses"]), step
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        assert "uses:" not in line or re.search(r"# v\d+\.\d+\.\d+$", line), f"say which version this is: {line}"


def test_the_job_that_may_write_runs_none_of_our_code():
    steps = WORKFLOWS["release.yml"]["jobs"]["hand-out"]["steps"]
    assert not [step for step in steps if "checkout" in step.get("uses", "") or "make" in step.get("run", "")]


def test_every_make_target_in_a_workflow_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for path in FILES:
        for used in re.findall(r"(?:run: |^ +)make ([a-z-]+)", path.read_text("utf-8"), re.M):
            assert used in targets, f"{path.name} runs 'make {used}', which the Makefile does not have"


def test_a_release_runs_the_tests_first():
    runs = [step.get("run", "") for step in WORKFLOWS["release.yml"]["jobs"]["build"]["steps"]]
    order = [next(place for place, run in enumerate(runs) if run.startswith(name)) for name in ("make release-check", "make test", "make release ")]
    assert order == sorted(order)
