"""Draw the charts that quiz questions name, as SVG for pages and PNG for learning platforms.

Only a chart whose figure has changed is drawn again, so a second run changes no byte. The page and the
platform then need neither script nor network for the picture.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from urllib.parse import unquote

import nbformat
from browser import FLAGS, ensure_browser
from environment import ROOT, say
from playwright.sync_api import sync_playwright
from postsoviet.charts.show import PLOTLY_MIME
from postsoviet.quiz import load

QUIZZES = ROOT / "notebooks" / "quizzes"
FOLDER = QUIZZES / "pictures"
REGISTER = FOLDER / "pictures.json"
BUNDLE = ROOT / "book/_ext/course_outputs/static/vendor/plotly-basic.min.js"
#: As wide as a telephone held upright, so that its words stay legible there.
WIDTH = 460
FINER = 2
DRAW = """async ([figure, width, height, scale]) => {
    const canvas = document.createElement("div");
    document.body.append(canvas);
    const layout = { ...figure.layout, width, height, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff" };
    layout.font = { ...layout.font, size: 12, family: "sans-serif" };
    await Plotly.newPlot(canvas, figure.data, layout, { staticPlot: true });
    const picture = (format, factor) => Plotly.toImage(canvas, { format, width, height, scale: factor });
    const pictures = [await picture("svg", 1), await picture("png", scale)];
    canvas.remove();
    return pictures;
}"""


def fingerprint(figure: dict) -> str:
    """Return what changes whenever the drawing would."""
    return hashlib.sha256(json.dumps([figure, WIDTH, FINER], sort_keys=True).encode()).hexdigest()[:16]


def height(figure: dict) -> int:
    """Return the height that the chart was made for; its labels are placed by it."""
    return int(figure["layout"].get("height", 360))


def charts(unit: str) -> dict[str, tuple[dict, dict]]:
    """Return figure and texts of every chart of a unit, by its key without the unit."""
    path = next((ROOT / "notebooks").glob(f"{unit}_*.ipynb"))
    found = {}
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            if texts := output.get("metadata", {}).get("postsoviet"):
                found[texts["id"].removeprefix(f"chart-{unit}-")] = (output.data[PLOTLY_MIME], texts)
    return found


def wanted() -> dict[str, tuple[dict, dict]]:
    """Return figure and texts of every chart that a question names, by ``NN-key``."""
    every = {}
    for path in sorted(QUIZZES.glob("[0-9][0-9]_*.yaml")):
        unit = path.name[:2]
        known = charts(unit)
        for question in load(unit).questions:
            if question.chart and question.chart not in known:
                sys.exit(
                    f"{path.name}, question '{question.id}': the unit has no chart '{question.chart}'; "
                    f"it has {', '.join(known)}."
                )
            if question.chart:
                every[f"{unit}-{question.chart}"] = known[question.chart]
    return every


def main() -> int:
    """Draw what is missing or out of date, and remove what nobody names."""
    FOLDER.mkdir(exist_ok=True)
    found = wanted()
    old = json.loads(REGISTER.read_text(encoding="utf-8")) if REGISTER.is_file() else {}
    new = {
        name: {"figure": fingerprint(figure), "alt": texts["alt"], "width": WIDTH, "height": height(figure)}
        for name, (figure, texts) in found.items()
    }
    stale = [name for name in new if old.get(name, {}).get("figure") != new[name]["figure"]]
    if stale:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=ensure_browser(), args=list(FLAGS))
            page = chromium.new_page()
            page.add_script_tag(path=BUNDLE)
            for name in stale:
                say(f"Drawing {name}")
                svg, png = page.evaluate(DRAW, [found[name][0], WIDTH, height(found[name][0]), FINER])
                write(name, svg, png)
            chromium.close()
    for path in FOLDER.glob("*.[sp][vn]g"):
        if path.stem not in new:
            path.unlink()
            say(f"Removed {path.name}: no question names it")
    REGISTER.write_text(json.dumps(new, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    say(f"{len(new)} pictures, {len(stale)} drawn")
    return 0


def write(name: str, svg: str, png: str) -> None:
    """Store both forms of a picture; the browser hands them out as data addresses."""
    markup = unquote(svg.partition(",")[2])
    (FOLDER / f"{name}.svg").write_text(markup + "\n", encoding="utf-8", newline="\n")
    (FOLDER / f"{name}.png").write_bytes(base64.b64decode(png.partition(",")[2]))


if __name__ == "__main__":
    sys.exit(main())
