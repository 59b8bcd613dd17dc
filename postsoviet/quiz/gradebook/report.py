"""The report of a gradebook as one page that needs nothing else: no script, no font, no address.

It names no student, so it can be shown in class; only the list of skipped files does, at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from postsoviet.charts.theme import BLUE, DARK, FAINT, FONT, INK, ORANGE, PAPER, RULE, SOFT
from postsoviet.quiz.gradebook.distractors import Taken
from postsoviet.quiz.gradebook.merging import File, Gradebook, possible
from postsoviet.quiz.gradebook.item_analysis import FEW, Analysis, ItemFigures, remark
from postsoviet.words import words

_NAMES = {"ink": INK, "soft": SOFT, "rule": RULE, "faint": FAINT, "paper": PAPER, "blue": BLUE, "orange": ORANGE}
_LIGHT = ";".join(f"--{name}:{colour}" for name, colour in _NAMES.items())
_NIGHT = ";".join(f"--{name}:{DARK[colour]}" for name, colour in _NAMES.items())
_STYLE = f"""
:root {{ color-scheme: light dark; {_LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_NIGHT} }} }}
@media print {{ :root {{ color-scheme: light; {_LIGHT} }}
  tr, svg {{ break-inside: avoid }} .scroll {{ overflow: visible }} }}
