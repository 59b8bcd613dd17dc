"""Runs axe on an open page: once for what does not depend on colours, and for colours once a way to paint.

Measured on the pages of units, two thirds of axe's time went to the contrast of every piece of text, and that
twice. But the contrast of a text follows from its colour, its size and weight, and what is painted behind it.
So the texts of a page are grouped by exactly these, computed by the browser in the colours of the moment, and
axe asks one of each group. A group that passed on an earlier page is not asked again.
"""

from __future__ import annotations

from typing import Any

from axe_script import load
from playwright.sync_api import Page

COLOUR_RULES = ("color-contrast", "link-in-text-block")
#: WCAG 2.2 A and AA, and the landmarks and headings that readers jump by.
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {rule: {"enabled": False} for rule in COLOUR_RULES} | {
        rule: {"enabled": True}
        for rule in (
            "landmark-one-main", "landmark-unique", "landmark-no-duplicate-banner",
            "landmark-no-duplicate-contentinfo", "landmark-no-duplicate-main", "landmark-banner-is-top-level",
            "landmark-contentinfo-is-top-level", "landmark-main-is-top-level", "empty-table-header",
            "empty-heading", "heading-order", "label-content-name-mismatch", "page-has-heading-one", "skip-link",
        )
    },
    "resultTypes": ["violations"],
}  # fmt: skip
COLOURS = {"runOnly": {"type": "rule", "values": [*COLOUR_RULES]}, "resultTypes": ["violations"]}
REGION = {"runOnly": {"type": "rule", "values": ["region"]}, "resultTypes": ["violations"]}
#: The ways to paint a page, as Playwright emulates what a reader's system asks for.
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"},
    "more contrast, light": {"color_scheme": "light", "forced_colors": "none", "contrast": "more"},
    "forced colours, light": {"color_scheme": "light", "forced_colors": "active", "contrast": "more"},
    "dark": {"color_scheme": "dark", "forced_colors": "none", "contrast": "no-preference"},
    "more contrast, dark": {"color_scheme": "dark", "forced_colors": "none", "contrast": "more"},
    "forced colours, dark": {"color_scheme": "dark", "forced_colors": "active", "contrast": "more"},
}
#: axe reads the fill of letters, for which Chromium reports the colour of the page where the system forces another.
_TRUE_COLOURS = """() => {
  const read = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    return read.call(this, name === "-webkit-text-fill-color" ? "color" : name);
  };
}"""
#: Opens every fold, and waits for the frame in which a page learns which of its regions scroll now.
_OPEN = """async () => {
  document.querySelectorAll("main details").forEach((part) => { part.open = true; });
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}"""
#: Everything on which the contrast of a text rests: its own look, and what each element around it paints or moves.
_GROUPS = """() => {
  const chains = new Map();
  const chain = (element) => {
    if (!element) return "";
    if (!chains.has(element)) {
      const style = getComputedStyle(element);
      const own = [
        style.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : style.backgroundColor,
        style.backgroundImage === "none" ? "" : style.backgroundImage,
        style.opacity === "1" ? "" : style.opacity,
        style.filter === "none" ? "" : style.filter,
        style.mixBlendMode === "normal" ? "" : style.mixBlendMode,
        style.position === "static" ? "" : `${style.position} ${element.tagName} ${element.classList}`,
      ].join("|");
      const above = chain(element.parentElement);
      chains.set(element, own === "|||||" ? above : `${above} > ${own}`);
    }
    return chains.get(element);
  };
  const groups = new Map();
  for (const element of document.body.querySelectorAll("*:not(svg, svg *, script, style, template)")) {
    // a field shows a text that is no node; the words of a link often stand in an element of their own
    const needed = element.matches("input, textarea, select, a[href]");
    if (!needed && ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element), around = getComputedStyle(element.parentElement);
    const key = [
      element.tagName, style.color, style.fontSize, style.fontWeight, style.textShadow, style.textDecorationLine,
      style.webkitTextStrokeWidth, around.color, around.fontWeight, element.disabled, element.ariaDisabled, chain(element),
    ].join("; ");
    const group = groups.get(key);
    if (group) group.push(element); else groups.set(key, [element]);
  }
  window.textGroups = groups;
  return [...groups.keys()];
}"""
#: Take from each group that has to be asked its first text and its last: one more than is needed.
_CHOOSE = """(keys) => {
  window.chosen ||= new Set();
  for (const key of keys) { const all = window.textGroups.get(key); window.chosen.add(all[0]).add(all.at(-1)); }
}"""
#: Leave of the page only what was chosen and what stands around it: axe looks at every element of a page first.
_PRUNE = """() => {
  const kept = new Set();
  for (let one of window.chosen) for (; one && !kept.has(one); one = one.parentElement) kept.add(one);
  // a table that scrolls is painted so, and would not scroll without its other rows
  for (const box of document.querySelectorAll(".scrolls")) box.classList.toggle = () => true;
  // most of the style stands after the title
  for (const sheet of document.querySelectorAll("link, style")) kept.add(sheet);
  const prune = (element) => { for (const child of [...element.children]) if (!kept.has(child)) child.remove(); else if (child.localName !== "math") prune(child); };
  prune(document.body);
}"""
_WITHOUT_MAIN = """async (options) => {
  const main = document.querySelector("main"), parts = [...main.childNodes];
  main.replaceChildren();
  const said = await axe.run(document, options);
  main.replaceChildren(...parts);
  return said;
}"""
_ASK = """([keys, options]) => axe.run({ include: keys.flatMap((key) => window.textGroups.get(key)) }, options)"""


