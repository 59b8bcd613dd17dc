"""Links by which a reader runs a unit: only addresses that follow from the repository itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlsplit

from postsoviet.course import repository
from postsoviet.course.register import Unit
from postsoviet.teaching import plain

#: Hosts that Binder knows, and its short name for each.
_PROVIDERS = {"github.com": "gh", "gitlab.com": "gl"}


def parse(address: str) -> tuple[str, str] | None:
    """Read host and path of a git remote.

    Parameters
    ----------
    address : str
        ``https://host/owner/name.git`` or ``git@host:owner/name.git``. A user name or a token in it
        is left out.

    Returns
    -------
    tuple of str, or None
        Host and ``owner/name`` when Binder can open the repository, else ``None``.
    """
    parts = urlsplit(repository.without_key(address))
    host, path = parts.hostname or "", parts.path.strip("/").removesuffix(".git")
    if host not in _PROVIDERS or path.count("/") < 1:
        return None
    return host, path


def remote(root: Path) -> tuple[str, str] | None:
    """Return where the repository is published, or ``None`` where git knows no such place."""
    address = repository.remote(root)
    return None if address is None else parse(address)


def binder(place: tuple[str, str] | None, unit: Unit, hub: str) -> str | None:
    """Return the address that opens a unit in JupyterLab on Binder.

    Parameters
    ----------
    place : tuple of str or None
        Where the repository is published, from `parse`.
    unit : Unit
        The unit.
    hub : str
        Address of the BinderHub.

    Returns
    -------
    str or None
        ``None`` where the repository is not published, or not where Binder can read it.
    """
    if place is None:
        return None
    host, path = place
    # GitLab allows groups inside groups, so Binder wants its whole path as one word
    name = quote(path, safe="/" if host == "github.com" else "")
    target = quote(f"lab/tree/{plain.student_path(unit)}", safe="")
    return f"{hub.rstrip('/')}/v2/{_PROVIDERS[host]}/{name}/HEAD?urlpath={target}"
