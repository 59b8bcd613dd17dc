"""The elements of QTI 1.2, as the plain package, Canvas and the Common Cartridge use them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from postsoviet.quiz.exports.ims.elements import Node, node

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def root(*inside: Node, schema: str) -> Node:
    """Return the element around everything of a file."""
    return node(
        "questestinterop", *inside,
        xmlns=NAMESPACE, xmlns__xsi=INSTANCE, xsi__schemaLocation=f"{NAMESPACE} {schema}",
    )  # fmt: skip


def metadata(fields: Mapping[str, object]) -> Node:
    """Return labels and entries."""
    return node(
        "qtimetadata",
        *(
            node("qtimetadatafield", node("fieldlabel", label), node("fieldentry", str(entry)))
            for label, entry in fields.items()
        ),
    )


def material(html: str, kind: str = "text/html") -> Node:
    """Return words to show; ``kind`` is ``text/html`` or ``text/plain``."""
    return node("material", node("mattext", html, texttype=kind))


def choose(
    name: str, choices: Iterable[tuple[str, Node]], *, label: Node | None = None, several=False, mixed=None
) -> Node:
    """Return a list to choose from.

    Parameters
    ----------
    name : str
        Of the response.
    choices : iterable of (str, Element)
        The name of each choice and its material.
    label : Element, optional
        Material that stands before the list.
    several : bool
        Whether more than one may be chosen.
    mixed : bool, optional
        Whether the choices may be shuffled; None says nothing of it.
    """
    shuffle = None if mixed is None else "Yes" if mixed else "No"
    shown = (node("response_label", inside, ident=ident) for ident, inside in choices)
    return node(
        "response_lid", label, node("render_choice", *shown, shuffle=shuffle),
        ident=name, rcardinality="Multiple" if several else "Single",
    )  # fmt: skip


def write(name: str, *, label: Node | None = None, number=False, typed=False, rows: int | None = None) -> Node:
    """Return a box to write in.

    Parameters
    ----------
    name : str
        Of the response.
    label : Element, optional
        Material that stands before the box.
    number : bool
        Whether a number is asked for.
    typed : bool
        Whether a number has an element of its own (``response_num``), which not every platform reads.
    rows : int, optional
        The lines of a box for a longer text.
    """
    kind = "Decimal" if number else None
    box = node("render_fib", node("response_label", ident=f"{name}-text"), fibtype=kind, rows=rows)
    if number and typed:
        return node("response_num", label, box, ident=name, rcardinality="Single", numtype="Decimal")
    return node("response_str", label, box, ident=name, rcardinality="Single")


def equal(name: str, value: str, *, case: str | None = None) -> Node:
    """Return the test that a response is a value."""
    return node("varequal", value, respident=name, case=case)


def between(name: str, low: str, high: str) -> Node:
    """Return the test that a number lies between two others or is one of them."""
    return node("and", node("vargte", low, respident=name), node("varlte", high, respident=name))


def neither(tests: Iterable[Node]) -> Node:
    """Return the test that none of some tests holds."""
    return node("not", node("or", *tests))


def condition(
    *tests: Node, score: str | None = None, action: str = "Set", feedback: Iterable[str] = (), more: bool = False
) -> Node:
    """Return a rule: when its tests hold, a score and feedback.

    Parameters
    ----------
    *tests : Element
        All of them must hold.
    score : str, optional
        What is set, added or subtracted.
    action : {"Set", "Add", "Subtract"}
        What happens with the score.
    feedback : iterable of str
        Names of feedback to show.
    more : bool
        Whether later rules are looked at when this one holds.
    """
    return node(
        "respcondition",
        node("conditionvar", *tests),
        None if score is None else node("setvar", score, action=action, varname="SCORE"),
        *(node("displayfeedback", feedbacktype="Response", linkrefid=name) for name in feedback),
        **{"continue": "Yes" if more else "No"},
    )


def other() -> Node:
    """Return the test that holds when nothing else did."""
    return node("other")


def processing(rules: Iterable[Node], *, most: str = "100") -> Node:
    """Return the rules of an item, with a score from 0."""
    score = node("decvar", maxvalue=most, minvalue="0", varname="SCORE", vartype="Decimal")
    return node("resprocessing", node("outcomes", score), *rules)


def feedback(name: str, html: str, kind: str = "") -> Node:
    """Return words that are shown by their name; ``kind`` is ``hint`` or ``solution`` where they are one."""
    shown = node("flow_mat", material(html))
    return node("itemfeedback", node(kind, node(f"{kind}material", shown)) if kind else shown, ident=name)


def item(
    name: str, title: str, fields: Mapping[str, object], presentation: Iterable[Node | None], rest: Iterable[Node],
    *, before: Iterable[Node] = (),
) -> Node:  # fmt: skip
    """Return a question.

    Parameters
    ----------
    name, title : str
        What it is called, by machines and by people.
    fields : mapping
        Its metadata.
    presentation : iterable of Element
        What is shown, and where one answers.
    rest : iterable of Element
        Rules, then feedback.
    before : iterable of Element
        Objectives and rubrics, which stand between metadata and presentation.
    """
    return node(
        "item", node("itemmetadata", metadata(fields)), *before, node("presentation", *presentation), *rest,
        ident=name, title=title,
    )  # fmt: skip
