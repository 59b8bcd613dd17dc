"""Build and test with the newest versions that pyproject.toml allows, and report what would break.

The locks make every day's build the same, so a new version that breaks the course would stay unseen until the next
``make lock``. This makes a clean copy of the last commit in ``.newest/``, gives it environments without locks, and runs
``make test`` there. Its report, ``.newest/report.md``, lists what broke, which versions differ from the locks, and what
pyproject.toml itself holds back. Exit code 1 says that something broke.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable, Mapping
from pathlib import Path

from environment import KINDS, ROOT, STAMP, python_of, say, stamp
from lock import LOCKS, RESOLVER

FOLDER = ROOT / ".newest"
REPORT = FOLDER / "report.md"
#: The extras of each environment are those of the last lock that it is made from: a student's kernel is part of it.
EXTRAS = {kind: LOCKS[locks[-1]] for kind, (_, locks) in KINDS.items()}
_PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", re.M)
_NAME = re.compile(r"^[A-Za-z0-9._-]+")
#: What pytest and the build say of what went wrong.
_TROUBLE = re.compile(r"^(FAILED |ERROR |.*\bWARNING: |.*\bleads nowhere: |\w*Error: )")
_MOST_LINES = 60


def pins(lock: str) -> dict[str, set[str]]:
    """Return the versions of each package in the text of a lock; markers may give a package two."""
    found: dict[str, set[str]] = {}
    for name, version in _PIN.findall(lock):
        found.setdefault(name, set()).add(version)
    return found


def differences(locked: Mapping[str, set[str]], installed: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return name, locked version and installed version of every package where the two differ."""
    return [
        (name, ", ".join(sorted(locked.get(name, ()))) or "none", version)
        for name, version in sorted(installed.items())
        if version not in locked.get(name, set())
    ]


def limited(requirements: Iterable[str]) -> list[str]:
    """Return the names of the requirements that keep the newest version out: with ``==``, ``<`` or ``~=``."""
    return sorted({_NAME.match(one)[0] for one in requirements if re.search(r"==|<|~=", one.partition(";")[0])})


def report(broke: Mapping[str, list[str]], changed: Mapping[str, list[tuple[str, str, str]]], held: Mapping[str, str]) -> str:
    """Write the report in Markdown.

    Parameters
    ----------
    broke : mapping
        Lines of trouble by step; empty where all is well.
    changed : mapping
        By environment, what `differences` gives.
    held : mapping
        The newest version of each package of which pyproject.toml asks for an older one.
    """
    lines = ["# With the newest versions", ""]
    lines += [f"Broken: {', '.join(broke)}." if broke else "Nothing broke."]
    for step, trouble in broke.items():
        more = [f"... and {len(trouble) - _MOST_LINES} more lines"] if len(trouble) > _MOST_LINES else []
        lines += ["", f"## {step}", "", "```", *(trouble[:_MOST_LINES] or ["It failed without a word."]), *more, "```"]
    lines += ["", "## Versions that differ from the locks", ""]
    rows = [f"| {kind} | {name} | {old} | {new} |" for kind, found in changed.items() for name, old, new in found]
    head = ["| environment | package | locked | newest |", "| --- | --- | --- | --- |"]
    lines += [*head, *rows] if rows else ["None."]
    lines += ["", "## Held back by pyproject.toml", ""]
    lines += [f"- {name}: {version} exists" for name, version in sorted(held.items())] or ["Nothing."]
    return "\n".join(lines) + "\n"


def _copy() -> Path:
    """Give a clean copy of the last commit; what is not committed would not be in a fresh checkout either."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    copy = FOLDER / "work"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(copy)], check=True)
    return copy


def _installer() -> list[str]:
    """Make an environment for the resolver that also makes the locks; pip alone was seen to try versions for an hour."""
    say("Fetching the resolver")
    venv.create(FOLDER / "uv", with_pip=True)
    python = str(python_of(FOLDER / "uv"))
    subprocess.run([python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", RESOLVER], check=True)
    return [python, "-m", "uv", "pip"]


def _environment(copy: Path, kind: str, installer: list[str]) -> tuple[list[str], dict[str, str]]:
    """Make one environment from the ranges, and return its trouble and its versions."""
    name, locks = KINDS[kind]
    say(f"Making the environment '{kind}' from the newest versions (one to five minutes)")
    venv.create(copy / name, with_pip=True)
    target = ["--python", str(python_of(copy / name)), "--quiet"]
    wanted = ["--editable", f".[{','.join(EXTRAS[kind])}]"]
    made = subprocess.run([*installer, "install", *target, *wanted], cwd=copy, capture_output=True, text=True)
    if made.returncode:
        return made.stderr.strip().splitlines()[-_MOST_LINES:], {}
    listed = subprocess.run(
        [*installer, "list", *target, "--format", "json"], cwd=copy, check=True, capture_output=True, text=True
    )
    versions = {re.sub(r"[._]+", "-", one["name"].lower()): one["version"] for one in json.loads(listed.stdout)}
    # the copy takes this environment for the one of its locks
    (copy / name / STAMP).write_text(stamp(locks, copy), encoding="utf-8")
    return [], {name: version for name, version in versions.items() if name not in ("pip", "setuptools", "postsoviet")}


def _held_back(copy: Path) -> dict[str, str]:
    """Ask for the newest version of what pyproject.toml limits, and of nothing else."""
    project = tomllib.loads((copy / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for group in project["optional-dependencies"].values() for one in group)]
    known = {name: versions for lock in LOCKS for name, versions in pins((copy / lock).read_text(encoding="utf-8")).items()}
    held = {}
    for name in limited(wanted):
        asked = subprocess.run(
            [sys.executable, "-m", "pip", "--disable-pip-version-check", "index", "versions", name],
            capture_output=True, text=True,
        )  # fmt: skip
        found = re.match(r"\S+ \(([^)]+)\)", asked.stdout)
        if found and found[1] not in known.get(name.lower().replace("_", "-"), set()):
            held[name] = found[1]
    return held


def _tested(copy: Path, arguments: list[str]) -> list[str]:
    """Run the test task of the copy, show what it says, and return its lines of trouble."""
    command = [sys.executable, "tools/tasks.py", "test", *arguments]
    told: list[str] = []
    with subprocess.Popen(command, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            told.append(line.rstrip())
    if not process.returncode:
        return []
    return [line for line in told if _TROUBLE.match(line)] or told[-_MOST_LINES:]


def main(arguments: list[str]) -> int:
    """Make the copy and its environments, test, and write the report."""
    copy, installer = _copy(), _installer()
    broke: dict[str, list[str]] = {}
    changed = {}
    for kind, (_, locks) in KINDS.items():
        trouble, versions = _environment(copy, kind, installer)
        locked = {name: found for lock in locks for name, found in pins((copy / lock).read_text(encoding="utf-8")).items()}
        changed[kind] = differences(locked, versions)
        if trouble:
            broke[f"Environment {kind}"] = trouble
    # without an environment its tests would quietly run with the locked versions
    if not broke and (trouble := _tested(copy, arguments)):
        broke["make test"] = trouble
    REPORT.write_text(text := report(broke, changed, _held_back(copy)), encoding="utf-8", newline="\n")
    say(text + f"Written to {REPORT.relative_to(ROOT)}")
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
