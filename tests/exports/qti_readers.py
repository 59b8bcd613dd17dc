"""Readers of what the QTI exporters write: our own for QTI 1.2, and pyslet, which is not ours and runs the rules.

pyslet 0.7.20170805 is the last of its line and was written before Python 3.11; it is repaired from outside
where it stumbles, and told what the DTD says by default.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyslet.qtiv1 as declared_in
import pyslet.qtiv1.xml as qtiv1
from lxml import etree
from pyslet.qtiv2 import expressions, variables
from pyslet.qtiv2.xml import QTIDocument
from pyslet.xml import structures

# a list of two numbers is written back as it was read
expressions.Equal.XMLATTR_tolerance = ("tolerance", lambda text: text, lambda text: text, list)
# a method that was renamed in one place and not in the other
variables.BaseType.Encode = staticmethod(variables.BaseType.to_str)


def _found_or_added(element: structures.Element, kind: type) -> structures.Element:
    """Return the first child of a kind, or a new one; the original asks an iterator in a way of Python 2."""
    return next(iter(element.find_children_depth_first(kind, max_depth=1)), None) or element.add_child(kind)


structures.Element.get_or_add_child = _found_or_added

_PREFIX = re.compile(r"\{[^}]*\}")


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip by their paths."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def bare(content: bytes) -> ElementTree.Element:
    """Return a document without namespaces."""
    tree = ElementTree.fromstring(content)
    for element in tree.iter():
        element.tag = _PREFIX.sub("", element.tag)
    return tree


@cache
def public_dtd() -> etree.DTD:
    """Return the DTD of QTI 1.2.1, from the declarations that pyslet quotes where it implements them.

    Names that are used and not declared are the fields of metadata, which hold text.
    """
    found: dict[tuple[str, str], str] = {}
    for module in sorted(Path(declared_in.__file__).parent.glob("*.py")):
        for kind, name, rest in re.findall(
            r"<!(ELEMENT|ATTLIST)\s+([a-z]\w+)(\s[^>]*)>", module.read_text(encoding="utf-8")
        ):
            # slips of the quotation: a mark too many, and parts of a sequence without their commas
            rest = re.sub(r"(?<=[?*+])\s+(?=[\w(])", " , ", rest.replace('#REQUIRED"', "#REQUIRED").replace("::", ""))
            found.setdefault((kind, name), f"<!{kind} {name}{rest}>")
    # the one list of attributes that is not quoted
    found["ATTLIST", "assessment"] = (
        "<!ATTLIST assessment ident CDATA #REQUIRED title CDATA #IMPLIED xml:lang CDATA #IMPLIED>"
    )
    elements = {name for kind, name in found if kind == "ELEMENT"}
    used = {
        name
        for (kind, _), text in found.items()
        if kind == "ELEMENT"
        for name in re.findall(r"[a-z]\w+", text.split(None, 2)[2])
    }
    fields = [f"<!ELEMENT {name} (#PCDATA)>" for name in sorted(used - elements)]
    return etree.DTD(io.StringIO("\n".join([*found.values(), *fields])))


def dtd_errors(content: bytes, *, own: tuple[str, ...] = ()) -> list[str]:
    """Return what the DTD, which knows no namespaces, has against a document less a platform's ``own`` elements."""
    tree = bare(content)
    for name in [name for name in tree.attrib if "schemaLocation" in name]:
        del tree.attrib[name]
    for parent in list(tree.iter()):
        for child in [child for child in parent if child.tag in own]:
            parent.remove(child)
    dtd = public_dtd()
    dtd.validate(etree.fromstring(ElementTree.tostring(tree)))
    return [error.message for error in dtd.error_log]


@dataclass
class Rule:
    """A rule of QTI 1.2."""

    test: ElementTree.Element
    score: tuple[str, float] | None
    feedback: list[str]
    more: bool


@dataclass
class Item:
    """A question of QTI 1.2 as we read it."""

    name: str
    title: str
    fields: dict[str, str]
    html: str
    #: Name of a response to what stands before it, and its choices.
    labels: dict[str, str]
    choices: dict[str, dict[str, str]]
    kinds: dict[str, str]
    rules: list[Rule]
    most: float
    feedback: dict[str, str] = field(default_factory=dict)

    def run(self, given: Mapping[str, str | list[str]]) -> tuple[float, list[str]]:
        """Return score and names of feedback for what was answered."""
        score, said, hit = 0.0, [], False
        for rule in self.rules:
            alone = any(child.tag == "other" for child in rule.test)
            if alone and hit and not rule.more:
                continue
            if not (alone or all(_holds(child, given) for child in rule.test)):
                continue
            hit = hit or not alone
            if rule.score:
                action, value = rule.score
                score = {"Set": value, "Add": score + value, "Subtract": score - value}[action]
            said += rule.feedback
            if not rule.more:
                break
        return min(self.most, max(0.0, score)), list(dict.fromkeys(said))


