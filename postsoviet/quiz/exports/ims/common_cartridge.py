"""A Common Cartridge 1.1: an assessment, a question bank with every version, and a page that lists the questions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from postsoviet.quiz.exports.ims import qti12_items as qti
from postsoviet.quiz.exports.base import Report, Source, identifier
from postsoviet.quiz.exports.ims.cartridge_items import items
from postsoviet.quiz.exports.ims.elements import Node, document, node
from postsoviet.quiz.exports.ims.imscp import MANIFEST, Resource, manifest, schema
from postsoviet.quiz.exports.ims.losses import say_what_every_platform_loses
from postsoviet.quiz.exports.ims.prose import Prose, picture_files, points
from postsoviet.quiz.exports.ims.responses import Typed, responses
from postsoviet.quiz.questions import Question
from postsoviet.zipped import zipped
from postsoviet.words import words

SCHEMA = "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
SPACE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
METADATA = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"
KIND = "imsqti_xmlv1p2/imscc_xmlv1p1"
#: What a platform puts the address of the cartridge for.
FILES = "$IMS-CC-FILEBASE$/"
QUIZ, BANK, PAGE = "assessment.xml", "question-bank.xml", "overview.html"
#: What a cartridge must say of an assessment.
_EXAM = {
    "cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes", "qmd_hintspermitted": "Yes", "qmd_solutionspermitted": "Yes",
    "cc_maxattempts": "unlimited",
}  # fmt: skip


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Return the cartridge of a drawn bank.

    Parameters
    ----------
    source : Source
        The drawn bank.
    report : Report
        Is told what a cartridge cannot hold.
    """
    prose = Prose(source, root=FILES)
    name = f"q-{source.bank.unit}"
    scale = _scale(source)
    _say_losses(source, report, scale)
    pictures = picture_files(source)
    section = node("section", *_first_versions(prose, scale), ident="root_section")
    assessment = node("assessment", qti.metadata(_EXAM), section, ident=name, title=source.bank.title)
    bank = node("objectbank", *_every_version(prose, scale), ident=f"{name}-bank")
    files = {
        MANIFEST: _manifest(source, list(pictures)),
        QUIZ: document(qti.root(assessment, schema=SCHEMA)),
        BANK: document(qti.root(bank, schema=SCHEMA)),
        PAGE: _overview(source).encode(),
        **pictures,
    }
    return {f"{source.bank.unit}-common-cartridge.imscc": zipped(files)}


def _first_versions(prose: Prose, scale: int) -> Iterator[Node]:
    for pool in prose.source.pools:
        yield from items(prose, pool.variants[0].question, identifier(prose.source.bank, pool.question), scale)


def _every_version(prose: Prose, scale: int) -> Iterator[Node]:
    for pool in prose.source.pools:
        for name, drawn in prose.source.named(pool):
            yield from items(prose, drawn.question, f"{name}-bank", scale)


def _scale(source: Source) -> int:
    """Return the weight of a point, so that every part of every question has a whole weight."""
    scale = 1
    for pool in source.pools:
        question = pool.variants[0].question
        parts = len(responses(question))
        scale = math.lcm(scale, parts // math.gcd(parts, question.points))
    return scale


def _manifest(source: Source, pictures: list[str]) -> bytes:
    name, title = f"q-{source.bank.unit}", source.bank.title
    images = [
        Resource(f"{name}-picture-{place}", "webcontent", (path,)) for place, path in enumerate(pictures, start=1)
    ]
    shown = tuple(image.name for image in images)
    entries = ((f"{name}-page", words("export.contents")), (f"{name}-quiz", title))
    listed = (
        node("item", node("title", label), identifier=f"{reference}-item", identifierref=reference)
        for reference, label in entries
    )
    top = node("item", *listed, identifier=f"{name}-root")
    organization = node("organization", top, identifier=f"{name}-organization", structure="rooted-hierarchy")
    described = node("lomimscc:title", node("lomimscc:string", title, language="en"))
    return manifest(
        f"{name}-cartridge",
        [*schema("IMS Common Cartridge", "1.1.0"), node("lomimscc:lom", node("lomimscc:general", described))],
        [
            Resource(f"{name}-page", "webcontent", (PAGE,)),
            Resource(f"{name}-quiz", f"{KIND}/assessment", (QUIZ,), entry=False, needs=shown),
            Resource(f"{name}-bank", f"{KIND}/question-bank", (BANK,), entry=False, needs=shown),
            *images,
        ],
        organizations=node("organizations", organization),
        namespace=SPACE,
        prefixes={"lomimscc": METADATA},
        schemas=f"{SPACE} {PROFILE}/ccv1p1_imscp_v1p2_v1p0.xsd {METADATA} {PROFILE}/LOM/ccv1p1_lommanifest_v1p0.xsd",
    )


def _overview(source: Source) -> str:
    """Return a page that lists the questions with what each tests, without an answer."""
    rows = "".join(f"<li>{_line(pool.question)}</li>\n" for pool in source.pools)
    title = escape(source.bank.title, quote=False)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n<h1>{title}</h1>\n<ol>\n{rows}</ol>\n</body>\n</html>\n"
    )


def _line(question: Question) -> str:
    about = words(
        "export.about", id=question.id, objective=question.objective, difficulty=question.difficulty,
        points=points(question.points),
    )  # fmt: skip
    return escape(f"{about} · {words('export.rests_on', source=question.rests_on)}", quote=False)


def _say_losses(source: Source, report: Report, scale: int) -> None:
    say_what_every_platform_loses(source, report, formulas=True)
    if scale > 1:
        report.lost(
            None, f"weights must be whole numbers and count against each other: one point has the weight {scale}"
        )
    if any(pool.question.is_parameterised for pool in source.pools):
        report.lost(
            None, "the assessment cannot draw a version: it holds the first of each, the question bank holds all"
        )
    for pool in source.pools:
        for what in _losses(pool.variants[0].question):
            report.lost(pool.question.id, what)


def _losses(question: Question) -> Iterator[str]:
    asked = responses(question)
    if len(asked) > 1:
        yield f"becomes {len(asked)} questions, one for each part"
    if question.type == "true-false":
        yield "a right reason counts after a wrong verdict too"
    if question.type == "multiple":
        yield "counts only when every choice is right"
    if question.type == "open":
        yield "the rubric stands in the comment that is shown after the answer"
    for response in asked:
        if not isinstance(response, Typed):
            continue
        name = f"blank '{response.name}': " if response.label else ""
        if response.is_number:
            yield f"{name}the tolerance becomes a list of spellings that count"
        if response.key.near_misses:
            yield f"{name}what is said to the near misses stands in one list, shown after any wrong answer"
