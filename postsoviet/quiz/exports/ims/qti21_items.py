"""A question as an item of QTI 2.1: declarations, body, processing and feedback."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from postsoviet.quiz import text
from postsoviet.quiz.exports.ims.elements import Node, add, document, fragment, node
from postsoviet.quiz.exports.ims.prose import Prose
from postsoviet.quiz.exports.ims.qti21_scoring import GENERAL, HINT, SAMPLE, declarations, processing, said, variable
from postsoviet.quiz.exports.ims.responses import Chosen, Response, Typed, responses
from postsoviet.quiz.questions import BLANK, Question
from postsoviet.words import words

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
MATHML = "http://www.w3.org/1998/Math/MathML"
#: Attributes of our HTML that QTI does not know; the look of a table is the platform's affair.
_UNKNOWN = ("style", "start", "title")
#: Elements with words between their parts, where a blank would be seen.
FLOWING = frozenset(
    {
        "p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "div", "span", "em", "strong",
        "a", "code", "math", "prompt", "simpleChoice", "simpleAssociableChoice", "inlineChoice",
    }
)  # fmt: skip
#: Where a blank stands while a text is turned into markup; no text of a bank may hold private signs like it.
_MARK = re.compile("\ue020([a-z0-9_]+)\ue021")
_LINES = 10


def item(prose: Prose, question: Question, name: str) -> bytes:
    """Return a drawn question as a file.

    Parameters
    ----------
    prose : Prose
        How texts are written; formulas must be MathML.
    question : Question
        Without expressions.
    name : str
        Its identifier, from `postsoviet.quiz.exports.base.identifier`.
    """
    asked = responses(question, prose.source.seed, name)
    title = name.removeprefix(f"{prose.source.bank.unit}-")
    made = root(
        "assessmentItem", *declarations(question, asked), _body(prose, question, asked), processing(question, asked),
        *_feedback(prose, question, asked),
        identifier=f"q-{name}", title=title, adaptive="false", timeDependent="false",
    )  # fmt: skip
    return document(made, FLOWING)


def root(tag: str, *inside: Node, **attributes: str) -> Node:
    """Return the element around everything of a file."""
    spaces = {"xmlns": NAMESPACE, "xmlns__xsi": INSTANCE, "xsi__schemaLocation": f"{NAMESPACE} {SCHEMA}"}
    return node(tag, *inside, **spaces, **attributes)


def _xhtml(html: str) -> Node:
    """Return HTML as an element of XHTML that QTI allows, with MathML in its namespace."""
    made = fragment(html)
    for part in made.iter():
        for attribute in _UNKNOWN:
            part.attrib.pop(attribute, None)
        if part.tag == "math":
            part.set("xmlns", MATHML)
    return made


def _filled(tag: str, html: str, **attributes: object) -> Node:
    """Return an element with HTML in it."""
    made = _xhtml(html)
    filled = node(tag, *made, **attributes)
    filled.text = made.text
    return filled


def _body(prose: Prose, question: Question, asked: list[Response]) -> Node:
    body = node("itemBody", *_xhtml(prose.stem(question)), *_task(prose, question, asked))
    if question.type == "open":
        add(body, _filled("rubricBlock", prose.rubric(question) + prose.sample(question), view="scorer"))
    return body


def _task(prose: Prose, question: Question, asked: list[Response]) -> Iterator[Node]:
    if question.type == "ordering":
        yield _order(prose, question, asked)
    elif question.type == "matching":
        yield _match(prose, question)
    elif question.type == "blanks":
        yield from _text_with_blanks(prose, question, asked)
    elif question.type == "open":
        yield node("extendedTextInteraction", responseIdentifier=variable(asked[0]), expectedLines=_LINES)
    else:
        for response in asked:
            if isinstance(response, Chosen):
                yield _choose(prose, response)
            else:
                unit = response.key.unit if response.is_number else ""
                yield node("p", _entry(response), f" {unit}" if unit else None)


def _choose(prose: Prose, response: Chosen) -> Node:
    return node(
        "choiceInteraction",
        _filled("prompt", prose.inline(response.label)) if response.label else None,
        *(_filled("simpleChoice", prose.inline(one.text), identifier=name) for name, one in said(response)),
        responseIdentifier=variable(response), shuffle=_flag(response.mixed), maxChoices=0 if response.several else 1,
    )  # fmt: skip


def _order(prose: Prose, question: Question, asked: list[Response]) -> Node:
    ends = {"first": prose.inline(question.first), "last": prose.inline(question.last)}
    return node(
        "orderInteraction",
        _filled("prompt", words("export.ends", **ends)),
        *(_filled("simpleChoice", prose.inline(one.label), identifier=one.name) for one in asked),
        responseIdentifier="RESPONSE", shuffle="true",
    )  # fmt: skip


def _match(prose: Prose, question: Question) -> Node:
    left = (
        _filled("simpleAssociableChoice", prose.inline(pair.text), identifier=f"pair-{place}", matchMax=1)
        for place, pair in enumerate(question.pairs, start=1)
    )
    # a match may belong to several things: nought means no limit
    right = (
        _filled("simpleAssociableChoice", prose.inline(choice), identifier=f"match-{place}", matchMax=0)
        for place, choice in enumerate(question.choices, start=1)
    )
    return node(
        "matchInteraction", node("simpleMatchSet", *left), node("simpleMatchSet", *right),
        responseIdentifier="RESPONSE", shuffle="true", maxAssociations=len(question.pairs),
    )  # fmt: skip


def _text_with_blanks(prose: Prose, question: Question, asked: list[Response]) -> Iterable[Node]:
    boxes = {response.name: _inline_box(response) for response in asked}
    html = prose.block(BLANK.sub("\ue020\\1\ue021", question.text))
    return _xhtml(_MARK.sub(lambda found: boxes[found[1]], html))


def _inline_box(response: Response) -> str:
    if isinstance(response, Typed):
        unit = f" {response.key.unit}" if response.is_number and response.key.unit else ""
        made = node("span", _entry(response), unit) if unit else _entry(response)
    else:
        choices = (node("inlineChoice", text.plain(one.text), identifier=name) for name, one in said(response))
        made = node(
            "inlineChoiceInteraction", *choices, responseIdentifier=variable(response), shuffle=_flag(response.mixed)
        )
    return ElementTree.tostring(made, encoding="unicode")


def _entry(response: Typed) -> Node:
    return node("textEntryInteraction", responseIdentifier=variable(response), expectedLength=20)


def _feedback(prose: Prose, question: Question, asked: list[Response]) -> Iterator[Node]:
    yield _modal(GENERAL, prose.rests_on(question))
    if question.type == "open":
        yield _modal(SAMPLE, prose.sample(question))
    if question.hint:
        yield _modal(HINT, prose.hint(question))
    if question.type == "ordering":
        for response in sorted(asked, key=lambda one: one.name):
            yield _modal(response.name, prose.block(response.choices[0].feedback))
        return
    if question.type == "matching":
        for place, pair in enumerate(question.pairs, start=1):
            yield _modal(f"pair-{place}", prose.block(pair.feedback))
        for extra in question.extra:
            yield _modal(f"match-{question.choices.index(extra.text) + 1}", prose.block(extra.feedback))
        return
    for response in asked:
        for name, words_said in feedback_of(response):
            yield _modal(name, prose.block(words_said))


def feedback_of(response: Response) -> Iterator[tuple[str, str]]:
    """Yield the name and the Markdown of everything that may be said to a response."""
    if isinstance(response, Chosen):
        yield from ((name, one.feedback) for name, one in said(response))
    elif isinstance(response, Typed):
        yield f"{response.name}-right", response.key.right
        for place, miss in enumerate(response.key.near_misses, start=1):
            yield f"{response.name}-miss-{place}", miss.feedback
        yield f"{response.name}-wrong", response.key.wrong


def _modal(name: str, html: str) -> Node:
    return _filled("modalFeedback", html, outcomeIdentifier="FEEDBACK", identifier=name, showHide="show")


def _flag(value: bool) -> str:
    return "true" if value else "false"
