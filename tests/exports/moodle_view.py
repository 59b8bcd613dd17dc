"""Read Moodle XML and GIFT back as Moodle does, and mark answers by Moodle's rules."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

from postsoviet.quiz.exports.base import identifier
from postsoviet.quiz.text import inline
from postsoviet.quiz.tolerance import SLACK, accepted_range

#: The parts of a mark that Moodle knows; a file with another one is refused.
FRACTIONS = (
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10,
    5, 0,
)  # fmt: skip


@dataclass
class Answer:
    text: str
    percent: float
    feedback: str = ""
    tolerance: float = 0.0


@dataclass
class Read:
    """A question as it arrives: for a cloze, ``parts`` are its blanks in their order."""

    kind: str
    name: str
    stem: str = ""
    category: str = ""
    idnumber: str = ""
    feedback: str = ""
    points: float = 1.0
    single: bool = True
    answers: list[Answer] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Read] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    notes: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


# --- Moodle XML ---------------------------------------------------------------------------------


def read_xml(content: bytes) -> list[Read]:
    """Read every question of a file; a category holds until the next one."""
    found, category = [], ""
    for element in ElementTree.fromstring(content):
        if element.get("type") == "category":
            category = element.findtext("category/text")
        else:
            found.append(_xml_question(element, category))
    return found


def _xml_question(element: ElementTree.Element, category: str) -> Read:
    def text(path: str) -> str:
        return element.findtext(f"{path}/text") or ""

    read = Read(element.get("type"), text("name"), text("questiontext"), category)
    read.idnumber = element.findtext("idnumber")
    read.feedback = text("generalfeedback")
    read.points = float(element.findtext("defaultgrade"))
    read.single = element.findtext("single") != "false"
    read.answers = [
        Answer(
            one.findtext("text"),
            float(one.get("fraction")),
            one.findtext("feedback/text"),
            float(one.findtext("tolerance") or 0),
        )
        for one in element.findall("answer")
    ]
    read.pairs = [(one.findtext("text") or "", one.findtext("answer/text")) for one in element.findall("subquestion")]
    read.hints = [one.findtext("text") for one in element.findall("hint")]
    read.tags = [one.findtext("text") for one in element.findall("tags/tag")]
    read.units = [one.findtext("unit_name") for one in element.findall("units/unit")]
    read.notes = text("graderinfo")
    read.files = {one.get("name"): base64.b64decode(one.text) for one in element.findall("questiontext/file")}
    if read.kind == "cloze":
        read.stem, read.parts = _cloze(read.stem)
        read.points = sum(part.points for part in read.parts)
    return read


_KINDS = {
    "NUMERICAL": "numerical", "NM": "numerical", "SHORTANSWER": "shortanswer", "SA": "shortanswer", "MW": "shortanswer",
    "MULTICHOICE": "multichoice", "MC": "multichoice", "MULTICHOICE_S": "multichoice", "MULTICHOICE_VS": "multichoice",
}  # fmt: skip


def _cloze(text: str) -> tuple[str, list[Read]]:
    """Cut a text at its blanks, sign by sign: each becomes ``{#1}``, as Moodle stores it."""
    kept, parts, place = "", [], 0
    while place < len(text):
        start = re.compile(r"\{([0-9]*):([A-Z_]+):").match(text, place)
        if not start or start[2] not in _KINDS:
            kept += text[place]
            place += 1
            continue
        part = Read(_KINDS[start[2]], "", points=float(start[1] or 1))
        place = start.end() - 1
        while text[place] != "}":
            place = _alternative(text, place + 1, part)
        place += 1
        parts.append(part)
        kept += f"{{#{len(parts)}}}"
    return kept, parts


def _alternative(text: str, place: int, part: Read) -> int:
    weight = re.compile(r"=|%(-?[0-9.]+)%").match(text, place)
    percent = 0.0 if not weight else 100.0 if weight[0] == "=" else float(weight[1])
    place = weight.end() if weight else place
    answer, place = _until(text, place, "~#}", ("\\", "&", "&amp;"))
    feedback = ""
    if text[place] == "#":
        feedback, place = _until(text, place + 1, "~}", ("\\",))
    tolerance = "0"
    if part.kind == "numerical" and ":" in answer:
        answer, tolerance = answer.split(":")
    part.answers.append(Answer(_decoded(answer), percent, _decoded(feedback), float(tolerance)))
    return place


def _until(text: str, place: int, ends: str, guards: tuple[str, ...]) -> tuple[str, int]:
    start = place
    while text[place] not in ends or text[start:place].endswith(guards):
        place += 1
    return text[start:place], place


def _decoded(text: str) -> str:
    return unescape(text).replace("\\}", "}").replace("\\#", "#")


# --- GIFT ---------------------------------------------------------------------------------------


def read_gift(content: bytes) -> list[Read]:
    """Read every question of a file: parts are parted by empty lines."""
    found, category = [], ""
    for part in content.decode().strip().split("\n\n"):
        if part.startswith("$CATEGORY:"):
            category = part.removeprefix("$CATEGORY:").strip()
            continue
        comment, _, body = part.partition("\n")
        read = _gift_question(body, category)
        read.idnumber = re.search(r"\[id:([^]]+)]", comment)[1]
        read.tags = re.findall(r"\[tag:([^]]+)]", comment)
        found.append(read)
    return found


#: Escaped signs become letters of the private area while a question is cut.
_HIDDEN = {sign: chr(0xE100 + ord(sign)) for sign in "\\#=~{}:"}


def _shown(text: str) -> str:
    for sign, hidden in _HIDDEN.items():
        text = text.replace(hidden, sign)
    return text.strip()


def _gift_question(body: str, category: str) -> Read:
    hidden = re.sub(r"\\([\\#=~{}:n])", lambda found: "\n" if found[1] == "n" else _HIDDEN[found[1]], body)
    name, stem, answers = re.fullmatch(r"::(.*?)::\[html\](.*?)\{(.*)\}", hidden, re.S).groups()
    answers, _, feedback = answers.rpartition("####")
    read = Read("", _shown(name), _shown(stem), category, feedback=_shown(feedback))
    answers = answers.strip()
    if not answers:
        read.kind = "essay"
    elif answers.startswith("#"):
        read.kind = "numerical"
        rest, _, wrong = answers[1:].partition("~")
        for one in rest.strip().removeprefix("=").split("="):
            read.answers.append(_gift_answer(one))
            value, tolerance = read.answers[-1].text.split(":")
            read.answers[-1].text, read.answers[-1].tolerance = value, float(tolerance)
        read.answers.append(Answer("*", 0, _shown(wrong.removeprefix("#"))))
    elif "~" in answers:
        read.kind = "multichoice"
        read.single = "=" in answers
        for one in re.findall(r"[=~][^=~]*", answers):
            read.answers.append(_gift_answer(one[1:], 100 if one[0] == "=" else 0))
    elif "->" in answers:
        read.kind = "matching"
        for one in answers.removeprefix("=").split("="):
            prompt, choice = one.split("->", 1)
            read.pairs.append((_shown(prompt), _shown(choice)))
    else:
        read.kind = "shortanswer"
        read.answers = [_gift_answer(one) for one in answers.removeprefix("=").split("=")]
    return read


def _gift_answer(text: str, percent: float = 100) -> Answer:
    weight = re.match(r"%(-?[0-9]{1,2}\.?[0-9]*|100)%", text.strip())
    if weight:
        text, percent = text.strip()[weight.end() :], float(weight[1])
    answer, _, feedback = text.partition("#")
    return Answer(_shown(answer), percent, _shown(feedback))


# --- marking ------------------------------------------------------------------------------------


def matching_answer(read: Read, given: str) -> Answer:
    """Return the first answer that a typed one fits."""
    return next(one for one in read.answers if (_near if read.kind == "numerical" else _like)(one, given))


def _near(answer: Answer, given: str) -> bool:
    if answer.text == "*":
        return True
    centre = float(answer.text)
    return abs(float(given) - centre) <= answer.tolerance + 1e-14 * max(1, abs(centre))


def _like(answer: Answer, given: str) -> bool:
    pattern = "".join(
        ".*" if piece == "*" else re.escape(piece.replace("\\*", "*"))
        for piece in re.findall(r"\\\*|\*|[^*\\]+|\\", answer.text)
    )
    return re.fullmatch(pattern, given, re.I | re.S) is not None


def chosen(read: Read, texts: list[str]) -> tuple[float, list[str]]:
    """Mark chosen answers; return the fraction and the feedback of each."""
    taken = [next(one for one in read.answers if one.text == text) for text in texts]
    return max(0.0, sum(one.percent for one in taken) / 100), [one.feedback for one in taken]


def shares(read, given: dict[str, str]) -> float:
    prompts = [(prompt, choice) for prompt, choice in read.pairs if prompt]
    return sum(given[prompt] == choice for prompt, choice in prompts) / len(prompts)


# --- what to look at and what to answer ---------------------------------------------------------


def html(text: str) -> str:
    return inline(text, maths="tex")


def named(source) -> list[tuple]:
    """List every version with its name."""
    return [
        (identifier(source.bank, pool.question, number if pool.question.draw else None), drawn.question, pool)
        for pool in source.pools
        for number, drawn in enumerate(pool.variants, start=1)
    ]


def of_type(source, *kinds: str) -> list[tuple]:
    found = [(name, question) for name, question, _ in named(source) if question.type in kinds]
    assert found
    return found


def typed_numbers(key) -> list[str]:
    """List numbers around the key: the very edge where it has few decimals, else a hair inside."""
    low, high = accepted_range(key.answer, key.tolerance)
    centre = (low + high) / 2
    reach = (high - low) / 2 - SLACK * max(1, abs(centre))
    at = 1 if abs(round(centre + reach, 6) - centre - reach) < 1e-12 else 0.999
    outside = reach * 1.2 + 0.01
    values = [key.answer, centre - at * reach, centre + at * reach, centre - outside, centre + outside, 987654321]
    return [f"{value:.9f}" for value in (*values, *(miss.value for miss in key.near_misses))]


def typed_texts(key) -> list[str]:
    misses = [miss.value for miss in key.near_misses]
    return [*key.accepted, *(text.upper() for text in key.accepted), *misses, "quite another", f"{key.accepted[0]}x"]


def blank_answers(key) -> list[tuple]:
    if hasattr(key, "options"):
        return [(place, html(option.text)) for place, option in enumerate(key.options)]
    return [(text, text) for text in (typed_numbers(key) if hasattr(key, "tolerance") else typed_texts(key))]
