"""The import test: imports modules of a package in this process, which is thrown away.

Run by a worker in a sandbox without network, `import_test.py <request file>`. Writes its result to file descriptor 3 as JSON.
"""

import importlib
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

from tenantry_host import packages  # noqa: E402


def attempt(names):
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException as error:
            kind = type(error).__name__
            return {"ok": False, "code": kind[:256], "message": f"import {name}: {kind}: {error}"[:10_000]}
    return {"ok": True, "version": "", "commands": [], "requiredModules": []}


# Taken before anything of the package runs, so that nothing that it does changes where the answer goes.
with open(3, "w", encoding="utf-8") as answer:
    with open(sys.argv[1], encoding="utf-8") as file:
        modules = json.load(file)["modules"]
    packages.take()
    json.dump(attempt(modules), answer)
    answer.flush()
    # A package may have started threads that would keep the process.
    os._exit(0)
