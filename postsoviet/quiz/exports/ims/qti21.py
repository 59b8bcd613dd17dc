"""A QTI 2.1 package: an item a file, and a test whose sections draw one version of each question."""

from __future__ import annotations

from postsoviet.quiz.exports.base import Pool, Report, Source, identifier
from postsoviet.quiz.exports.ims.elements import Node, document, node
from postsoviet.quiz.exports.ims.imscp import MANIFEST, METADATA, PLAIN, Resource, described, manifest, schema
from postsoviet.quiz.exports.ims.losses import say_what_every_platform_loses
from postsoviet.quiz.exports.ims.prose import Prose, has_formula, picture_files
from postsoviet.quiz.exports.ims.qti21_items import NAMESPACE, SCHEMA, item, root
from postsoviet.quiz.exports.ims.responses import Chosen, responses
from postsoviet.quiz.questions import Question
from postsoviet.zipped import zipped

ITEM, TEST = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"
#: Items lie in a folder of their own, one step from the pictures.
FOLDER, BACK = "items", "../"
_TEST_FILE = "test.xml"


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Return the package of a drawn bank.

    Parameters
    ----------
    source : Source
        The drawn bank.
    report : Report
        Is told what QTI 2.1 cannot hold.
    """
    prose = Prose(source, maths="mathml", root=BACK)
    _say_losses(source, report)
    items = {
        _path(name): item(prose, drawn.question, name)
        for pool in source.pools
        for name, drawn in source.named(pool)
    }
    pictures = picture_files(source)
    files = {MANIFEST: _manifest(source, list(pictures)), _TEST_FILE: _test(source), **items, **pictures}
    return {f"{source.bank.unit}-qti21.zip": zipped(files)}


def _path(name: str) -> str:
    return f"{FOLDER}/q-{name}.xml"


def _test(source: Source) -> bytes:
    unit = source.bank.unit
    score = node("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    part = node(
        "testPart",
        # nought: as many tries as one likes
        node("itemSessionControl", maxAttempts="0", showFeedback="true"),
        node(
            "assessmentSection", *(_pool(source, pool) for pool in source.pools),
            identifier=f"q-{unit}-questions", title=source.bank.title, visible="true",
        ),
        identifier=f"q-{unit}-part", navigationMode="nonlinear", submissionMode="individual",
    )  # fmt: skip
    total = node("setOutcomeValue", node("sum", node("testVariables", variableIdentifier="SCORE")), identifier="SCORE")
    test = root(
        "assessmentTest",
        score,
        part,
        node("outcomeProcessing", total),
        identifier=f"q-{unit}-test",
        title=source.bank.title,
    )
    return document(test)


def _pool(source: Source, pool: Pool) -> Node:
    references = [node("assessmentItemRef", identifier=f"q-{name}", href=_path(name)) for name, _ in source.named(pool)]
    if not pool.question.is_parameterised:
        return references[0]
    return node(
        "assessmentSection", node("selection", select="1"), *references,
        identifier=f"q-{identifier(source.bank, pool.question)}", title=pool.question.id, visible="false",
    )  # fmt: skip


def _manifest(source: Source, pictures: list[str]) -> bytes:
    unit, title = source.bank.unit, source.bank.title
    images = {path: f"q-{unit}-picture-{place}" for place, path in enumerate(pictures, start=1)}
    resources = [
        _resource(source, pool.question, name, images) for pool in source.pools for name, _ in source.named(pool)
    ]
    test = Resource(f"q-{unit}-test", TEST, (_TEST_FILE,), needs=tuple(one.name for one in resources))
    return manifest(
        f"q-{unit}-package",
        [*schema("QTIv2.1 Package", "1.0.0"), described(title)],
        [test, *resources, *(Resource(name, "webcontent", (path,)) for path, name in images.items())],
        prefixes={"imsmd": METADATA},
        schemas=f"{PLAIN} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd {NAMESPACE} {SCHEMA}",
    )


def _resource(source: Source, question: Question, name: str, images: dict[str, str]) -> Resource:
    about = described(
        name.removeprefix(f"{source.bank.unit}-"),
        keywords=(f"objective {question.objective}", question.difficulty, question.type),
        description=question.rests_on,
    )
    needs = tuple(image for path, image in images.items() if question.chart and path.endswith(f"/{question.chart}.png"))
    return Resource(f"q-{name}", ITEM, (_path(name),), needs=needs, about=(about,))


def _say_losses(source: Source, report: Report) -> None:
    say_what_every_platform_loses(source, report, formulas=False)
    if any(pool.question.hint for pool in source.pools):
        report.lost(None, "the hint is shown as long as something is wrong, not before the first try")
    for pool in source.pools:
        question = pool.variants[0].question
        if question.type == "blanks":
            lists = [one for one in responses(question) if isinstance(one, Chosen)]
            if any(has_formula(choice.text) for one in lists for choice in one.choices):
                report.lost(question.id, "formulas in lists within a text are shown as TeX")
        if question.type == "open":
            report.lost(question.id, "points are given by a person, who sees the rubric as a text")