def _holds(test: ElementTree.Element, given: Mapping[str, Any]) -> bool:
    if test.tag in ("and", "or", "not"):
        parts = [_holds(child, given) for child in test]
        return {"and": all(parts), "or": any(parts), "not": not all(parts)}[test.tag]
    value = given.get(test.get("respident"))
    if value is None:
        return False
    if test.tag == "varequal":
        values = value if isinstance(value, list) else [value]
        return any(one.lower() == test.text.lower() for one in values)
    number, bound = float(value), float(test.text)
    return number >= bound if test.tag == "vargte" else number <= bound


def items(content: bytes) -> dict[str, Item]:
    """Return every question of a file of QTI 1.2 by its name."""
    return {one.get("ident"): _item(one) for one in bare(content).iter("item")}


def _item(one: ElementTree.Element) -> Item:
    entries = {found.findtext("fieldlabel"): found.findtext("fieldentry") for found in one.iter("qtimetadatafield")}
    boxes = [child for child in one.find("presentation") if child.tag.startswith("response_")]
    rules = [
        Rule(
            found.find("conditionvar"),
            next(((each.get("action"), float(each.text)) for each in found.iter("setvar")), None),
            [each.get("linkrefid") for each in found.iter("displayfeedback")],
            found.get("continue") == "Yes",
        )
        for found in one.iter("respcondition")
    ]
    return Item(
        one.get("ident"), one.get("title"), entries,
        one.findtext("presentation/material/mattext"),
        {box.get("ident"): box.findtext("material/mattext") or "" for box in boxes},
        {
            box.get("ident"): {
                label.get("ident"): label.findtext("material/mattext")
                for label in box.iter("response_label")
                if label.find("material") is not None
            }
            for box in boxes
        },
        {box.get("ident"): box.tag for box in boxes},
        rules,
        float(one.find(".//decvar").get("maxvalue")),
        {found.get("ident"): found.findtext(".//mattext") for found in one.iter("itemfeedback")},
    )  # fmt: skip


def migrated(content: bytes, only: Container[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield each question of a file of QTI 1.2 by name, as pyslet turns it into QTI 2.1; all, or ``only`` some."""
    for one in list(bare(content).iter("item")):
        if only is not None and one.get("ident") not in only:
            continue
        for box in one.iter():
            if box.tag in ("response_lid", "response_str", "response_num") and box.get("rcardinality") is None:
                box.set("rcardinality", "Single")
            # Canvas writes numbers into a box for text; only a box for numbers can be compared with bounds
            if box.tag == "response_str" and any(each.get("fibtype") == "Decimal" for each in box.iter("render_fib")):
                box.tag = "response_num"
                box.set("numtype", "Decimal")
        # Canvas names feedback by numbers, and its import puts this word before them
        for each in one.iter():
            for name in ("linkrefid", "ident") if each.tag in ("displayfeedback", "itemfeedback") else ():
                if (each.get(name) or "")[:1].isdigit():
                    each.set(name, f"feedback_{each.get(name)}")
        root = ElementTree.Element("questestinterop")
        root.append(one)
        document = qtiv1.QTIDocument(base_uri="file:///quiz.xml")
        document.read(src=io.BytesIO(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)))
        ((version2, _, _),) = document.root.migrate_to_v2()
        yield one.get("ident"), str(version2).encode()


class Session:
    """A question of QTI 2.1 that pyslet reads and marks."""

    def __init__(self, content: bytes) -> None:
        self.document = QTIDocument()
        self.document.read(src=io.BytesIO(content))
        self.item = self.document.root

    def kinds(self) -> dict[str, str]:
        """Return the names of the responses with the type of their values."""
        return {
            name: variables.BaseType.to_str(declaration.baseType)
            for name, declaration in self.item.declarations.items()
            if isinstance(declaration, variables.ResponseDeclaration)
        }

    def key(self, name: str) -> Any:
        """Return the right answer to a response."""
        return self.item.declarations[name].get_correct_value().value

    def feedback(self) -> dict[str, str]:
        """Return what may be said, as plain words by name."""
        return {one.identifier: " ".join(_words(one).split()) for one in self.item.QTIModalFeedback}

    def run(self, given: Mapping[str, Any]) -> tuple[float, set[str]]:
        """Return score and names of feedback for what was answered."""
        state = variables.ItemSessionState(self.item)
        state.begin_session()
        for name, value in given.items():
            state[name].set_value(value)
        for name in state:
            declaration = state.get_declaration(name)
            if declaration is None or not state.is_outcome(name):
                continue
            state[name].set_value(declaration.get_default_value().value)
            if declaration.baseType == variables.BaseType.float and state[name].value is None:
                state[name].set_value(0.0)
        self.item.ResponseProcessing.run(state)
        said = state["FEEDBACK"].value if "FEEDBACK" in state else None
        names = said if isinstance(said, Mapping) else said or ()
        return float(state["SCORE"].value), {names} if isinstance(names, str) else set(names)


def _words(element) -> str:
    return "".join(child if isinstance(child, str) else _words(child) for child in element.get_children())
