"""Read one file that a student hands in, and refuse it in one sentence when it is not whole.

The checksum shows that a file was damaged or edited after the page saved it. It is no signature: the
page is public, so a student who writes a program can make a file with a fitting checksum. The marks
are never in the file; they are computed again from the bank.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from postsoviet.errors import CourseError
from postsoviet.quiz.parts import ChoiceBlank
from postsoviet.quiz.questions import Question

FORMAT = "postsoviet quiz result"
VERSION = 1
#: What the page "My work" saves: the results of every unit, and what the browser keeps besides.
WORK_FORMAT = "postsoviet my work"
#: Bytes. A whole quiz with long open answers has a few thousand.
LARGEST = 1_000_000
#: Bytes of the work in a whole course.
LARGEST_WORK = 5_000_000
_AGAIN = "ask the student to save it again and hand that file in"
#: Signs that change the direction of text, so that a name could show as another one.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


def clean(text: str, *, lines: bool = False) -> str:
    """Return a text that somebody else wrote without control signs, halves of signs and hidden turns of direction.

    Parameters
    ----------
    text : str
        From a file or a file's name.
    lines : bool
        Keep the ends of lines; otherwise they become blanks.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    kept = _CONTROL.sub(" ", _DIRECTION.sub("", whole.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(line.rstrip() for line in kept.strip().split("\n")) if lines else " ".join(kept.split())


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError("it is not a time like 2027-01-18T10:00:00.000Z")
    datetime.fromisoformat(text)
    return text


#: A time as browsers write it: always in UTC and of one length, so times compare as texts.
Moment = Annotated[str, AfterValidator(_moment)]
Name = Annotated[
    str, BeforeValidator(lambda text: clean(text) if isinstance(text, str) else text), Field(max_length=200)
]
Key = Annotated[str, Field(max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Try(_Part):
    """One press of Check: when, after how many seconds, with what answer."""

    at: Moment
    seconds: int = Field(ge=0, le=10**9)
    answer: Any


class Answered(_Part):
    """What a student did with one question."""

    parameters: dict[Key, int | Key]
    tries: list[Try]
    hint: bool
    shown: bool


class Result(_Part):
    """A result file.

    Attributes
    ----------
    bank : str
        The fingerprint of the bank that the page was made from.
    student : str
        What she wrote; may be empty.
    """

    format: Literal["postsoviet quiz result"]
    version: Literal[1]
    unit: str = Field(pattern=r"^[0-9]{2}$")
    bank: str = Field(pattern=r"^[0-9a-f]{16}$")
    student: Name
    saved: Moment
    answers: dict[Key, Answered]
    checksum: str


@dataclass(frozen=True)
class Work:
    """A student's work in the whole course.

    Attributes
    ----------
    name : str
        How sentences call the file.
    quizzes : dict
        By unit, the result as JSON gives it.
    """

    name: str
    quizzes: dict[str, Any]

    @property
    def units(self) -> str:
        """The units that it holds, for a sentence."""
        return ", ".join(sorted(clean(unit)[:20] for unit in self.quizzes))

    def result(self, unit: str) -> Result:
        """Check and return the result of one unit.

        Raises
        ------
        CourseError
            If the file has none, or it is not in order.
        """
        if unit not in self.quizzes:
            raise CourseError(f"{self.name} holds no answers to the quiz of unit {unit}; it has those of {self.units}.")
        result = check(f"{self.name} (unit {unit})", self.quizzes[unit])
        if result.unit != unit:
            raise CourseError(f"{self.name} gives the answers of unit {result.unit} as those of unit {unit}; {_AGAIN}.")
        return result


def checksum(raw: dict[str, Any]) -> str:
    """Return the SHA-256 of everything in a result but its checksum, in canonical JSON.

    Half a sign, which a cut emoji leaves, is written as an escape, as browsers do.

    Parameters
    ----------
    raw : dict
        The file as JSON gives it.
    """
    rest = {key: value for key, value in raw.items() if key != "checksum"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def read(name: str, content: bytes) -> Result | Work:
    """Read and check one file that was handed in.

    Parameters
    ----------
    name : str
        How sentences call the file.
    content : bytes
        The whole file.

    Returns
    -------
    Result or Work
        Of one quiz, or of a student's work in the whole course, whose parts are not checked yet.

    Raises
    ------
    CourseError
        In one sentence, whatever the bytes are.
    """
    if not content.strip():
        raise CourseError(f"{name} is empty; {_AGAIN}.")
    if content.startswith(b"PK\x03\x04"):
        raise CourseError(
            f"{name} is a zip file inside another one, or has a wrong name; unpack the outer one, and give its folder."
        )
    try:
        raw = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise CourseError(
            f"{name} is no result file of a quiz, or only a part of one: it is not valid JSON; {_AGAIN}."
        ) from None
    if isinstance(raw, dict) and raw.get("format") == WORK_FORMAT:
        return _work(name, raw)
    if len(content) > LARGEST:
        raise CourseError(f"{name} has {len(content):,} bytes, and a result file has {LARGEST:,} at most; {_AGAIN}.")
    return check(name, raw)


def _work(name: str, raw: dict[str, Any]) -> Work:
    if type(raw.get("version")) is not int or raw["version"] != VERSION:
        raise CourseError(f"{name} is work saved by another version than {VERSION}; update the course and try again.")
    units = raw["units"] if isinstance(raw.get("units"), dict) else {}
    quizzes = {unit: part["quiz"] for unit, part in units.items() if isinstance(part, dict) and "quiz" in part}
    if not quizzes:
        raise CourseError(f"{name} holds a student's work, and no answer to any quiz.")
    return Work(name, quizzes)


def check(name: str, raw: Any) -> Result:
    """Check one result as JSON gives it.

    Raises
    ------
    CourseError
        In one sentence.
    """
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise CourseError(f"{name} is not a result file of this course's quizzes; {_AGAIN}.")
    if type(raw.get("version")) is not int or raw["version"] != VERSION:
        raise CourseError(
            f"{name} is a result file of another version than {VERSION}; update the course and try again."
        )
    try:
        fits = raw.get("checksum") == checksum(raw)
    except (ValueError, RecursionError):
        fits = False
    if not fits:
        raise CourseError(
            f"{name} was changed or damaged after the page saved it, for its checksum does not fit; {_AGAIN}."
        )
    try:
        return Result.model_validate(raw)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        place = clean(".".join(map(str, problem["loc"])))[:80]
        said = problem["msg"].removeprefix("Value error, ").rstrip(".")
        raise CourseError(
            f"{name} was not written by a page of the course: '{place}': {said[:1].lower()}{said[1:]}; {_AGAIN}."
        ) from None


def fits(question: Question, answer: Any) -> bool:
    """Whether an answer has the form of its type of question, with places that exist.

    Parameters
    ----------
    question : Question
        Drawn.
    answer : object
        From a result file.
    """
    return _FORMS[question.type](question, answer)


def _place(value: Any, count: int, first: int = 0) -> bool:
    return type(value) is int and first <= value < first + count


def _places(value: Any, count: int) -> bool:
    return isinstance(value, list) and all(_place(one, count) for one in value) and len(set(value)) == len(value)


def _row(value: Any, length: int, count: int, first: int = 0) -> bool:
    return (
        isinstance(value, list)
        and len(value) == length
        and all(one is None or _place(one, count, first) for one in value)
    )


def _verdict(question: Any, value: Any) -> bool:
    if (
        not isinstance(value, dict)
        or not {*value} <= {"verdict", "reason"}
        or not isinstance(value.get("verdict"), bool)
    ):
        return False
    return value.get("reason") is None or _place(value["reason"], len(question.reasons))


def _filled(question: Any, value: Any) -> bool:
    if not isinstance(value, dict) or not {*value} <= {*question.blanks}:
        return False
    for name, given in value.items():
        blank = question.blanks[name]
        chosen = isinstance(blank, ChoiceBlank) and _place(given, len(blank.options))
        written = not isinstance(blank, ChoiceBlank) and isinstance(given, str)
        if not (given is None or given == "" or chosen or written):
            return False
    return True


def _written(question: Any, value: Any) -> bool:
    if not isinstance(value, dict) or {*value} != {"text", "ticked"} or not isinstance(value["text"], str):
        return False
    return _places(value["ticked"], len(question.rubric))


def _is_text(question: Any, value: Any) -> bool:
    return isinstance(value, str)


_FORMS = {
    "single": lambda question, value: _place(value, len(question.options)),
    "multiple": lambda question, value: _places(value, len(question.options)),
    "true-false": _verdict,
    "number": _is_text,
    "ordering": lambda question, value: _row(value, len(question.items), len(question.items), first=1),
    "matching": lambda question, value: _row(value, len(question.pairs), len(question.choices)),
    "blanks": _filled,
    "text": _is_text,
    "open": _written,
}  # fmt: skip
