"""The installer tells uv what pip is told on a machine."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

sys.path.insert(0, str(ROOT / "tools"))
import installer  # noqa: E402


def test_the_settings_of_pip_reach_uv():
    listing = (
        ":env:.find-links='first second'\n"
        "global.index-url='https://user:p%40ss@mirror.example.edu/simple'\n"
        "global.extra-index-url='https://a.example.edu https://b.example.edu'\n"
        "global.no-index='false'\n"
        "global.cert='bundle.pem'\n"
        "global.quiet='1'\n"
        "freeze.timeout='10'\n"
    )
    assert installer.settings_of_pip(listing) == {
        "UV_FIND_LINKS": "first,second",
        "UV_DEFAULT_INDEX": "https://user:p%40ss@mirror.example.edu/simple",
        "UV_INDEX": "https://a.example.edu https://b.example.edu",
        "SSL_CERT_FILE": "bundle.pem",
    }


def test_a_variable_goes_before_the_part_of_install_and_that_before_the_part_of_all():
    lines = ["global.index-url='everywhere'", "install.index-url='installing'", ":env:.index-url='named'"]
    for count, wanted in ((1, "everywhere"), (2, "installing"), (3, "named")):
        assert installer.settings_of_pip("\n".join(lines[:count])) == {"UV_DEFAULT_INDEX": wanted}


@pytest.mark.parametrize("works", [True, False])
def test_pip_does_it_where_uv_is_not_or_fails(monkeypatch, works):
    ran = []

    class Done:
        stdout = ""

        def __init__(self, command):
            ran.append(command)
            self.returncode = int("uv" in command and not works)

    monkeypatch.setattr(installer, "ensure_uv", lambda pip: True)
    monkeypatch.setattr(installer.subprocess, "run", lambda command, **options: Done(command))
    installer.install(Path("python"), "lock.txt")
    by_pip = [command for command in ran if command[:3] == ["python", "-m", "pip"] and "install" in command]
    assert bool(by_pip) is not works
    for command in by_pip:
        assert "--require-hashes" in command and command[-2:] == ["-r", "lock.txt"]


def test_what_a_reader_set_for_uv_stays(monkeypatch):
    monkeypatch.setenv("UV_INDEX", "mine")
    monkeypatch.setattr(
        installer.subprocess, "run", lambda *command, **options: type("Done", (), {"stdout": "global.extra-index-url='theirs'"})
    )
    assert installer.surroundings(("pip",))["UV_INDEX"] == "mine"
    assert os.environ["UV_INDEX"] == "mine"
