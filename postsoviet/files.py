"""Replace a file in one step: a reader sees the old one or the new one, never a part."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give the path of a draft that takes the target's place when the block ends well.

    Parameters
    ----------
    target : Path
        The file to write. A broken block leaves the old one, and no draft behind.

    Yields
    ------
    Path
        Where to write.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield draft
        if target.exists():
            shutil.copymode(target, draft)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
