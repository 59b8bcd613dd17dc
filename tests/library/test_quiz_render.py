"""The markup of a quiz: whole and named, safe, the same every time, and silent where answers are hidden."""

import base64
import gzip
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from postsoviet.charts.show import LIVE_MIME
from postsoviet.errors import CourseError
from postsoviet.quiz import assets, live, read
from postsoviet.quiz.draws import draw_all
from postsoviet.quiz.models import Bank
from postsoviet.quiz.pictures import Picture
from postsoviet.quiz.render import frame, quiz_html
from postsoviet.quiz.render.order import in_bank_order, shown_choices, shown_items
from postsoviet.quiz.render.parts import shown_number
from postsoviet.quiz.render.versions import packed
from postsoviet.quiz.text import plain

EVERY_TYPE = Path(__file__).parents[1] / "site" / "every_type.yaml"
RAW = yaml.safe_load(EVERY_TYPE.read_text(encoding="utf-8"))
VOID = {"input", "img", "br", "hr"}


class Tree(HTMLParser):
    """The start tags of a page, the words of every ``why``, and the data in its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.why: list[str] = []
        self.scripts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        assert not self._open, f"<{self._open[-1][0]}> is never closed"

    def handle_starttag(self, tag, attributes):
        """Note a tag."""
        values = dict(attributes)
        self.tags.append((tag, values))
        explains = "why" in (values.get("class") or "").split()
        if explains:
            self.why.append("")
        if tag not in VOID:
            self._open.append((tag, explains))
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        """Every tag closes the one that was opened last."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        """Collect words and data."""
        if any(explains for _, explains in self._open):
            self.why[-1] += data
        if self._open and self._open[-1][0] == "script":
            self.scripts[-1] += data

    def of(self, *tags: str) -> list[dict]:
        """Return the attributes of all tags of some names."""
        return [values for tag, values in self.tags if tag in tags]


@pytest.fixture(scope="module")
def bank() -> Bank:
    """One question of every type, two of them parameterised."""
    return read(EVERY_TYPE)


def changed(change) -> Bank:
    """Return the bank after a change of its raw form."""
    raw = json.loads(json.dumps(RAW))
    change({question["id"]: question for question in raw["questions"]})
    return Bank.model_validate(raw)


def test_every_control_has_a_name_for_people(bank):
    for mode in ("shown", "hidden"):
        tree = Tree(quiz_html(bank, answers=mode))
        labelled = {label["for"] for label in tree.of("label")}
        controls = [one for one in tree.of("input", "select", "textarea")]
        assert len(controls) > 30
        for control in controls:
            assert control["id"] in labelled or control.get("aria-label"), control
        ids = [values["id"] for _, values in tree.tags if "id" in values]
        assert [one for one, count in Counter(ids).items() if count > 1] == []
        for _, values in tree.tags:
            for name in (values.get("aria-describedby") or "").split():
                assert name in ids, f"described by '{name}', which is not there"
        assert len(tree.of("form")) == len(bank.questions) <= len(tree.of("legend"))
        assert not [values for _, values in tree.tags for key in values if key.startswith("on") or key == "style"]


def test_every_explanation_stands_in_the_key_once(bank):
    words = Counter(" ".join(one.split()) for one in Tree(quiz_html(bank)).why)
    expected = Counter(
        " ".join(plain(one).split())
        for question in bank.questions
        for one in draw_all(bank, question, count=1)[0].question.explanations()
    )
    assert words == expected


def test_rendering_again_changes_no_byte(bank):
    assert quiz_html(bank) == quiz_html(read(EVERY_TYPE))
    assert quiz_html(bank, answers="hidden") == quiz_html(read(EVERY_TYPE), answers="hidden")


def test_another_word_for_the_answers_is_refused(bank):
    with pytest.raises(CourseError, match="answers='closed'"):
        quiz_html(bank, answers="closed")


# -- hidden answers ----------------------------------------------------------------------------


def test_a_page_with_hidden_answers_holds_no_word_of_them(bank):
    html = quiz_html(bank, answers="hidden")
    for question in bank.questions:
        for drawn in draw_all(bank, question, count=1):
            told = [*drawn.question.explanations(), drawn.question.rests_on]
            assert [one for one in told if plain(one) in html] == []
    for word in ("NUM-", "RUBRIC-", "SAMPLE-", "data-correct", "data-low", "data-accepted", "answer-key", "class=\"why",
                 "1234.5", "Lorenz curve,", "data-hint", "data-show", "data-new", "versions\"", "type=\"submit\""):  # fmt: skip
        assert word not in html, word
    assert "data-save" in html and "instructor" in html


def swap(raw: list, one: int, other: int, *keys: str) -> None:
    """Exchange some values of two parts."""
    for key in keys:
        raw[one][key], raw[other][key] = raw[other].get(key, False), raw[one].get(key, False)


@pytest.mark.parametrize(
    "change",
    [
        lambda q: swap(q["one-of-many"]["options"], 1, 2, "correct"),
        lambda q: q["all-that-fit"]["options"][1].update(correct=True),
        lambda q: q["yes-or-no"].update(answer=False),
        lambda q: swap(q["yes-or-no"]["reasons"], 0, 2, "correct"),
        lambda q: q["how-much"].update(answer=99, tolerance=3),
        lambda q: q["one-word"].update(accepted=["Pareto"]),
        lambda q: q["in-order"]["items"].reverse(),
        lambda q: swap(q["in-order"]["items"], 0, 2, "text"),
        lambda q: swap(q["what-belongs"]["pairs"], 0, 2, "match"),
        lambda q: (q["what-belongs"]["extra"][0].update(text="Palma ratio"),
                   q["what-belongs"]["pairs"][2].update(match="Theil index")),
        lambda q: q["fill-in"]["blanks"]["points"].update(answer=77),
        lambda q: swap(q["fill-in"]["blanks"]["kind"]["options"], 0, 1, "correct"),
        lambda q: q["own-words"].update(sample="Another."),
        lambda q: q["how-much"].pop("hint"),
    ],
)  # fmt: skip
def test_with_hidden_answers_another_key_gives_the_same_page(bank, change):
    """Whatever is the answer, a reader of the page's source sees the same bytes."""
    other = changed(change)
    assert quiz_html(other) != quiz_html(bank)
    without = [re.sub(r'data-bank="\w+"', "", quiz_html(one, answers="hidden")) for one in (bank, other)]
    assert without[0] == without[1]


