"""A real JupyterHub for the tests: its environment, its proxy, a class of two, and the course in a repository."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from running_hub import IDLE_SECONDS, Hub, publish

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT / "deploy" / "jupyterhub"
#: The proxy's own floor, from package.json.
OLDEST_NODE = 20

sys.path.insert(0, str(ROOT / "tools"))
from environment import ensure_environment  # noqa: E402


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


@pytest.fixture(scope="session")
def programs() -> Path:
    """The folder of the programs of ``.venv-hub``, the proxy among them; made where it is missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("Node.js with npm is not installed, and the proxy of JupyterHub needs it; install Node.js 20 or later.")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        pytest.skip(f"Node.js is {version}, and the proxy of JupyterHub needs {OLDEST_NODE} or later; install a newer one.")
    python = ensure_environment("hub")
    folder = python.parent
    # as install.sh does
    subprocess.run([python, "-c", "from postsoviet.lab.settings import write_settings; write_settings()"], check=True)
    proxy, lock = folder.parent / "proxy", "package-lock.json"
    if not (proxy / lock).exists() or (proxy / lock).read_bytes() != (RECIPE / lock).read_bytes():
        shutil.rmtree(proxy, ignore_errors=True)
        proxy.mkdir()
        for name in ("package.json", lock):
            shutil.copy(RECIPE / name, proxy)
        try:
            subprocess.run([npm, "ci", "--silent"], cwd=proxy, check=True)
        except subprocess.CalledProcessError:
            # what is half there must not look like the whole next time
            shutil.rmtree(proxy)
            raise
    return folder


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as an instructor publishes it: a repository with the files as they are now."""
    folder = tmp_path_factory.mktemp("published") / "course"
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listing.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=folder, check=True)
    publish(folder)
    return folder


@pytest.fixture(scope="session")
def hub(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The hub of the recipe, on this machine only; everything it started is ended by its id."""
    folder = tmp_path_factory.mktemp("hub")
    lists, state = folder / "lists", folder / "state"
    for each in (lists, state):
        each.mkdir()
    (lists / "students.txt").write_text("# the class of this test\nanna\nbolat # moved here\n", encoding="utf-8")
    (lists / "instructors.txt").write_text("teacher\n", encoding="utf-8")
    address = f"http://127.0.0.1:{_free_port()}/class/"
    # no variable of the test run reaches the hub but the way to its programs
    environment = {
        "PATH": os.pathsep.join([str(programs), str(programs.parent / "proxy/node_modules/.bin"), os.environ["PATH"]]),
        "HOME": str(folder),
        "STATE_DIRECTORY": str(state),
        "CONFIGURATION_DIRECTORY": str(lists),
        "COURSE_HUB_URL": address,
        "COURSE_HUB_IDLE_SECONDS": str(IDLE_SECONDS),
        "HUB_CONFIGURATION": str(RECIPE / "jupyterhub_config.py"),
        "HUB_HOMES": str(folder / "homes"),
        "HUB_PORT": str(_free_port()),
        "HUB_PROXY_PORT": str(_free_port()),
    }
    log = folder / "hub.log"
    command = [programs / "jupyterhub", "--config", Path(__file__).with_name("hub_config.py")]
    with log.open("wb") as lines:
        started = subprocess.Popen(command, cwd=folder, env=environment, stdout=lines, stderr=subprocess.STDOUT)
    running = Hub(address, folder, started)
    try:
        _wait_for(address, started, log)
        yield running
    finally:
        running.end()


def _wait_for(address: str, started: subprocess.Popen, log: Path) -> None:
    """Wait until the hub answers through its proxy; a hub that ends instead fails with its own words."""
    end = time.monotonic() + 90
    while time.monotonic() < end and started.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}hub/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The hub did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}", pytrace=False)
