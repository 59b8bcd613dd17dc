"""The scripts of charts and quizzes, and the style of quizzes, written once for the whole site."""

import json
from pathlib import Path

from course_theme.assets import packed
from postsoviet.charts.theme import DARK
from postsoviet.quiz import assets as quiz_assets
from postsoviet.words import table

PALETTE = "chart-palette.js"


def write_scripts(app, exception) -> None:
    """Write the colours and words that the chart script needs, and the script and style of quizzes."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    chart_words = table()["chart"]
    settings = {"dark": DARK, "failed": chart_words["failed"]}
    text = "window.courseCharts=" + json.dumps(settings, ensure_ascii=False, sort_keys=True) + ";\n"
    (folder / PALETTE).write_text(text, encoding="utf-8")
    (folder / "quiz.js").write_text(quiz_assets.script(), encoding="utf-8")
    # the same style that the library sends along with a quiz in a live kernel
    (folder / "quiz.css").write_text(packed(quiz_assets.style()), encoding="utf-8")
