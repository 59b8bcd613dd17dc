"""How well each question of a quiz tells students apart, and how far its score can be trusted.

All by classical test theory. Scores are points: fraction times the points of the question, as in the
grade. A question that a student did not answer counts 0, as in the grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from postsoviet.quiz.gradebook.merging import Gradebook

#: Kelley's share of the class in the upper and in the lower group.
GROUP = 0.27
#: Below so many students every figure of an item moves a lot from class to class.
FEW = 30


def difficulty(fractions: Sequence[float]) -> float:
    """Return the mean fraction of an item's points: 1 when everybody has it right.

    For items with 0 or 1 this is the classical item difficulty p, the share of right answers, so a
    high value means an easy item (F. M. Lord and M. R. Novick, Statistical Theories of Mental Test
    Scores, 1968, section 15.2).
    """
    return float(np.mean(fractions))


def rest_correlation(item: Sequence[float], totals: Sequence[float]) -> float | None:
    """Return the correlation of an item with the score on all other items.

    The product-moment correlation of ``item`` with ``totals - item``. For an item with 0 or 1 this
    is the point-biserial correlation ``(M1 - M0) / s * sqrt(p * q)``, where M1 and M0 are the mean
    rest scores of those who have the item right and wrong, and s their standard deviation (divided
    by n). The item is taken out of the total, for otherwise it would be correlated with itself
    (S. Henrysson, Correction of item-total correlations in item analysis, Psychometrika 28, 1963,
    211-218). R's ``psych::alpha`` calls it ``r.drop``.

    Returns
    -------
    float or None
        None when everybody has the same points, of the item or of the rest.
    """
    item = np.asarray(item, dtype=float)
    rest = np.asarray(totals, dtype=float) - item
    if len(item) < 2:
        return None
    item, rest = item - item.mean(), rest - rest.mean()
    spread = np.sqrt((item @ item) * (rest @ rest))
    # sums of thirds leave a dust of binary fractions, which is no spread
    if spread <= 1e-9 * len(item):
        return None
    return float(np.clip(item @ rest / spread, -1, 1))


def groups(totals: Sequence[float], share: float = GROUP) -> tuple[list[int], list[int]]:
    """Return the places of the upper and of the lower group.

    Each has ``share`` of the class, rounded, and one student at least. Students tied with the last
    one of a group are in it too, so the order of the files changes nothing. 27 percent is best when
    scores are normal and the two groups shall differ most surely (T. L. Kelley, The selection of
    upper and lower groups for the validation of test items, Journal of Educational Psychology 30,
    1939, 17-24).
    """
    size = max(1, int(len(totals) * share + 0.5))
    # points are sums of fractions: compared without the dust of their binary digits
    scores = [round(float(total), 9) for total in totals]
    ordered = sorted(scores)
    lowest, highest = ordered[size - 1], ordered[-size]
    upper = [place for place, score in enumerate(scores) if score >= highest]
    return upper, [place for place, score in enumerate(scores) if score <= lowest]


def upper_minus_lower(fractions: Sequence[float], upper: Sequence[int], lower: Sequence[int]) -> float:
    """Return the mean fraction of the upper group minus that of the lower one, -1 to 1.

    The index D of A. P. Johnson (Notes on a suggested index of item validity: the U-L index, Journal
    of Educational Psychology 42, 1951, 499-504), with fractions in the place of right and wrong.
    Ebel's rule of thumb: 0.40 and up is very good, under 0.20 is poor (R. L. Ebel and D. A. Frisbie,
    Essentials of Educational Measurement, 5th edition, 1991, chapter 13).
    """
    values = np.asarray(fractions, dtype=float)
    return float(values[list(upper)].mean() - values[list(lower)].mean())


def alpha(scores: Any) -> float | None:
    """Return Cronbach's alpha, which is the formula 20 of Kuder and Richardson for items with 0 or 1.

    ``k / (k - 1) * (1 - sum of the items' variances / variance of the total)`` for k items
    (L. J. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16, 1951,
    297-334; G. F. Kuder and M. W. Richardson, The theory of the estimation of test reliability,
    Psychometrika 2, 1937, 151-160). The same divisor, n or n - 1, must stand in both variances; it
    cancels then.

    Parameters
    ----------
    scores : array
        One row a student, one column an item.

    Returns
    -------
    float or None
        None for fewer than two items or students, or when all have the same total.
    """
    table = np.asarray(scores, dtype=float)
    if table.ndim != 2 or min(table.shape) < 2:
        return None
    whole = table.sum(axis=1).var()
    if whole <= 1e-12:
        return None
    items = table.shape[1]
    return float(items / (items - 1) * (1 - table.var(axis=0).sum() / whole))


@dataclass(frozen=True)
class ItemFigures:
    """The figures of one question.

    Attributes
    ----------
    answered : int
        Students who answered it; the others count 0.
    difficulty : float
        Mean fraction over all students.
    discrimination : float or None
        Correlation with the rest score.
    upper_lower : float
        Upper minus lower group.
    tries : float or None
        Mean number of tries of those who answered.
    seconds : float or None
        Median of their time on the question, all tries together.
    hints, shown : int
        Students who took the hint, or had the answer shown.
    """

    question: str
    kind: str
    points: int
    answered: int
    difficulty: float
    discrimination: float | None
    upper_lower: float
    tries: float | None
    seconds: float | None
    hints: int
    shown: int


@dataclass(frozen=True)
class Analysis:
    """The figures of a quiz: of its questions that are marked without a person.

    Attributes
    ----------
    alpha : float or None
        Cronbach's alpha.
    is_dichotomous : bool
        Whether every score is 0 or 1, so that alpha is KR-20.
    upper, lower : list of int
        Places of the students in the two groups.
    mean, deviation : float
        Of the points, the deviation divided by n - 1.
    """

    students: int
    items: tuple[ItemFigures, ...]
    alpha: float | None
    is_dichotomous: bool
    upper: list[int]
    lower: list[int]
    mean: float
    deviation: float | None

    @property
    def is_small(self) -> bool:
        """Whether the class is too small to read much into the figures."""
        return self.students < FEW


def analyse(gradebook: Gradebook) -> Analysis:
    """Compute the figures of every question that is marked without a person.

    Parameters
    ----------
    gradebook : Gradebook
        With one student at least.
    """
    questions, students = gradebook.markable, gradebook.students
    fractions = np.array(
        [[student.fraction(question.id) or 0.0 for question in questions] for student in students], dtype=float
    ).reshape(len(students), len(questions))
    scores = fractions * np.array([question.points for question in questions], dtype=float)
    totals = scores.sum(axis=1)
    upper, lower = groups(totals)
    items = []
    for place, question in enumerate(questions):
        replies = [student.replies[question.id] for student in students if question.id in student.replies]
        answered = [reply for reply in replies if reply.answer is not None]
        items.append(
            ItemFigures(
                question.id,
                question.type,
                question.points,
                len(answered),
                difficulty(fractions[:, place]),
                rest_correlation(scores[:, place], totals),
                upper_minus_lower(fractions[:, place], upper, lower),
                float(np.mean([reply.tries for reply in answered])) if answered else None,
                float(median(reply.seconds for reply in answered)) if answered else None,
                sum(reply.hint for reply in replies),
                sum(reply.shown for reply in replies),
            )
        )
    deviation = float(totals.std(ddof=1)) if len(totals) > 1 else None
    dichotomous = bool(np.isin(scores, (0.0, 1.0)).all())
    return Analysis(
        len(students), tuple(items), alpha(scores), dichotomous, upper, lower, float(totals.mean()), deviation
    )


def remark(item: ItemFigures) -> str:
    """Return the key of the words that say what to look at in an item; empty when nothing stands out.

    A clearly negative correlation comes first: better students fail the item more often, as they do
    when its key is wrong. The bounds are rules of thumb, and no tests of significance.
    """
    if item.discrimination is not None and item.discrimination < -0.1:
        return "check_key"
    if item.difficulty >= 0.95:
        return "too_easy"
    if item.difficulty <= 0.2:
        return "too_hard"
    if item.discrimination is not None and item.discrimination < 0.2:
        return "weak"
    return ""
