"""One run of one runbook."""

import linecache
import os
import sys
import tempfile
import threading
import types

import tenantry

from . import current, inline, logs, packages, printed
from .children import Children
from .failure import describe, record_of
from .questions import Questions
from .steps import Steps
from .streams import Streams


def prepare(start, channel, ending):
    """Everything is as the runbook shall find it. Returns where answers of the worker go."""
    os.environ.update(start["environment"])
    packages.take()
    inline.take()
    streams = Streams(channel)
    questions = Questions(channel)
    current.questions = questions
    current.streams = streams
    current.steps = Steps(start["journal"], channel, questions)
    current.children = Children(questions, current.steps, ending)
    tenantry.parameters.update(start["parameters"])
    tenantry.job.update(id=start["jobId"], runbook=start["runbook"], attempt=start["attempt"])
    tenantry.stopping = ending.stopping
    ending.flush = printed.capture(streams)
    logs.capture(streams)
    _hear_of_failures(streams, ending)
    # Scripts write files beside themselves, as Azure lets them; the sandbox's slot is read only.
    if not os.access(".", os.W_OK):
        os.chdir(os.environ.get("HOME") or tempfile.gettempdir())
    return questions


def _hear_of_failures(streams, ending):
    def in_thread(failed):
        if failed.exc_value is None or failed.exc_type is SystemExit:
            return
        name = failed.thread.name if failed.thread is not None else "unknown"
        trace = describe(failed.exc_value)["trace"]
        streams.write("Error", f"Exception in thread {name}:\n{trace}", record_of(failed.exc_value))

    def unraisable(failed):
        # Python waits for the runbook's threads where nobody can catch the interrupt of a stop.
        if not (failed.exc_type is KeyboardInterrupt and ending.stopping.is_set()):
            sys.__unraisablehook__(failed)

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def run(start, channel, ending):
    file = start["artifact"]
    # As Azure passes them: texts, in their order, without their names.
    sys.argv = [file, *start["parameters"].values()]
    try:
        code = _load(file)
        module = types.ModuleType("__main__")
        module.__file__ = file
        sys.modules["__main__"] = module
        channel.send({"type": "running"})
        exec(code, module.__dict__)
    except SystemExit as leaving:
        _left(leaving, ending)
    except KeyboardInterrupt as interrupt:
        if not ending.stopping.is_set():
            _failed(interrupt, ending)
    except BaseException as error:
        _failed(error, ending)


def _load(file):
    with open(file, encoding="utf-8") as opened:
        source = opened.read()
    # Tracebacks name the file without its folder, which is the sandbox's, and still show its lines.
    name = os.path.basename(file)
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    return compile(source, name, "exec", dont_inherit=True)


def _left(leaving, ending):
    code = leaving.code
    if code is None or code == 0:
        return
    if not isinstance(code, int):
        # As Python does with a text: it is printed, and the exit code is 1.
        print(code, file=sys.stderr)
        ending.failed(str(code))
    else:
        ending.failed(f"The runbook ended its process with exit code {code}.", describe(leaving)["stack"])


def _failed(error, ending):
    described = describe(error)
    current.streams.write("Error", described["trace"], record_of(error))
    ending.failed(described["message"], described["stack"])
