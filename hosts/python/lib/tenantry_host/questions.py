"""Frames that wait for an answer, matched by number. Any thread may ask."""

import threading


class Refused(Exception):
    """The worker said no; the message is for people and holds the remedy."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class _Waiting:
    def __init__(self):
        self.answered = threading.Event()
        self.value = None
        self.refusal = None


class Questions:
    def __init__(self, channel):
        self._channel = channel
        self._lock = threading.Lock()
        self._open = {}
        self._last = 0
        self._closed = False

    def ask(self, **question):
        waiting = _Waiting()
        with self._lock:
            self._last += 1
            number = self._last
            self._open[number] = waiting
        self._channel.send({**question, "id": number})
        waiting.answered.wait()
        if waiting.refusal is not None:
            raise waiting.refusal
        return waiting.value

    def close(self):
        """No answer comes any more: the attempt is over, and the runbook must not go on with it."""
        self._closed = True

    def answer(self, frame):
        if self._closed:
            return
        waiting = self._open.pop(frame["id"], None)
        if waiting is None:
            return
        if frame["type"] == "reply":
            waiting.value = frame.get("value")
        else:
            waiting.refusal = Refused(frame["code"], frame["message"])
        waiting.answered.set()
