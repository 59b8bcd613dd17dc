"""Gives each test that asks for a notebook every notebook, every one of a unit, or every one across units."""

from notebook_files import NOTEBOOKS, SYNTHESES, UNITS


def pytest_generate_tests(metafunc):
    """Give each test that asks for a notebook every notebook, and one for units those with a source."""
    for name, files in (("notebook", NOTEBOOKS), ("unit_notebook", UNITS), ("synthesis", SYNTHESES)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, files, ids=[path.stem for path in files])
