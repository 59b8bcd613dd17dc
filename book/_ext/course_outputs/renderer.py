"""From stored notebook outputs to page markup."""

import json

import myst_nb.core.render as myst_render
from docutils import nodes
from postsoviet.charts.card import Card, figure_html
from postsoviet.charts.figure import height_of, wide_height_of, without_house_look
from postsoviet.charts.show import LIVE_MIME, METADATA, PLOTLY_MIME
from postsoviet.explore.live import EXPLORER_MIME
from postsoviet.explore.page import explorer_html


def _raw(html: str, names: list[str]) -> nodes.raw:
    """Return page markup that remembers which figures it holds."""
    node = nodes.raw("", html, format="html")
    node["course_outputs"] = names
    return node


def render_chart(figure: dict, metadata: dict) -> nodes.raw:
    """Return a chart as a figure with caption, description, data and downloads."""
    if METADATA not in metadata:
        # myst-nb renders every type of an output and chooses later. The live drawing of an explorer
        # is never chosen, so only what is left on the page is reported; see pages.check_figures.
        bare = _raw("", [])
        bare["course_bare_figure"] = True
        return bare
    card = Card(**metadata[METADATA])
    data = json.dumps(without_house_look(figure), ensure_ascii=False, separators=(",", ":"))
    return _raw(figure_html(card, data, height_of(figure), wide_height_of(figure)), [card.id])


class CourseRenderer:
    """The plug-in of myst-nb that knows the course's outputs."""

    mime_priority_overrides = [("*", LIVE_MIME, 1), ("*", EXPLORER_MIME, 2), ("*", PLOTLY_MIME, 3)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Return the nodes of one output, or ``None`` for an output of another kind."""
        if inline:
            return None
        if data.mime_type == LIVE_MIME:
            # An empty node, for without any node another type of the same output would be chosen.
            return [_raw("", [])]
        if data.mime_type == EXPLORER_MIME:
            packed = json.loads(data.content["packed"])
            return [_raw(explorer_html(packed), [packed["id"]])]
        if data.mime_type == PLOTLY_MIME:
            return [render_chart(data.content, data.output_metadata)]
        return None


def install_renderer() -> None:
    """Add the plug-in to myst-nb.

    myst-nb finds plug-ins by the entry points of installed packages. This one belongs to the site,
    not to the library that students install, so it is added to what myst-nb found.
    """
    found = myst_render.load_mime_renders

    if getattr(found, "with_course", False):
        return

    def with_course():
        return [CourseRenderer, *found()]

    with_course.with_course = True
    myst_render.load_mime_renders = with_course
