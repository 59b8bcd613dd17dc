"""Whatever cell is changed, the checksum of its file tells."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

from mutations import misspelt, one_digit

from postsoviet.checking import check
from postsoviet.descriptor import open_package


def test_any_changed_cell_of_any_data_set_fails_the_check(copied: Path) -> None:
    """One cell of every data set, its own sentences included, all at once: every file is named."""
    rng = random.Random(7)
    names = []
    for resource in open_package(copied).resources:
        path = copied / resource.path
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        filled = [(row, column) for row in range(1, len(rows)) for column, cell in enumerate(rows[row]) if cell]
        row, column = rng.choice(filled)
        old = rows[row][column]
        rows[row][column] = one_digit(old, rng) if any(map(str.isdigit, old)) else misspelt(old, rng)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")
        names.append(resource.path)
    problems = check(copied)
    silent = [name for name in names if not any(name in sentence for sentence in problems)]
    assert silent == []
