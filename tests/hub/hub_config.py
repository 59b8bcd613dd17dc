"""The course's own configuration, with the least that a test must change: accounts, spawner, ports.

Anybody may run the tests: so there are no accounts of the machine and no systemd here. Who is on the class
list comes in with any password, and every server runs under the account that runs the tests.
"""

import os

c = get_config()  # noqa: F821  JupyterHub gives these names to its configuration files
load_subconfig(os.environ["HUB_CONFIGURATION"])  # noqa: F821

c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = os.environ["HUB_HOMES"] + "/{username}"
c.JupyterHub.hub_port = int(os.environ["HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ['HUB_PROXY_PORT']}"
# the test leaves nothing behind; on a server the students' servers outlive the hub
c.JupyterHub.cleanup_servers = True
if hasattr(os, "geteuid") and os.geteuid() == 0:
    c.Spawner.args = [*c.Spawner.args, "--allow-root"]
