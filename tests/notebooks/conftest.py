"""Gives each test that asks for a notebook every notebook, or every one of a unit."""

from notebook_files import NOTEBOOKS, UNITS


def pytest_generate_tests(metafunc):
    """Give each test that asks for a notebook every notebook, and one for units those with a source."""
    for name, files in (("notebook", NOTEBOOKS), ("unit_notebook", UNITS)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, files, ids=[path.stem for path in files])
