"""The build program: checks a runbook's syntax and reads its description, without running any of it.

Run by a worker in a sandbox without network, `build.py <request file>`. Writes its result to file descriptor 3 as JSON.
"""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

from tenantry_host import checking  # noqa: E402

with open(sys.argv[1], encoding="utf-8") as file:
    request = json.load(file)
with open(3, "w", encoding="utf-8") as answer:
    json.dump(checking.build(request["runbook"], request["source"]), answer)
