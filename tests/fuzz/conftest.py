"""How hostile files are given to the course, and what it may answer: one sentence, exit code 2, and nothing written."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings

from postsoviet.cli import main

CORPUS = Path(__file__).parent / "corpus"
#: Seconds that one hostile file may take; each takes a fraction of one.
PATIENCE = 60

# few tries with every change, thousands in the weekly job: FUZZ=5000
settings.register_profile(
    "fuzz",
    max_examples=int(os.environ.get("FUZZ", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def kept(kind: str) -> list[tuple[Path, str]]:
    """Return the files of the corpus of a kind, each with what the sentence about it says."""
    expected = yaml.safe_load((CORPUS / kind / "expected.yml").read_text("utf-8"))
    files = sorted((CORPUS / kind).glob("*.hostile"))
    assert {file.stem for file in files} == {*expected}, f"corpus/{kind}/expected.yml and the files beside it differ"
    return [(file, expected[file.stem]) for file in files]


def pytest_generate_tests(metafunc) -> None:
    """Give a test that asks for ``hostile`` one case a file; a marker ``corpus`` on it names the kind."""
    if "hostile" in metafunc.fixturenames:
        kind = metafunc.function.kind
        metafunc.parametrize("hostile", kept(kind), ids=lambda one: one[0].stem)


@pytest.fixture(autouse=True)
def _no_hang() -> Iterator[None]:
    """End a test that hangs with a traceback of where."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_: object) -> None:
        raise AssertionError(f"a hostile file kept the course busy for {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(PATIENCE * max(1, int(os.environ.get("FUZZ", "40")) // 40))
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_sentence(said: str) -> None:
    """Hold a sentence against the house form."""
    assert said.endswith(".") and said.isprintable(), repr(said)
    assert "Traceback" not in said and len(said) < 700, said


Refused = Callable[[Sequence[object], Path], str]


@pytest.fixture
def answer(capsys) -> Callable[[Sequence[object], Path], tuple[int, str]]:
    """Run a command that may succeed; where it does not, hold it to one sentence and nothing written."""

    def run(arguments: Sequence[object], folder: Path) -> tuple[int, str]:
        before = tree(folder)
        code = main([str(one) for one in arguments])
        said = capsys.readouterr()
        if code == 2:
            assert tree(folder) == before, "something was written"
            (line,) = said.err.splitlines()
            assert_sentence(line)
            return code, line
        return code, said.out

    return run


@pytest.fixture
def refused(answer) -> Refused:
    """Run a command that must refuse, and return its sentence."""

    def run(arguments: Sequence[object], folder: Path) -> str:
        code, said = answer(arguments, folder)
        assert code == 2, said
        return said

    return run
