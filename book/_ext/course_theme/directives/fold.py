"""``{fold}``: a hint or a solution that a reader opens, as a native ``details``."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

KINDS = ("hint", "solution", "note")


class fold(nodes.General, nodes.Element):
    """A part of a page that is closed until a reader opens it."""


class fold_title(nodes.General, nodes.TextElement):
    """What stands on the closed part."""


class Fold(SphinxDirective):
    """Fold its content under a title, for example ``{fold} Solution``."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        "kind": lambda text: directives.choice(text, KINDS),
        "open": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Parse title and content."""
        self.assert_has_content()
        title = self.arguments[0]
        # the title usually says what it is: "Hint", "Solution"
        kind = self.options.get("kind") or next((word for word in KINDS if word in title.lower()), "note")
        text, messages = self.state.inline_text(title, self.lineno)
        node = fold("", fold_title("", "", *text), kind=kind, open="open" in self.options)
        node += self.parse_content_to_nodes()
        self.set_source_info(node)
        return [node, *messages]


def open_fold(translator, node: fold) -> None:
    """Open the element."""
    state = " open" if node["open"] else ""
    translator.body.append(f'<details class="fold fold-{node["kind"]}"{state}>')


def close_fold(translator, node: fold) -> None:
    """Close the content and the element."""
    translator.body.append("</div></details>\n")


def open_title(translator, node: fold_title) -> None:
    """Open the summary."""
    translator.body.append("<summary>")


def close_title(translator, node: fold_title) -> None:
    """Close the summary and open the content."""
    translator.body.append('</summary><div class="fold-body">\n')


def setup(app: Sphinx) -> None:
    """Register the nodes and their directive."""
    app.add_node(fold, html=(open_fold, close_fold))
    app.add_node(fold_title, html=(open_title, close_title))
    app.add_directive("fold", Fold)
