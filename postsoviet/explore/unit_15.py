"""What the explorers of unit 15 show, and the small computations behind its cases, roles and groups.

No function here joins two attributes of an interviewee: the data set is shuffled so that nobody can, and
`joint_limits` works with the sizes of whole groups alone.
"""

from itertools import product
from math import prod

import pandas as pd

from postsoviet.charts import matrix
from postsoviet.datasets import load
from postsoviet.explore.view import Panel, View
from postsoviet.explore.wording import joined

SUCCESS, OWN = "Nansen dialogue", "Armenian-Azerbaijani dialogues of the interviews"
#: Short names of the cases for charts, and what the text says came of them (coded by us).
SHORT = {
    SUCCESS: "Nansen",
    "Israeli-Palestinian dialogues": "Israeli-Palestinian",
    "Tekali process": "Tekali",
    OWN: "Dialogues of the interviews",
}
OUTCOMES = {
    SUCCESS: "called a success",
    "Israeli-Palestinian dialogues": "limited effect",
    "Tekali process": "halted",
    OWN: "friendship and empathy, with limits",
}
MET, NOT_MET, LITTLE, SILENT = "met", "not met", "little evidence", "not stated"
STATUSES = (MET, NOT_MET, LITTLE, SILENT)
KEEPS, OPEN, BREAKS = "keeps the rule", "cannot be told", "breaks the rule"
FORMS = ("Separate columns", "One row a person")
ATTRIBUTES = ("side", "role", "mark")
#: The tables of interviewees that the second explorer judges.
COLUMNS = {
    ("side",): "country", ("role",): "role", ("mark",): "mark", ("side", "role"): "country, role",
    ("side", "mark"): "country, mark", ("role", "mark"): "role, mark", ATTRIBUTES: "all three",
}  # fmt: skip
COMPETITION = "absence of competition"
#: Cases that count as a success: by what remained, or by what happened in the meetings (16321-16324); coded by us.
SUCCESSES = {"lasting": [SUCCESS], "meetings": [SUCCESS, "Tekali process"]}


def conditions(which: str) -> list[str]:
    """Return the four conditions of the ``"first"`` or the ``"second"`` list, in their order."""
    rows = load("15-conditions")
    return list(rows[rows["list"] == f"{which} list"]["condition"])


def status(case: str, condition: str) -> str:
    """Return what the text says about a condition in a case.

    The absence of competition stands in the first list alone. The text speaks of it for the dialogues of
    the interviews (15414-15416; 15935-15937) and for no other case.
    """
    if condition == COMPETITION:
        return NOT_MET if case == OWN else SILENT
    rows = load("15-cases-by-condition").set_index(["case", "condition"])
    return rows.loc[(case, condition), "status"]


def cell_counts() -> dict[str, int]:
    """How many of its four cells speak, by case."""
    rows = load("15-cases-by-condition")
    return {case: int((rows[rows["case"] == case]["status"] != SILENT).sum()) for case in SHORT}


def _read(said: str, silence: str) -> str:
    """Read a silence as the student chooses; leave every other word as it is."""
    return said if said != SILENT or silence == "open" else {"met": MET, "not": NOT_MET}[silence]


def _test(read: dict, four: list[str], successes: list[str]) -> str:
    """Hold the cases that count as a success against the claim that all four conditions are necessary."""
    missed = {case: [one for one in four if read[case, one] == NOT_MET] for case in successes}
    lacking = [
        f"{SHORT[case]} although {joined(ones)} {'is' if len(ones) == 1 else 'are'} not met" for case, ones in missed.items() if ones
    ]
    assumed = any(status(case, one) == SILENT for case, ones in missed.items() for one in ones)
    unclear = [one for one in four for case in successes if read[case, one] == SILENT]
    if lacking:
        begin = "By this reading of silence, there" if assumed else "There"
        return f"{begin} is success in {'; and in '.join(lacking)}: this speaks against the claim that all four are necessary."
    if unclear:
        return f"On {joined(unclear)} the text is silent for {SHORT[SUCCESS]}, so the claim that all four are necessary is not tested."
    return f"{SHORT[SUCCESS]} then has all four, which fits the claim that all four are necessary, but only by this reading of silence."


def conditions_view(which: str, silence: str, outcome: str) -> View:
    """Show the conditions by case, and what follows for the claim that all four are necessary.

    Parameters
    ----------
    which : {"first", "second"}
        List of conditions.
    silence : {"open", "not", "met"}
        How a cell is read on which the text says nothing.
    outcome : {"lasting", "meetings"}
        Whether a success is what remained, or what happened in the meetings.
    """
    four, successes = conditions(which), SUCCESSES[outcome]
    read = {(case, one): _read(status(case, one), silence) for case, one in product(SHORT, four)}
    parting = [
        one for one in four
        if all(read[case, one] == (MET if case in successes else NOT_MET) for case in SHORT)
    ]  # fmt: skip
    silent = sum(status(*cell) == SILENT for cell in read)
    apart = (
        f"{joined(parting).capitalize()} {'divides' if len(parting) == 1 else 'divide'} success from the rest."
        if parting else "No condition divides success from the rest."
    )  # fmt: skip
    cells = {}
    for (case, one), kind in read.items():
        assumed = status(case, one) == SILENT and kind != SILENT
        cells[one, SHORT[case]] = (kind, f"{kind} (assumed)" if assumed else kind)
    listed = "; ".join(f"{SHORT[case]}, {one}: {cells[one, SHORT[case]][1]}" for case, one in read)
    return View(
        f"{silent} of {len(read)} cells are silent. {_test(read, four, successes)} {apart}",
        [Panel(
            "cases", apart,
            f"Matrix with {len(four)} conditions as rows and {len(SHORT)} cases as columns. {listed}.",
            matrix(four, list(SHORT.values()), cells, kinds=list(STATUSES)),
        )],
        pd.DataFrame(
            [("what came of it", *(OUTCOMES[case] for case in SHORT)),
             ("counts as a success here", *("yes" if case in successes else "no" for case in SHORT)),
             *((one, *(cells[one, name][1] for name in SHORT.values())) for one in four)],
            columns=["Condition", *SHORT.values()],
        ),
    )  # fmt: skip


