"""Install the packages of a lock: with uv, which takes a quarter of the time, or with pip where uv cannot.

uv itself comes through pip, pinned with its hashes in ``tools/uv.txt``. It is told the settings of pip on this
machine (an index of one's own, a folder of packages, certificates), which it would not read by itself.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from locked import alone

ROOT = Path(__file__).resolve().parent.parent
#: The lock of uv, written by ``make lock``.
LOCK = ROOT / "tools" / "uv.txt"
FOLDER = ROOT / ".venv-uv"
#: What pip calls it, and the variable by which uv is told the same. Variables and not arguments, for an address may
#: hold a password, and every user of a machine can read the arguments of a process.
SETTINGS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
}
#: uv wants its lists of places apart by commas, but its indexes and hosts by spaces.
COMMAS = ("UV_FIND_LINKS",)


def settings_of_pip(listing: str) -> dict[str, str]:
    """Translate the settings of pip into the variables of uv.

    Parameters
    ----------
    listing : str
        What ``pip config list`` prints: ``global.index-url='https://...'``, a setting a line.
    """
    found: dict[str, dict[str, str]] = {}
    for line in listing.splitlines():
        name, equals, value = line.partition("=")
        place, _, key = name.rpartition(".")
        if equals and key in SETTINGS and place in (":env:", "global", "install"):
            found.setdefault(key, {})[place] = str(ast.literal_eval(value))
    variables = {}
    for key, places in found.items():
        # pip lets a variable overrule the part of a command, and that the part of all commands
        value = next(places[place] for place in (":env:", "install", "global") if place in places)
        variable = SETTINGS[key]
        variables[variable] = (",".join if variable in COMMAS else " ".join)(value.split())
    if str(variables.get("UV_NO_INDEX", "")).lower() in ("0", "false", "no", "off"):
        del variables["UV_NO_INDEX"]
    return variables


def surroundings(pip: tuple[str | Path, ...]) -> dict[str, str]:
    """Return the environment that uv runs in: this one, with the settings of pip where uv has none of its own."""
    listing = subprocess.run([*map(str, pip), "config", "list"], capture_output=True, text=True).stdout
    wanted = settings_of_pip(listing)
    # as pip does: the newest of all places, which the hashes of the lock make safe
    wanted["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return {**wanted, **os.environ, "PYTHONPATH": str(FOLDER)}


def ensure_uv(pip: tuple[str | Path, ...]) -> bool:
    """Fetch uv where it is missing or another is pinned; say whether it is there."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp = FOLDER / "made-from.txt"
    if stamp.exists() and stamp.read_text() == wanted:
        return True
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = [*map(str, pip), "install", "--quiet", "--only-binary", ":all:", "--require-hashes"]
    done = subprocess.run([*command, "--target", str(FOLDER), "-r", str(LOCK)], stderr=subprocess.DEVNULL)
    if done.returncode == 0:
        stamp.write_text(wanted)
    return done.returncode == 0


def install(python: Path, lock: str) -> None:
    """Put the packages of a lock into an environment; a failure ends the task.

    Parameters
    ----------
    python : Path
        The interpreter of the environment.
    lock : str
        The file with pins and hashes, relative to the project.
    """
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    with alone(FOLDER):
        ready = ensure_uv(pip)
    if ready:
        command = [sys.executable, "-m", "uv", "pip", "install", "--python", python, "--require-hashes", "-r", lock]
        # as pip does: else the first import compiles, and old packages warn then, which fails a test
        command.append("--compile-bytecode")
        quiet = [] if sys.stderr.isatty() else ["--quiet"]
        done = subprocess.run([*map(str, command), *quiet], cwd=ROOT, env=surroundings(pip))
        if done.returncode == 0:
            return
        print(f"     uv could not install {lock}; pip does it, which takes some minutes", flush=True)
    command = [*pip, "install", "--progress-bar", "off", "--quiet", "--require-hashes", "-r", lock]
    if code := subprocess.run([*map(str, command)], cwd=ROOT).returncode:
        sys.exit(code)