class Passed:
    """The groups of texts that passed, by the way to paint."""

    def __init__(self) -> None:
        self.groups: dict[str, set[str]] = {mode: set() for mode in MODES}


def violations(page: Page, where: str | None = None) -> list[dict]:
    """Return what axe finds on a page as it stands, or on a part of it, in light and in dark colours."""
    load(page)
    found = []
    for theme in ("dark", "light"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        found += page.evaluate("([where, options]) => axe.run(where ?? document, options)", [where, COLOURS])["violations"]
    return found + page.evaluate("([where, options]) => axe.run(where ?? document, options)", [where, OPTIONS])["violations"]


def prepare(page: Page) -> None:
    """Open what is folded, for it is read too, and load axe."""
    page.evaluate(_OPEN)
    load(page)
    page.evaluate(_TRUE_COLOURS)


def structure(page: Page) -> list[dict]:
    """Return the violations that do not depend on colours."""
    return page.evaluate("(options) => axe.run(document, options)", OPTIONS)["violations"]


def _groups(page: Page, mode: str) -> list[str]:
    """Paint a page in one way and return the groups of its texts."""
    page.emulate_media(reduced_motion="reduce", **MODES[mode])
    wanted = MODES[mode]["color_scheme"]
    # waiting asks for a frame, and a frame of a long page is not cheap
    if page.evaluate("document.documentElement.dataset.theme") != wanted:
        page.wait_for_function("(mode) => document.documentElement.dataset.theme === mode", arg=wanted)
    return page.evaluate(_GROUPS)


def colours(page: Page, passed: Passed) -> dict[str, list[dict]]:
    """Paint a page in every way and return the violations that depend on colours, by the way.

    The page loses what need not be asked.
    """
    fresh = {}
    for mode in MODES:
        fresh[mode] = [key for key in _groups(page, mode) if key not in passed.groups[mode]]
        page.evaluate(_CHOOSE, fresh[mode])
    if not any(fresh.values()):
        return {}
    page.evaluate(_PRUNE)
    found, lost = {}, {}
    # backwards: every change of the colours draws again what is drawn
    for mode in reversed([mode for mode in MODES if fresh[mode]]):
        left = {*_groups(page, mode)}
        lost[mode] = [key for key in fresh[mode] if key not in left]
        found[mode] = _ask(page, mode, [key for key in fresh[mode] if key in left], passed)
    if any(lost.values()):
        # a look that rests on what was taken away is asked on the whole page; what a script took is gone
        page.reload()
        prepare(page)
        for mode in [mode for mode in lost if lost[mode]]:
            there = {*_groups(page, mode)}
            found[mode] += _ask(page, mode, [key for key in lost[mode] if key in there], passed)
    return {mode: violations for mode, violations in found.items() if violations}


def _ask(page: Page, mode: str, keys: list[str], passed: Passed) -> list[dict]:
    """Return what axe finds in some groups of texts; remember them if it is nothing."""
    violations = page.evaluate(_ASK, [keys, COLOURS])["violations"] if keys else []
    if not violations:
        passed.groups[mode] |= {*keys}
    return violations


def outside_landmarks(page: Page) -> list[dict]:
    """Return what stands in no landmark. All of the main part is in one, so it is put aside for so long."""
    return page.evaluate(_WITHOUT_MAIN, REGION)["violations"]


def describe(violations: list[dict]) -> str:
    """Write what axe found, with the place of each."""
    return "\n".join(
        f"{item['id']}: {item['help']}\n"
        + "\n".join(f"  {node['html'][:160]}\n    {node['failureSummary'].splitlines()[1].strip()}" for node in item["nodes"][:5])
        for item in violations
    )
