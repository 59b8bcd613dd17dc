"""Pin the dependencies of pyproject.toml: one lock for all work on the course, one for a kernel, two for servers.

The pins hold on every platform (markers say where a package is needed), and each carries its hashes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from environment import ROOT, python_of, say
from installer import LOCK as LOCK_OF_UV

#: uv resolves for all platforms at once, which pip-tools cannot; it also installs what it resolved.
RESOLVER = "uv==0.13.9"
LOCKS = {
    "requirements.txt": ("kernel", "site", "pdf", "teaching", "test"),
    "binder/requirements.txt": ("kernel",),
    "requirements-lab.txt": ("kernel", "lab"),
    "deploy/jupyterhub/requirements.txt": ("kernel", "lab", "hub"),
}


def declared() -> str:
    """Return a fingerprint of what pyproject.toml asks for, written at the head of each lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [project["requires-python"], *project["dependencies"]]
    for name, group in sorted(project["optional-dependencies"].items()):
        wanted += [f"[{name}]", *group]
    return hashlib.sha256("\n".join(wanted).encode()).hexdigest()[:16]


def main() -> int:
    """Write every lock; the later ones may only choose what the first chose, where it chose."""
    with tempfile.TemporaryDirectory() as folder:
        say("Fetching the resolver")
        venv.create(folder, with_pip=True)
        python = python_of(Path(folder))
        subprocess.run([python, "-m", "pip", "install", "--quiet", RESOLVER], check=True)
        compile_ = (python, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes",
                    "--no-header", "--no-annotate", "--no-emit-index-url")  # fmt: skip
        options = {"cwd": ROOT, "check": True, "capture_output": True, "text": True}
        resolver = subprocess.run([*compile_, "--python-version", "3.11", "-"], input=RESOLVER, **options).stdout
        LOCK_OF_UV.write_text(f"# Made by `make lock`: what installs the other locks\n{resolver}", encoding="utf-8", newline="\n")
        for name, groups in LOCKS.items():
            say(f"Resolving {name}")
            extras = [part for group in groups for part in ("--extra", group)]
            limit = [] if name == "requirements.txt" else ["--constraint", "requirements.txt"]
            result = subprocess.run([*compile_, *extras, *limit, "pyproject.toml"], **options)
            head = f"# Made by `make lock` from pyproject.toml ({', '.join(groups)}). Declared: {declared()}\n"
            (ROOT / name).write_text(head + result.stdout, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
