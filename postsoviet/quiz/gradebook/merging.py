"""Mark the result files of a class and merge them: one row a student, and no file lost.

Every file ends up in ``Gradebook.files``, graded or skipped with one sentence. The marks are computed
from the bank; a file only says what was answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Literal

from postsoviet.errors import CourseError
from postsoviet.quiz import bank as banks
from postsoviet.quiz.draws import Drawn, canonical, draw_one
from postsoviet.quiz.gradebook.handed_in import Account, Entry, account
from postsoviet.quiz.gradebook.results import Answered, Result, Work, clean, fits, read
from postsoviet.quiz.marking import mark
from postsoviet.quiz.models import Bank
from postsoviet.quiz.questions import Question
from postsoviet.quiz.render.order import in_bank_order

#: Which try of a question is worth points.
Count = Literal["first", "last", "best"]
COUNTS: tuple[Count, ...] = ("last", "first", "best")


@dataclass(frozen=True)
class Reply:
    """What a student gave to one question, and what it is worth.

    Attributes
    ----------
    question : Question
        As it was drawn for her.
    answer : object
        Of the try that counts; None when there is none.
    fraction : float or None
        Of the question's points, 0 to 1; None for an open answer until a person has read it.
    """

    question: Question
    answer: Any
    fraction: float | None
    tries: int
    seconds: int
    hint: bool
    shown: bool


@dataclass(frozen=True)
class Student:
    """One student and the file that counts.

    Attributes
    ----------
    label : str
        Her name as the gradebook prints it; no two students have the same.
    written : str
        What she wrote into the name field; may be empty.
    account : Account or None
        What the name of the file says, where a platform gave it.
    replies : mapping
        By question; questions that she did not open are missing.
    """

    label: str
    written: str
    account: Account | None
    file: str
    saved: str
    replies: Mapping[str, Reply]

    def fraction(self, question: str) -> float | None:
        """Return the part of a question's points that she has; None when nothing was answered or read."""
        reply = self.replies.get(question)
        return reply.fraction if reply and reply.answer is not None else None

    def wrote(self, question: str) -> bool:
        """Whether there is an open answer that a person has to read."""
        reply = self.replies.get(question)
        return bool(
            reply and reply.question.type == "open" and reply.answer is not None and reply.answer["text"].strip()
        )


@dataclass(frozen=True)
class File:
    """What became of one file.

    Attributes
    ----------
    reason : str
        Why it was skipped; empty when it was graded.
    cautions : tuple of str
        What the instructor should know of it; each a sentence.
    shown : tuple of str
        Questions of which the student had the answer shown, before or after her tries.
    """

    name: str
    student: str = ""
    saved: str = ""
    reason: str = ""
    cautions: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def is_graded(self) -> bool:
        """Whether the file counts."""
        return not self.reason


@dataclass(frozen=True)
class Gradebook:
    """The results of a class in one quiz."""

    bank: Bank
    count: Count
    students: tuple[Student, ...]
    files: tuple[File, ...]

    @property
    def markable(self) -> list[Question]:
        """The questions that are marked without a person."""
        return [question for question in self.bank.questions if question.type != "open"]

    @property
    def open(self) -> list[Question]:
        """The questions that a person reads."""
        return [question for question in self.bank.questions if question.type == "open"]

    def points(self, student: Student) -> float:
        """Return a student's points of the questions that are marked without a person."""
        return sum((student.fraction(question.id) or 0.0) * question.points for question in self.markable)

    def open_points(self, student: Student) -> float | None:
        """Return a student's points of her open answers; None while one of them is unread."""
        if any(student.wrote(question.id) and student.fraction(question.id) is None for question in self.open):
            return None
        return sum((student.fraction(question.id) or 0.0) * question.points for question in self.open)


def possible(questions: Iterable[Question]) -> int:
    """Return the points that questions are worth together."""
    return sum(question.points for question in questions)


