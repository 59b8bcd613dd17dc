"""Write the units as JupyterLab shows them: ``units/NN_name.ipynb``, from ``notebooks/``.

Usage: python tools/units.py [--check]
"""

from __future__ import annotations

import argparse
import sys

from environment import ROOT, say

from postsoviet import progress
from postsoviet.course.register import read
from postsoviet.files import replacing
from postsoviet.teaching.plain import FOLDER, student_notebook, student_path


def main() -> int:
    """Write those that differ, and remove those whose unit is gone."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file would change")
    options = parser.parse_args()
    (ROOT / FOLDER).mkdir(exist_ok=True)
    units = {ROOT / student_path(unit): number for number, unit in read().units.items()}
    stale = [path for path in (ROOT / FOLDER).glob("*.ipynb") if path not in units]
    changed = []
    for place, (path, number) in enumerate(units.items(), 1):
        text = student_notebook(number)
        progress.bar(place, len(units))
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        changed.append(path.name)
        if not options.check:
            with replacing(path) as draft:
                draft.write_text(text, encoding="utf-8", newline="\n")
    if not options.check:
        for path in stale:
            path.unlink()
    names = [*changed, *(path.name for path in stale)]
    say(f"{FOLDER}/: {', '.join(names) or 'nothing'} {'would change' if options.check else 'changed'}")
    return int(options.check and bool(names))


if __name__ == "__main__":
    sys.exit(main())
