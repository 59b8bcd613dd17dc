"""Start a JupyterLab and work in it as a student does, by mouse and keyboard."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).resolve().parents[2]
#: Milliseconds: a loaded machine starts a kernel slowly.
PATIENCE = 90_000

#: The open notebook of a path, as JupyterLab's own script knows it. JupyterLab opens what was open before, too.
_NOTEBOOK = """const notebook = [...window.jupyterapp.shell.widgets("main")].find((one) => one.context?.path === path).content;"""
#: Of each of its code cells: id, how often something was run before it, and its outputs.
_CELLS = f"""(path) => {{ {_NOTEBOOK} return notebook.widgets
    .filter((one) => one.model.type === "code" && one.model.sharedModel.source.trim())
    .map((one) => ({{ id: one.model.id, count: one.model.executionCount, outputs: one.model.outputs.toJSON() }})); }}"""
#: Brings a cell to the top, and gives it a mark by which a test finds it.
_SHOW = f"""async ([path, id]) => {{ {_NOTEBOOK}
    const place = notebook.widgets.findIndex((one) => one.model.id === id);
    await notebook.scrollToItem(place, "start");
    notebook.widgets[place].node.setAttribute("data-test", id);
    // JupyterLab 4.4 guesses how high cells are that it has not drawn, and may end elsewhere
    notebook.widgets[place].node.scrollIntoView({{ block: "start" }});
}}"""
_SAVED = f"""(path) => {{ {_NOTEBOOK.replace(".content;", ".context;")} return !notebook.model.dirty; }}"""


@dataclass
class Server:
    """A running JupyterLab: where it is, and what lets a browser in."""

    address: str
    token: str

    def open(self, page: Page, path: str) -> Lab:
        """Open a path in the browser and wait for its kernel."""
        lab = Lab(page, self, path.partition("tree/")[2])
        page.goto(f"{self.address}{path}?token={self.token}")
        lab.wait_for_kernel()
        return lab


#: For this machine only, by a port of its own; JupyterLab refuses root unless told, and tests may be root.
OPTIONS = ("--no-browser", "--allow-root", "--LabApp.expose_app_in_browser=True", "--ServerApp.port=PORT")


@contextmanager
def running(home: Path, *command: str | Path) -> Iterator[Server]:
    """Run a command that starts a JupyterLab, with nothing of the user's own settings."""
    runtime, log = home / "running", home / "log.txt"
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHON"))}
    surroundings |= {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(runtime)}
    with log.open("w") as file:
        process = subprocess.Popen(
            [str(part).replace("PORT", str(_free_port())) for part in command],
            cwd=ROOT, env=surroundings, stdout=file, stderr=file, start_new_session=True,
        )  # fmt: skip
    try:
        yield _address(process, runtime, log)
    finally:
        if process.poll() is None:
            # the command may have started the server as a process of its own
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def jupyterlab(python: Path, root: Path, home: Path) -> AbstractContextManager[Server]:
    """Run the JupyterLab of a Python, with a folder as its root and a home of its own."""
    return running(home, python, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={root}", *OPTIONS)


def _free_port() -> int:
    """Return a port that nobody uses; JupyterLab takes a later one if somebody is faster."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _address(process: subprocess.Popen, running: Path, log: Path) -> Server:
    """Wait until the server has written where it is."""
    for _ in range(PATIENCE // 100):
        for file in running.glob("jpserver-*.json"):
            if text := file.read_text():
                found = json.loads(text)
                return Server(found["url"], found["token"])
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@dataclass
class Lab:
    """One page of JupyterLab, and what went wrong on it."""

    page: Page
    server: Server
    path: str
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.troubles.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    @property
    def foreign(self) -> list[str]:
        """Addresses of other hosts that the page asked for."""
        own = (self.server.address, "data:", "blob:", self.server.address.replace("http", "ws", 1))
        return [address for address in self.requests if not address.startswith(own)]

    def wait_for_kernel(self) -> None:
        """Wait until the notebook is there and its kernel idle."""
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE)
        self.page.get_by_text("| Idle").wait_for(timeout=PATIENCE)

    def run_all(self) -> list[dict]:
        """Choose *Run All Cells* in the menu, wait until every cell is done, and return them."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function(f"(path) => ({_CELLS})(path).every((one) => one.count)", arg=self.path, timeout=PATIENCE)
        self.page.get_by_text("| Idle").wait_for(timeout=PATIENCE)
        return self.cells()

    def cells(self) -> list[dict]:
        """Return the code cells with their outputs."""
        return self.page.evaluate(_CELLS, self.path)

    def cell(self, identifier: str) -> Locator:
        """Bring a cell into view, and return it."""
        cell = self.page.locator(f"[data-test='{identifier}']")
        before = None
        for _ in range(PATIENCE // 250):
            self.page.evaluate(_SHOW, [self.path, identifier])
            self.page.wait_for_timeout(250)
            # cells far away are drawn late, and push this one out of view again
            place = cell.bounding_box()
            if place and place == before and -place["height"] < place["y"] < self.page.viewport_size["height"]:
                break
            before = place
        expect(cell).to_be_in_viewport()
        return cell

    def write(self, identifier: str, text: str) -> None:
        """Type over the text of a code cell."""
        editor = self.cell(identifier).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("ControlOrMeta+A")
        # pasted as one, for the editor closes brackets that are typed
        self.page.keyboard.insert_text(text)

    def run(self, identifier: str) -> None:
        """Run a cell with Shift and Enter, and wait for it."""
        before = self._count(identifier)
        self.cell(identifier).locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(
            f"([path, id, before]) => ![null, before].includes(({_CELLS})(path).find((one) => one.id === id).count)",
            arg=[self.path, identifier, before], timeout=PATIENCE,
        )  # fmt: skip

    def _count(self, identifier: str) -> int | None:
        return next(cell["count"] for cell in self.cells() if cell["id"] == identifier)

    def save(self) -> None:
        """Save with the keyboard, and wait until it is done."""
        self.page.keyboard.press("ControlOrMeta+S")
        self.page.wait_for_function(_SAVED, arg=self.path, timeout=PATIENCE)


def without_errors(cells: list[dict]) -> list[str]:
    """Return what cells wrote of errors and warnings; nothing is what one hopes for."""
    return [
        f"{cell['id']}: {output.get('ename', '')} {output.get('evalue', output.get('text', ''))}"
        for cell in cells
        for output in cell["outputs"]
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ]


def progress(text: str) -> None:
    """Say what takes long, in the log of the tests."""
    print(text, file=sys.stderr, flush=True)
