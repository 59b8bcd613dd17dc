"""The locks pin what pyproject.toml asks for, and they agree with one another."""

import hashlib
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {
    "requirements.txt": ("kernel", "site", "teaching", "test"),
    "binder/requirements.txt": ("kernel",),
    "requirements-lab.txt": ("kernel", "lab"),
    "deploy/jupyterhub/requirements.txt": ("kernel", "lab", "hub"),
}


def pins(name: str) -> dict[str, set[str]]:
    """Return the pinned versions of each package; markers may give a package two."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(), re.M):
        found.setdefault(package, set()).add(version)
    return found


def declared() -> str:
    """Compute the fingerprint of pyproject.toml as the lock tool does."""
    import sys

    sys.path.insert(0, str(ROOT / "tools"))
    try:
        spec = importlib.util.spec_from_file_location("lock", ROOT / "tools" / "lock.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.declared()
    finally:
        sys.path.remove(str(ROOT / "tools"))


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_was_made_from_this_pyproject(name):
    head = (ROOT / name).read_text().splitlines()[0]
    assert head.endswith(f"Declared: {declared()}"), f"{name} is older than pyproject.toml; run 'make lock'"


@pytest.mark.parametrize("name", LOCKS)
def test_every_declared_dependency_is_pinned_in_range(name):
    pinned = pins(name)
    wanted = list(PROJECT["dependencies"])
    for group in LOCKS[name]:
        wanted += PROJECT["optional-dependencies"][group]
    for requirement in map(Requirement, wanted):
        versions = pinned.get(requirement.name.lower().replace("_", "-"))
        assert versions, f"{name} does not pin {requirement.name}; run 'make lock'"
        for version in versions:
            assert requirement.specifier.contains(version), f"{name}: {requirement.name} {version} is out of range"


@pytest.mark.parametrize("name", [*LOCKS, "tools/uv.txt"])
def test_every_pin_has_a_hash(name):
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert entries
    for entry in entries:
        assert "--hash=sha256:" in entry, f"{name}: {entry.split()[0]} has no hash; run 'make lock'"


@pytest.mark.parametrize("name", [name for name in LOCKS if name != "requirements.txt"])
def test_what_two_locks_pin_they_pin_alike(name):
    everything = pins("requirements.txt")
    for package, versions in pins(name).items():
        assert versions == everything.get(package, versions), f"{package} differs between the locks; run 'make lock'"


def test_the_student_lock_is_part_of_the_others():
    student = pins("binder/requirements.txt")
    for name in LOCKS:
        assert student.items() <= pins(name).items(), f"{name} lacks a part of a student's kernel; run 'make lock'"


def test_the_student_kernel_has_no_site_builder():
    heavy = {"sphinx", "jupyter-book", "pytest", "playwright", "jupyterlab", "scipy", "otter-grader", "distributed"}
    assert not heavy & set(pins("binder/requirements.txt"))


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.findall(r'^  "[a-z].*$', text, re.M)
    assert lines
    for line in lines:
        assert re.search(r"# .{12,}", line), f"say why this dependency is needed: {line.strip()}"


def test_plotly_and_its_script_are_of_matching_versions():
    import plotly.offline

    vendored = (ROOT / "book/_ext/course_outputs/static/vendor/plotly-basic.min.js").read_text(encoding="utf-8")
    inside = re.search(r"plotly\.js \(basic - minified\) v([\d.]+)", vendored[:400])
    assert inside, "the vendored plotly does not say its version"
    assert inside[1] == plotly.offline.get_plotlyjs_version(), "vendor the plotly.js that the Python package carries"


def test_fingerprint_is_of_sixteen_hex_digits():
    assert re.fullmatch(r"[0-9a-f]{16}", declared())
    assert declared() != hashlib.sha256(b"").hexdigest()[:16]
