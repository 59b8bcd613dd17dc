"""Open this unit in JupyterLab. Nothing is fetched where the folder 'wheels' is there.

Usage: python start.py [--try] [--here]

  --try    open nothing: run the unit from top to bottom, and say whether it works
  --here   make no environment of its own: use the packages of this Python
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

# This file runs before anything is installed, so only what every Python brings is used here.
HERE = Path(__file__).resolve().parent
COURSE = HERE / "course"
LOCK = COURSE / "requirements-lab.txt"
WHEELS = HERE / "wheels"
ENVIRONMENT = HERE / ".venv"


def stop(text):
    """End with a sentence; on Windows the window stays until it is read."""
    print(text)
    if os.name == "nt" and sys.stdin and sys.stdin.isatty():
        input("Press Enter to close this window. ")
    sys.exit(1)


def check_machine():
    """End where this machine cannot run the unit, or the wheels are for another one."""
    if sys.version_info < (3, 11):
        stop("This is Python %s. The unit needs Python 3.11 or later." % platform.python_version())
    made_for = WHEELS / "made-for.txt"
    here = "%d.%d %s %s" % (sys.version_info[0], sys.version_info[1], sys.platform, platform.machine())
    if made_for.exists() and made_for.read_text().strip() != here:
        stop(
            "The packages in the folder 'wheels' are for Python %s, and this is Python %s. Use that Python. "
            "Or delete the folder 'wheels' and start again with a network." % (made_for.read_text().strip(), here)
        )


def ensure_environment():
    """Make the environment beside this file where it is missing or not whole, and return its Python."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = ENVIRONMENT / "made-from.txt"
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == lock:
        return python
    print("Making an environment for the unit, once. This takes one to three minutes.", flush=True)
    import venv

    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    venv.create(ENVIRONMENT, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)]
    if WHEELS.is_dir():
        command += ["--no-index", "--find-links", str(WHEELS)]
    if subprocess.run(command).returncode:
        where = "The zip may be damaged: unpack it again." if WHEELS.is_dir() else "It needs a network: try again, or ask for the zip with wheels."
        stop("The packages could not be installed. " + where)
    stamp.write_text(lock)
    return python


def main():
    """Open the unit, or try it."""
    options = sys.argv[1:]
    if set(options) - {"--try", "--here"}:
        stop(__doc__)
    check_machine()
    notebook = next(iter(sorted(HERE.glob("[0-9][0-9]_*.ipynb"))), None)
    if notebook is None or not LOCK.exists():
        stop("The notebook or the folder 'course' is missing beside this file. Unpack the whole zip, and start again.")
    python = sys.executable if "--here" in options else ensure_environment()
    known = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(COURSE) + (os.pathsep + known if known else "")
    trial = ["--try"] if "--try" in options else []
    try:
        code = subprocess.run([str(python), "-m", "postsoviet", "lab", str(notebook)] + trial, cwd=str(HERE)).returncode
    except KeyboardInterrupt:
        code = 0
    if code:
        stop("The unit stopped with an error; the lines above say why.")


if __name__ == "__main__":
    main()
