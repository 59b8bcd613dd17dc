"""Ledger rows of chapter 14: openness to neighbours, incidents, survey numbers and counted lists."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, join_lines, judge_claim, judge_number, judge_whole, more_than, nearly, prose,
    scaled, span, sum_interval,
)
from postsoviet.measures.rounding import Interval, interval

TEXT, APPENDIX, OTHER = "Text", "Text (Appendix 1)", "Text, other reading (ours)"
KYRGYZSTAN, TAJIKISTAN = "Kyrgyzstan", "Tajikistan"
KM_PER_MILE = 1.609344
MONTHS_OF_2017 = 9  # the caption of the lost figure ends the count in September


def findings() -> list[Finding]:
    """All rows of the unit, in the order of the text."""
    return [
        *_incidents(), *_course(), _officers(), _miles(), *_counted_lists(), *_openness(), *_balances(),
        *_ranks(), _less_preferred(), _high_preference(), *_ways(), _extortion(),
    ]


def _incidents() -> list[Finding]:
    counts, said = _incident_rows(), prose("14", "incident_years")
    total, first, second = (counts.loc[name] for name in ("all_years", "first_average", "second_average"))
    lines = join_lines(total.line, first.line)
    long, short = (row.end - row.start + 1 for row in (first, second))
    to_september = short - 1 + MONTHS_OF_2017 / 12
    found = [judge_whole(
        "14-incident-years", TEXT, "calendar years of the two averages together (count)", said.value, long + short,
        "From 2012 to 2017 is a difference of five, but the two averages cover six calendar years, the last to "
        "September.",
        join_lines(said.line, first.line),
    )]  # fmt: skip
    for slug, exhibit, years, explanation in (
        ("total", TEXT, short, "Read as yearly averages, the two give almost the printed total."),
        ("total-to-september", OTHER, to_september,
         "With 2017 counted to September only, the averages still fit the printed total; this supports reading them "
         "as yearly."),
    ):  # fmt: skip
        found.append(judge_claim(
            f"14-incidents-{slug}", exhibit, "incidents 2012-2017 from two yearly averages (count)",
            f"{total.qualifier} {total.value:g}", nearly(total.value, 10), first.value * long + second.value * years,
            explanation, lines, decimals=1,
            allowed=sum_interval([
                scaled(interval(first.value, 0), long), scaled(interval(second.value, 0), years),
            ]),
        ))
    return found


def _course() -> list[Finding]:
    counts, claims = _incident_rows(), load("14-incident-claims").set_index("claim")
    first, second = counts.loc["first_average"], counts.loc["second_average"]
    change = second.value - first.value
    allowed = Interval(change - 1, change + 1)
    return [
        judge_claim(
            "14-incidents-rise", OTHER, "second average less first average (incidents)", "on the rise", more_than(0),
            change, "Beside this statement the author's own averages fall. The sentence may speak of 25 years, or of "
            "conflicts and not of registered incidents, and the averages rest on two kinds of sources.",
            join_lines(claims.loc["rise"].line, first.line), decimals=0, allowed=allowed,
        ),
        judge_claim(
            "14-incidents-fall", TEXT, "first average less second average (incidents)", "fell", more_than(0), -change,
            "The averages fall as stated, but the first rests on media reports and the second on official statistics.",
            join_lines(claims.loc["fall"].line, claims.loc["method"].line), decimals=0, allowed=scaled(allowed, -1),
        ),
    ]  # fmt: skip


def _officers() -> Finding:
    officers = load("14-officers-injured").set_index("side")
    sides = officers.drop(index="both")
    return judge_whole(
        "14-officers", TEXT, "officers injured on both sides, January 2014 (count)", officers.loc["both"].officers,
        sides["officers"].sum(), "The numbers of the two sides add up to the total.",
        join_lines(*officers["line"]),
    )


def _miles() -> Finding:
    lengths = load("14-border-lengths")
    gap = (lengths["miles"] - lengths["km"] / KM_PER_MILE).abs().max()
    return judge_claim(
        "14-miles", TEXT, "largest gap between printed and converted miles, three lengths (miles)", "whole miles",
        at_most(0.5), gap, "All three lengths in miles are the kilometres, converted and rounded.",
        join_lines(*lengths["line"]),
    )


def _counted_lists() -> list[Finding]:
    frames = load("14-frames").groupby("list")
    lists = {name: (rows["item"].nunique(), span(rows["line"])) for name, rows in frames}
    waves, ways = load("14-donor-waves"), load("14-ways-of-conflict")
    ways = ways[ways["country"] == KYRGYZSTAN]
    lists |= {
        "waves of donor programmes": (waves["wave"].nunique(), span(waves["line"])),
        "ways of solving conflicts in Kyrgyzstan": (ways["way"].nunique(), span(ways["line"])),
    }
    found = []
    for figure, name in (
        ("roadmap_documents", "documents of the roadmap"),
        ("concept_pillars", "pillars of the Concept"),
        ("donor_waves", "waves of donor programmes"),
        ("markers_kyrgyzstan", "identity markers, southern Kyrgyzstan"),
        ("affiliation_scales", "scales of ethno-affiliation"),
        ("markers_tajikistan", "identity markers, Tajikistan"),
        ("ways_in_kyrgyzstan", "ways of solving conflicts in Kyrgyzstan"),
        ("strands", "strands on youth"),
        ("resolution_ways", "ways of Resolution 2250"),
    ):
        said, (count, lines) = prose("14", figure), lists[name]
        found.append(judge_whole(
            f"14-list-{figure.replace('_', '-')}", TEXT, f"{name} (count)", said.value, count,
            "The list that follows has as many members as announced.", join_lines(said.line, lines),
        ))
    return found


def _openness() -> list[Finding]:
    said = load("14-openness-in-text").set_index("claim")
    found = []
    for claim, decimals in (("dislike_tajik", 0), ("dislike_kyrgyz", 1)):
        row = said.loc[claim]
        answers = _answers(row.survey_country).loc[row.neighbour]
        line = join_lines(row.line, _openness_line(row.survey_country, row.neighbour))
        for slug, exhibit, share, half, explanation in (
            ("bad", APPENDIX, answers["bad"], 0.05,
             "The text repeats the answer bad of the table and leaves very bad out."),
            ("bad-and-very-bad", OTHER, answers["bad"] + answers["very bad"], 0.1,
             "With very bad, which also says that people would not like it, the share is higher than stated."),
        ):  # fmt: skip
            found.append(judge_number(
                f"14-{claim.replace('_', '-')}-{slug}", exhibit,
                f"{row.neighbour} as neighbours, {slug.replace('-', ' ')}, {row.survey_country} (percent)",
                row.value, share, explanation, line, decimals=decimals, shown=1,
                allowed=Interval(share - half, share + half),
            ))
    return found


def _balances() -> list[Finding]:
    """Answers good and very good less bad and very bad, for the two neighbours whom the text discusses."""
    said = load("14-openness-in-text").set_index("claim")
    found = []
    for claim, slug, printed, held, explanation in (
        ("dislike_tajik", "tajik", "animosity", Interval(-100.0, -1e-6),
         "Hardly more young people answer bad or very bad than good or very good, so the answers are split nearly "
         "evenly; what the others answered is not printed."),
        ("dislike_kyrgyz", "kyrgyz", "not a bad idea", more_than(0),
         "Many more young people answer good or very good than bad or very bad; what the others answered is not "
         "printed."),
    ):  # fmt: skip
        row = said.loc[claim]
        answers = _answers(row.survey_country).loc[row.neighbour]
        balance = answers["good"] + answers["very good"] - answers["bad"] - answers["very bad"]
        found.append(judge_claim(
            f"14-balance-{slug}", OTHER,
            f"{row.neighbour} as neighbours, good answers less bad ones, {row.survey_country} (percentage points)",
            printed, held, balance, explanation,
            join_lines(row.line, _openness_line(row.survey_country, row.neighbour)), decimals=1,
            allowed=Interval(balance - 0.2, balance + 0.2),  # four shares rounded to one decimal
        ))
    return found


def _ranks() -> list[Finding]:
    said = load("14-openness-in-text").set_index("claim")
    tajik, kyrgyz = said.loc["rank_tajik"], said.loc["rank_kyrgyz"]
    answers = _answers(KYRGYZSTAN)
    found = []
    for slug, exhibit, scores in (
        ("bad", APPENDIX, answers["bad"]),
        ("bad-and-very-bad", OTHER, answers["bad"] + answers["very bad"]),
    ):
        found.append(judge_whole(
            f"14-rank-tajik-{slug}", exhibit,
            f"rank of {tajik.neighbour} from the worst by {slug.replace('-', ' ')}, {KYRGYZSTAN} (rank)",
            tajik.value, _rank(scores, tajik.neighbour), "The printed shares give this rank.",
            join_lines(tajik.line, _table_lines(KYRGYZSTAN)),
        ))
    bad = _answers(TAJIKISTAN)["bad"]
    found.append(judge_claim(
        "14-rank-kyrgyz-bad", APPENDIX,
        f"rank of {kyrgyz.neighbour} from the worst among the printed groups by bad, {TAJIKISTAN} (rank)",
        f"{kyrgyz.value:g}", at_most(kyrgyz.value), _rank(bad, kyrgyz.neighbour),
        f"The table prints {len(bad)} selected groups, and families of Kyrgyz come last of them; rank "
        f"{kyrgyz.value:g} is possible if a group that is not printed stands before them, and cannot be checked.",
        join_lines(kyrgyz.line, _table_lines(TAJIKISTAN)), decimals=0,
    ))
    return found


def _rank(scores: pd.Series, neighbour: str) -> int:
    """Rank from the highest score; a tie takes the lower place, as shares are rounded sums."""
    return int((scores.round(1) >= round(scores[neighbour], 1)).sum())


def _less_preferred() -> Finding:
    row = load("14-openness-in-text").set_index("claim").loc["rank_kyrgyz"]
    bad = _answers(TAJIKISTAN)["bad"]
    named = ("Homosexual couple", "Family of non-Muslims", "Family of Chinese")
    return judge_claim(
        "14-less-preferred", APPENDIX, "named groups with a higher share of bad than families of Kyrgyz (count)",
        "far less preferred", interval(len(named), 0), sum(bad[group] > bad[row.neighbour] for group in named),
        "All three groups that the text names have a higher share; how much counts as far less is not said, and the "
        "other printed groups are much nearer.",
        join_lines(row.line, _table_lines(TAJIKISTAN)),
        decimals=0,
    )


def _high_preference() -> Finding:
    said, rows = prose("14", "ways_in_kyrgyzstan"), load("14-ways-of-conflict")
    kyrgyz = rows[rows["country"] == KYRGYZSTAN]
    middle = (1 + kyrgyz["scale_points"].iloc[0]) / 2
    return judge_claim(
        "14-high-preference", OTHER, "ways above the middle of a scale that starts at one, Kyrgyzstan (count)",
        f"high preference for {said.value:g}", interval(said.value, 0), (kyrgyz["score"] > middle).sum(),
        f"Only peaceful protest passes {middle:g}. The ends of the scale are not printed, and high may mean higher "
        "than for ways that are not named or than on the other side of the border.",
        join_lines(said.line, *kyrgyz["line"]), decimals=0,
    )


def _ways() -> list[Finding]:
    rows = load("14-ways-of-conflict").set_index(["country", "way"])
    score, line = rows["score"], join_lines(*rows["line"])
    threat, blocking = (score[KYRGYZSTAN, way] for way in ("threat of violence", "blocking roads and access"))
    peaceful = {country: score[country, "peaceful protests and meetings"] for country in (KYRGYZSTAN, TAJIKISTAN)}
    kyrgyz, between = score[KYRGYZSTAN], peaceful[TAJIKISTAN] - peaceful[KYRGYZSTAN]
    violent = score[TAJIKISTAN, "more violent ways together"]
    slack = 0.1  # a difference of two scores rounded to one decimal
    return [
        judge_claim(
            "14-peaceful-highest", TEXT, "lead of peaceful protest over the next way, Kyrgyzstan (points)", "highest",
            more_than(0), peaceful[KYRGYZSTAN] - kyrgyz.drop("peaceful protests and meetings").max(),
            "Peaceful protest has the highest of the three scores.", line, decimals=1,
        ),
        judge_claim(
            "14-equally-important", TEXT, "blocking roads less threat of violence, Kyrgyzstan (points)",
            "equally important", interval(0, 1), blocking - threat,
            "The two scores differ by a tenth of a point, which rounding can explain.", line, decimals=1,
            allowed=Interval(blocking - threat - slack, blocking - threat + slack),
        ),
        judge_claim(
            "14-peaceful-tajik", TEXT, "peaceful protest, Tajikistan less Kyrgyzstan (points)", "scored higher",
            more_than(0), between, "The score is higher on the Tajik side.", line, decimals=1,
        ),
        judge_claim(
            "14-violent-tajik", TEXT, "violent ways, lower Kyrgyz score less Tajik score (points)", "much lower",
            more_than(0), min(threat, blocking) - violent,
            "The Tajik score is lower than both Kyrgyz ones and than the Tajik score for protest; it is one score for "
            "several ways.",
            line, decimals=1,
        ),
    ]


def _extortion() -> Finding:
    numbers = load("14-survey-numbers").set_index("indicator")
    before, boys, girls = (numbers.loc[name] for name in ("racketeering", "extortion_boys", "extortion_girls"))
    low = nearly(before.value, 10).low
    needed = 100 * (low - girls.value) / (boys.value - girls.value)
    return judge_claim(
        "14-extortion", OTHER, "pupils extorted in 2017, with as many girls as boys (percent)",
        f"increased from almost {before.value:g}", more_than(low), (boys.value + girls.value) / 2,
        f"With as many girls as boys the share is lower than in 2014; it would pass {low:g} percent only if more than "
        f"{needed:.0f} percent of pupils were boys. The two questions also differ: spread as seen by youth, and own "
        "experience.",
        join_lines(boys.line, before.line), decimals=1,
    )


def _incident_rows() -> pd.DataFrame:
    return load("14-incidents").set_index("series")


def _answers(country: str) -> pd.DataFrame:
    rows = load("14-openness")
    return rows[rows["survey_country"] == country].pivot(
        index="neighbour", columns="answer", values="share_percent"
    )


def _table_lines(country: str) -> str:
    rows = load("14-openness")
    return span(rows[rows["survey_country"] == country]["line"])


def _openness_line(country: str, neighbour: str) -> str:
    rows = load("14-openness").set_index(["survey_country", "neighbour"]).sort_index()
    return join_lines(*rows.loc[(country, neighbour)]["line"])
