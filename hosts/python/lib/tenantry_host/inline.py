"""Other runbooks of the account as modules: `import list_people` runs the published runbook of that name, once."""

import ast
import importlib.util
import os
import sys

from . import packages

VARIABLE = "TENANTRY_INLINE"


def take():
    """Puts runbooks that this one imports behind everything else that Python finds by their names."""
    folder = os.environ.pop(VARIABLE, "")
    if folder:
        sys.path.append(folder)


def calls(tree):
    """Modules that a runbook imports and that nothing here has: each may be a runbook, as worker-link's `inlineCall`."""
    packages.take()
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        else:
            continue
        for name in names:
            top = name.split(".")[0]
            if top not in found and top.isascii() and not _is_there(top):
                place = {"line": node.lineno, "column": node.col_offset + 1}
                found[top] = {"name": top, "file": f"{top}.py", **place, "optional": True}
    return list(found.values())


def _is_there(name):
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