@dataclass
class Marker:
    """Marks the answers to one bank. Every version of a question is drawn once, however many files hold it."""

    bank: Bank
    count: Count = "last"
    _drawn: dict[tuple[str, str], Drawn] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fingerprint = banks.fingerprint(self.bank)
        self._questions = {question.id: question for question in self.bank.questions}

    def replies(self, result: Result) -> dict[str, Reply]:
        """Mark everything in a result.

        Raises
        ------
        CourseError
            When the bank has no such question or version, or an answer has not the form of its question.
        """
        return {name: self._reply(name, answered) for name, answered in result.answers.items()}

    def _reply(self, name: str, answered: Answered) -> Reply:
        question = self._question(name, answered.parameters)
        # a page without the key names things by the place where it shows them
        answers = [in_bank_order(self.bank.unit, question, one.answer) for one in answered.tries]
        if not all(fits(question, one) for one in answers):
            raise CourseError(f"its answer to '{name}' is none that the question allows")
        answer, fraction = self._counted(question, answers)
        seconds = sum(one.seconds for one in answered.tries)
        return Reply(question, answer, fraction, len(answered.tries), seconds, answered.hint, answered.shown)

    def _question(self, name: str, parameters: Mapping[str, int | str]) -> Question:
        key = (name, canonical(parameters))
        if key not in self._drawn:
            if name not in self._questions:
                raise CourseError(
                    f"it answers a question '{clean(name)[:60]}', which the quiz of unit {self.bank.unit} does not have"
                )
            try:
                self._drawn[key] = draw_one(self.bank, self._questions[name], parameters)
            except CourseError:
                shown = ", ".join(f"{clean(one)[:30]} = {clean(str(given))[:30]}" for one, given in parameters.items())
                raise CourseError(f"the question '{name}' has no version with {shown or 'no drawn values'}") from None
        return self._drawn[key].question

    def _counted(self, question: Question, answers: Sequence[Any]) -> tuple[Any, float | None]:
        if not answers:
            return None, None
        if self.count == "best" and question.type != "open":
            # the earliest of the best ones: what she knew before the others
            worth = [mark(question, answer).fraction for answer in answers]
            best = max(range(len(answers)), key=lambda place: (worth[place], -place))
            return answers[best], worth[best]
        answer = answers[0] if self.count == "first" else answers[-1]
        return answer, mark(question, answer).fraction


@dataclass(frozen=True)
class _Marked:
    """A file that could be marked."""

    file: File
    result: Result
    account: Account | None
    student: Student


def gather(
    entries: Sequence[Entry],
    *,
    unit: str | None = None,
    count: Count = "last",
    progress: Callable[[int, int], None] | None = None,
) -> Gradebook:
    """Read, mark and merge result files.

    Parameters
    ----------
    entries : sequence of Entry
        From `postsoviet.quiz.gradebook.handed_in.opened`.
    unit : str, optional
        Two digits. When left out, the unit that most of the files are of.
    count : {"last", "first", "best"}
        Which try of a question is worth points.
    progress : callable, optional
        Is told how many files are done, of how many.

    Raises
    ------
    CourseError
        When ``unit`` has no quiz. Never for what a file holds.
    """
    markers: dict[str, Marker | str] = {}
    if unit is not None:
        markers[unit] = Marker(banks.load(unit), count)
    marked: list[_Marked] = []
    files: dict[str, File] = {}
    later: list[tuple[Entry, Work]] = []
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, len(entries))

    for entry in entries:
        try:
            found = read(entry.name, entry.read())
            if isinstance(found, Work):
                # which of its units counts is known when all files are read
                later.append((entry, found))
                continue
            marked.append(_mark(entry, found, markers, count))
        except CourseError as error:
            files[entry.name] = File(entry.name, reason=str(error))
        advance()
    unit = unit or _most_common(marked, [work for _, work in later])
    for entry, work in later:
        try:
            if unit is None:
                raise CourseError(f"{work.name} holds the work of units {work.units}; name one with --unit.")
            marked.append(_mark(entry, work.result(unit), markers, count))
        except CourseError as error:
            files[entry.name] = File(entry.name, reason=str(error))
        advance()
    if unit is None:
        raise NothingGraded(tuple(files[entry.name] for entry in entries))
    ours = []
    for one in marked:
        if one.result.unit == unit:
            ours.append(one)
        else:
            other = f"{one.file.name} is of unit {one.result.unit}"
            reason = f"{other}, and this gradebook is of unit {unit}; grade that unit by itself."
            files[one.file.name] = replace(one.file, reason=reason)
    students = _merge(ours, files)
    bank = markers[unit].bank
    return Gradebook(bank, count, students, tuple(files[entry.name] for entry in entries))


