"""Files that are written all together or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from postsoviet.errors import CourseError
from postsoviet.files import replacing


@dataclass
class Plan:
    """New files and changed registers of one command, held in memory until all are known to be good.

    Parameters
    ----------
    root : pathlib.Path
        Root of the copy of the course.
    """

    root: Path
    created: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)

    def create(self, name: str, text: str) -> None:
        """Plan a new file.

        Raises
        ------
        CourseError
            If there is a file of that name already.
        """
        if (self.root / name).exists():
            raise CourseError(f"{name} exists already, and nothing was written; choose another name or number, or remove that file first.")
        self.created[name] = text

    def text(self, name: str) -> str:
        """Return a register as the plan has it so far."""
        if name in self.changed:
            return self.changed[name]
        path = self.root / name
        if not path.is_file():
            raise CourseError(f"{name} is not here; run this from a copy of the whole course.")
        return path.read_text(encoding="utf-8")

    def change(self, name: str, text: str) -> None:
        """Plan a register's new text."""
        self.changed[name] = text

    def describe(self) -> list[str]:
        """Say what would be written, a line a file."""
        return [*(f"new      {name}" for name in sorted(self.created)), *(f"changed  {name}" for name in sorted(self.changed))]

    def write(self) -> None:
        """Write everything; if one file cannot be written, take back those before it."""
        before = {name: (self.root / name).read_bytes() for name in self.changed}
        done: list[str] = []
        try:
            for name, text in {**self.created, **self.changed}.items():
                path = self.root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with replacing(path) as draft:
                    draft.write_text(text, encoding="utf-8", newline="\n")
                done.append(name)
        except OSError as error:
            for written in done:
                if written in before:
                    (self.root / written).write_bytes(before[written])
                else:
                    (self.root / written).unlink()
            raise CourseError(f"{name} cannot be written ({error.strerror}), so nothing was changed; free the place and try again.") from None
