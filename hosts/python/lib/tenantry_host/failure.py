"""Exceptions as the author of a runbook wants to read them: without the frames of the host."""

import os
import traceback

_HOST = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def describe(error):
    """`message` as in the last line of a traceback, `trace` as Python prints it, `stack` its lines between the two."""
    whole = traceback.TracebackException(type(error), error, error.__traceback__)
    _leave_out_host(whole, set())
    message = "".join(whole.format_exception_only()).strip()
    stack = "".join(whole.stack.format()).rstrip("\n")
    return {"message": message, "stack": stack, "trace": "".join(whole.format()).rstrip("\n")}


def record_of(error):
    """With PowerShell's names, so that readers of Azure's streams find them."""
    described = describe(error)
    return {
        "Exception": type(error).__name__,
        "Message": str(error),
        "ScriptStackTrace": described["stack"],
    }


def _leave_out_host(one, seen):
    if one is None or id(one) in seen:
        return
    seen.add(id(one))
    one.stack[:] = [frame for frame in one.stack if not _is_host(frame.filename)]
    for other in (one.__cause__, one.__context__, *(getattr(one, "exceptions", None) or ())):
        _leave_out_host(other, seen)


def _is_host(filename):
    return filename.startswith(_HOST + os.sep) or filename.startswith("<frozen ")
