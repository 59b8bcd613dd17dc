"""Where the course is published, as far as git knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit


def remote(root: Path) -> str | None:
    """Return the address that git calls ``origin``, or ``None`` where git knows no such place."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), "remote", "get-url", "origin"], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def without_key(remote: str) -> str:
    """Return the address by which everybody can clone what git knows under ``remote``.

    ``git@host:owner/name.git`` becomes ``https://host/owner/name``; a user name or a token is left out.
    What is neither of ssh nor of the web comes back as it is.
    """
    if short := re.fullmatch(r"[\w.-]+@([\w.-]+):(.+)", remote):
        host, path = short[1], short[2]
    elif remote.startswith(("ssh://", "http://", "https://")):
        parts = urlsplit(remote)
        # the port of an ssh server is none of the web server's; read as text, for it may be a mistyped name
        port = parts.netloc.rpartition("@")[2].partition(":")[2]
        host = f"{parts.hostname}:{port}" if port.isdigit() and parts.scheme != "ssh" else parts.hostname
        path = parts.path
    else:
        return remote
    scheme = "http" if remote.startswith("http://") else "https"
    return f"{scheme}://{host}/{path.strip('/').removesuffix('.git')}"
