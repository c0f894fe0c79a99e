"""Packages of the runtime environment: a folder that the worker made for this job alone."""

import os
import sys

VARIABLE = "TENANTRY_MODULES"


def take():
    """Puts the environment's packages before those that this Python has installed, and after its standard library."""
    folder = os.environ.pop(VARIABLE, "")
    if not folder:
        return
    installed = (at for at, path in enumerate(sys.path) if os.path.basename(path) in ("site-packages", "dist-packages"))
    sys.path.insert(next(installed, len(sys.path)), folder)
    # Children of the job find them too.
    os.environ["PYTHONPATH"] = folder
