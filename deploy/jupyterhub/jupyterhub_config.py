"""A JupyterHub for one class on one machine: every setting that is not the default, with its reason.

The page "A class on a server" says how to install it. What differs from one server to the next stands in
the environment, which ``course-hub.service`` sets, and never in this file:

``STATE_DIRECTORY``
    Folder of the hub's database and secrets. Only the hub may read it.
``CONFIGURATION_DIRECTORY``
    Folder with ``students.txt`` and ``instructors.txt`` (one account name a line, ``#`` begins a remark)
    and, if you like, ``welcome.html``, a sentence or two for the page where one signs in.
``COURSE_HUB_URL``
    Where the hub listens: ``http://127.0.0.1:8000/`` when left out. A path at its end becomes the
    beginning of every address.
``COURSE_HUB_PUBLIC_URL``
    The address that students type, ``https://hub.example.edu/``, with the same path at its end. The hub
    sees requests of the web server in front of it only, and would not know that they came encrypted.
``COURSE_HUB_MEMORY``, ``COURSE_HUB_CPUS``
    The most that one student's server may use: ``1G`` and ``1`` when left out.
``COURSE_HUB_IDLE_SECONDS``
    After this long without use a notebook's kernel ends, and a server without kernels too: 3600 when left
    out. An open page of JupyterLab is a use of the server, and none of the kernel.
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821  JupyterHub gives this name to its configuration files



def folder_of(variable: str) -> Path:
    """Return a folder that the service names; without one the hub does not start."""
    if variable not in os.environ:
        sys.exit(f"{variable} is not set: start the hub by course-hub.service, or set it to a folder.")
    return Path(os.environ[variable])


STATE, CLASS = folder_of("STATE_DIRECTORY"), folder_of("CONFIGURATION_DIRECTORY")
HERE = Path(__file__).resolve().parent
IDLE_SECONDS = int(os.environ.get("COURSE_HUB_IDLE_SECONDS", 3600))


def names_in(file: Path) -> set[str]:
    """Read account names, one a line; a file that is not there names nobody."""
    if not file.exists():
        return set()
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return {name.lower() for name in lines if name}


# --- Where the hub is ---------------------------------------------------------------------------------
# On this machine only: a web server in front of it holds the certificate. Without encryption everybody
# on the network between could read passwords.
c.JupyterHub.bind_url = os.environ.get("COURSE_HUB_URL", "http://127.0.0.1:8000/")
# With an https address here, browsers never send the cookies of the hub unencrypted.
c.JupyterHub.public_url = os.environ.get("COURSE_HUB_PUBLIC_URL", "")
# The log names the address of the student, not that of the web server.
c.JupyterHub.trusted_downstream_ips = ["127.0.0.1"]
c.JupyterHub.db_url = f"sqlite:///{STATE / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")
# A new hub, after an update or a new class list, finds the servers of students still running.
c.JupyterHub.cleanup_servers = False

# --- Who may come in ----------------------------------------------------------------------------------
# Accounts of the machine, with their passwords. Only the names on the two lists, not every account.
c.JupyterHub.authenticator_class = "pam"
INSTRUCTORS = names_in(CLASS / "instructors.txt")
c.Authenticator.allowed_users = names_in(CLASS / "students.txt") | INSTRUCTORS
# Instructors see who is there, and start or stop a server. An administrator of JupyterHub could open the
# notebooks of every student too, so there is none; who may do that has an account with rights on the machine.
c.JupyterHub.load_roles = [
    {
        "name": "instructor",
        "scopes": ["admin-ui", "list:users", "read:users", "servers"],
        "users": sorted(INSTRUCTORS),
    }
]
# Who is taken off the list may not come in again, though the database still knows the name.
c.Authenticator.allow_existing_users = False
# The hub needs the password checked and no session of the operating system.
c.PAMAuthenticator.open_sessions = False
if (CLASS / "welcome.html").exists():
    c.JupyterHub.template_vars = {"announcement_login": (CLASS / "welcome.html").read_text(encoding="utf-8")}

# --- One server for each student ----------------------------------------------------------------------
# Each is a unit of systemd under the student's own account, so the limits below are enforced.
c.JupyterHub.spawner_class = "systemd"
c.Spawner.mem_limit = os.environ.get("COURSE_HUB_MEMORY", "1G")
c.Spawner.cpu_limit = float(os.environ.get("COURSE_HUB_CPUS", 1))
# A /tmp and a /dev of its own, and no way to become another user.
c.SystemdSpawner.isolate_tmp = True
c.SystemdSpawner.isolate_devices = True
c.SystemdSpawner.disable_user_sudo = True
# A student sees no processes of others. A fork bomb ends at this many threads. Where memory runs out, the
# kernel that took it ends, and the server and the other notebooks go on.
c.SystemdSpawner.unit_extra_properties = {"ProtectProc": "invisible", "TasksMax": "256", "OOMPolicy": "continue"}
# By whole paths, so that nothing on a PATH can take their place.
c.Spawner.cmd = [sys.executable, str(HERE / "student_server.py")]
c.Spawner.default_url = "/lab"
# A student's own configuration files could run scripts in the pages of the hub.
c.Spawner.disable_user_config = True
# The usual 30 s are short when a whole class begins at once.
c.Spawner.http_timeout = 120
c.Spawner.start_timeout = 120
c.Spawner.args = [
    # kernels hold half of the memory, so a page left open does not keep one
    f"--MappingKernelManager.cull_idle_timeout={IDLE_SECONDS}",
    f"--MappingKernelManager.cull_interval={min(300, max(1, IDLE_SECONDS // 4))}",
    "--MappingKernelManager.cull_connected=True",
    # the server itself starts again, with all files, at the next visit
    f"--ServerApp.shutdown_no_activity_timeout={IDLE_SECONDS}",
    # what a student adds to JupyterLab would be gone with the next update of the hub
    "--LabApp.extension_manager=readonly",
]