def group_sizes(attribute: str) -> dict[str, int]:
    """Return how many entries of the list of interviewees have each value of one attribute, the largest first."""
    rows = load("15-interviewees").query("attribute == @attribute")
    return {str(value): int(size) for value, size in rows["value"].value_counts(sort=True).sort_index().items()}


def respondents() -> int:
    """Number of people interviewed, as the text prints it."""
    return int(load("15-sample").set_index("item").loc["respondents", "value"])


def joint_limits(*sizes: int, total: int) -> tuple[int, int]:
    """Return the fewest and the most people who can belong to all of several groups.

    Parameters
    ----------
    sizes : int
        How many people each group has.
    total : int
        How many people there are.

    Examples
    --------
    >>> joint_limits(12, 14, total=22)
    (4, 12)
    """
    return max(0, sum(sizes) - (len(sizes) - 1) * total), min(sizes)


def published_groups(attribute: str, merge: bool) -> dict[str, int]:
    """Return the groups of one attribute as they would be published; merged, both roles count as organisers."""
    sizes = group_sizes(attribute)
    if merge and attribute == "role":
        return {"organiser in some form": sizes["organiser"] + sizes["both"], "participant": sizes["participant"]}
    return sizes


def release(attributes: tuple[str, ...], rule: int, merge: bool) -> dict[str, tuple[str, str]]:
    """Judge a table of some attributes against a rule for its smallest group, in both forms.

    Returns
    -------
    dict of str to (verdict, words)
        For separate columns, and for one row a person.
    """
    groups = [published_groups(name, merge) for name in attributes]
    smallest = min(size for sizes in groups for size in sizes.values())
    separate = KEEPS if smallest >= rule else BREAKS
    if len(attributes) == 1:
        return dict.fromkeys(FORMS, (separate, f"smallest {smallest}"))
    joined = OPEN if smallest >= rule else BREAKS
    count = prod(len(sizes) for sizes in groups)
    return {
        FORMS[0]: (separate, f"smallest {smallest}"),
        FORMS[1]: (joined, f"{count} groups, smallest at most {smallest}"),
    }


def release_view(rule: int, merge: bool) -> View:
    """Show which tables of interviewees keep a rule for the smallest group.

    Parameters
    ----------
    rule : int
        Fewest people that a group may have.
    merge : bool
        Whether people with both roles are counted with the organisers.
    """
    judged = {label: release(attributes, rule, merge) for attributes, label in COLUMNS.items()}
    cells = {(label, form): cell for label, forms in judged.items() for form, cell in forms.items()}
    count = {kind: sum(forms[FORMS[1]][0] == kind for forms in judged.values()) for kind in (KEEPS, OPEN, BREAKS)}
    apart = sum(forms[FORMS[0]][0] == KEEPS for forms in judged.values())
    everything = " + ".join(str(len(published_groups(name, merge))) for name in ATTRIBUTES)
    cells_of_all = prod(len(published_groups(name, merge)) for name in ATTRIBUTES)
    title = f"Separate columns keep a rule of {rule} in {apart} of {len(COLUMNS)} tables; one row a person keeps it for sure in {count[KEEPS]}, with one column each."
    listed = "; ".join(f"{label}, {form}: {kind}, {words}" for (label, form), (kind, words) in cells.items())
    return View(
        f"{title} As one row a person, {count[BREAKS]} break it for sure, and {count[OPEN]} cannot be told. "
        f"All three attributes have {everything} groups apart, and {cells_of_all} joined: "
        f"{respondents() / cells_of_all:.1f} people in each on average.",
        [Panel(
            "tables", title, f"Matrix with {len(COLUMNS)} tables as rows and two forms as columns. {listed}.",
            matrix(list(COLUMNS.values()), list(FORMS), cells, kinds=[KEEPS, OPEN, BREAKS]),
        )],
        pd.DataFrame([(label, form, words, kind) for (label, form), (kind, words) in cells.items()],
                     columns=["Columns", "Form", "People in the smallest group", "The rule"]),
    )  # fmt: skip


def share_of_criticism(speaker: str, base: str = "all", themes: set[str] | None = None) -> float:
    """Percent of criticism among the statements of one kind of speaker.

    Parameters
    ----------
    speaker : str
        As in `15-statements`.
    base : {"all", "no suggestions", "criticism and praise"}
        Which statements make the whole.
    themes : set of str, optional
        Themes that count; all without it.
    """
    rows = load("15-statements").query("speaker == @speaker")
    if themes is not None:
        rows = rows[rows["theme"].isin(themes)]
    left_out = {"all": [], "no suggestions": ["suggestion"], "criticism and praise": ["suggestion", "observation"]}[base]
    kinds = rows["kind"][~rows["kind"].isin(left_out)]
    return 100 * float((kinds == "criticism").mean())


def themes_of_both() -> set[str]:
    """Themes on which at least one participant and one organiser are reported."""
    rows = load("15-statements")
    return {*rows.query("speaker == 'participant'")["theme"]} & {*rows.query("speaker == 'organiser'")["theme"]}


def dollars_by_year() -> pd.Series:
    """Dollars for each calendar year of the period, first and last year counted, by organisation."""
    money = load("15-funding").query("currency == 'USD'").set_index("organisation")
    return money["value"] / (money["end"] - money["start"] + 1)
