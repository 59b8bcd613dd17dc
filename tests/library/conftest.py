"""What several tests of the library share."""

import pytest
from IPython.core.interactiveshell import InteractiveShell
from result_files import grader, make_bank


@pytest.fixture
def shell():
    """An IPython shell, without which nothing is displayed and so nothing can be captured."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()

@pytest.fixture
def bank(tmp_path, monkeypatch):
    """A bank of every type of question, in the place of the course's own."""
    return make_bank(tmp_path / "banks", monkeypatch)


@pytest.fixture
def graded(tmp_path, bank):
    """A function that grades files by this bank."""
    return grader(tmp_path)