body {{ margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 {FONT}; overflow-wrap: anywhere }}
h1 {{ line-height: 1.2 }} h2 {{ margin-top: 2.5rem }} p, li {{ max-width: 42rem }}
.scroll {{ overflow-x: auto }} .scroll:focus-visible {{ outline: 3px solid var(--blue); outline-offset: 2px }}
table {{ border-collapse: collapse; font-size: .93rem; overflow-wrap: normal }}
caption {{ text-align: left; color: var(--soft); padding: .3rem 0 }}
th, td {{ padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top }}
td:last-child:not(.number) {{ min-width: 14rem }}
td.number, th.number {{ text-align: right; font-variant-numeric: tabular-nums }}
.caution {{ border-left: 4px solid var(--orange); padding: .4rem 1rem; background: var(--faint) }}
svg {{ width: 100%; max-width: 36rem; height: auto; display: block; font-family: {FONT} }}
svg text {{ paint-order: stroke; stroke: var(--paper); stroke-width: 4px }}
"""
#: Geometry of the chart, in its own units; at 360 pixels a unit is about 0.8 of one.
_WIDTH, _ROW, _TOP, _LEFT, _SPAN, _GAP = 420, 46, 40, 8, 150, 60


def page(gradebook: Gradebook, analysis: Analysis, taken: Sequence[Taken]) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    gradebook : Gradebook
        With one student at least.
    analysis : Analysis
        Its figures.
    taken : sequence of Taken
        Who gave which answer.
    """
    title = words("gradebook.title", unit=gradebook.bank.unit)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{_text(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{_text(title)}</h1>
<p>{_text(_lead(gradebook, analysis))}</p>
{_caution(analysis)}
<section aria-labelledby="chart-title">
<h2 id="chart-title">{_word("chart_title")}</h2>
<p>{_word("chart_help")}</p>
{chart(analysis)}
</section>
<section aria-labelledby="items-title">
<h2 id="items-title">{_word("items_title")}</h2>
{_items(analysis)}
<p>{_word("items_help")}</p>
</section>
<section aria-labelledby="answers-title">
<h2 id="answers-title">{_word("answers_title")}</h2>
<p>{_text(words("gradebook.answers_help", upper=len(analysis.upper), lower=len(analysis.lower)))}</p>
{_answers(analysis, taken)}
</section>
<section aria-labelledby="files-title">
<h2 id="files-title">{_word("files_title")}</h2>
{_files(gradebook.files)}
</section>
</main>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(text, quote=True)


def _word(key: str) -> str:
    return _text(words(f"gradebook.{key}"))


def _number(value: float | None, places: int = 2) -> str:
    if value is None:
        return "–"
    text = f"{value:.{places}f}"
    # a minus sign of the width of a digit; and no minus before zero
    return text.removeprefix("-") if not text.strip("-0.") else text.replace("-", "−")


def _lead(gradebook: Gradebook, analysis: Analysis) -> str:
    lead = words(
        "gradebook.lead", students=analysis.students, skipped=sum(not one.is_graded for one in gradebook.files),
        mean=_number(analysis.mean), deviation=_number(analysis.deviation), of=possible(gradebook.markable),
    )  # fmt: skip
    name = words("gradebook.kr20" if analysis.is_dichotomous else "gradebook.alpha")
    if analysis.alpha is None:
        return f"{lead} {words('gradebook.no_alpha', name=name)}"
    return f"{lead} {words('gradebook.has_alpha', name=name, value=_number(analysis.alpha))}"


def _caution(analysis: Analysis) -> str:
    if not analysis.is_small:
        return ""
    return f'<p class="caution">{_text(words("gradebook.caution", students=analysis.students, few=FEW))}</p>'


def chart(analysis: Analysis) -> str:
    """Draw difficulty and discrimination of every question as plain SVG.

    Each value is also written beside its bar, and the table below the chart has them all; the text
    alternative says what stands out.
    """
    if not analysis.items:
        return f"<p>{_word('no_items')}</p>"
    height = _TOP + _ROW * len(analysis.items) + 8
    right = _LEFT + _SPAN + _GAP
    zero = right + _SPAN / 2
    bottom = height - 8
    parts = [
        f'<text x="{_LEFT}" y="16" font-size="13" font-weight="600" fill="var(--ink)">{_word("difficulty")}</text>',
        f'<text x="{right}" y="16" font-size="13" font-weight="600" fill="var(--ink)">{_word("discrimination")}</text>',
    ]
    ticks = [(_LEFT, "0"), (_LEFT + _SPAN, "1"), (right, "−1"), (zero, "0"), (right + _SPAN, "1")]
    for place, label in ticks:
        parts.append(
            f'<text x="{place:g}" y="32" font-size="12" text-anchor="middle" fill="var(--soft)">{label}</text>'
        )
        parts.append(f'<path d="M{place:g} 36V{bottom}" stroke="var(--rule)"/>')
    for place, item in enumerate(analysis.items):
        parts += _row(item, _TOP + _ROW * place, right, zero)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="chart-alt">'
        f'<title id="chart-alt">{_text(alternative(analysis))}</title>{"".join(parts)}</svg>'
    )


def _row(item: ItemFigures, top: int, right: int, zero: float) -> list[str]:
    """Draw one question: its name, and below it a bar from nothing and a bar from the middle."""
    mark = "! " if remark(item) else ""
    shown = item.question if len(item.question) <= 48 else f"{item.question[:47]}…"
    middle = top + 32
    width = item.difficulty * _SPAN
    parts = [
        f'<text x="{_LEFT}" y="{top + 18}" font-size="13" fill="var(--ink)">{_text(mark + shown)}</text>',
        f'<rect x="{_LEFT}" y="{middle - 6}" width="{width:.1f}" height="12" fill="var(--blue)"/>',
        _value(_LEFT, middle, item.difficulty),
        _value(right, middle, item.discrimination),
    ]
    if item.discrimination is not None:
        reach = item.discrimination * _SPAN / 2
        colour = "var(--orange)" if reach < 0 else "var(--blue)"
        place, width = min(zero, zero + reach), abs(reach)
        parts.append(f'<rect x="{place:.1f}" y="{middle - 6}" width="{width:.1f}" height="12" fill="{colour}"/>')
    return parts


def _value(left: int, middle: int, value: float | None) -> str:
    """Write a value behind the end of its bar's scale."""
    return f'<text x="{left + _SPAN + 6}" y="{middle + 4}" font-size="12" fill="var(--ink)">{_number(value)}</text>'


def alternative(analysis: Analysis) -> str:
    """Return what the chart shows in words."""
    hardest = min(analysis.items, key=lambda one: one.difficulty)
    easiest = max(analysis.items, key=lambda one: one.difficulty)
    sentence = words(
        "gradebook.chart_alt", count=len(analysis.items),
        hardest=hardest.question, low=_number(hardest.difficulty),
        easiest=easiest.question, high=_number(easiest.difficulty),
    )  # fmt: skip
    if standing_out := ", ".join(item.question for item in analysis.items if remark(item)):
        sentence += " " + words("gradebook.chart_look", items=standing_out)
    return sentence


def _table(caption: str, header: Sequence[tuple[str, bool]], rows: Sequence[Sequence[str]]) -> str:
    """Write a table that scrolls by itself on a narrow page; a header says whether its column holds numbers."""
    classes = [' class="number"' if number else "" for _, number in header]
    head = "".join(f'<th scope="col"{one}>{_text(name)}</th>' for (name, _), one in zip(header, classes, strict=True))
    body = []
    for first, *rest in rows:
        cells = "".join(f"<td{one}>{_text(cell)}</td>" for cell, one in zip(rest, classes[1:], strict=True))
        body.append(f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>')
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{_text(caption)}">'
        f"<table><caption>{_text(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(body) + "\n</tbody></table></div>"
    )


def _items(analysis: Analysis) -> str:
    names = (
        "question",
        "points_column",
        "answered",
        "difficulty",
        "discrimination",
        "upper_lower",
        "tries",
        "seconds",
        "remark",
    )
    header = [(words(f"gradebook.{name}"), name not in ("question", "remark")) for name in names]
    rows = [
        [one.question, str(one.points), str(one.answered), _number(one.difficulty), _number(one.discrimination),
         _number(one.upper_lower), _number(one.tries, 1), _number(one.seconds, 0),
         words(f"gradebook.{key}") if (key := remark(one)) else ""]
        for one in analysis.items
    ]  # fmt: skip
    return _table(words("gradebook.items_caption"), header, rows)


def _answers(analysis: Analysis, taken: Sequence[Taken]) -> str:
    names = ("answer", "key", "all", "upper", "lower")
    header = [(words(f"gradebook.{name}"), name in ("all", "upper", "lower")) for name in names]
    tables = []
    for item in analysis.items:
        rows = []
        for one in (row for row in taken if row.question == item.question):
            text = f"{one.given.part}: {one.given.text}" if one.given.part else one.given.text
            rows.append(
                [
                    text,
                    words("gradebook.is_right") if one.given.is_right else "",
                    str(one.all),
                    str(one.upper),
                    str(one.lower),
                ]
            )
        tables.append(_table(words("gradebook.answers_caption", question=item.question), header, rows))
    return "\n".join(tables)


def _files(files: Sequence[File]) -> str:
    skipped = [one.reason for one in files if not one.is_graded]
    if not skipped:
        return f"<p>{_word('none_skipped')}</p>"
    return "<ul>" + "".join(f"<li>{_text(reason)}</li>" for reason in skipped) + "</ul>"
