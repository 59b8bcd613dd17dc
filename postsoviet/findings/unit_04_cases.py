"""Ledger rows of chapter 4 on its court cases: what the text says of them beside the cases themselves."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, claim_of, join_lines, judge_claim, judge_number, judge_whole, more_than, prose, span,
)

APPENDIX, TEXT = "Appendix", "Text"
SEPARATISM, FAITH = "separatism", "religious hatred or terrorism"
ISLAMIST = "Islamist material under a charge of national hatred"
SMALL = "With so few cases, chosen from the press, no difference of means is evidence of a rule."


def findings() -> list[Finding]:
    """All rows of this module; survey, counts and lists are in `unit_04`."""
    return [*_told_twice(), *_limits(), *_sentences(), *_who(), *_where()]


def cases() -> pd.DataFrame:
    """All fifteen cases with their terms in months; the library's own arithmetic.

    Returns
    -------
    pandas.DataFrame
        case, place, part_of_country, theme, penalty, table (Appendix or Text), months, line.
    """
    tables = []
    for name, table in (("04-court-cases", APPENDIX), ("04-other-cases", TEXT)):
        rows = load(name)
        rows["term"] = 12 * rows["years"] + rows["months"].fillna(0)
        tables.append(rows.assign(table=table)[
            ["case", "year", "place", "part_of_country", "theme", "penalty", "table", "term", "line"]
        ])
    return pd.concat(tables, ignore_index=True)


def _told_twice() -> list[Finding]:
    appendix, told = load("04-court-cases").set_index("case"), load("04-cases-told-twice").set_index("case")
    return [
        judge_number(
            f"04-told-twice-{case}", TEXT, f"prison term of case {case} in the Appendix (years)",
            row.years, appendix.loc[case].years, "Body text and Appendix print the same term.",
            join_lines(row.line, appendix.loc[case].line), decimals=1, shown=1,
        )
        for case, row in told.dropna(subset="years").iterrows()
    ]


def _limits() -> list[Finding]:
    """Terms of the cases beside the limits that the law and the text name."""
    rules = load("04-sanctions").set_index("sanction").loc["kazakhstan_article_174"]
    appendix = load("04-court-cases")
    prison = cases().query("penalty == 'prison' and table == @APPENDIX")
    other = appendix.query("penalty != 'prison'")
    claim = claim_of("04", "prison_sentences")
    found = []
    ends = {"shortest": prison["term"].idxmin(), "longest": prison["term"].idxmax()}
    for slug, row in ((slug, prison.loc[position]) for slug, position in ends.items()):
        found.append(judge_claim(
            f"04-appendix-{slug}", APPENDIX, f"{slug} prison term of the Appendix (months)",
            f"{rules.value:g} to {rules.value_high:g} years", (12 * rules.value, 12 * rules.value_high), row.term,
            f"Case {row.case} lies inside the limits of Article 174.", join_lines(rules.line, row.line), decimals=0,
        ))
    found.append(judge_claim(
        "04-appendix-not-prison", APPENDIX, "cases since 2014 that did not end in prison (count)",
        "receiving prison sentences", at_most(0), len(other),
        f"Case {other.iloc[0].case} ended in a restriction of freedom, which Article 174 also allows; read strictly, "
        "the sentence on all accused speaks of prison alone.",
        join_lines(claim.line, *other["line"]), decimals=0,
    ))
    return found


def _sentences() -> list[Finding]:
    """The claim that separatism brings longer terms, by the cases that one counts."""
    rows = cases().query("penalty == 'prison'")
    appendix, text = rows.query("table == @APPENDIX"), rows.query("table == @TEXT")
    faith, wider = [FAITH], [FAITH, ISLAMIST]
    terrorism = load("04-court-cases").query("further_charge == 'terrorism propaganda'")["case"]
    counts = [
        _longer(
            "text", "the text's own comparison", text, faith,
            "The author's own set of cases bears the claim out; case c13, which can be read in two ways, is left out.",
        ),
        _longer("appendix", "the Appendix", appendix, faith, "The Appendix bears the claim out, by little."),
        _longer(
            "appendix-islamist", "the Appendix, with Islamist material under a charge of national hatred", appendix,
            wider, "If the case that rests on Islamist material is counted with them, the difference turns round.",
        ),
        _longer(
            "appendix-terrorism", "the Appendix, only the case with a charge of terrorism", appendix.query(
                "theme == @SEPARATISM or case in @terrorism"
            ), faith, "The one case with a charge of terrorism has the longest term of all.",
        ),
        _longer(
            "all", "Appendix and text", rows, faith,
            "All prison terms of the chapter bear the claim out; case c13, which can be read in two ways, is left out "
            "and would widen the difference.",
        ),
        _longer(
            "all-islamist", "Appendix and text, with Islamist material under a charge of national hatred", rows, wider,
            "Also with the case on Islamist material the mean for separatism is higher, thanks to the "
            "two short terms in the text.",
        ),
        _longer(
            "appendix-others", "the Appendix, every other prison term", appendix,
            [theme for theme in appendix["theme"].unique() if theme != SEPARATISM],
            "Beside all other terms the one case of separatism is above the mean.",
        ),
    ]
    return [*counts, _pairs(rows)]


def _longer(slug: str, base: str, rows: pd.DataFrame, themes: list[str], outcome: str) -> Finding:
    """Mean term of the separatist cases less that of the others."""
    separatism, others = rows.query("theme == @SEPARATISM"), rows.query("theme in @themes")
    difference = separatism["term"].mean() - others["term"].mean()
    return judge_claim(
        f"04-separatism-{slug}", f"{TEXT}; base: {base}",
        "mean prison term for separatism less that of the cases compared (months)", "longer", more_than(0), difference,
        f"{outcome} Separatism {separatism['term'].mean():.1f} months ({_cases(separatism)}), the others "
        f"{others['term'].mean():.1f} ({_cases(others)}). {SMALL}",
        join_lines(claim_of("04", "separatism_longer").line, *separatism["line"], *others["line"]), decimals=1,
    )


def _pairs(rows: pd.DataFrame) -> Finding:
    """How often a separatist term is the longer one, over all pairs; equal terms count for neither."""
    separatism, others = rows.query("theme == @SEPARATISM"), rows.query("theme == @FAITH or theme == @ISLAMIST")
    longest = rows.nlargest(2, "term")
    pairs = [one > other for one in separatism["term"] for other in others["term"]]
    return judge_claim(
        "04-separatism-pairs", f"{TEXT}; base: Appendix and text, with Islamist material",
        "pairs in which the term for separatism is the longer (percent)", "usually", more_than(50),
        100 * sum(pairs) / len(pairs),
        f"In {sum(pairs)} of {len(pairs)} pairs of a separatist and another case the first has the longer term; the "
        f"two longest terms of all, {_cases(longest)}, are not for separatism. {SMALL}",
        join_lines(claim_of("04", "separatism_longer").line, *separatism["line"], *others["line"]), decimals=1,
    )


def _who() -> list[Finding]:
    """What the text says of the people of the Appendix."""
    rows = load("04-court-cases")
    active = rows.query("role_stated in ('activist', 'founder of an association')")
    own, others = rows.query("content == 'own words'"), rows.query("content == 'material of others'")
    return [
        judge_claim(
            "04-appendix-activists", APPENDIX, "accused whom the Appendix calls activist (count)",
            "not known activists", at_most(0), (active["role_stated"] == "activist").sum(),
            f"The row of case {active.iloc[0].case} begins with the word activist, and case {active.iloc[1].case} has "
            "the founder of an association. The text says known activists, so it may mean that they were not widely "
            "known; elsewhere it speaks of charges after open opposition by activists.",
            join_lines(
                claim_of("04", "not_activists").line, *active["line"],
                claim_of("04", "activists_in_some_cases").line,
            ),
            decimals=0,
        ),
        judge_claim(
            "04-appendix-reposters", APPENDIX, "smaller of two groups: own words, and material of others (cases)",
            "both authors and those who repost", more_than(0), min(len(own), len(others)),
            f"By our coding {len(own)} cases are about own words alone and {len(others)} about material of others "
            "alone; the Appendix itself never speaks of reposts.",
            join_lines(claim_of("04", "authors_and_reposters").line, span([*own["line"], *others["line"]])), decimals=0,
        ),
    ]


def _where() -> list[Finding]:
    rows, everyone = load("04-court-cases"), cases()
    said = prose("04", "cases_centre_and_south")
    national = rows.query("incitement_of == 'national'")
    north = national.query("part_of_country == 'north'")
    elsewhere = everyone.query("part_of_country in ('centre', 'south')")
    where = ", ".join(f"{place} has {number}" for place, number in elsewhere["place"].value_counts(sort=False).items())
    return [
        judge_claim(
            "04-north-national", APPENDIX, "northern cases among those of national hatred (percent)",
            "more than other parts", more_than(50), 100 * len(north) / len(national),
            f"Of {len(national)} cases of national hatred {len(north)} are in the North, more than in all other parts "
            "together; the table is a choice of publicised cases, and the numbers of inhabitants are not given.",
            join_lines(claim_of("04", "north_most_often").line, *national["line"]), decimals=1,
        ),
        judge_whole(
            "04-centre-and-south", TEXT, "cases told of the centre and the South, by our division (count)",
            said.value, len(elsewhere),
            f"By our division {where}; Shymkent, which the text names and does not describe, would be one more. The "
            "text does not say where it draws the line; the case in Temirtau is on terrorist propaganda, and "
            "Kyzyl-Orda with Shymkent alone makes the printed number.",
            join_lines(said.line, *elsewhere["line"]),
        ),
    ]


def _cases(rows: pd.DataFrame) -> str:
    return ", ".join(rows["case"])
