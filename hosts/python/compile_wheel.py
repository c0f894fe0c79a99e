"""Compiles the modules of a wheel for this interpreter, without running any of them.

Run by a worker in a sandbox without network, `compile_wheel.py <wheel>`. Sends the compiled files to file descriptor 3 in
parcels (`src/worker/unpacking/parcels.ts`), each where the interpreter looks for it beside its source.
"""

import importlib.util
import json
import marshal
import re
import sys
import warnings
import zipfile

LARGEST_SOURCE = 4 * 1024 * 1024
PIECE = 1024 * 1024
# Of PEP 552: told by the hash of its source, and never held against it. Copies and links have other times.
UNCHECKED = (1).to_bytes(4, "little")
DATA = re.compile(r"^[^/]+\.data/(purelib|platlib|[^/]+)/")


def place_of(name):
    """Where a file of the wheel lies once it is unpacked; None for what is left out."""
    data = DATA.match(name)
    if data is None:
        return name
    return name[data.end() :] if data.group(1) in ("purelib", "platlib") else None


def compiled(name, source):
    try:
        code = compile(source, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # Templates, and code for another version. Whoever imports it hears of it.
        return None
    return importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source) + marshal.dumps(code)


def send(output, text, data=b""):
    head = b"" if text is None else json.dumps(text).encode()
    output.write(len(head).to_bytes(4, "big") + len(data).to_bytes(4, "big") + head + data)


def main(wheel):
    warnings.simplefilter("ignore")
    with open(3, "wb") as output, zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            place = place_of(entry.filename)
            if place is None or not place.endswith(".py") or entry.file_size > LARGEST_SOURCE:
                continue
            content = compiled(place, archive.read(entry))
            if content is None:
                continue
            send(output, {"file": importlib.util.cache_from_source(place).split("/")})
            for at in range(0, len(content), PIECE):
                send(output, None, content[at : at + PIECE])
        send(output, {"end": True})


main(sys.argv[1])