def test_items_are_never_shown_in_the_right_order(bank):
    question = bank.question("in-order")
    orders = Counter()
    for number in range(300):
        order = shown_items("09", question.model_copy(update={"id": f"in-order-{number}"}))
        assert sorted(order) == [0, 1, 2, 3] != order
        orders[tuple(order)] += 1
    assert len(orders) == 23, "some orders are never used"


def test_an_answer_of_a_page_without_key_finds_back_into_the_order_of_the_bank(bank):
    question = bank.question("in-order")
    places = [shown + 1 for shown in shown_items("09", question)]
    assert in_bank_order("09", question, {"shown": places}) == [1, 2, 3, 4]
    question = bank.question("what-belongs")
    shown = shown_choices("09", question)
    given = [shown.index(0), None, shown.index(3)]
    assert in_bank_order("09", question, {"shown": given}) == [0, None, 3]
    question = bank.question("fill-in")
    assert in_bank_order("09", question, {"shown": ["5", "", 1]}) == {"points": "5", "percent": "", "kind": 1}
    for other in (None, 3, [1, 2], {"verdict": True}, {"shown": "x"}, {"shown": [1]}):
        assert in_bank_order("09", bank.question("in-order"), other) == other
    assert in_bank_order("09", bank.question("what-belongs"), {"shown": [99, "x", None]}) == [99, "x", None]


# -- versions ----------------------------------------------------------------------------------


def unpacked(pack: str) -> list[str]:
    """Build every version as the script of the page does."""
    held = json.loads(pack)
    built = []
    for version in held["versions"]:
        pieces = [version["pieces"][slot] for slot in held["slots"]] + [""]
        built.append("".join(fixed + piece for fixed, piece in zip(held["fixed"], pieces, strict=True)))
    return built


@pytest.mark.parametrize(
    "versions",
    [
        ["<p>a <b>1</b> of 1</p>", "<p>a <b>2</b> of 2</p>"],
        ["<p>one</p>", "<p>one <em>and</em> two</p>", "<p>three</p>"],
        ["<p>x</p>", "<p>x</p><p>x</p>"],
        ["", "<p>all</p>"],
        ['<p title="</script><!--">1</p>', "<p>]]> </script></p>"],
    ],
)
def test_versions_come_out_as_they_went_in(versions):
    pack = packed(versions, [{"n": place} for place in range(len(versions))])
    assert unpacked(pack) == versions
    assert "<" not in pack


