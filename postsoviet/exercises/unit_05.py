"""Exercises of unit 05, Salafi media online in Azerbaijan. Every answer is computed from the data sets."""

from postsoviet.datasets import load
from postsoviet.exercises.exercise import Exercise, Mistake

_YEARS = ("2014", "2015", "2016", "2017")
_VOICES = {"oral": "spoken", "written": "written", "oral and written": "both", "not stated": "not stated"}
_SPEAKERS = ("the author", "the leader", "Salaf News", "Bedford", "an anonymous analyst", "general agreement")


def voices() -> dict[str, str]:
    """Voice of each section of the mosque's site."""
    rows = load("05-portal-sections")
    return dict(zip(rows["section"], rows["medium"].map(_VOICES), strict=True))


def _voices_but(**guesses: str) -> dict[str, str]:
    return voices() | guesses


def counts_without(poster: str | None, undated_in: str | None = None) -> list[int]:
    """Videos of each year without one account; those without a day are left out, or put in one year."""
    rows = load("05-cited-videos").query("posted_by != @poster") if poster else load("05-cited-videos")
    years = rows["posted"].str[:4].fillna(undated_in or "")
    return [int((years == year).sum()) for year in _YEARS]


def _only(poster: str) -> list[int]:
    return [whole - rest for whole, rest in zip(counts_without(None), counts_without(poster), strict=True)]


def _most_active() -> str:
    return str(load("05-cited-videos")["posted_by"].mode().item())


def _trust() -> dict[str, float]:
    return load("05-trust").set_index("institution")["share_percent"].to_dict()


def more_trust() -> list[float]:
    """Percent of full trust that lift the police to half, and to the level of the president."""
    given = _trust()
    return [50 - given["police"], given["president"] - given["police"]]


def speakers() -> dict[str, str]:
    """Who makes each of the six statements."""
    said = load("05-claims").set_index("claim")["who_says"]
    of_claims = [said[name] for name in ("sites_financed", "local_violence", "divine_punishment", "partial_substitute")]
    analyst, study, leader, author = (_short(name) for name in of_claims)
    size = load("05-community-size").set_index("measure")["who_says"]
    agreed = _short(size["Salafis in Azerbaijan"])
    rule = load("05-messages").query("list.str.startswith('rules of') and number == 1")["list"].item().removeprefix("rules of ")
    return {"A": analyst, "B": study, "C": leader, "D": agreed, "E": author, "F": rule}


def _short(name: str) -> str:
    """Bring a name of the data sets to one that the task offers."""
    if "analyst" in name:
        return "an anonymous analyst"
    return name.removesuffix(" as the author gives it")


EXERCISES = [
    Exercise(
        id="05-sections",
        task="Code the voice of each of the seven sections. Use one of four codes: spoken, written, both, not stated.",
        answer=voices,
        choices=tuple(_VOICES.values()),
        right="Three sections cannot be coded from the text, and you left them open. That is a result, too.",
        wrong="Look for a word about reading, hearing or seeing in each description. Without such a word there is only one honest code.",
        mistakes=[
            Mistake(
                lambda: _voices_but(Sermons="spoken"),
                "One section is coded by its name. How a text was first given does not tell how a visitor gets it.",
            ),
            Mistake(
                lambda: _voices_but(Sermons="spoken", Fatwas="written"),
                "Two sections are coded by what such texts usually are. The rule is to code only what the description says.",
            ),
            Mistake(
                lambda: _voices_but(Sermons="spoken", Fatwas="written", Sects="written"),
                "Three sections are coded by what such texts usually are. The rule is to code only what the description says.",
            ),
            Mistake(
                lambda: _voices_but(Inquiries="spoken"),
                "In one section you coded the answers only. There the task tells you how to take the questions.",
            ),
        ],
    ),
    Exercise(
        id="05-without-one-account",
        task="Count the dated videos of the four years without the account u3: a list of four whole numbers.",
        answer=lambda: counts_without(_most_active()),
        labels=("2014, videos", "2015, videos", "2016, videos", "2017, videos"),
        right="The peak is lower and stays where it is. One account does not make it; the choice of the author still may.",
        wrong="Cross out all rows of u3 and all rows without a day. Then count the first four digits of the dates.",
        mistakes=[
            Mistake(lambda: counts_without(None), "These are all dated videos. The account u3 is still among them."),
            Mistake(lambda: _only(_most_active()), "These are the videos of u3 alone; the task asks for the others."),
            Mistake(
                lambda: counts_without(_most_active(), "2014"),
                "You gave a year to the two videos without a day. The task asks for dated videos only.",
            ),
            Mistake(lambda: counts_without(_most_active())[::-1], "Right numbers, wrong order: begin with the earliest year."),
        ],
    ),
    Exercise(
        id="05-more-trust",
        task="Give the smallest percent of full trust in the police for (a) and for (b): a list of two numbers.",
        answer=more_trust,
        tolerance=0.5,
        labels=("(a), percent", "(b), percent"),
        right="The first statement needs little to fall, the second needs much. So the second is the safer one to build on.",
        wrong="For each part ask how far the printed share of the police is from the mark that it must reach.",
        mistakes=[
            Mistake(lambda: more_trust()[::-1], "Right numbers, wrong order: half comes first, the president second."),
            Mistake(
                lambda: [50, _trust()["president"]],
                "These are the marks to be reached. Some trust is there already; ask what is missing.",
            ),
            Mistake(
                lambda: [100 * more / _trust()["police"] for more in more_trust()],
                "You gave the growth in percent of those who somewhat trust. The task asks for percent of all people.",
            ),
            Mistake(lambda: [more / 100 for more in more_trust()], "These are fractions; the task asks for percent."),
        ],
    ),
    Exercise(
        id="05-who-says",
        task="Give a speaker for each of the statements A to F; each of the six names is used once.",
        answer=speakers,
        choices=_SPEAKERS,
        right="Only one of the six is an argument of the author's own. He reports the others, and a fair summary keeps them apart.",
        wrong="Ask of each statement who would have to defend it. The one who prints a statement need not be the one who makes it.",
        mistakes=[
            Mistake(
                lambda: dict.fromkeys(speakers(), "the author"),
                "The author prints all six, but he does not make all six. Look for a footnote, an interview or a quotation.",
            ),
            Mistake(
                lambda: speakers() | {"C": speakers()["F"], "F": speakers()["C"]},
                "Two are exchanged: one of them is heard in a sermon, the other is a rule that an outlet gives itself.",
            ),
            Mistake(
                lambda: speakers() | {"A": speakers()["B"], "B": speakers()["A"]},
                "Two are exchanged: one of them comes from a study with a page number, the other from a talk with a person.",
            ),
            Mistake(
                lambda: speakers() | {"D": speakers()["E"], "E": speakers()["D"]},
                "Two are exchanged: one is an argument that builds on a theory, the other a number for which nobody is named.",
            ),
        ],
    ),
]
