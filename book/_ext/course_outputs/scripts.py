"""The scripts of charts and quizzes, written once for the whole site."""

import json
from pathlib import Path

from postsoviet.charts.theme import DARK
from postsoviet.quiz import SCRIPT
from postsoviet.words import table

PALETTE = "chart-palette.js"


def write_scripts(app, exception) -> None:
    """Write the colours and words that the chart script needs, and copy the quiz script."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    chart_words = table()["chart"]
    settings = {"dark": DARK, "failed": chart_words["failed"]}
    text = "window.courseCharts=" + json.dumps(settings, ensure_ascii=False, sort_keys=True) + ";\n"
    (folder / PALETTE).write_text(text, encoding="utf-8")
    (folder / "quiz.js").write_text(SCRIPT.read_text(encoding="utf-8"), encoding="utf-8")
