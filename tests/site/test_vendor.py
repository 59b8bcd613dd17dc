"""Third-party files are the recorded ones, and nothing third-party is unrecorded."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from vendor import MANIFEST, problems  # noqa: E402

FOLDERS = (
    "book/_ext/course_theme/theme/static/fonts",
    "book/_ext/course_outputs/static/vendor",
    "postsoviet/teaching/pack/vendor",
    "tools/paper/fonts",
    "tests/exports/vendor",
    "tests/site/vendor",
)


def test_files_are_as_recorded():
    assert not problems(json.loads(MANIFEST.read_text("utf-8")))


def test_a_changed_or_missing_file_is_named(tmp_path):
    (tmp_path / "kept.js").write_text("changed")
    file = {"from": "x", "sha256": "0" * 64}
    manifest = {"packages": [{"files": [{**file, "to": "kept.js"}, {**file, "to": "gone.js"}]}]}
    first, second = problems(manifest, tmp_path)
    assert "kept.js is not the file recorded" in first
    assert "gone.js is missing" in second


def test_every_third_party_file_is_in_the_manifest_with_a_licence():
    packages = json.loads(MANIFEST.read_text("utf-8"))["packages"]
    recorded = {file["to"] for package in packages for file in package["files"]}
    present = {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert present == recorded
    assert all(package["licence"] and package["why"] for package in packages)
    assert all(any("LICENSE" in file["to"] for file in package["files"]) for package in packages)
