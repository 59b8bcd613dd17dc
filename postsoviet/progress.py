"""How far long work is, on the command line."""

from __future__ import annotations

import sys


def bar(done: int, whole: int) -> None:
    """Draw how far the work is, on a terminal only; a log gets a line every tenth.

    Parameters
    ----------
    done, whole : int
        Things done, of how many.
    """
    if sys.stderr.isatty():
        filled = 40 * done // max(1, whole)
        end = "" if done < whole else "\n"
        print(f"\r[{'#' * filled}{'.' * (40 - filled)}] {done} of {whole}", end=end, file=sys.stderr, flush=True)
    elif done == whole or done % max(1, whole // 10) == 0:
        print(f"{done} of {whole}", file=sys.stderr, flush=True)
