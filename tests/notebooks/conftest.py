"""Gives each test that asks for a notebook every notebook."""

from notebook_files import NOTEBOOKS


def pytest_generate_tests(metafunc):
    """Give each test that asks for a notebook every notebook."""
    if "notebook" in metafunc.fixturenames:
        metafunc.parametrize("notebook", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
