"""The content of elements of QTI 2.1, by the parts of its public schema that pyslet quotes where it implements them.

What may follow what, how often, and which attributes must be there. Groups of elements that are not quoted
(any block, any expression) let every element pass; pyslet itself refuses those that do not belong there.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pyslet.qtiv2 as quoted_in
from qti_readers import bare

_GROUP = re.compile(r'<xsd:(group|attributeGroup)\s+name="([\w.]+)"\s*>(.*?)</xsd:\1>', re.S)
_SCHEMA = "{schema}"


@cache
def groups() -> dict[str, ElementTree.Element]:
    """Return the groups of the schema by their names."""
    found = {}
    for module in sorted(Path(quoted_in.__file__).parent.glob("*.py")):
        for _, name, body in _GROUP.findall(module.read_text(encoding="utf-8")):
            found[name] = ElementTree.fromstring(f'<group xmlns:xsd="schema">{body}</group>')
    return found


def _times(part: ElementTree.Element) -> str:
    least, most = part.get("minOccurs", "1"), part.get("maxOccurs", "1")
    return f"{{{least},{'' if most == 'unbounded' else most}}}"


def _pattern(part: ElementTree.Element) -> str:
    """Return a part of the schema as a pattern over the names of children, each with a blank after it."""
    kind = part.tag.removeprefix(_SCHEMA)
    if kind == "element":
        inside = f"{part.get('ref')} "
    elif kind == "group" and part.get("ref"):
        known = groups().get(part.get("ref"))
        # a group that is not quoted holds any number of anything, or one of many
        inside = _pattern(known) if known is not None else r"(?:\w+ )*"
    else:
        inside = ("|" if kind == "choice" else "").join(map(_pattern, part))
    return f"(?:{inside}){_times(part)}"


def _required(name: str) -> set[str]:
    group = groups().get(name)
    if group is None:
        return set()
    own = {one.get("name") for one in group.iter(f"{_SCHEMA}attribute") if one.get("use") == "required"}
    return own.union(*(_required(one.get("ref")) for one in group.iter(f"{_SCHEMA}attributeGroup")))


def schema_errors(content: bytes) -> list[str]:
    """Return what the quoted schema has against a document."""
    errors = []
    for element in bare(content).iter():
        model = groups().get(f"{element.tag}.ContentGroup")
        children = "".join(f"{child.tag} " for child in element)
        if model is not None and not re.fullmatch(_pattern(model), children):
            errors.append(f"{element.tag} holds {children.strip() or 'nothing'}")
        errors += [
            f"{element.tag} has no {name}" for name in _required(f"{element.tag}.AttrGroup") - set(element.attrib)
        ]
    return errors
