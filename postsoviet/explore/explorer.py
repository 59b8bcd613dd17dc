"""An explorer: one declaration, two front ends.

In a live kernel the controls are ipywidgets. On the static page the same states, computed
beforehand, are driven by the browser's own form controls, which every keyboard and screen reader
can reach.
"""

from collections.abc import Callable, Sequence

from postsoviet.charts.show import require_text
from postsoviet.errors import CourseError
from postsoviet.explore.controls import Control
from postsoviet.explore.live import show_live
from postsoviet.explore.states import pack
from postsoviet.explore.view import View, plain_view


class Explorer:
    """A chart that answers to controls.

    Parameters
    ----------
    key : str
        Unit and name, ``"09-redistribution"``.
    title : str
        Heading of the explorer.
    lead : str
        One or two sentences: what can be chosen, and what to look for.
    controls : sequence of Control
        Made by ``choice``, ``either`` and ``steps``.
    view : callable
        Receives one value of every control by name and returns a ``View``.
    source : str
        Where the numbers come from; ``postsoviet.charts.source_of`` writes it.
    """

    def __init__(
        self,
        key: str,
        *,
        title: str,
        lead: str,
        controls: Sequence[Control],
        view: Callable[..., View],
        source: str,
    ):
        require_text(key, title=title, lead=lead, source=source)
        self.key, self.title, self.lead, self.source = key, title, lead, source
        self.controls = tuple(controls)
        self._view = view

    @property
    def default(self) -> dict:
        """The choice shown first."""
        return {control.name: control.default for control in self.controls}

    def view_at(self, **choice) -> View:
        """Return the view of a choice; controls that are left out keep their default.

        Raises
        ------
        CourseError
            If a control does not exist or does not offer the value.
        """
        names = {control.name: control for control in self.controls}
        for name, value in choice.items():
            if name not in names:
                raise CourseError(
                    f"The explorer '{self.key}' has no control '{name}'; its controls are: "
                    f"{', '.join(names)}."
                )
            names[name].require(value)
        return self._view(**{**self.default, **choice})

    def packed(self) -> dict:
        """Return the explorer with all its states as plain data for the static page."""
        return {
            "id": f"explorer-{self.key}",
            "key": self.key,
            "title": self.title,
            "lead": self.lead,
            "source": self.source,
            "controls": [
                {
                    "name": control.name,
                    "label": control.label,
                    "kind": control.kind,
                    "options": [text for _, text in control.options],
                    "default": control.values.index(control.default),
                }
                for control in self.controls
            ],
            **pack(self.controls, lambda state: plain_view(self.key, self._view(**state)), self.key),
        }

    def show(self) -> None:
        """Show the explorer: live controls in a kernel, all states for the static page."""
        show_live(self)
