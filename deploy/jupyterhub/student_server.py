"""Start one student's server; at the first visit a unit opens beside its table of contents.

It runs under the student's own account, for what it writes lies in the student's own folder. Every argument
goes on to ``jupyterhub-singleuser``, whose place this process takes.
"""

import os
import sys
from pathlib import Path

from jupyter_core.paths import jupyter_config_dir

from postsoviet.lab.settings import WORKSPACE, write_workspace

layouts = Path(jupyter_config_dir()) / "lab" / "workspaces"
# the layout is the student's own after the first visit
if not (layouts / WORKSPACE).exists():
    write_workspace(layouts)
# a container starts in the folder of its image; what a student makes there would be lost
os.chdir(Path.home())
program = Path(sys.executable).with_name("jupyterhub-singleuser")
os.execv(program, [str(program), *sys.argv[1:]])
