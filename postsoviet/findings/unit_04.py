"""Ledger rows of chapter 4: survey, counts and lists of the text beside the data that it prints."""

from __future__ import annotations

import pandas as pd

from postsoviet.datasets import load
from postsoviet.findings.finding import (
    Finding, at_most, claim_of, join_lines, judge_claim, judge_whole, less_than, more_than, prose, sum_interval,
)
from postsoviet.measures.rounding import interval

TEXT = "Text"
FIGURE = "Figure 1"
SINGLE = ("Undermining national security and defense capabilities", "Incitement of racial, ethnic and tribal hatred")


def findings() -> list[Finding]:
    """All rows of this module, in the order of the text; those on the court cases are in `unit_04_cases`."""
    return [
        *_survey(), _political(), _few_know(), _one_choice(), *_counts(), _in_january(), _activists(),
        _older_than_code(), *_lists(), _aims(), *_law_and_practice(),
    ]


def _survey() -> list[Finding]:
    """The prose on Figure 1 beside the figure; both are in whole percent."""
    bars, said = _bars(), _answers()
    respondents = prose("04", "survey_respondents")
    pair = said.loc["security_or_ethnic_hatred"]
    both = bars.loc[list(SINGLE)]
    together = both["percent"].sum()
    found = [
        judge_whole(
            "04-figure1-sum", FIGURE, "sum of the six options (percent); a whole is 100", 100, bars["percent"].sum(),
            "The six shares make up the whole, so every respondent has one answer; six shares joined to six labels "
            "by their order add up whatever the order.",
            join_lines(*bars["line"], respondents.line),
        ),
    ]
    for slug, option, name in (
        ("all", "All of above", "all_of_the_above"),
        ("religious", "Incitement of religious hatred", "religious_hatred"),
    ):
        row = bars.loc[option]
        found.append(judge_whole(
            f"04-figure1-{slug}", TEXT, f"option '{option}' in Figure 1 (percent)",
            said.loc[name].percent, row.percent, "Text and figure print the same share.",
            join_lines(said.loc[name].line, row.line),
        ))
    for option, slug in zip(SINGLE, ("security", "ethnic"), strict=True):
        row = bars.loc[option]
        found.append(judge_whole(
            f"04-figure1-{slug}", TEXT, f"option '{option}' in Figure 1 (percent)", pair.percent, row.percent,
            "Read of this option alone, the sentence agrees with the figure.",
            join_lines(pair.line, row.line),
        ))
    religious = bars.loc["Incitement of religious hatred"]
    found.append(judge_whole(
        "04-figure1-either", FIGURE, "the two options of the sentence together (percent)", pair.percent, together,
        f"Read as one group, which the words either and or allow, the two options have {together} percent, as much as "
        f"religious hatred with {religious.percent}; the sentence holds only for each option alone.",
        join_lines(pair.line, *both["line"], religious.line),
    ))
    return found


def _political() -> Finding:
    """The options that belong to political extremism in Table 1, beside the one that the sentence names."""
    bars, said = _bars(), _answers()
    political, religious = bars.query("type_in_law == 'political'"), bars.loc["Incitement of religious hatred"]
    single, beside = said.loc["security_or_ethnic_hatred"], said.loc["religious_hatred"]
    total = political["percent"].sum()
    return judge_claim(
        "04-figure1-political", FIGURE, "options of political extremism together, by Table 1 (percent)",
        f"only {single.percent}, beside {beside.percent} for religious hatred", less_than(religious.percent), total,
        "In Table 1 the constitutional order and social or class hatred are political extremism too. The three "
        f"options together have {total} percent, more than religious hatred with {religious.percent}; the sentence "
        "is right for the one political option that it names.",
        join_lines(single.line, beside.line, *political["line"], religious.line, _types("Political")), decimals=0,
    )


def _few_know() -> Finding:
    """Whether few respondents chose something other than religious hatred alone."""
    bars, claim = _bars(), claim_of("04", "few_know_non_religious")
    others = bars.query("type_in_law != 'religious'")
    every = bars.query("type_in_law == 'all'")["percent"].sum()
    total, religious = others["percent"].sum(), bars.loc["Incitement of religious hatred"].percent
    return judge_claim(
        "04-few-know", FIGURE, "respondents who did not choose religious hatred alone (percent)",
        "few", less_than(50), total,
        f"We read few as less than half. {every} of the {total} percent chose all, which the author takes as a "
        f"possible guess; without them {total - every} percent remain, still more than the {religious} for religious "
        "hatred alone. The claim may rest on Figure 2 too, which is lost.",
        join_lines(claim.line, *bars["line"]), decimals=0,
    )


def _one_choice() -> Finding:
    """The shares that survive of the question with one choice cannot pass the whole."""
    rows = _answers().query("answer_format == 'one choice'")
    total = rows["percent"].sum()
    rest = 100 - total
    return judge_claim(
        "04-figure2-printed-shares", TEXT, "printed shares of the question with one choice, together (percent)",
        "at most 100", (0.0, 100.0), total,
        f"About {rest} percent belong to options that are lost, among them religious extremism, the largest; one of "
        "the three shares is matched to the figure by us.",
        join_lines(*rows["line"]), decimals=0, allowed=sum_interval(interval(share, 0) for share in rows["percent"]),
    )


