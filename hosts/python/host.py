"""The host program: one process, one job. Started by a worker inside its sandbox; see README.md."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

from tenantry_host import main  # noqa: E402

main.run()
