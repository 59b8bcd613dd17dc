"""The files of deploy/, read and run without a hub: what they promise, and that they agree with one another."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT / "deploy" / "jupyterhub"
VALUES = yaml.safe_load((ROOT / "deploy" / "zero-to-jupyterhub" / "values.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "book" / "instructors" / "class-on-a-server.md").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([\w-]+)==(\S+)", (RECIPE / "requirements.txt").read_text(encoding="utf-8"), re.M))


@pytest.fixture
def configuration(tmp_path, monkeypatch):
    """What jupyterhub_config.py asks for, on a server with a class of two and one instructor."""
    (tmp_path / "students.txt").write_text("# group 2\nanna\n\n  Bolat  # moved here\n", encoding="utf-8")
    (tmp_path / "instructors.txt").write_text("teacher\n", encoding="utf-8")
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("CONFIGURATION_DIRECTORY", str(tmp_path))

    def read() -> Config:
        file, found = RECIPE / "jupyterhub_config.py", Config()
        exec(compile(file.read_text(encoding="utf-8"), file, "exec"), {"get_config": lambda: found, "__file__": str(file)})
        return found

    return read


def test_the_class_lists_say_who_may_come_in(configuration):
    found = configuration()
    assert found.Authenticator.allowed_users == {"anna", "bolat", "teacher"}
    assert [role["users"] for role in found.JupyterHub.load_roles] == [["teacher"]]


def test_without_lists_nobody_may_come_in(configuration, tmp_path):
    for name in ("students.txt", "instructors.txt"):
        (tmp_path / name).unlink()
    assert configuration().Authenticator.allowed_users == set()


def test_without_its_folders_the_hub_says_so_and_ends(configuration, monkeypatch):
    monkeypatch.delenv("STATE_DIRECTORY")
    with pytest.raises(SystemExit, match="STATE_DIRECTORY is not set: start the hub by course-hub.service"):
        configuration()


def test_neither_recipe_lets_everybody_in_or_opens_a_students_notebooks_to_others(configuration):
    one, many = configuration(), VALUES["hub"]["config"]
    assert (one.JupyterHub.authenticator_class, many["JupyterHub"]["authenticator_class"]) == ("pam", "generic-oauth")
    assert "allow_all" not in {*one.Authenticator, *many["GenericOAuthenticator"]}
    assert many["GenericOAuthenticator"]["allowed_groups"]
    roles = [*one.JupyterHub.load_roles, *VALUES["hub"]["loadRoles"].values()]
    assert [role["scopes"] for role in roles] == [["admin-ui", "list:users", "read:users", "servers"]] * 2
    assert "admin_users" not in one.Authenticator


def test_both_recipes_start_a_student_s_server_in_the_same_way(configuration):
    one, many = configuration().Spawner, VALUES["singleuser"]
    assert one.cmd[1] == str(RECIPE / "student_server.py")
    assert Path(many["cmd"][1]).relative_to("/srv/course") == (RECIPE / "student_server.py").relative_to(ROOT)
    # on a cluster its own culler ends the servers
    own = {"--ServerApp.shutdown_no_activity_timeout=3600"}
    assert set(one.args) - own == set(many["cmd"][2:])
    assert VALUES["cull"]["timeout"] == 3600
    assert one.mem_limit == many["memory"]["limit"] and one.cpu_limit == many["cpu"]["limit"]


def test_what_is_installed_is_what_the_service_starts():
    unit = (RECIPE / "course-hub.service").read_text(encoding="utf-8")
    target = re.search(r"target=\$\{1:-(\S+)\}", (RECIPE / "install.sh").read_text(encoding="utf-8"))[1]
    program, config = re.search(r"ExecStart=(\S+) --config (\S+)", unit).groups()
    assert program == f"{target}/bin/jupyterhub"
    assert (ROOT / Path(config).relative_to("/opt/course")).is_file()


def test_the_proxy_is_pinned():
    package = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((RECIPE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert lock[""]["dependencies"] == package["dependencies"]
    assert lock["node_modules/configurable-http-proxy"]["version"] == package["dependencies"]["configurable-http-proxy"]
    assert all(name == "" or "integrity" in entry for name, entry in lock.items())


def test_accounts_are_made_for_those_who_have_none(tmp_path):
    (tmp_path / "students.txt").write_text("Anna  # front row\nold\n", encoding="utf-8")
    (tmp_path / "instructors.txt").write_text("teacher\n", encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    # stand-ins: no test makes an account on the machine of whoever runs it
    for name, body in {
        "id": '[ "$1" = old ]',
        "useradd": 'for last; do :; done; mkdir "$HOMES/$last"; chmod 755 "$HOMES/$last"',
        "getent": 'echo "$2:x:1:1::$HOMES/$2:/bin/bash"',
        "chpasswd": 'cat >> "$HOMES/passwords"',
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    result = subprocess.run(
        ["sh", RECIPE / "accounts.sh"], capture_output=True, text=True, check=True,
        env={"PATH": f"{programs}:/usr/bin:/bin", "CONFIGURATION_DIRECTORY": str(tmp_path), "HOMES": str(tmp_path)},
    )  # fmt: skip
    slips = dict(line.split(",") for line in result.stdout.splitlines())
    assert list(slips) == ["anna", "teacher"] and len(set(slips.values())) == 2
    assert all(re.fullmatch("[0-9a-f]{12}", password) for password in slips.values())
    assert (tmp_path / "passwords").read_text(encoding="utf-8").split() == [":".join(pair) for pair in slips.items()]
    assert (tmp_path / "anna").stat().st_mode & 0o777 == 0o700
    assert result.stderr == "old has an account already; its password stays.\n"


def test_the_page_names_files_that_are_there():
    named = set(re.findall(r"deploy/[\w./-]*\w", PAGE))
    assert len(named) > 3 and not [name for name in named if not (ROOT / name).exists()]


def test_the_lock_has_what_the_configuration_asks_for():
    assert {"jupyterhub", "jupyterlab", "nbgitpuller", "jupyterhub-systemdspawner", "ipykernel", "pandas"} <= set(LOCKED)


def test_the_page_names_the_versions_of_the_lock():
    sentence = re.search(r"^Versions: (.+?) on the server", PAGE, re.M)[1]
    told = dict(re.findall(r"(JupyterHub|JupyterLab|nbgitpuller) (\d+\.\d+\.\d+)", sentence))
    assert told == {name: LOCKED[name.lower()] for name in ("JupyterHub", "JupyterLab", "nbgitpuller")}
    assert f"nbgitpuller=={LOCKED['nbgitpuller']}" in PAGE