def _counts() -> list[Finding]:
    count, claim = load("04-case-counts").set_index("count"), claim_of("04", "growing_numbers")
    early, later, last = (count.loc[name] for name in ("opened_2008_2012", "registered_2016", "opened_2017"))
    years = int(early.end) - int(early.start) + 1
    january, september = count.loc["registered_january_2017"], count.loc["criminal_cases_september_2017"]
    return [
        judge_claim(
            "04-growth-to-2016", TEXT, f"cases of 2016 over the yearly mean of {early.start}-{early.end} (times)",
            "significant growth", more_than(1), later.value / (early.value / years),
            "The direction is clear, but cases registered and cases opened come from two sources; for the "
            "first of the four years that the sentence speaks of no count of cases is printed.",
            join_lines(claim.line, later.line, early.line),
        ),
        judge_claim(
            "04-growth-to-2017", TEXT, f"cases of 2017 over the yearly mean of {early.start}-{early.end} (times)",
            "significant growth", more_than(1), last.value / (early.value / years),
            f"One unfinished year beside a mean of {years} years: over the five years together the multiple is "
            f"{last.value / early.value:.1f}; the text prints both counts and no multiple.",
            join_lines(claim.line, last.line, early.line), decimals=1,
        ),
        judge_claim(
            "04-growth-within-2017", TEXT, "number for September over number for January 2017 (times)",
            "increased", more_than(1), september.value / january.value,
            "The number for September is higher. If it adds up the year until then, the eight months after January "
            f"have {(september.value - january.value) / 8:.1f} each on the mean and show a fall; the text does not say "
            "which it is.",
            join_lines(january.line, september.line),
        ),
    ]


def _in_january() -> Finding:
    """One month beside the mean month of the year before."""
    count = load("04-case-counts").set_index("count")
    month, year = count.loc["registered_january_2017"], count.loc["registered_2016"]
    return judge_claim(
        "04-growth-in-january", TEXT, "number for January 2017 over the monthly mean of 2016 (times)", "increased",
        more_than(1), month.value / (year.value / 12),
        f"One month would have {100 * month.value / year.value:.0f} percent of the whole year before. So large a jump "
        "may mean that the courts count something else, or that the number is of more than a month; its source is an "
        "article of May.",
        join_lines(month.line, year.line), decimals=1,
    )


def _activists() -> Finding:
    count, claim = load("04-case-counts").set_index("count"), claim_of("04", "growing_numbers")
    first, second = count.loc["activists_2014"], count.loc["activists_2015"]
    return judge_claim(
        "04-growth-activists", TEXT, "activists prosecuted in 2015 over those of 2014 (times)", "significant growth",
        more_than(1), second.value / first.value,
        f"{second.value - first.value} more persons. The sentence puts the later year first, so the numbers look like "
        "a fall until one reads which year is which.",
        join_lines(claim.line, first.line, second.line),
    )


def _older_than_code() -> Finding:
    """The earlier count of Article 174 ends before the code to which the article belongs."""
    count = load("04-case-counts").set_index("count").loc["opened_2008_2012"]
    laws = load("04-events").query("kind == 'law'")
    code = laws[laws["event"].str.contains("Penal Code")].iloc[0]
    return judge_claim(
        "04-count-before-code", TEXT, "end of the earlier count before the Penal Code that the text cites (years)",
        f"Article 174 cases of {count.start}-{count.end}", at_most(0), int(code.date[:4]) - int(count.end),
        f"The text takes Article 174 from the Penal Code of {code.date[:4]}. A count that ends in {count.end} must "
        "rest on an older provision, which the text does not name, so the two counts may not be of one offence.",
        join_lines(count.line, code.line), decimals=0,
    )


def _lists() -> list[Finding]:
    """Numbers in words beside the lists that follow them."""
    types, approaches = load("04-types-of-extremism"), load("04-approaches")
    found = []
    for figure, slug, names, lines in (
        ("types_of_extremism", "types", types["type"], types["line"]),
        ("approaches", "approaches", approaches["approach"], approaches["line"]),
    ):
        said = prose("04", figure)
        found.append(judge_whole(
            f"04-list-{slug}", TEXT, f"{slug} listed (count)", said.value, names.nunique(),
            f"The source lists {', '.join(names.unique())}.", join_lines(said.line, *lines),
        ))
    return found


def _aims() -> Finding:
    """Whether the comprehensive approach aims at companies, as its definition says."""
    rows = load("04-approaches").query("approach == 'comprehensive'")
    companies = rows[rows["target"].str.contains("platforms")]
    return judge_whole(
        "04-comprehensive-aims", TEXT, "examples of the comprehensive approach told as aiming at companies (count)",
        len(rows), len(companies),
        "The approach is defined as aiming at companies and not at individuals. Of its examples only "
        f"{' and '.join(companies['actor'])} is told so; the Dutch law quoted punishes persons, and so does the German "
        "one. Companies may be addressed elsewhere too without a word here.",
        join_lines(claim_of("04", "comprehensive_aims").line, *rows["line"]),
    )


def _law_and_practice() -> list[Finding]:
    """The limits of the law beside the sentences said to have been given."""
    rows = load("04-sanctions").set_index("sanction")
    law, practice = rows.loc["kazakhstan_article_174"], rows.loc["kazakhstan_since_2014"]
    return [
        judge_whole(
            f"04-sentences-{slug}", TEXT, f"{slug} term of Article 174 beside that given since 2014 (years)",
            practice[column], law[column],
            "The terms said to have been given are exactly those of the law; the sentence may repeat the law.",
            join_lines(practice.line, law.line),
        )
        for slug, column in (("shortest", "value"), ("longest", "value_high"))
    ]


def _bars() -> pd.DataFrame:
    return load("04-figure1-meaning-of-extremism").set_index("option")


def _answers() -> pd.DataFrame:
    return load("04-survey-answers").set_index("answer")


def _types(name: str) -> str:
    """Lines of a type of extremism in Table 1."""
    return join_lines(*load("04-types-of-extremism").query("type == @name")["line"].tail(1))
