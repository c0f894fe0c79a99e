"""What can be said of a runbook before it runs."""

import ast
import re
import warnings

from . import inline

MOST_DESCRIPTION = 512


def build(runbook, source):
    """The result of a build as the worker-link has it. A Python runbook is its own artifact."""
    file = re.sub(r"[^\w-]", "-", runbook) + ".py"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source, file)
            # Finds what the grammar alone lets pass: `return` outside of a function, `nonlocal` at the top.
            compile(tree, file, "exec", dont_inherit=True)
    except SyntaxError as error:
        return _failed(file, error.lineno, error.offset, error.msg, type(error).__name__)
    except ValueError as error:
        return _failed(file, 1, 1, str(error), "SyntaxError")
    except (RecursionError, MemoryError):
        return _failed(file, 1, 1, "The code is nested too deeply to be read.", "TooDeep")
    result = {"ok": True, "artifact": source, "parameters": []}
    description = (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ").strip()
    if description:
        result["description"] = description[:MOST_DESCRIPTION]
    found = inline.calls(tree)
    if found:
        result["inline"] = found
    return result


def _failed(file, line, column, message, code):
    diagnostic = {"file": file, "line": line or 1, "column": max(column or 1, 1), "message": message, "code": code}
    return {"ok": False, "diagnostics": [diagnostic]}
