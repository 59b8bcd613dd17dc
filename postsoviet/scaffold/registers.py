"""Entries in the registers that people edit: put in as text, so that comments and order stay."""

from __future__ import annotations

import json
import re

from postsoviet.errors import CourseError


def quoted(text: str) -> str:
    """Write a text as a value of YAML and of Python alike."""
    return json.dumps(text, ensure_ascii=False)


def with_unit(register: str, number: str, entry: str) -> str:
    """Put a unit's entry into ``book/units.yml`` at the place of its number, and raise the number of units."""
    later = [found for found in re.finditer(r'^  - number: "(\d\d)"', register, re.M) if found[1] > number]
    place = later[0].start() if later else len(register)
    before, after = register[:place].rstrip("\n"), register[place:]
    joined = f"{before}\n\n{entry.rstrip()}\n" + (f"\n{after}" if after else "")
    return re.sub(r"^total_units: (\d+)", lambda found: f"total_units: {int(found[1]) + 1}", joined, count=1, flags=re.M)


def with_chapter(contents: str, caption: str, document: str) -> str:
    """List a page at the end of a part of ``_toc.yml``."""
    head = re.search(rf"^  - caption: {re.escape(caption)}\n    chapters:\n(?:      .*\n)*", contents, re.M)
    if head is None:
        raise CourseError(f"_toc.yml has no part with the caption '{caption}'; give it the name that the part has in book/units.yml.")
    return f"{contents[: head.end()]}      - file: {document}\n{contents[head.end() :]}"


def with_data_page(contents: str, document: str) -> str:
    """List the page of a unit's data sets in ``_toc.yml``, before the registers of all units."""
    line = "          - file: book/data/registers\n"
    if line not in contents:
        raise CourseError("_toc.yml does not list book/data/registers, before which the page of a unit's data sets stands; list it again.")
    return contents.replace(line, f"          - file: {document}\n{line}", 1)


def with_step(paths: str, number: str) -> str:
    """Name a unit at the end of the path ``A full term`` of ``book/paths.yml``."""
    path = re.search(r"^- name: A full term\n(?:  .*\n)*", paths, re.M)
    if path is None:
        raise CourseError("book/paths.yml has no path 'A full term', which names every unit; give one path this name again.")
    step = f'    - {{ unit: "{number}", do: "To be written: the week, and what this unit adds." }}\n'
    return paths[: path.end()] + step + paths[path.end() :]


def with_resource(descriptor: str, entry: dict, source: dict | None = None) -> str:
    """Put a data set, and the document that it comes from, into ``data/datapackage.json``, behind those before it."""
    package = json.loads(descriptor)
    if source is not None:
        package["sources"].append(source)
    names = [one["name"] for one in package["resources"]]
    place = sum(name[:2].isdigit() and name < entry["name"] for name in names)
    package["resources"].insert(place, entry)
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"
