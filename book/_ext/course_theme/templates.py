"""Small templates of page parts, and data for the scripts that serve them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup


@cache
def template(path: Path) -> Template:
    """Return a template that escapes what it is given and refuses a name that it was not given."""
    environment = Environment(
        loader=FileSystemLoader(path.parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(path.name)


def script_json(data: dict) -> Markup:
    """Write JSON that may stand inside a ``script`` element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))
