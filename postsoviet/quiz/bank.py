"""Find and read the quiz bank of a unit."""

import hashlib
import json
from pathlib import Path

from pydantic import ValidationError

from postsoviet.errors import CourseError, did_you_mean
from postsoviet.quiz import parts
from postsoviet.quiz.models import Bank
from postsoviet.quiz.questions import TYPES
from postsoviet.reading import read_yaml
from postsoviet.schema_errors import explain

_KINDS = {
    "questions": "question", "options": "option", "reasons": "reason", "near_misses": "near miss", "items": "item",
    "pairs": "pair", "extra": "extra match", "rubric": "line of the rubric", "blanks": "blank",
}  # fmt: skip
_MODELS = {
    **TYPES, "options": parts.Option, "reasons": parts.Option, "near_misses": parts.NumberMiss, "items": parts.Item,
    "pairs": parts.Pair, "extra": parts.Extra, "rubric": parts.Criterion, "tolerance": parts.Tolerance,
    "chosen": parts.ChoiceBlank,
}  # fmt: skip


def folder() -> Path:
    """Return the folder of the banks: inside an installed wheel, or beside the notebooks."""
    installed = Path(__file__).parents[1] / "_quizzes"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "notebooks" / "quizzes"


def read(path: Path) -> Bank:
    """Read and check one bank.

    Parameters
    ----------
    path : pathlib.Path
        A YAML file in the form of ``postsoviet.quiz.models.Bank``.

    Raises
    ------
    CourseError
        In one sentence: the file, the question and what is wrong.
    """
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise CourseError(f"{path.name}: the file must start with the keys unit, title and questions.")
    try:
        return Bank.model_validate(raw)
    except ValidationError as error:
        raise CourseError(explain(path.name, raw, error, kinds=_KINDS, models=_MODELS, root=Bank)) from None


def path(unit: str) -> Path:
    """Return the file of a unit's bank.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.

    Raises
    ------
    CourseError
        If there is no bank for the unit; the sentence lists those that exist.
    """
    files = sorted(folder().glob(f"{unit}_*.yaml"))
    if not files:
        units = sorted(file.name[:2] for file in folder().glob("*_*.yaml"))
        # a unit written without its zero is one digit away from others too
        near = [f"{unit:0>2}"] if f"{unit:0>2}" in units else units
        raise CourseError(
            f"notebooks/quizzes holds no bank for unit '{unit}'{did_you_mean(str(unit), near)}; "
            f"there are banks for: {', '.join(units) or 'none'}."
        )
    return files[0]


def exists(unit: str) -> bool:
    """Return whether there is a bank of a unit; a page across units has none."""
    return any(folder().glob(f"{unit}_*.yaml"))


def load(unit: str) -> Bank:
    """Return the bank of a unit.

    Parameters
    ----------
    unit : str
        Two digits, ``"09"``.

    Raises
    ------
    CourseError
        If there is no bank for the unit, or it has a mistake.
    """
    return read(path(unit))


def fingerprint(bank: Bank) -> str:
    """Return sixteen signs that change whenever anything in a bank does."""
    whole = json.dumps(bank.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