def _most_common(marked: Sequence[_Marked], works: Sequence[Work]) -> str | None:
    """Return the unit of most files; work in the whole course names a unit only where no other file does."""
    units = Counter(one.result.unit for one in marked)
    if not units:
        held = {unit for work in works for unit in work.quizzes}
        return held.pop() if len(held) == 1 else None
    # of two units with as many files the lower one, so that the order of files changes nothing
    return min(units, key=lambda one: (-units[one], one))


class NothingGraded(CourseError):
    """No file could be marked, so there is not even a unit; ``files`` says why."""

    def __init__(self, files: tuple[File, ...]) -> None:
        many = f"None of the {len(files)} files could be graded; the first one" if len(files) > 1 else "Nothing could be graded"
        super().__init__(f"{many}: {files[0].reason}")
        self.files = files


def _mark(entry: Entry, result: Result, markers: dict[str, Marker | str], count: Count) -> _Marked:
    if result.unit not in markers:
        try:
            markers[result.unit] = Marker(banks.load(result.unit), count)
        except CourseError as error:
            markers[result.unit] = str(error)
    marker = markers[result.unit]
    if isinstance(marker, str):
        raise CourseError(f"{entry.name} is of unit {result.unit}, which has no quiz that can be read: {marker}")
    older = result.bank != marker.fingerprint
    try:
        replies = marker.replies(result)
    except CourseError as error:
        cause = "the quiz has changed since" if older else "somebody changed the file"
        raise CourseError(
            f"{entry.name} cannot be marked, for {error}; {cause}, so ask the student to do it again."
        ) from None
    cautions = (
        ("It was saved from an earlier version of the quiz, and is marked with the present one.",) if older else ()
    )
    shown = tuple(sorted(name for name, reply in replies.items() if reply.shown))
    found = account(entry.name)
    name = result.student or (found.name if found else "") or clean(PurePosixPath(entry.name).stem)
    if not result.student:
        cautions += (f"No name is written in it; '{name}' comes from the name of the file.",)
    student = Student(name, result.student, found, entry.name, result.saved, replies)
    return _Marked(File(entry.name, name, result.saved, "", cautions, shown), result, found, student)


def _merge(marked: Sequence[_Marked], files: dict[str, File]) -> tuple[Student, ...]:
    """Keep of each student the file saved last, name the others, and give every student a label of her own."""
    groups: dict[Any, list[_Marked]] = {}
    accounts: dict[str, set[tuple[str, str]]] = {}
    for one in marked:
        if one.account:
            accounts.setdefault(_folded(one.student.label), set()).add((one.account.platform, one.account.number))
    for one in marked:
        known = accounts.get(_folded(one.student.label), set())
        if one.account:
            key: Any = (one.account.platform, one.account.number)
        elif not one.student.written:
            key = one.file.name
        else:
            # the same name in a file by hand and in one account is the same student; in two accounts nobody can tell
            key = next(iter(known)) if len(known) == 1 else _folded(one.student.label)
        groups.setdefault(key, []).append(one)
    kept = []
    for group in groups.values():
        *earlier, last = sorted(group, key=lambda one: (one.result.saved, one.file.name))
        for one in earlier:
            same = one.result.checksum == last.result.checksum
            what = "the same file as" if same else f"an earlier file of {one.student.label} than"
            files[one.file.name] = replace(
                one.file, reason=f"{one.file.name} is {what} {last.file.name}, which counts."
            )
        cautions = last.file.cautions
        if earlier:
            cautions += (f"It counts instead of {', '.join(one.file.name for one in earlier)}.",)
        # an earlier file may be the one that a platform named
        student = replace(last.student, account=next((one.account for one in reversed(group) if one.account), None))
        kept.append((replace(last.file, cautions=cautions), student, last.result.checksum))
    names = Counter(_folded(student.label) for _, student, _ in kept)
    sums = Counter(checksum for _, _, checksum in kept)
    students = []
    for file, student, checksum in kept:
        cautions = file.cautions
        if names[_folded(student.label)] > 1:
            cautions += (f"Another student has the name '{student.label}' too; the file tells them apart.",)
            student = replace(student, label=f"{student.label} ({student.file})")
        if sums[checksum] > 1:
            cautions += ("Another student handed in the same file, sign for sign.",)
        files[file.name] = replace(file, student=student.label, cautions=cautions)
        students.append(student)
    return tuple(sorted(students, key=lambda one: (_folded(one.label), one.file)))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
