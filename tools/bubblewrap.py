"""Find bubblewrap for the tests of grading, which run notebooks in a sandbox."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def ensure_bubblewrap() -> None:
    """Install Debian's bubblewrap where it is missing and that is allowed, else say what to do.

    Elsewhere than on Linux there is none, and the tests that need it say so.

    Raises
    ------
    SystemExit
        With one sentence, where it is missing on Linux and may not be installed.
    """
    if shutil.which("bwrap") or sys.platform != "linux":
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Debian's bubblewrap for the tests of grading", flush=True)
        quiet = {"check": True, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "bubblewrap"], **quiet)
        if shutil.which("bwrap"):
            return
    raise SystemExit("The tests of grading need bubblewrap 0.8 or later: install it (Debian and Ubuntu: sudo apt-get install bubblewrap).")
