"""The scripts of charts and quizzes, and the style of quizzes, written once for the whole site."""

import json
from pathlib import Path

from course_theme.assets import packed
from postsoviet.charts.figure import plain
from postsoviet.charts.theme import DARK, TEMPLATE
from postsoviet.quiz import assets as quiz_assets
from postsoviet.words import table

PALETTE = "chart-palette.js"


def write_scripts(app) -> None:
    """Write the look, the colours and the words that the chart script needs, and the script and style of quizzes."""
    if app.builder.format != "html":
        return
    # before the pages, which name each script with a fingerprint of its content
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    chart_words = table()["chart"]
    settings = {"dark": DARK, "failed": chart_words["failed"], "lost": table()["explorer"]["lost"], "template": plain(TEMPLATE)}
    text = "window.courseCharts=" + json.dumps(settings, ensure_ascii=False, sort_keys=True) + ";\n"
    (folder / PALETTE).write_text(text, encoding="utf-8")
    (folder / "quiz.js").write_text(quiz_assets.script(), encoding="utf-8")
    # the same style that the library sends along with a quiz in a live kernel
    (folder / "quiz.css").write_text(packed(quiz_assets.style()), encoding="utf-8")
