"""A student's work: saved as one file that can be downloaded, brought back, and handed in.

On the site the page "My work" does it. In a live kernel `save_my_work` and `open_my_work` do.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["open_my_work", "save_my_work"]


def save_my_work(unit: str | None = None) -> None:
    """Write the notebook of a unit, as it was saved last, and the answers to its quiz into one zip file.

    Save the notebook first (Ctrl+S): a kernel sees what stands on the disk, and not the screen.

    Parameters
    ----------
    unit : str, optional
        Two digits, ``"09"``. When left out, the unit of this notebook.

    Notes
    -----
    What cannot be done is said in one sentence, and nothing is raised: this is for students.
    """
    # a command line needs neither IPython nor the charts
    from postsoviet.work.in_kernel import save

    save(unit)


def open_my_work(file: str | Path, *, newer: bool = False) -> None:
    """Put back what a file holds, and say what could not be read. Nothing that is here is overwritten.

    Parameters
    ----------
    file : str or Path
        ``"my-work-09.zip"``, or a ``my-work.json`` from the site.
    newer : bool
        Where the file has a newer answer to a question that is answered here, too: take it. Otherwise
        the answer here stays, and the rest of the file is added.

    Notes
    -----
    What cannot be done is said in one sentence, and nothing is raised: this is for students.
    """
    from postsoviet.work.in_kernel import put_back

    put_back(Path(file), newer=newer)
