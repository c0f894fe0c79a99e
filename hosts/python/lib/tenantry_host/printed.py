"""What a runbook prints: each line of sys.stdout is an Output record, each of sys.stderr an Error record.

They keep their order among the runbook's other records. What children and C code write to file descriptors 1 and 2 is read
by the worker itself, line by line too, in an order of its own.
"""

import io
import sys
import threading

from .shield import shield


class RecordBuffer(io.BufferedIOBase):
    """The bytes below a text stream, one record a line."""

    def __init__(self, stream, streams, descriptor):
        super().__init__()
        self._stream = stream
        self._streams = streams
        self._descriptor = descriptor
        self._partial = b""
        self._lock = threading.RLock()

    def writable(self):
        return True

    def fileno(self):
        return self._descriptor

    def write(self, data):
        data = bytes(data)
        with shield, self._lock:
            if b"\n" not in data:
                self._partial += data
                return len(data)
            *lines, self._partial = (self._partial + data).split(b"\n")
            for line in lines:
                self._record(line)
        return len(data)

    def _record(self, line):
        self._streams.write(self._stream, line.removesuffix(b"\r").decode("utf-8", "backslashreplace"))

    def end(self):
        with shield, self._lock:
            if self._partial:
                self._record(self._partial)
            self._partial = b""


def capture(streams):
    """Replaces sys.stdout and sys.stderr. Returns what writes their last, unfinished lines."""
    buffers = (RecordBuffer("Output", streams, 1), RecordBuffer("Error", streams, 2))
    texts = [
        io.TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True)
        for buffer in buffers
    ]
    sys.stdout, sys.stderr = texts
    sys.__stdout__, sys.__stderr__ = texts

    def end():
        for text, buffer in zip(texts, buffers):
            try:
                text.flush()
            except ValueError:
                # The runbook closed it, or took the bytes below it for itself.
                pass
            buffer.end()

    return end


def release():
    """In a forked child: its prints go the way of every child's, through descriptors 1 and 2."""
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
