"""What the explorers of unit 19 show: whose voice is counted, and what an evaluation leaves open.

The ties are those that the article itself names. The plan of an evaluation and the other explanations are the
course's: the article reports no evaluation.
"""

import pandas as pd

from postsoviet.charts import matrix, unit_chart
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View

IS_STATE, POST, MONEY, NO_TIE = "is the state", "state post", "state money", "no tie named"
#: From the closest tie to none.
TIES = [IS_STATE, POST, MONEY, NO_TIE]
#: Which ties make a voice of the state, by the rule that the student chooses.
RULES = {"narrow": TIES[:1], "posts": TIES[:2], "money": TIES[:3]}
BODY = "Committee for Religious Affairs"

#: Statements of the article in four groups of topics.
TOPIC_GROUPS = {
    "self-description": "Own work", "programme": "Own work", "threat": "The threat", "support": "Support, resources",
    "resource": "Support, resources", "agreement": "Policy", "policy": "Policy",
}  # fmt: skip

#: Arrows that sentences of the article state: from, to, kind of tie, lines.
LINKS = [
    ("East Kazakhstan government", "Phoenix Centre", "pays", "20"),
    ("North Kazakhstan department", "Speakers p02, p03", "employs", "38;40"),
    ("Speakers p02, p03", "KazakhStan for Peace", "speaks for, about", "38;40"),
    ("Association of Religious Research Centres", "KazakhStan for Peace", "parent, partner", "32;42"),
    ("KazakhStan for Peace", "Heydar", "parent, partner", "34"),
    ("Youth Centre employee, p04", "KazakhStan for Peace", "speaks for, about", "44;46"),
]

#: What four texts tell, coded by the course: (subject, text) to (told, not told or word not used, words, lines).
TEXTS = ["This article", "Unit 4", "Unit 16", "Unit 17, D"]
TOLD, NOT_TOLD, WORD = "told", "not told", "word not used"
COMPARISON = {
    "What extremism is": [
        (NOT_TOLD, "not said", "8-60"), (TOLD, "the law's three types, called vague", "2305-2348"),
        (NOT_TOLD, "not said", "82-88;235"), (WORD, "word not used", "179-211")],
    "The label on people without violence": [
        (NOT_TOLD, "not said", "8-60"), (TOLD, "calls, opinions voiced", "2313-2316;2874-2879"),
        (TOLD, "critics, peaceful movements", "88;235"), (NOT_TOLD, "not said", "179-211")],
    "A task for NGOs": [
        (TOLD, "hoped for", "8-12;60"), (TOLD, "proposed, in doubt of the state", "2958-2986;3350-3353"),
        (TOLD, "consulted", "62;108"), (TOLD, "welcomed", "187-199")],
    "State money for NGOs": [
        (TOLD, "one project; more is hoped for", "20;50"), (NOT_TOLD, "not said", "2974-2986;3328-3353"),
        (TOLD, "more of it for services", "126"), (TOLD, "grants", "191")],
    "Pressure on NGOs or activists": [
        (NOT_TOLD, "not said", "8-60"), (TOLD, "activists prosecuted", "2425-2430"),
        (TOLD, "tax cases, reporting duties", "106-108"), (TOLD, "suspended, then restored", "207-209")],
    "A measured effect of NGO work": [
        (NOT_TOLD, "none", "8-60"), (NOT_TOLD, "none", "2974-2986;3328-3353"),
        (NOT_TOLD, "none", "102-128"), (NOT_TOLD, "none", "187-211")],
}  # fmt: skip

#: Other explanations of a good answer after a meeting, and what it takes to answer each; both are the course's.
RIVALS = {
    "They thought so before": "a question before, or a lot",
    "Everybody changed, for example after the attacks": "people who did not come, asked too",
    "Those who came were readier to change": "a lot decides who comes",
    "They told the organisers what these like to hear": "someone independent asks",
    "It was gone after some weeks": "a question later",
}
ANSWERED, OPEN = "answered", "open"


def speakers() -> pd.DataFrame:
    """Return the speakers of the article with the closest tie to the state that it names, in the column ``tie``."""
    rows = load("19-speakers").copy()
    rows["tie"] = [
        IS_STATE if row.side == "state" else POST if row.state_post == "yes"
        else MONEY if "money" in row.tie_to_state else NO_TIE for row in rows.itertuples()
    ]  # fmt: skip
    return rows


def counted(count: str) -> pd.Series:
    """Return the tie of each thing that is counted.

    Parameters
    ----------
    count : {"speakers", "persons", "statements", "quoted"}
        All speakers, persons alone, all statements, or only those with quoted words.
    """
    rows = speakers()
    if count in ("speakers", "persons"):
        return rows["tie"] if count == "speakers" else rows[rows["speaker"] != BODY]["tie"]
    statements = load("19-statements")
    if count == "quoted":
        statements = statements[statements["form"] == "quoted"]
    return statements["speaker"].map(rows.set_index("speaker")["tie"])


_NOUNS = {"speakers": "speakers", "persons": "persons", "statements": "statements", "quoted": "statements with quoted words"}


