"""Every example of the page on methods gives what is printed below it."""

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "book" / "methods.md"


def test_every_example_gives_what_is_printed():
    text = PAGE.read_text(encoding="utf-8")
    # the end of a block of code is no output
    program = text.replace("```pycon", "").replace("```", "\n")
    test = doctest.DocTestParser().get_doctest(program, {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.attempted >= 15 and result.failed == 0, "".join(said)
