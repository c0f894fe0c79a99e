"""Frames to and from the worker: one JSON document a line, both ways on file descriptor 3."""

import json
import os
import signal
import socket
import threading

from .shield import shield

DESCRIPTOR = 3


class Channel:
    def __init__(self, descriptor=DESCRIPTOR):
        os.set_inheritable(descriptor, False)
        self._socket = socket.socket(fileno=descriptor)
        self._socket.setblocking(True)
        self._lines = self._socket.makefile("rb")
        self._lock = threading.Lock()

    def send(self, frame):
        """Written before it returns: a frame survives whatever the runbook does to its process next."""
        line = json.dumps(frame, separators=(",", ":")).encode() + b"\n"
        with shield, self._lock:
            try:
                self._socket.sendall(line)
            except OSError:
                leave()

    def receive(self):
        """The next frame. When the worker is gone the process ends: nobody hears it any more."""
        try:
            line = self._lines.readline()
        except OSError:
            line = b""
        if not line:
            leave()
        return json.loads(line)

    def forget(self):
        """In a forked child: what it writes is not the job's own."""
        os.close(self._socket.detach())


def leave():
    """With everything that the runbook started, where the host leads a process group of its own."""
    if os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
