"""Durable steps: the same journal and the same rules as in TypeScript runbooks."""

from .written import as_written

LONGEST_NAME = 512


class Steps:
    def __init__(self, journal, channel, questions):
        self._recorded = {step["name"]: step.get("result") for step in journal}
        self._used = set()
        self._channel = channel
        self._questions = questions

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
        self._channel.send({"type": "stepBegan", "name": name})
        result = as_written(work(), f"The result of step '{name}'")
        self._questions.ask(type="stepEnded", name=name, result=result)
        return result
