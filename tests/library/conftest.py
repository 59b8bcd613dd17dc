"""What several tests of the library share."""

import pytest
from IPython.core.interactiveshell import InteractiveShell


@pytest.fixture
def shell():
    """An IPython shell, without which nothing is displayed and so nothing can be captured."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()
