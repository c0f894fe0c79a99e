"""Durable steps: the same journal and the same rules as in TypeScript runbooks."""

import contextlib
import threading

from .written import as_written

LONGEST_NAME = 512


class OpenSteps:
    """Steps that are under way: what happens inside of one is repeated with it, or not at all."""

    def __init__(self):
        self._all = []
        self._thread = threading.local()
        self._lock = threading.Lock()

    def scope(self):
        """The step that the caller is in; in a thread of its own, the one begun last."""
        own = getattr(self._thread, "steps", None)
        with self._lock:
            return own[-1] if own else self._all[-1] if self._all else None

    @contextlib.contextmanager
    def entered(self, name):
        own = self._thread.__dict__.setdefault("steps", [])
        own.append(name)
        with self._lock:
            self._all.append(name)
        try:
            yield
        finally:
            own.remove(name)
            with self._lock:
                self._all.remove(name)


class Steps:
    def __init__(self, journal, channel, questions):
        self._recorded = {step["name"]: step.get("result") for step in journal}
        self._used = set()
        self._channel = channel
        self._questions = questions
        self.open = OpenSteps()

    def step(self, name, work):
        if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME:
            length = len(name) if isinstance(name, str) else 0
            raise ValueError(
                f"A step needs a name of 1 to {LONGEST_NAME} characters, but this one has {length}. "
                "Name the step after what it does."
            )
        if name in self._used:
            raise ValueError(
                f"There is already a step '{name}' in this run. "
                "Give each step its own name; in a loop, put the id of the item into it."
            )
        self._used.add(name)
        if name in self._recorded:
            self._channel.send({"type": "stepSkipped", "name": name})
            return self._recorded[name]
        with self.open.entered(name):
            self._channel.send({"type": "stepBegan", "name": name})
            result = as_written(work(), f"The result of step '{name}'")
            self._questions.ask(type="stepEnded", name=name, result=result)
        return result
