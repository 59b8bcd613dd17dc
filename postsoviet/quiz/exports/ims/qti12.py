"""A QTI 1.2 package: one assessment; the versions of a question are a section that shows one of them."""

from __future__ import annotations

from collections.abc import Iterator

from postsoviet.quiz.draws import Drawn
from postsoviet.quiz.exports.ims import qti12_items as qti
from postsoviet.quiz.exports.base import Pool, Report, Source, identifier
from postsoviet.quiz.exports.ims.elements import Node, document, node
from postsoviet.quiz.exports.ims.imscp import MANIFEST, METADATA, PLAIN, Resource, described, manifest, schema
from postsoviet.quiz.exports.ims.losses import say_what_every_platform_loses
from postsoviet.quiz.exports.ims.prose import Prose, picture_files
from postsoviet.quiz.exports.ims.qti12_rules import Rules, choice_name, part_of
from postsoviet.quiz.exports.ims.responses import Chosen, Response, Typed, responses
from postsoviet.zipped import zipped

SCHEMA = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
KIND = "imsqti_xmlv1p2"
_LINES = 10


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Return the package of a drawn bank.

    Parameters
    ----------
    source : Source
        The drawn bank.
    report : Report
        Is told what QTI 1.2 cannot hold.
    """
    unit = source.bank.unit
    prose = Prose(source)
    say_what_every_platform_loses(source, report, formulas=True)
    section = node("section", *(_pool(prose, pool) for pool in source.pools), ident=f"q-{unit}-questions")
    assessment = node("assessment", section, ident=f"q-{unit}", title=source.bank.title)
    name = f"quiz-{unit}.xml"
    pictures = picture_files(source)
    files = {
        MANIFEST: _manifest(source, name, list(pictures)),
        name: document(qti.root(assessment, schema=SCHEMA)),
        **pictures,
    }
    return {f"{unit}-qti12.zip": zipped(files)}


def _manifest(source: Source, name: str, pictures: list[str]) -> bytes:
    unit = source.bank.unit
    images = [
        Resource(f"q-{unit}-picture-{place}", "webcontent", (path,)) for place, path in enumerate(pictures, start=1)
    ]
    quiz = Resource(f"q-{unit}-resource", KIND, (name,), needs=tuple(image.name for image in images))
    return manifest(
        f"q-{unit}-package",
        [*schema("IMS Content", "1.1.3"), described(source.bank.title)],
        [quiz, *images],
        prefixes={"imsmd": METADATA},
        schemas=f"{PLAIN} http://www.imsglobal.org/xsd/imscp_v1p1.xsd {METADATA} http://www.imsglobal.org/xsd/imsmd_v1p2p2.xsd",
    )


def _pool(prose: Prose, pool: Pool) -> Node:
    question = pool.question
    items = [_item(prose, drawn, name) for name, drawn in prose.source.named(pool)]
    if not question.is_parameterised:
        return items[0]
    one = node(
        "selection_ordering", node("selection", node("selection_number", "1")), node("order", order_type="Random")
    )
    return node("section", one, *items, ident=f"q-{identifier(prose.source.bank, question)}", title=question.id)


def _item(prose: Prose, drawn: Drawn, name: str) -> Node:
    question = drawn.question
    asked = responses(question, prose.source.seed, name)
    rules = Rules(prose)
    rules.conditions.append(qti.condition(qti.other(), feedback=_always(question), more=True))
    for response in asked:
        rules.gather(response, _share(question, asked, response), only=_only(question, response))
    return qti.item(
        f"q-{name}",
        name.removeprefix(f"{prose.source.bank.unit}-"),
        {
            "qmd_itemtype": question.type,
            "qmd_levelofdifficulty": question.difficulty,
            "qmd_topic": f"objective {question.objective}",
            "qmd_maximumscore": question.points,
            "qmd_computerscored": "No" if question.type == "open" else "Yes",
        },
        [qti.material(prose.whole(question)), *(_box(prose, response) for response in asked)],
        [qti.processing(rules.conditions, most=str(question.points)), *_general(prose, question), *rules.words],
        before=[_rubric(prose, question)] if question.type == "open" else [],
    )


def _share(question, asked: list[Response], response: Response) -> str:
    several = isinstance(response, Chosen) and response.several
    return part_of(question.points, len(response.right) if several else len(asked))


def _only(question, response: Response) -> Node | None:
    """Return the test that the verdict is right, without which a reason does not count."""
    if question.type != "true-false" or response.name != "reason":
        return None
    return qti.equal("verdict", "verdict-1" if question.answer else "verdict-2")


def _box(prose: Prose, response: Response) -> Node:
    label = qti.material(prose.inline(response.label)) if response.label else None
    if isinstance(response, Chosen):
        choices = [
            (choice_name(response, place), qti.material(prose.inline(choice.text)))
            for place, choice in enumerate(response.choices, start=1)
        ]
        return qti.choose(response.name, choices, label=label, several=response.several, mixed=response.mixed)
    if isinstance(response, Typed):
        return qti.write(response.name, label=label, number=response.is_number, typed=True)
    return qti.write(response.name, rows=_LINES)


def _rubric(prose: Prose, question) -> Node:
    return node("rubric", qti.material(prose.rubric(question)), view="Scorer")


def _always(question) -> list[str]:
    return ["general", *(["solution"] if question.type == "open" else [])]


def _general(prose: Prose, question) -> Iterator[Node]:
    yield qti.feedback("general", prose.rests_on(question))
    if question.type == "open":
        yield qti.feedback("solution", prose.sample(question), "solution")
    if question.hint:
        yield qti.feedback("hint", prose.hint(question), "hint")
