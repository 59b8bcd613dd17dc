"""Copies of the data folder that a test may damage."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from postsoviet.descriptor import DESCRIPTOR, data_folder

#: What the small copy keeps: enough for every kind of damage, and little to validate.
SMALL = ("02", "09")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Give a copy of the whole data folder."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


@pytest.fixture
def damaged(copied: Path) -> Path:
    """Give a copy with the data sets of two units and the vocabulary of places."""
    path = copied / DESCRIPTOR
    raw = json.loads(path.read_text(encoding="utf-8"))
    keep = [one for one in raw["resources"] if one["unit"] in SMALL or one["name"] == "places"]
    for resource in raw["resources"]:
        if resource not in keep:
            (copied / resource["path"]).unlink()
    raw["resources"] = keep
    path.write_text(json.dumps(raw, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return copied
