"""From the first line of the host to its last."""

import atexit
import os
import platform
import threading

from . import current
from .channel import Channel
from .ending import Ending
from .shield import shield
from .way_out import hand_out_listener

PROTOCOL = 1


def run():
    channel = Channel()
    ending = Ending(channel)
    # What is registered first is called last: after the runbook's own exit functions, and after its threads have ended.
    atexit.register(ending.at_exit)
    from . import job, printed, warm  # noqa: F401

    hand_out_listener()
    shield.install()
    channel.send({"type": "ready", "protocol": PROTOCOL, "pid": os.getpid(), "engine": f"python {platform.python_version()}"})
    start = channel.receive()

    def leave_job_to_parent():
        channel.forget()
        current.forget()
        printed.release()

    os.register_at_fork(after_in_child=leave_job_to_parent)
    questions = job.prepare(start, channel, ending)
    threading.Thread(target=listen, args=(channel, questions, ending), daemon=True, name="tenantry").start()
    job.run(start, channel, ending)


def listen(channel, questions, ending):
    while True:
        frame = channel.receive()
        if frame["type"] == "stop":
            ending.stop()
        elif frame["type"] == "park":
            current.children.park()
        else:
            questions.answer(frame)
