"""Saving and opening in a live kernel: the kernel has the notebook, and the browser the answers to the quiz."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

import ipywidgets
from IPython.display import DisplayHandle, display

from postsoviet.errors import CourseError
from postsoviet.quiz import bank as banks
from postsoviet.quiz.render import asked_by
from postsoviet.words import table, words
from postsoviet.work import assets, file
from postsoviet.work.notebooks import Notebook, current, opened
from postsoviet.work.returning import place

_LIVE = Path(__file__).parent / "live"


def _said(act: Callable) -> Callable:
    """Say an error in its one sentence: a student has no use for the lines of a traceback."""

    @wraps(act)
    def saying(*given, **named) -> None:
        try:
            act(*given, **named)
        except CourseError as error:
            _tell(_bundle([str(error)]))

    return saying


@_said
def save(unit: str | None) -> None:
    """Write the zip at once, and again with the answers when the browser has handed them over; see `save_my_work`."""
    notebook = current(unit, Path.cwd())
    target = file.write(notebook)
    handle = _tell(_saved(notebook, target, "waiting"))
    if not banks.exists(notebook.unit):
        return

    def take(answers: str) -> None:
        try:
            held = bool(file.parts_of(file.ANSWERS, answers))
            # the browser has had it saved in between
            fresh = opened(notebook.path)
            file.write(fresh, answers if held else "")
            handle.update(_saved(fresh, target, "answers" if held else "no_answers"), raw=True)
        except CourseError as error:
            handle.update(_bundle([str(error)]), raw=True)

    _ask_browser("save.js", {"units": _asked([notebook.unit])}, take)


@_said
def put_back(path: Path, *, newer: bool) -> None:
    """Place notebooks, hand the answers to the browser, and say everything; see `open_my_work`."""
    found = file.read(path)
    placed, troubles = place(found.notebooks, Path.cwd()), list(found.troubles)
    if not found.answers:
        _tell(_returned(troubles, placed))
        return
    handle = _tell(_returned([*troubles, words("work_kernel.no_browser")], placed))
    units = [unit for unit in file.parts_of(path.name, found.answers) if banks.exists(unit)]
    spoken, own = table()["work"], table()["work_kernel"]
    given = {
        "units": _asked(units), "text": found.answers, "prefer": "newer" if newer else "here",
        "words": {key: spoken[key] for key in ("trouble", "outcome", "no_room", "refused", "unknown")}
        | {"newer": own["newer"]},
    }  # fmt: skip

    def take(text: str) -> None:
        handle.update(_returned([*troubles, *json.loads(text)], placed), raw=True)

    _ask_browser("open.js", given, take)


def _ask_browser(end: str, given: dict[str, Any], take: Callable[[str], None]) -> None:
    """Run a script in the browser, and take what it answers; it may never answer."""
    box = ipywidgets.Textarea(layout=ipywidgets.Layout(display="none"))
    name = f"postsoviet-work-{uuid4().hex[:12]}"
    box.add_class(name)
    script = assets.script(_LIVE / "box.js", _LIVE / end, given={"box": name, **given})

    def taken(change: dict) -> None:
        # a script that stays in the saved notebook would run again whenever the notebook is opened
        handle.update({"text/plain": ""}, raw=True)
        take(change["new"])

    box.observe(taken, names="value")
    display(box)
    handle = display({"application/javascript": script, "text/plain": ""}, raw=True, display_id=True)


def _asked(units: list[str]) -> dict[str, Any]:
    asked = {unit: asked_by(banks.load(unit)) for unit in units}
    return {unit: {**one, "exercises": [], "name": words("work.unknown", unit=unit)} for unit, one in asked.items()}


def _saved(notebook: Notebook, target: Path, answers: str) -> dict[str, str]:
    size = f"{target.stat().st_size / 1000:,.0f}"
    when = words("work_kernel.minutes", minutes=notebook.minutes) if notebook.minutes else words("work_kernel.now")
    said = [words("work_kernel.saved", file=target.name, size=size, notebook=notebook.path.name, when=when)]
    if banks.exists(notebook.unit):
        said.append(words(f"work_kernel.{answers}", unit=notebook.unit))
    # with this attribute JupyterLab leaves the link to the browser
    link = f'<a href="{escape(target.name)}" download>{escape(words("work_kernel.download", file=target.name))}</a>'
    return _bundle([*said, words("work_kernel.again")], [link], [words("work_kernel.list")])


def _returned(said: list[str], placed: list[tuple[str, Path]]) -> dict[str, str]:
    links = [
        f'<a href="{escape(target.name)}">{escape(words("work_kernel.go_on", file=target.name))}</a>' for _, target in placed
    ]
    return _bundle([*(sentence for sentence, _ in placed), *said], links)


def _bundle(sentences: list[str], links: list[str] = (), rest: list[str] = ()) -> dict[str, str]:
    lines = [*map(escape, sentences), *links, *map(escape, rest)]
    html = "".join(f"<p>{line}</p>" for line in lines)
    return {"text/html": f'<div role="status">{html}</div>', "text/plain": "\n".join([*sentences, *rest])}


def _tell(bundle: dict[str, str]) -> DisplayHandle:
    return display(bundle, raw=True, display_id=True)
