"""R/exams exercises: one R/Markdown file a version, a folder a question, and a script that builds exams."""

from __future__ import annotations

import json

from postsoviet.quiz.draws import Drawn
from postsoviet.quiz.exports.base import Pool, Report, Source, identifier
from postsoviet.quiz.exports.pandoc import blocks, escaped, phrase
from postsoviet.quiz.exports.rexams_parts import Exercise, exercise
from postsoviet.quiz.questions import QuestionBase
from postsoviet.words import words

EXERCISES, PICTURES = "exercises", "pictures"
# the others have an order of their own: true before false, places, letters
_SHUFFLED = frozenset({"single", "multiple", "blanks"})


def export(source: Source, report: Report) -> dict[str, bytes]:
    """Write the exercises of a bank.

    Parameters
    ----------
    source : Source
        A drawn bank.
    report : Report
        What R/exams cannot hold.

    Returns
    -------
    dict
        In the folder ``NN-rexams``: ``exams.R``, the pictures, and ``exercises/<question>/<version>.Rmd``.
    """
    report.lost(None, "the hint as a help before the answer; it stands in the solution")
    bank, files, pools = source.bank, {}, []
    for key, picture in source.pictures.items():
        files[f"{EXERCISES}/{PICTURES}/{bank.unit}-{key}.png"] = picture.png
    for pool in source.pools:
        names = []
        for name, drawn in source.named(pool):
            content = _file(source, name, drawn, report)
            files[f"{EXERCISES}/{identifier(bank, pool.question)}/{name}.Rmd"] = content.encode()
            names.append(f"{name}.Rmd")
        pools.append((pool, names))
    files = {"exams.R": _script(source, pools).encode(), **files}
    return {f"{bank.unit}-rexams/{name}": content for name, content in files.items()}


def _file(source: Source, name: str, drawn: Drawn, report: Report) -> str:
    question = drawn.question
    made = exercise(question, report)
    picture = source.pictures.get(question.chart)
    supplement = f"{source.bank.unit}-{question.chart}.png"
    parts = []
    if picture:
        parts += [
            '```{r supplement, echo = FALSE, results = "hide"}',
            f"include_supplement({json.dumps(supplement)}, recursive = TRUE)",
            "```",
            "",
        ]
    # the blank behind the picture keeps pandoc from printing its description once more below it
    drawing = f"\n\n![{escaped(' '.join(picture.alt.split()))}]({supplement})&nbsp;" if picture else ""
    parts += ["Question", "========", blocks(question.stem) + drawing, "", *made.question]
    parts += _answer_list([part for piece in made.pieces for part in piece.shown])
    parts += ["Solution", "========", *made.solution, *_about(question)]
    parts += _answer_list([part for piece in made.pieces for part in piece.said])
    parts += ["Meta-information", "================", *_meta(source, name, question, made), ""]
    return "\n".join(parts)


def _about(question: QuestionBase) -> list[str]:
    hint = [f"{words('export.hint')}: {phrase(question.hint)}", ""] if question.hint else []
    return [*hint, words("export.rests_on", source=phrase(question.rests_on)), ""]


def _answer_list(items: list[str]) -> list[str]:
    # an empty line must stand before the next heading: R/exams cuts two lines off there
    return ["Answerlist", "----------", *(f"* {item}".rstrip() for item in items), ""] if items else []


def _meta(source: Source, name: str, question: QuestionBase, made: Exercise) -> list[str]:
    tags = {
        "unit": source.bank.unit,
        "objective": question.objective,
        "difficulty": question.difficulty,
        "type": question.type,
    }
    lines = {
        "exname": name,
        "extitle": name,
        "extype": made.type,
        "exsolution": "|".join(piece.solution for piece in made.pieces) or "nil",
    }
    if made.type == "cloze":
        lines["exclozetype"] = "|".join(piece.type for piece in made.pieces)
    if any(piece.type == "num" for piece in made.pieces):
        lines["extol"] = "|".join(piece.tolerance for piece in made.pieces)
    if made.type in ("schoice", "mchoice", "cloze"):
        lines["exshuffle"] = str(question.type in _SHUFFLED).upper()
    if question.type == "open":
        lines["exstringtype"] = "essay"
        lines["exextra[essay,logical]"] = "TRUE"
        lines["exextra[essay_fieldlines,numeric]"] = str(4 + 2 * question.points)
    lines["expoints"] = "|".join(map(str, made.points))
    lines["exsection"] = f"unit-{source.bank.unit}/objective-{question.objective}"
    lines["extags"] = "|".join(f"{key}={value}" for key, value in tags.items())
    return [f"{key}: {value}" for key, value in lines.items()]


def _script(source: Source, pools: list[tuple[Pool, list[str]]]) -> str:
    unit, title = source.bank.unit, " ".join(source.bank.title.split())
    vectors = ",\n".join(f"  c({', '.join(map(json.dumps, names))})" for _, names in pools)
    return f"""\
# {title}
# Builds exams from the exercises beside this file. Run it in this folder: Rscript exams.R
library("exams")

# Each line is a pool of versions of one question; an exam takes one of each.
pools <- list(
{vectors}
)
# How many exams, and what decides which versions they take.
copies <- {source.variants}
seed <- {source.seed}

# Marks of a multiple choice: each wrong choice takes away what a right one gives, never below zero.
several <- list(eval = list(partial = TRUE, rule = "true"))
one <- list(eval = list(partial = TRUE, rule = "none"))

set.seed(seed)
exams2moodle(pools, n = copies, name = "unit-{unit}-moodle", dir = "output", edir = "{EXERCISES}",
  encoding = "UTF-8", mchoice = several, schoice = one)

# Pages to look through.
set.seed(seed)
exams2html(pools, n = copies, name = "unit-{unit}-html", dir = "output", edir = "{EXERCISES}",
  encoding = "UTF-8", mathjax = TRUE)

# Paper needs a LaTeX with letters for Russian and Kazakh: it is made once a template stands beside this
# file that loads such a typeface with fontspec.
if (file.exists("template.tex")) {{
  set.seed(seed)
  exams2pdf(pools, n = copies, name = "unit-{unit}-paper", dir = "output", edir = "{EXERCISES}",
    encoding = "UTF-8", template = "template.tex", texengine = "xelatex")
}}
"""
