"""Axe on every page: in light and dark colours, with more contrast, and in the colours of a reader's system."""

from __future__ import annotations

import pytest
from axe_runs import MODES, Passed, colours, describe, outside_landmarks, prepare, structure


@pytest.fixture(scope="session")
def passed() -> Passed:
    """What passed on the pages before."""
    return Passed()


def test_no_accessibility_violation_in_any_colours(tab, address_of_site, address, passed):
    tab.emulate_media(reduced_motion="reduce", **MODES["light"])
    tab.goto(address_of_site + address)
    prepare(tab)
    violations = structure(tab)
    assert not violations, describe(violations)
    stray = outside_landmarks(tab)
    assert not stray, f"put this into a landmark\n{describe(stray)}"
    # last, for it takes the page apart
    pale = colours(tab, passed)
    assert not pale, "\n".join(f"{mode}\n{describe(found)}" for mode, found in pale.items())


#: What spoils a page, and how; in which colours axe must see it, and which rule says so.
PLANTED = {
    "one of many paragraphs is pale": ("light", "color-contrast", "document.querySelectorAll('main p')[2].style.color = '#999'"),
    "a pale background around text": ("light", "color-contrast", "document.querySelectorAll('main p')[2].style.background = '#777'"),
    "half transparent": ("light", "color-contrast", "document.querySelector('main li').style.opacity = '.5'"),
    "dark text on dark paper": ("dark", "color-contrast", "document.querySelectorAll('main p')[3].style.color = '#333'"),
    "no forced colours": (
        "forced colours, dark", "color-contrast",
        "document.querySelectorAll('main p')[3].style.cssText = 'forced-color-adjust: none; color: #222'",
    ),
    "more contrast is less": (
        "more contrast, light", "color-contrast",
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('@media (prefers-contrast: more) { main p { color: #aaa } }');"
        "document.adoptedStyleSheets = [sheet];",
    ),
}  # fmt: skip


def test_planted_faults_of_colours_are_found(tab, address_of_site, passed):
    def opened() -> None:
        tab.emulate_media(reduced_motion="reduce", **MODES["light"])
        tab.goto(address_of_site + "book/students.html")
        prepare(tab)

    opened()
    # what passed on a whole page must not hide what is planted
    assert not colours(tab, passed)
    for fault, (mode, rule, plant) in PLANTED.items():
        opened()
        tab.evaluate(plant)
        assert rule in [one["id"] for one in colours(tab, passed).get(mode, [])], fault


def test_planted_faults_of_structure_are_found(tab, address_of_site):
    tab.goto(address_of_site + "book/students.html")
    tab.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        " '<details><summary>More</summary><img src=\"x.svg\"><h6>Deep</h6><button></button></details>');"
        "document.body.append(Object.assign(document.createElement('p'), { textContent: 'In no landmark' }));"
    )
    prepare(tab)
    assert {"image-alt", "heading-order", "button-name"} <= {one["id"] for one in structure(tab)}
    assert outside_landmarks(tab)
