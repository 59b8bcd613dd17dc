"""Questions in the profile of QTI 1.2 that a Common Cartridge allows: one response a question, right or wrong."""

from __future__ import annotations

from collections.abc import Iterator

from postsoviet.quiz.exports.ims import qti12_items as qti
from postsoviet.quiz.exports.ims.comments import misses
from postsoviet.quiz.exports.ims.elements import Node, node
from postsoviet.quiz.exports.ims.prose import Prose
from postsoviet.quiz.exports.ims.responses import Chosen, Response, Typed, responses
from postsoviet.quiz.exports.ims.spellings import spellings
from postsoviet.quiz.questions import Question

_GENERAL, _RIGHT, _WRONG, _SOLUTION, _HINT = "general_fb", "correct_fb", "incorrect_fb", "solution", "hint"
_ONE = "response1"


def items(prose: Prose, question: Question, name: str, scale: int) -> Iterator[Node]:
    """Yield a drawn question, cut into one item for each of its parts.

    Parameters
    ----------
    prose : Prose
        How texts are written.
    question : Question
        Without expressions.
    name : str
        Its identifier.
    scale : int
        The weight of one point, see `postsoviet.quiz.exports.ims.common_cartridge`.
    """
    asked = responses(question, prose.source.seed, question.id)
    for response in asked:
        part = f"{name}-{response.name}" if len(asked) > 1 else name
        yield _item(prose, question, response, part, question.points * scale // len(asked))


def _item(prose: Prose, question: Question, response: Response, name: str, weight: int) -> Node:
    label = f"<p><strong>{prose.inline(response.label)}</strong></p>" if response.label else ""
    box, rules, said = _parts(prose, question, response)
    # a comment that is always shown stands first, for a later rule may be the last
    rules.insert(0, qti.condition(qti.other(), feedback=[_GENERAL], more=True))
    general = prose.rests_on(question)
    if question.type == "open":
        general = prose.rubric(question) + general
    feedback = [qti.feedback(_GENERAL, general), *(qti.feedback(ident, html) for ident, html in said.items())]
    if question.type == "open":
        feedback.append(qti.feedback(_SOLUTION, prose.sample(question), "solution"))
    if question.hint:
        feedback.append(qti.feedback(_HINT, prose.hint(question), "hint"))
    profile = _profile(question, response)
    fields = {
        "cc_profile": profile,
        "cc_question_category": f"objective {question.objective}, {question.difficulty}",
        "cc_weighting": weight,
        "qmd_scoringpermitted": "Yes",
        "qmd_computerscored": "No" if question.type == "open" else "Yes",
    }
    title = name.removeprefix(f"{prose.source.bank.unit}-").removesuffix("-bank")
    shown = [qti.material(prose.whole(question) + label), box]
    return qti.item(f"q-{name}", title, fields, shown, [qti.processing(rules), *feedback])


def _is_verdict(question: Question, response: Response) -> bool:
    # a blank may have this name too
    return question.type == "true-false" and response.name == "verdict"


def _profile(question: Question, response: Response) -> str:
    if isinstance(response, Chosen):
        kind = (
            "multiple_response"
            if response.several
            else "true_false"
            if _is_verdict(question, response)
            else "multiple_choice"
        )
    else:
        kind = "fib" if isinstance(response, Typed) else "essay"
    return f"cc.{kind}.v0p1"


def _parts(prose: Prose, question: Question, response: Response) -> tuple[Node, list[Node], dict[str, str]]:
    """Return the box, the rules, and feedback as HTML by its name."""
    if isinstance(response, Chosen):
        return _chosen(prose, question, response)
    if isinstance(response, Typed):
        return _typed(prose, response)
    return qti.write(_ONE), [qti.condition(qti.other(), feedback=[_SOLUTION])], {}


def _chosen(prose: Prose, question: Question, response: Chosen) -> tuple[Node, list[Node], dict[str, str]]:
    names = [f"choice-{place + 1}" for place in range(len(response.choices))]
    if _is_verdict(question, response):
        # the profile for true and false knows its two choices by these names
        names = ["true", "false"]
    shown = [(name, qti.material(prose.inline(one.text))) for name, one in zip(names, response.choices, strict=True)]
    rules = [qti.condition(qti.equal(_ONE, name), feedback=[f"{name}_fb"], more=True) for name in names]
    right = [names[place] for place in response.right]
    tests = [qti.equal(_ONE, right[0])]
    if response.several:
        each = (qti.equal(_ONE, name) if name in right else node("not", qti.equal(_ONE, name)) for name in names)
        tests = [node("and", *each)]
    rules.append(qti.condition(*tests, score="100"))
    said = {f"{name}_fb": prose.block(one.feedback) for name, one in zip(names, response.choices, strict=True)}
    return qti.choose(_ONE, shown, several=response.several), rules, said


def _typed(prose: Prose, response: Typed) -> tuple[Node, list[Node], dict[str, str]]:
    key = response.key
    accepted = spellings(key) if response.is_number else key.accepted
    # a rule for each: the profile has no "or", and nothing for a number in a range
    right = [qti.condition(qti.equal(_ONE, one, case="No"), score="100", feedback=[_RIGHT]) for one in accepted]
    wrong = qti.condition(qti.other(), feedback=[_WRONG])
    said = {_RIGHT: prose.block(key.right), _WRONG: prose.block(key.wrong) + misses(prose, response)}
    return qti.write(_ONE), [*right, wrong], said