def test_a_page_holds_ten_versions_and_each_whole(bank):
    packs = [one for one in Tree(quiz_html(bank)).scripts if '"fixed"' in one]
    assert [len(json.loads(one)["versions"]) for one in packs] == [10, 5]
    held = json.loads(packs[0])["versions"][3]["parameters"]
    assert held["rate"] == "0.5" and isinstance(held["year"], int), "only whole numbers and texts are written"
    for pack in packs:
        for html in unpacked(pack):
            assert Tree(html).of("fieldset")
    # every version of the order has its own key
    assert len({re.search(r'<ol>.*?</ol>', html)[0] for html in unpacked(packs[1])}) == 5


# -- safe --------------------------------------------------------------------------------------

EVIL = "<script>window.hit=1</script>\"><img src=x onerror=window.hit=1>' </script> ]]> <!-- $5 & $x_1$ Қазақша ғ"


def test_hostile_text_is_text_everywhere():
    def poison(questions):
        for question in questions.values():
            spoil(question)

    def spoil(part):
        for name, value in (part.items() if isinstance(part, dict) else enumerate(part)):
            if isinstance(value, (dict, list)):
                if name != "draw":
                    spoil(value)
            elif name in ("stem", "feedback", "right", "wrong", "hint", "unit", "sample", "first", "rests_on", "text"):
                part[name] = f"{value} {EVIL}"

    hostile = changed(poison)
    for mode in ("shown", "hidden"):
        tree = Tree(quiz_html(hostile, answers=mode))
        assert {values["type"] for values in tree.of("script")} == {"application/json"}
        assert not tree.of("img") and not [key for _, values in tree.tags for key in values if key.startswith("on")]
    assert "Қазақша ғ" in quiz_html(hostile)


def test_a_picture_stands_in_the_page_once(monkeypatch):
    drawing = Picture("lorenz", 'A "curve" < line', "<svg xmlns='http://www.w3.org/2000/svg'/>", b"", 600, 400)
    monkeypatch.setattr(frame, "picture", lambda unit, key: drawing)
    html = quiz_html(changed(lambda q: q["drawn-number"].update(chart="lorenz")))
    assert html.count("data:image/svg+xml;base64,") == 1, "a picture is the same in every version"
    (image,) = Tree(html).of("img")
    assert image["alt"] == drawing.alt
    assert base64.b64decode(image["src"].partition("base64,")[2]).decode() == drawing.svg


@pytest.mark.parametrize(
    ("value", "reach", "written"),
    [(31.8234567, 0.1, "31.8"), (9.665, 0.05, "9.7"), (9.65, 0.05, "9.65"), (0.6932, 0.01, "0.69"), (2.8046, 0.005, "2.80"), (0.007, 0.01, "0.01"), (2.5, 0, "2.5"), (5, 0.01, "5"), (1234567.0, 1, "1234567"), (-0.32, 0.005, "−0.32"), (1e-7, 1e-9, "0.0000001"),
     (0.0, 0.1, "0"), (-0.0, 0.1, "0"), (2 / 3, 0.5, "1"), (1e15, 1, "1000000000000000")],
)  # fmt: skip
def test_a_number_is_written_as_finely_as_its_tolerance_asks(value, reach, written):
    assert shown_number(value, reach) == written


# -- script and style --------------------------------------------------------------------------


def test_the_script_is_small_and_whole():
    script = assets.script()
    assert len(gzip.compress(script.encode())) <= 12_000
    assert "sha256" in script and script.count("\n//") == 0


def test_a_live_kernel_gets_markup_script_and_style(monkeypatch):
    shown = []
    monkeypatch.setattr(live, "display", lambda data, raw: shown.append(data))
    monkeypatch.setattr(live, "load", lambda unit: read(EVERY_TYPE))
    live.show("09")
    markup, code = shown
    assert markup["text/html"] == quiz_html(read(EVERY_TYPE))
    assert LIVE_MIME in code and LIVE_MIME not in markup
    assert assets.script() in code["application/javascript"]
    assert json.dumps(assets.style()) in code["application/javascript"]
