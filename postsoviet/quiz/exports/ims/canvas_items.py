"""Questions as Canvas writes and reads them: QTI 1.2 with its own types, numbers for names, and named feedback."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from postsoviet.quiz import text
from postsoviet.quiz.draws import shuffled
from postsoviet.quiz.exports.ims import qti12_items as qti
from postsoviet.quiz.exports.ims.bounds import ends
from postsoviet.quiz.exports.ims.comments import listed, misses, said_to, value_words
from postsoviet.quiz.exports.ims.elements import Node, node
from postsoviet.quiz.exports.numbers import exact, reach_of
from postsoviet.quiz.exports.ims.prose import Prose
from postsoviet.quiz.exports.ims.responses import Choice, Chosen, Response, Typed, responses
from postsoviet.quiz.exports.ims.spellings import spellings
from postsoviet.quiz.questions import Question
from postsoviet.words import words

#: The name of the one response of a question with one part.
ONE = "response1"
GENERAL, RIGHT, WRONG = "general_fb", "correct_fb", "general_incorrect_fb"
#: A choice is named by its part and its place: 2003 is the third choice of the second part.
_STEP = 1000


@dataclass
class Draft:
    """An item while it is written.

    Attributes
    ----------
    kind : str
        What Canvas calls the type.
    shown : list of Element
        What is shown after the question text.
    rules : list of Element
        In the order in which Canvas reads them.
    said : dict of str to str
        Feedback as HTML, by its name.
    answers : list of str
        The numbers of the answers.
    added : str
        HTML that the type adds to the question text.
    """

    kind: str
    shown: list[Node] = field(default_factory=list)
    rules: list[Node] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    added: str = ""


def item(prose: Prose, question: Question, name: str, *, in_bank: bool = False) -> Node:
    """Return a drawn question as an item of Canvas.

    Parameters
    ----------
    prose : Prose
        How texts are written.
    question : Question
        Without expressions.
    name : str
        Its identifier, from `postsoviet.quiz.exports.base.identifier`.
    in_bank : bool
        Whether it stands in a question bank, and not in a quiz.
    """
    asked = responses(question, prose.source.seed, name)
    draft = _WRITERS[question.type](prose, question, asked)
    general = {
        GENERAL: _general(prose, question),
        RIGHT: draft.said.pop(RIGHT, ""),
        WRONG: _wrong(prose, question, asked),
    }
    rules = [qti.condition(qti.other(), feedback=[GENERAL], more=True), *draft.rules]
    # a question with several parts has no single moment at which the whole is wrong
    if general[WRONG] and len(asked) == 1:
        rules.append(qti.condition(qti.other(), feedback=[WRONG], more=True))
    return qti.item(
        f"q-{name}",
        name.removeprefix(f"{prose.source.bank.unit}-"),
        {
            "question_type": draft.kind,
            "points_possible": f"{question.points:.1f}",
            "original_answer_ids": ",".join(draft.answers),
            **({} if in_bank else {"assessment_question_identifierref": f"q-{name}-bank"}),
            "objective": question.objective,
            "difficulty": question.difficulty,
        },
        [qti.material(f"<div>{prose.whole(question)}{draft.added}</div>"), *draft.shown],
        [
            qti.processing(rules),
            *(qti.feedback(ident, html) for ident, html in [*general.items(), *draft.said.items()] if html),
        ],
    )


def dropdowns(question: Question) -> bool:
    """Whether a text with blanks becomes lists: something is to be chosen, and no blank would have one choice only."""
    asked = responses(question)
    typed = [one for one in asked if isinstance(one, Typed)]
    return len(typed) < len(asked) and all(one.key.near_misses for one in typed)


def _general(prose: Prose, question: Question) -> str:
    more = prose.sample(question) + prose.rubric(question) if question.type == "open" else ""
    return more + prose.rests_on(question)


def _wrong(prose: Prose, question: Question, asked: Sequence[Response]) -> str:
    """Return the comment to a wrong answer: all that Canvas cannot say to one wrong answer alone, then the hint."""
    lists = question.type == "blanks" and dropdowns(question)
    parts = []
    for response in asked:
        label = f"<p><strong>{prose.inline(response.label)}</strong></p>" if response.label else ""
        if isinstance(response, Typed):
            parts.append(label + prose.block(response.key.wrong) + ("" if lists else misses(prose, response)))
        elif question.type == "blanks" and not lists:
            parts.append(label + said_to(prose, [one for one in response.choices if not one.right]))
    if question.type == "matching":
        parts.append(said_to(prose, question.extra))
    return "".join(parts) + prose.hint(question)


def _number(part: int, place: int) -> str:
    return str(part * _STEP + place)


def _choice(prose: Prose, question: Question, asked: Sequence[Response]) -> Draft:
    (response,) = asked
    draft = Draft("multiple_answers_question" if response.several else "multiple_choice_question")
    names = [_number(1, place) for place in range(1, len(response.choices) + 1)]
    draft.answers = names
    shown = [(name, qti.material(prose.inline(one.text))) for name, one in zip(names, response.choices, strict=True)]
    draft.shown = [qti.choose(ONE, shown, several=response.several)]
    for name, one in zip(names, response.choices, strict=True):
        draft.said[f"{name}_fb"] = prose.block(one.feedback)
        draft.rules.append(qti.condition(qti.equal(ONE, name), feedback=[f"{name}_fb"], more=True))
    right = [names[place] for place in response.right]
    if response.several:
        tests = [qti.equal(ONE, name) if name in right else node("not", qti.equal(ONE, name)) for name in names]
        draft.rules.append(qti.condition(node("and", *tests), score="100"))
    else:
        draft.rules.append(qti.condition(qti.equal(ONE, right[0]), score="100"))
    return draft


def _number_question(prose: Prose, question: Question, asked: Sequence[Response]) -> Draft:
    reach = reach_of(question)
    draft = Draft("numerical_question", answers=[_number(1, 1)], said={RIGHT: prose.block(question.right)})
    draft.shown = [qti.write(ONE, number=True)]
    tests = node("or", qti.equal(ONE, exact(reach.centre)), qti.between(ONE, *ends(reach)))
    draft.rules = [qti.condition(tests, score="100", feedback=[RIGHT])]
    return draft


def _text_question(prose: Prose, question: Question, asked: Sequence[Response]) -> Draft:
    draft = Draft("short_answer_question", said={RIGHT: prose.block(question.right)})
    draft.answers = [_number(1, place) for place in range(1, len(question.accepted) + 1)]
    draft.shown = [qti.write(ONE)]
    # no rule for a near miss: Canvas would take every text that a rule names for a right answer
    counts = node("or", *(qti.equal(ONE, one) for one in question.accepted))
    draft.rules = [qti.condition(counts, score="100", feedback=[RIGHT])]
    return draft


def _open_question(prose: Prose, question: Question, asked: Sequence[Response]) -> Draft:
    return Draft("essay_question", shown=[qti.write(ONE)])


def _matching(prose: Prose, question: Question, asked: Sequence[Chosen]) -> Draft:
    draft = Draft("matching_question")
    score = f"{100 / len(asked):.2f}"
    # the same choices, by the same numbers, stand under every thing to match
    shown = [text.plain(choice.text) for choice in asked[0].choices]
    for part, response in enumerate(asked, start=1):
        left, name = _number(part, 0), f"response_{_number(part, 0)}"
        draft.answers.append(left)
        choices = [(_number(99, place), qti.material(one, "text/plain")) for place, one in enumerate(shown, start=1)]
        draft.shown.append(qti.choose(name, choices, label=qti.material(prose.inline(response.label))))
        key = _number(99, response.right[0] + 1)
        said = response.choices[response.right[0]].feedback
        draft.said[f"{left}_fb"] = prose.block(said)
        draft.rules.append(qti.condition(qti.equal(name, key), score=score, action="Add", more=True))
        missed = node("not", qti.equal(name, key))
        draft.rules.append(qti.condition(missed, feedback=[f"{left}_fb"], more=True))
    return draft


def _verdict(prose: Prose, question: Question, asked: Sequence[Chosen]) -> Draft:
    draft = _lists(prose, [(one.name, one.choices) for one in asked])
    draft.added = "".join(f"<p>{prose.inline(one.label)}: [{one.name}]</p>" for one in asked)
    return draft


def _blanks(prose: Prose, question: Question, asked: Sequence[Response]) -> Draft:
    if dropdowns(question):
        return _lists(prose, [(one.name, _choices(prose, question, one)) for one in asked])
    draft = Draft("fill_in_multiple_blanks_question")
    score = f"{100 / len(asked):.2f}"
    for part, response in enumerate(asked, start=1):
        name = f"response_{response.name}"
        accepted, said = _accepted(response)
        names = [_number(part, place) for place in range(1, len(accepted) + 1)]
        draft.answers += names
        choices = [(ident, qti.material(one, "text/plain")) for ident, one in zip(names, accepted, strict=True)]
        draft.shown.append(qti.choose(name, choices, label=qti.material(response.name, "text/plain")))
        for ident in names:
            draft.said[f"{ident}_fb"] = prose.block(said)
            draft.rules.append(qti.condition(qti.equal(name, ident), feedback=[f"{ident}_fb"], more=True))
        counts = node("or", *(qti.equal(name, ident) for ident in names))
        draft.rules.append(qti.condition(counts, score=score, action="Add", more=True))
    # named without brackets, which Canvas would turn into a second box
    offered = (
        (one.name, " / ".join(prose.inline(choice.text) for choice in one.choices))
        for one in asked
        if isinstance(one, Chosen)
    )
    draft.added = listed((escape(name), f"{words('export.one_of')} {choices}") for name, choices in offered)
    return draft


def _accepted(response: Response) -> tuple[list[str], str]:
    """Return the texts that count in a blank, and what is said to them."""
    if isinstance(response, Chosen):
        right = response.choices[response.right[0]]
        return [text.plain(right.text)], right.feedback
    return (spellings(response.key) if response.is_number else list(response.key.accepted)), response.key.right


def _choices(prose: Prose, question: Question, response: Response) -> Sequence[Choice]:
    """Return what a list offers; of a blank to type, its key and its near misses."""
    if isinstance(response, Chosen):
        return response.choices
    key = response.key
    right = key.answer if response.is_number else key.accepted[0]
    offered = [
        Choice(_literal(value_words(response, right)), True, key.right),
        *(Choice(_literal(value_words(response, miss.value)), False, miss.feedback) for miss in key.near_misses),
    ]
    return shuffled(offered, prose.source.seed, question.id, response.name)


def _literal(words: str) -> str:
    """Return the Markdown of words that are no Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>$&~|#=+-{}().!" else sign for sign in words)


def _lists(prose: Prose, lists: Sequence[tuple[str, Sequence[Choice]]]) -> Draft:
    draft = Draft("multiple_dropdowns_question")
    score = f"{100 / len(lists):.2f}"
    for part, (blank, offered) in enumerate(lists, start=1):
        name = f"response_{blank}"
        names = [_number(part, place) for place in range(1, len(offered) + 1)]
        draft.answers += names
        choices = [
            (ident, qti.material(text.plain(one.text), "text/plain")) for ident, one in zip(names, offered, strict=True)
        ]
        draft.shown.append(qti.choose(name, choices, label=qti.material(blank, "text/plain")))
        for ident, one in zip(names, offered, strict=True):
            draft.said[f"{ident}_fb"] = prose.block(one.feedback)
            draft.rules.append(qti.condition(qti.equal(name, ident), feedback=[f"{ident}_fb"], more=True))
            if one.right:
                draft.rules.append(qti.condition(qti.equal(name, ident), score=score, action="Add", more=True))
    return draft


_WRITERS = {
    "single": _choice, "multiple": _choice, "true-false": _verdict, "number": _number_question, "ordering": _matching,
    "matching": _matching, "blanks": _blanks, "text": _text_question, "open": _open_question,
}  # fmt: skip
