"""Values that are written down as JSON and read again."""

import json
import math

LARGEST_VALUE = 4 * 1024 * 1024
# Beyond it a number that passes through JavaScript is another number.
LARGEST_INTEGER = 2**53 - 1
REMEDY = "Return texts, numbers, True or False, None, lists and dictionaries; write a date as its ISO text."


def as_written(value, what):
    """The value as it will be read back, so that the first attempt sees what a later one would.

    Tuples come back as lists and whole floats as integers. Raises TypeError for what would come back as something else,
    naming its path, and ValueError for what is too large.
    """
    written = _plain(value, "$", what, ())
    size = len(json.dumps(written, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    if size > LARGEST_VALUE:
        raise ValueError(
            f"{what} is {size} bytes of JSON; the most is {LARGEST_VALUE}. "
            "Return what later steps need, not everything that was read."
        )
    return written


def _plain(value, path, what, above):
    if value is None or isinstance(value, (str, bool)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise _fault(what, path, "an integer beyond 2^53")
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _fault(what, path, str(value))
        return int(value) if value.is_integer() and abs(value) < 1e21 else float(value)
    if any(value is each for each in above):
        raise _fault(what, path, "a reference to something that holds it")
    inside = (*above, value)
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{path}[{index}]", what, inside) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {_name(key, path, what): _plain(item, f"{path}.{key}", what, inside) for key, item in value.items()}
    raise _fault(what, path, f"a {type(value).__name__}")


def _name(key, path, what):
    if not isinstance(key, str):
        raise _fault(what, path, f"a key that is a {type(key).__name__}")
    return str(key)


def _fault(what, path, found):
    return TypeError(f"{what} cannot be written down as JSON: at {path} there is {found}. {REMEDY}")
