"""The verb ``class-links``: one link a unit, by which a class opens it on its JupyterHub.

A link of nbgitpuller brings the course's repository into the student's own folder, or brings the
folder up to date without touching what the student changed, and then opens the unit in JupyterLab.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from postsoviet.course import register
from postsoviet.course.repository import remote, without_key
from postsoviet.errors import CourseError

HEADER = ("unit", "title", "link")


def add_verb(verbs: argparse._SubParsersAction) -> None:
    """Add ``class-links`` to the command line."""
    links = verbs.add_parser("class-links", help="write a link to each unit for a class on a JupyterHub")
    links.add_argument("--hub", required=True, metavar="ADDRESS", help="the JupyterHub, as in https://hub.university.edu")
    links.add_argument("--repository", metavar="ADDRESS", help="where students get the course from (default: that of edition.yml or of git)")
    links.add_argument("--branch", help="its branch (default: its own default branch)")
    links.add_argument("--units", metavar="NN,NN", help="only these units, as in 02,09 (default: those of the edition)")
    links.add_argument("--out", type=Path, metavar="FILE", help="a .md or .csv file (default: Markdown on the screen)")
    links.set_defaults(run=_run)


def class_link(hub: str, repository: str, notebook: str, branch: str | None = None) -> str:
    """Return the address that opens one notebook of the course on a JupyterHub.

    Parameters
    ----------
    hub : str
        Address of the hub, with its path if it has one: ``https://www.university.edu/jupyter``.
    repository : str
        Address that git can clone without a password.
    notebook : str
        Path of the notebook from the root of the repository.
    branch : str, optional
        A branch; the repository's default branch when left out.

    Raises
    ------
    CourseError
        If one of the addresses is not one that a student's server could use.
    """
    _check_hub(hub)
    if urlsplit(repository).scheme not in ("https", "http", "file"):
        raise CourseError(
            f"Students cannot clone '{repository}'; give the address that begins with https:// by --repository."
        )
    # without a name of its own the folder would be called course.git where the address ends so
    folder = repository.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
    query = {"repo": repository, "targetPath": folder, "urlpath": f"lab/tree/{folder}/{notebook}"}
    if branch:
        query["branch"] = branch
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(query)}"


def _check_hub(hub: str) -> None:
    parts = urlsplit(hub)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise CourseError(f"--hub: '{hub}' is not a web address; write it whole, as in https://hub.university.edu.")
    if "/hub/" in f"{parts.path}/":
        start = hub[: hub.index("/hub", len(parts.scheme) + 3 + len(parts.netloc))]
        raise CourseError(f"--hub: leave out what begins with '/hub' in '{hub}'; write {start}.")


def _repository(given: str | None) -> str:
    from postsoviet import edition

    if address := given or edition.read().links.repository:
        return without_key(address)
    address = remote(register.ROOT)
    if address is None:
        raise CourseError("Git does not say where the course is published; give the address by --repository.")
    return without_key(address)


def _units(asked: str | None) -> list[register.Unit]:
    from postsoviet import edition

    known = register.read()
    numbers: Iterable[str] = [part.strip() for part in asked.split(",")] if asked else edition.read().units
    return [known.unit(number) for number in numbers] or list(known.units.values())


def _markdown(rows: list[tuple[str, str, str]]) -> str:
    return "".join(f"- [Unit {unit}. {title}]({link})\n" for unit, title, link in rows)


def _csv(rows: list[tuple[str, str, str]]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    table.writerows(rows)
    return text.getvalue()


def _run(arguments: argparse.Namespace) -> int:
    from postsoviet.files import replacing
    from postsoviet.teaching.plain import student_path

    write = {".md": _markdown, ".csv": _csv}.get(arguments.out.suffix if arguments.out else ".md")
    if write is None:
        raise CourseError(f"--out: '{arguments.out.name}' is neither a .md nor a .csv file; rename it.")
    _check_hub(arguments.hub)
    repository = _repository(arguments.repository)
    rows = [
        (unit.numeral, unit.short, class_link(arguments.hub, repository, student_path(unit), arguments.branch))
        for unit in _units(arguments.units)
    ]
    if arguments.out is None:
        print(write(rows), end="")
        return 0
    try:
        with replacing(arguments.out) as draft:
            draft.write_text(write(rows), encoding="utf-8", newline="")
    except OSError as error:
        raise CourseError(f"--out: {arguments.out} cannot be written: {error.strerror}; choose another place.") from None
    print(f"Wrote {arguments.out.name}: {len(rows)} links.")
    return 0
