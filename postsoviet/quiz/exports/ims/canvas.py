"""A package for Canvas: a quiz, and a question bank for each question that has versions."""

from __future__ import annotations

from collections.abc import Iterator

from postsoviet.quiz.exports.ims import qti12_items as qti
from postsoviet.quiz.exports.base import Pool, Report, Source, identifier
from postsoviet.quiz.exports.ims.canvas_items import dropdowns, item
from postsoviet.quiz.exports.ims.elements import Node, document, node
from postsoviet.quiz.exports.ims.imscp import MANIFEST, Resource, manifest, schema
from postsoviet.quiz.exports.ims.losses import say_what_every_platform_loses
from postsoviet.quiz.exports.ims.prose import Prose, has_formula, picture_files
from postsoviet.quiz.exports.ims.responses import Chosen, Typed, responses
from postsoviet.quiz.questions import Question
from postsoviet.zipped import zipped

SCHEMA = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
CARTRIDGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
OWN = "http://canvas.instructure.com/xsd/cccv1p0"
QUIZ, RELATED = "imsqti_xmlv1p2", "associatedcontent/imscc_xmlv1p1/learning-application-resource"
#: What Canvas puts the address of the files of a course for.
FILES = "$IMS-CC-FILEBASE$/"
#: Where Canvas itself keeps its banks in a package.
BANKS = "non_cc_assessments"


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Return the package of a drawn bank.

    Parameters
    ----------
    source : Source
        The drawn bank.
    report : Report
        Is told what Canvas cannot hold.
    """
    unit = source.bank.unit
    prose = Prose(source, root=FILES)
    _say_losses(source, report)
    quiz = f"q-{unit}"
    paths = {"quiz": f"{quiz}/{quiz}.xml", "about": f"{quiz}/assessment_meta.xml"}
    drawn = [pool for pool in source.pools if pool.question.is_parameterised]
    banks = {f"{BANKS}/{_bank_name(source, pool)}.xml.qti": _bank(prose, pool) for pool in drawn}
    pictures = picture_files(source)
    files = {
        MANIFEST: _manifest(source, paths, list(banks), list(pictures)),
        paths["quiz"]: _quiz(prose, quiz),
        paths["about"]: _about(source, quiz),
        **banks,
        **pictures,
    }
    return {f"{unit}-canvas.zip": zipped(files)}


def _manifest(source: Source, paths: dict[str, str], banks: list[str], pictures: list[str]) -> bytes:
    quiz = f"q-{source.bank.unit}"
    resources = [
        Resource(quiz, QUIZ, (paths["quiz"],), entry=False, needs=(f"{quiz}-about",)),
        Resource(f"{quiz}-about", RELATED, (paths["about"],)),
        *(Resource(path.removeprefix(f"{BANKS}/").removesuffix(".xml.qti"), RELATED, (path,)) for path in banks),
        *(Resource(f"{quiz}-picture-{place}", "webcontent", (path,)) for place, path in enumerate(pictures, start=1)),
    ]
    return manifest(
        f"{quiz}-package", schema("IMS Content", "1.1.3"), resources, namespace=CARTRIDGE,
        schemas=f"{CARTRIDGE} http://www.imsglobal.org/xsd/imscp_v1p1.xsd",
    )  # fmt: skip


def _quiz(prose: Prose, name: str) -> bytes:
    entries = (
        _group(prose.source, pool)
        if pool.question.is_parameterised
        else item(prose, pool.variants[0].question, identifier(prose.source.bank, pool.question))
        for pool in prose.source.pools
    )
    section = node("section", *entries, ident="root_section")
    return document(
        qti.root(
            node(
                "assessment",
                qti.metadata({"cc_maxattempts": "unlimited"}),
                section,
                ident=name,
                title=prose.source.bank.title,
            ),
            schema=SCHEMA,
        )
    )


def _group(source: Source, pool: Pool) -> Node:
    """Return a group that shows one question of a bank."""
    draw = node(
        "selection",
        node("sourcebank_ref", _bank_name(source, pool)),
        node("selection_number", "1"),
        node("selection_extension", node("points_per_item", f"{pool.question.points:.1f}")),
    )
    return node(
        "section", node("selection_ordering", draw), ident=f"{_bank_name(source, pool)}-group", title=pool.question.id
    )


def _bank(prose: Prose, pool: Pool) -> bytes:
    items = (item(prose, drawn.question, name, in_bank=True) for name, drawn in prose.source.named(pool))
    title = qti.metadata({"bank_title": f"{prose.source.bank.title}: {pool.question.id}"})
    return document(qti.root(node("objectbank", title, *items, ident=_bank_name(prose.source, pool)), schema=SCHEMA))


def _bank_name(source: Source, pool: Pool) -> str:
    return f"q-{identifier(source.bank, pool.question)}"


def _about(source: Source, name: str) -> bytes:
    total = sum(pool.question.points for pool in source.pools)
    settings = {
        "title": source.bank.title, "description": "", "shuffle_answers": "true", "scoring_policy": "keep_highest",
        "hide_results": "", "quiz_type": "practice_quiz", "points_possible": f"{total:.1f}", "allowed_attempts": "-1",
        "show_correct_answers": "true", "one_question_at_a_time": "false", "cant_go_back": "false",
        "available": "false",
    }  # fmt: skip
    return document(node("quiz", *(node(tag, value) for tag, value in settings.items()), identifier=name, xmlns=OWN))


def _say_losses(source: Source, report: Report) -> None:
    say_what_every_platform_loses(source, report, formulas=True)
    report.lost(None, "Canvas has no tags: objective and difficulty stand in metadata that it passes over")
    if any(pool.question.hint for pool in source.pools):
        report.lost(None, "the hint is shown after a wrong answer, not before the first try")
    for pool in source.pools:
        for what in _losses(pool.variants[0].question):
            report.lost(pool.question.id, what)


def _losses(question: Question) -> Iterator[str]:
    asked = responses(question)
    if question.type == "true-false":
        yield "becomes two lists to choose from; a right reason counts after a wrong verdict too"
    if question.type == "ordering":
        yield "becomes a matching of things with places"
    if question.type in ("ordering", "matching"):
        yield "what explains a pair is shown only where it is wrong"
    if question.type == "open":
        yield "rubric and sample answer stand in the comment that is shown after the answer; Canvas imports no rubric"
    if question.type == "blanks":
        yield from _losses_of_blanks(question)
    for response in asked:
        if (
            isinstance(response, Typed)
            and response.key.near_misses
            and not (question.type == "blanks" and dropdowns(question))
        ):
            yield f"{_named(response)}what is said to the near misses stands in one list, shown after any wrong answer"
    plain = [one for one in asked if isinstance(one, Chosen)] if question.type not in ("single", "multiple") else []
    if any(has_formula(choice.text) for one in plain for choice in one.choices):
        yield "formulas in lists are shown as TeX"


def _losses_of_blanks(question: Question) -> Iterator[str]:
    for response in responses(question):
        if dropdowns(question):
            if isinstance(response, Typed):
                yield f"{_named(response)}is chosen from the key and the near misses, not typed"
                yield f"{_named(response)}what is said to any other answer stands in the comment to a wrong answer"
        elif isinstance(response, Chosen):
            yield f"{_named(response)}is typed, not chosen; the comment to a wrong answer explains the other choices"
        elif response.is_number:
            yield f"{_named(response)}the tolerance becomes a list of spellings that count"


def _named(response: Typed | Chosen) -> str:
    return f"blank '{response.name}': " if response.label else ""
