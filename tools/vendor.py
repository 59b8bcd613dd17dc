"""Refresh or verify the third-party files that the repository carries.

``python tools/vendor.py`` fetches each package of ``tools/vendor.json`` by name and version with
``npm pack``, copies the listed files to their places and records their checksums. A file that cannot
be used as it is has ``changes``, each with its reason; what is recorded is the checksum after them.
``python tools/vendor.py --check`` only compares the files with the recorded checksums; it needs
neither npm nor a network. To move to another version, change it in the manifest and run the first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANIFEST = Path(__file__).with_name("vendor.json")


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems(manifest: dict, root: Path = ROOT) -> list[str]:
    """Compare the files on disk with the manifest.

    Parameters
    ----------
    manifest : dict
        The parsed ``vendor.json``.
    root : pathlib.Path
        Folder to which the paths of the manifest are relative.

    Returns
    -------
    list of str
        One sentence a problem; empty when every file is as recorded.
    """
    found = []
    for package in manifest["packages"]:
        for file in package["files"]:
            path = root / file["to"]
            if not path.is_file():
                found.append(f"{file['to']} is missing; run python tools/vendor.py to fetch it.")
            elif checksum(path) != file.get("sha256"):
                found.append(
                    f"{file['to']} is not the file recorded in tools/vendor.json; undo the edit, or "
                    "run python tools/vendor.py if the version was changed on purpose."
                )
    return found


def fetch(name: str, version: str) -> dict[str, bytes]:
    """Download one package and read its files; nothing of it is unpacked to the disk.

    Returns
    -------
    dict
        Content by name inside the package.
    """
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", f"{name}@{version}", "--silent", "--pack-destination", folder],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            return {one.name.removeprefix("package/"): tar.extractfile(one).read() for one in tar if one.isreg()}


def changed(content: bytes, changes: list[dict], name: str) -> bytes:
    """Make the changes that the manifest lists, each at the one place where it belongs.

    Raises
    ------
    SystemExit
        With one sentence, when a text to replace is not there once: the file is of another version.
    """
    if not changes:
        return content
    text = content.decode()
    for change in changes:
        if text.count(change["find"]) != 1:
            raise SystemExit(
                f"{name} does not hold '{change['find'][:60]}' once, so a change of tools/vendor.json has no place; "
                f"write it anew for this version. Its reason: {change['why']}"
            )
        text = text.replace(change["find"], change["put"])
    return text.encode()


def refresh(manifest: dict, root: Path = ROOT) -> None:
    """Copy every listed file of every package to its place and record licence and checksums."""
    for number, package in enumerate(manifest["packages"], start=1):
        print(f"[{number}/{len(manifest['packages'])}] {package['name']} {package['version']}", flush=True)
        content = fetch(package["name"], package["version"])
        package["licence"] = json.loads(content["package.json"])["license"]
        for file in package["files"]:
            if file["from"] not in content:
                raise SystemExit(
                    f"{package['name']} {package['version']} has no file '{file['from']}'; "
                    "correct its name in tools/vendor.json."
                )
            target = root / file["to"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(changed(content[file["from"]], file.get("changes", []), file["from"]))
            file["sha256"] = checksum(target)


def npm_project(manifest: dict) -> str:
    """Return a ``package.json`` that asks for exactly the vendored versions, so that npm can audit them."""
    wanted = {package["name"]: package["version"] for package in manifest["packages"]}
    return json.dumps({"name": "vendored", "version": "0.0.0", "private": True, "dependencies": wanted}, indent=2) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0 when all is well, 1 when a file is not as recorded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare checksums only, offline")
    parser.add_argument("--project", type=Path, metavar="FOLDER", help="only write a package.json of the versions, for npm audit")
    options = parser.parse_args(arguments)
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    if options.project:
        options.project.mkdir(parents=True, exist_ok=True)
        (options.project / "package.json").write_text(npm_project(manifest), "utf-8")
        return 0
    if options.check:
        found = problems(manifest)
        print("\n".join(found) or "Every vendored file is as recorded.")
        return 1 if found else 0
    if shutil.which("npm") is None:
        print("npm is not installed; install Node.js, or use --check, which does not need it.")
        return 1
    refresh(manifest)
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
