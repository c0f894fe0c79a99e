"""What a Python runbook may ask of Tenantry, beside Azure's own `automationassets`.

    from tenantry import parameters, step

    user = step("find the user", lambda: find(parameters["userPrincipalName"]))
"""

import json
import os
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from tenantry_host import current as _current
from tenantry_host.written import as_written as _as_written

__all__ = [
    "RunbookFailed",
    "certificate",
    "identity_token",
    "job",
    "job_output",
    "output",
    "parameters",
    "progress",
    "run_runbook",
    "start_runbook",
    "step",
    "stopping",
    "wait_for_jobs",
]

#: The job's parameters by name, as texts. `sys.argv` has them by position, as Azure passes them.
parameters = {}

#: `id`, `runbook` and `attempt` (which counts from 1: greater when an earlier attempt's process died).
job = {}

#: Set when somebody stops the job; the main thread gets a KeyboardInterrupt then. From there on no call leaves the job.
stopping = threading.Event()


def step(name, work):
    """Does `work()` once for the whole job, whatever dies in between.

    Its result is written down before the runbook goes on, and a later attempt of the job gets the recorded result instead
    of doing the work again. What is inside must bear being done again if the process dies before the result is recorded.
    A name stands for one step of a run (put the item's id into it in a loop). The result must be JSON.
    """
    return _current.demand(_current.steps).step(name, work)


class RunbookFailed(RuntimeError):
    """A runbook that this one ran did not end `Completed`. `result` is as `wait_for_jobs` has it."""

    def __init__(self, result):
        reason = result.get("exception") or "it says no more."
        super().__init__(
            f"Runbook '{result['runbook']}', job {result['id']}, ended {result['status']}: {reason} "
            f"Its own streams tell more: tenantry job get {result['id']} --streams."
        )
        self.result = result


def start_runbook(name, parameters=None, key=None, run_on=None):
    """Starts a runbook of the account, in any language, as a job of its own on the same tenant. Returns the job's id.

    An attempt of this job that is repeated finds the job that an earlier one started: the same runbook with the same
    parameters is the same start, or the one that was given the same `key`. Texts are passed as they are, everything else
    as JSON; a Python runbook gets the values in their order.
    """
    return _current.demand(_current.children).start(name, parameters, key, run_on)


def wait_for_jobs(jobs, timeout=None, durable=False):
    """Waits until all of the jobs have ended, or for so many seconds. This job takes no place of its worker meanwhile.

    Returns a dictionary each, in their order: `id`, `name`, `runbook`, `status`, `ended`, and `exception` when it failed.
    With `durable`, a long wait ends the process, and a later attempt goes on from the top, with recorded steps skipped:
    for runbooks that do all their work in steps.
    """
    jobs = [jobs] if isinstance(jobs, str) else list(jobs)
    return _current.demand(_current.children).wait(jobs, timeout, durable) if jobs else []


def job_output(job):
    """What a job has written to its output: JSON values as they were, anything else as text."""
    return _current.demand(_current.children).output(job)


def run_runbook(name, parameters=None, key=None, run_on=None, durable=False):
    """Starts a runbook, waits for it, and returns its output. Raises RunbookFailed when it did not end `Completed`."""
    started = start_runbook(name, parameters, key, run_on)
    result = wait_for_jobs([started], durable=durable)[0]
    if result["status"] != "Completed":
        raise RunbookFailed(result)
    return job_output(started)


def output(value):
    """Writes a record to the Output stream. A text stays a text; anything else is also kept as its JSON value."""
    streams = _current.demand(_current.streams)
    if isinstance(value, str):
        return streams.write("Output", value)
    written = _as_written(value, "The output")
    streams.write("Output", json.dumps(written, ensure_ascii=False, separators=(",", ":")), written)


def progress(activity, status=None, percent_complete=None):
    """Writes a record to the Progress stream."""
    value = {"Activity": activity}
    text = activity
    if status is not None:
        value["StatusDescription"] = status
        text += f": {status}"
    if percent_complete is not None:
        value["PercentComplete"] = percent_complete
        text += f" {round(percent_complete)} %"
    _current.demand(_current.streams).write("Progress", text, value)


def certificate(name):
    """A certificate by its name or thumbprint.

    A dictionary with `name`, `thumbprint`, `expiresOn` (ISO 8601), `hasPrivateKey`, `password` and `content`: the bytes of a
    PKCS#12 file that `password` opens, or of the certificate alone.
    """
    import automationassets

    return automationassets._certificate(name)


_tokens = {}
_RENEW_BEFORE = 300


def identity_token(resource, client_id=None, renew=False):
    """An access token of the account's managed identity for a resource such as `https://graph.microsoft.com`.

    With a client id it is of a user-assigned identity that the account was given.

    It is worth something inside this job only, and is kept until shortly before it ends. With `renew`, for one that was refused,
    another one is made.
    """
    token, since, until = _tokens.get((resource, client_id), ("", 0, 0))
    # One from later than now was made under a clock that ran ahead: it is not valid yet.
    if not renew and since <= time.time() < until:
        return token
    asked_at = time.time()
    endpoint, header = os.environ.get("IDENTITY_ENDPOINT"), os.environ.get("IDENTITY_HEADER")
    if not endpoint or not header:
        raise RuntimeError(f"No token for '{resource}': this job has no identity endpoint.")
    asked = {"api-version": "2019-08-01", "resource": resource}
    if client_id:
        asked["client_id"] = client_id
    if renew:
        asked["bypass_cache"] = "true"
    query = urllib.parse.urlencode(asked)
    request = urllib.request.Request(f"{endpoint}?{query}", headers={"X-IDENTITY-HEADER": header})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=60) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        reason = error.read(500).decode("utf-8", "replace")
        raise RuntimeError(
            f"No token for '{resource}': {error.code} {reason} "
            "Check that the account's identity is on and may use the resource."
        ) from None
    token = answer["access_token"]
    _tokens[(resource, client_id)] = (token, max(asked_at, time.time()), int(answer["expires_on"]) - _RENEW_BEFORE)
    return token
