"""A hub that runs, and the repository that its class gets the course from."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import psutil

#: Long enough for the steps of a test between two uses of a server, short enough to be waited for.
IDLE_SECONDS = 40


@dataclass(frozen=True)
class Hub:
    """A hub that runs: its address, the folder in which all of it lives, and its process."""

    address: str
    folder: Path
    process: subprocess.Popen

    @property
    def homes(self) -> Path:
        """The folder of the students' homes."""
        return self.folder / "homes"

    def everything(self) -> list[psutil.Process]:
        """Return the hub, its proxy, and all servers and kernels, known by their home; also after the hub is gone."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("HOME", "").startswith(str(self.folder)):
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue
        return found

    def runs_for(self, student: str) -> bool:
        """Return whether anything runs in a student's home."""
        return any(process.environ()["HOME"] == str(self.homes / student) for process in self.everything())

    def end(self) -> list[psutil.Process]:
        """End the hub; give what outlived it, which is ended too, each by its id."""
        everything = self.everything()
        self.process.terminate()
        _, alive = psutil.wait_procs(everything, timeout=20)
        for left in alive:
            left.kill()
        self.process.wait(timeout=10)
        return alive


def publish(course: Path) -> None:
    """Commit what was changed in the instructor's repository."""
    person = ("-c", "user.name=Instructor", "-c", "user.email=instructor@example.org")
    subprocess.run(["git", "add", "--all"], cwd=course, check=True)
    subprocess.run(["git", *person, "commit", "--quiet", "--message", "As it is today"], cwd=course, check=True)
