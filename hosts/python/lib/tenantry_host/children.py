"""Other runbooks of the account as jobs of their own: started once however often this job is begun again."""

import json
import threading

from .written import as_written


class Children:
    def __init__(self, questions, steps, ending):
        self._questions = questions
        self._steps = steps
        self._ending = ending
        self._lock = threading.Lock()
        self._waits = []

    def start(self, runbook, parameters, key, run_on):
        asked = {"key": key, "runOn": run_on, "scope": self._steps.open.scope()}
        given = {name: value for name, value in asked.items() if value is not None}
        texts = {name: _text(name, value) for name, value in (parameters or {}).items()}
        return self._questions.ask(type="jobStart", runbook=runbook, parameters=texts, **given)["id"]

    def wait(self, jobs, timeout, durable):
        limit = {} if timeout is None else {"seconds": timeout}
        with self._lock:
            self._waits.append(durable)
        try:
            return self._questions.ask(type="jobWait", jobs=list(jobs), **limit)["jobs"]
        finally:
            with self._lock:
                self._waits.remove(durable)

    def output(self, job):
        records = self._questions.ask(type="jobOutput", job=job)["records"]
        return [record.get("value", record["text"]) for record in records]

    def park(self):
        """The wait is a long one: the process ends, where the runbook said that its next attempt may come back to here."""
        with self._lock:
            may = self._waits and all(self._waits) and self._steps.open.scope() is None
        if may:
            self._questions.close()
            self._ending.wait_for_jobs()


def _text(name, value):
    """As Azure passes parameters: texts as they are, everything else as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(as_written(value, f"Parameter '{name}'"), ensure_ascii=False)
