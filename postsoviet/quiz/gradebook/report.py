"""The report of a gradebook as one page that needs nothing else: no script, no font, no address.

It names no student, so it can be shown in class; only the list of skipped files does, at its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from postsoviet.quiz.gradebook.distractors import Taken
from postsoviet.quiz.gradebook.merging import File, Gradebook, possible
from postsoviet.quiz.gradebook.item_analysis import FEW, Analysis, ItemFigures, remark
from postsoviet.quiz.gradebook.page_parts import document, number, section, table, text
from postsoviet.words import words

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
    body = [
        f"<p>{text(_lead(gradebook, analysis))}</p>",
        _caution(analysis),
        section("chart", words("gradebook.chart_title"), f"<p>{_word('chart_help')}</p>\n{chart(analysis)}"),
        section("items", words("gradebook.items_title"), f"{_items(analysis)}\n<p>{_word('items_help')}</p>"),
        section("answers", words("gradebook.answers_title"), f"<p>{_groups(analysis)}</p>\n{_answers(analysis, taken)}"),
        section("files", words("gradebook.files_title"), _files(gradebook.files)),
    ]
    return document(words("gradebook.title", unit=gradebook.bank.unit), "\n".join(body))


def _word(key: str) -> str:
    return text(words(f"gradebook.{key}"))


def _groups(analysis: Analysis) -> str:
    return text(words("gradebook.answers_help", upper=len(analysis.upper), lower=len(analysis.lower)))


def _lead(gradebook: Gradebook, analysis: Analysis) -> str:
    lead = words(
        "gradebook.lead", students=analysis.students, skipped=sum(not one.is_graded for one in gradebook.files),
        mean=number(analysis.mean), deviation=number(analysis.deviation), of=possible(gradebook.markable),
    )  # fmt: skip
    name = words("gradebook.kr20" if analysis.is_dichotomous else "gradebook.alpha")
    if analysis.alpha is None:
        return f"{lead} {words('gradebook.no_alpha', name=name)}"
    return f"{lead} {words('gradebook.has_alpha', name=name, value=number(analysis.alpha))}"


def _caution(analysis: Analysis) -> str:
    if not analysis.is_small:
        return ""
    return f'<p class="caution">{text(words("gradebook.caution", students=analysis.students, few=FEW))}</p>'


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
        f'<title id="chart-alt">{text(alternative(analysis))}</title>{"".join(parts)}</svg>'
    )


def _row(item: ItemFigures, top: int, right: int, zero: float) -> list[str]:
    """Draw one question: its name, and below it a bar from nothing and a bar from the middle."""
    mark = "! " if remark(item) else ""
    shown = item.question if len(item.question) <= 48 else f"{item.question[:47]}…"
    middle = top + 32
    width = item.difficulty * _SPAN
    parts = [
        f'<text x="{_LEFT}" y="{top + 18}" font-size="13" fill="var(--ink)">{text(mark + shown)}</text>',
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
    return f'<text x="{left + _SPAN + 6}" y="{middle + 4}" font-size="12" fill="var(--ink)">{number(value)}</text>'


def alternative(analysis: Analysis) -> str:
    """Return what the chart shows in words."""
    hardest = min(analysis.items, key=lambda one: one.difficulty)
    easiest = max(analysis.items, key=lambda one: one.difficulty)
    sentence = words(
        "gradebook.chart_alt", count=len(analysis.items),
        hardest=hardest.question, low=number(hardest.difficulty),
        easiest=easiest.question, high=number(easiest.difficulty),
    )  # fmt: skip
    if standing_out := ", ".join(item.question for item in analysis.items if remark(item)):
        sentence += " " + words("gradebook.chart_look", items=standing_out)
    return sentence


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
        [one.question, str(one.points), str(one.answered), number(one.difficulty), number(one.discrimination),
         number(one.upper_lower), number(one.tries, 1), number(one.seconds, 0),
         words(f"gradebook.{key}") if (key := remark(one)) else ""]
        for one in analysis.items
    ]  # fmt: skip
    return table(words("gradebook.items_caption"), header, rows)


def _answers(analysis: Analysis, taken: Sequence[Taken]) -> str:
    names = ("answer", "key", "all", "upper", "lower")
    header = [(words(f"gradebook.{name}"), name in ("all", "upper", "lower")) for name in names]
    tables = []
    for item in analysis.items:
        rows = []
        for one in (row for row in taken if row.question == item.question):
            shown = f"{one.given.part}: {one.given.text}" if one.given.part else one.given.text
            rows.append(
                [
                    shown,
                    words("gradebook.is_right") if one.given.is_right else "",
                    str(one.all),
                    str(one.upper),
                    str(one.lower),
                ]
            )
        tables.append(table(words("gradebook.answers_caption", question=item.question), header, rows))
    return "\n".join(tables)


def _files(files: Sequence[File]) -> str:
    skipped = [one.reason for one in files if not one.is_graded]
    if not skipped:
        return f"<p>{_word('none_skipped')}</p>"
    return "<ul>" + "".join(f"<li>{text(reason)}</li>" for reason in skipped) + "</ul>"
