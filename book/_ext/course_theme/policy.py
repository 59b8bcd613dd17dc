"""The Content-Security-Policy of the site: one declaration, in every page and in what a server sends.

A page carries the policy itself, for hosts such as GitHub Pages send no header of ours, and a folder has no
server. Where a server can send it, it sends a little more: see decision 019 and ``{policy}`` on the page for
instructors.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from course_theme.assets import first_style
from course_theme.page import absolute_root


def _named(content: str) -> str:
    """Return the name of a style or script as a policy writes it: the hash of its content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _policy(roots: Iterable[str]) -> dict[str, str]:
    """Return what a page may do. Nothing stands here because it may be of use one day."""
    styles = " ".join(f"'{_named(first_style(root))}'" for root in roots)
    return {
        "default-src": "'none'",
        "script-src": "'self'",
        # and the one style that stands in a page, named by its content: any other is refused
        "style-src": f"'self' {styles}",
        "font-src": "'self'",
        # data: the pictures of quiz questions; blob: a chart on its way to a picture to download
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }


#: Folders between the deepest page and the folder of the site.
DEEPEST = 3
#: What only a header can say: browsers pass over it, with a warning, in a page.
IN_HEADER_ONLY = {"frame-ancestors": "'none'"}
#: The other headers that a careful server sends along.
COMPANIONS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: The form that Netlify and Cloudflare Pages read from the folder of the site; tools/server.py reads it too.
FILE = "_headers"


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


@cache
def in_page(root: str) -> str:
    """Return the policy as a page carries it that goes this way to the folder of the site."""
    return _written(_policy([root]))


def roots(config: Config) -> list[str]:
    """Return every way from a page to the folder of the site; that of the not-found page is absolute."""
    return [*("./" if not depth else "../" * depth for depth in range(DEEPEST + 1)), absolute_root(config)]


def headers(config: Config) -> dict[str, str]:
    """Return every header that a server should send with a page of the site."""
    return {"Content-Security-Policy": _written({**_policy(roots(config)), **IN_HEADER_ONLY}), **COMPANIONS}


#: How each server wants a header written; the last line is the frame around all of them.
FORMS = {
    "nginx": ('add_header {name} "{value}" always;', "{lines}"),
    "Apache": ('Header always set {name} "{value}"', "{lines}"),
    "Caddy": ('  {name} "{value}"', "header {{\n{lines}\n}}"),
    FILE: ("  {name}: {value}", "/*\n{lines}"),
}


def form(server: str, config: Config) -> str:
    """Return the headers as one server's configuration wants them."""
    line, frame = FORMS[server]
    return frame.format(lines="\n".join(line.format(name=name, value=value) for name, value in headers(config).items()))


class Policy(SphinxDirective):
    """``{policy} nginx``: the headers, in the form of one server."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a block of text to copy."""
        server = self.arguments[0]
        if server not in FORMS:
            raise self.error(f"'{server}' is no server that this directive knows; write one of: {', '.join(FORMS)}.")
        text = form(server, self.config)
        return [nodes.literal_block(text, text, language="none")]


def add_policy(app: Sphinx, pagename: str, template: str, context: dict, doctree) -> None:
    """Give a page the policy that names its style."""
    if context["content_root"] not in roots(app.config):
        raise ExtensionError(f"{pagename} lies more than {DEEPEST} folders deep; move it, or raise DEEPEST in policy.py.")
    context["policy"] = in_page(context["content_root"])


def write_headers(app: Sphinx, exception: Exception | None) -> None:
    """Write the headers into the folder of the site."""
    if not exception and app.builder.format == "html":
        (Path(app.outdir) / FILE).write_text(form(FILE, app.config) + "\n", "utf-8")


def setup(app: Sphinx) -> None:
    """Connect to the build."""
    app.add_directive("policy", Policy)
    app.connect("html-page-context", add_policy, priority=940)
    app.connect("build-finished", write_headers)
