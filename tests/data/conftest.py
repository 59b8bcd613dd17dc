"""A copy of the data folder that a test may damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from postsoviet.descriptor import data_folder


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Give a copy of the data folder."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))