def voices(count: str, rule: str) -> View:
    """Show how many of the things counted are the voice of the state.

    Parameters
    ----------
    count : {"speakers", "persons", "statements", "quoted"}
        As for `counted`.
    rule : {"narrow", "posts", "money"}
        State bodies alone; with people who hold a state post; with those whose project the state pays.
    """
    ties, noun = counted(count), _NOUNS[count]
    inside = ties.isin(RULES[rule])
    state, whole, free = int(inside.sum()), len(ties), int((ties == NO_TIE).sum())
    most = "more" if 2 * state > whole else "fewer"
    read = (
        "So counted, the state and people with a tie to it speak most." if rule != "narrow" and most == "more"
        else "So counted, NGOs speak most, though some of these speakers have a tie to the state."
    )  # fmt: skip
    groups = {
        "Counted as a voice of the state": {tie: int((ties[inside] == tie).sum()) for tie in RULES[rule]},
        "Not counted as one": {tie: int((ties[~inside] == tie).sum()) for tie in TIES if tie not in RULES[rule]},
    }
    listed = ". ".join(f"{name}: {', '.join(f'{tie} {number}' for tie, number in kinds.items())}" for name, kinds in groups.items())
    return View(
        f"{state} of {whole} {noun} {'counts' if state == 1 else 'count'} as a voice of the state, {most} than half. {read} In every way of counting one "
        f"speaker has no named tie ({free} of {whole} {noun}), and nobody from outside the state and the NGOs is heard.",
        [Panel(
            "squares", f"By this rule {state} of {whole} {noun} {'is' if state == 1 else 'are'} a voice of the state.",
            f"Unit chart in two blocks of squares, one square for each of {whole} {noun}. {listed}.",
            unit_chart(groups, per_row=8, unit=f"one square is one of the {noun}"),
        )],
        pd.DataFrame(
            [(tie, int((ties == tie).sum()), "yes" if tie in RULES[rule] else "no") for tie in TIES],
            columns=["Tie that the article names", noun.capitalize(), "Voice of the state by this rule"],
        ),
    )  # fmt: skip


def answered(asked: str, group: str, asker: str, later: str) -> dict[str, bool]:
    """Say which other explanations a plan answers.

    Parameters
    ----------
    asked : {"nobody", "after", "both"}
        When those who came are asked: never, after the meeting, before and after it.
    group : {"none", "choice", "lot"}
        Whether people who did not come are asked too, and whether their own choice or the lot kept them away.
    asker : {"organiser", "independent"}
        Who asks.
    later : {"day", "months"}
        Whether the last question is put on the day or some months later.
    """
    some, lot = asked != "nobody", group == "lot"
    ways = [
        some and (asked == "both" or lot), some and group != "none", some and lot,
        some and asker == "independent", some and later == "months",
    ]  # fmt: skip
    return dict(zip(RIVALS, ways, strict=True))


def _may_say(asked: str, group: str) -> str:
    if asked == "nobody":
        return (
            "You may report meetings and people reached. You may not say that anything changed. This is where the article "
            "stands, and without a question no other choice helps."
        )
    if group == "lot":
        return "You may say what the meetings changed in the answers."
    return {
        ("after", "none"): "You may say what those who came answer. You may not say that they changed.",
        ("after", "choice"): "You may say whether those who came answer in another way than those who stayed away. You may not say why.",
        ("both", "none"): "You may say how the answers of those who came changed. You may not say that the meetings did it.",
        ("both", "choice"): "You may say whether those who came changed more than the others. The meetings are one possible reason.",
    }[asked, group]


def plan(asked: str, group: str, asker: str, later: str) -> View:
    """Show what may be said with a plan of evaluation, and which other explanations stay open; parameters as for `answered`."""
    found = answered(asked, group, asker, later)
    left = [rival for rival, yes in found.items() if not yes]
    sentence = _may_say(asked, group)
    if asked != "nobody":
        sentence += " The answers were given on the day." if later == "day" else " The answers were given some months later."
        sentence += " Who asks is the organiser." if asker == "organiser" else " Who asks is independent."
        sentence += " An answer is not yet a deed."
    cells = {}
    for rival, needs in RIVALS.items():
        kind = ANSWERED if found[rival] else OPEN
        cells[rival, "Status"] = (kind, kind)
        cells[rival, "What answers it"] = (kind, needs)
    return View(
        f"{sentence} {len(left)} of {len(RIVALS)} other explanations {'stays' if len(left) == 1 else 'stay'} open.",
        [Panel(
            "rivals", f"With this plan {len(left)} of {len(RIVALS)} other explanations {'stays' if len(left) == 1 else 'stay'} open.",
            f"Matrix with {len(RIVALS)} other explanations. Open: {'; '.join(left) or 'none'}. "
            f"Answered: {'; '.join(rival for rival in RIVALS if found[rival]) or 'none'}. A second column says what answers each.",
            matrix(list(RIVALS), ["Status", "What answers it"], cells, kinds=[ANSWERED, OPEN]),
        )],
        pd.DataFrame(
            [(rival, ANSWERED if found[rival] else OPEN, needs) for rival, needs in RIVALS.items()],
            columns=["Other explanation", "With this plan", "What answers it"],
        ),
    )  # fmt: skip
