"""Lets nothing interrupt what must not be done by half: a frame that is cut in the middle is no frame.

A stop arrives as SIGINT, whose handler raises KeyboardInterrupt wherever the runbook is. Inside a shield it waits until
the shield is left. Handlers run in the main thread only, so only there anything is counted.
"""

import signal
import threading


class Shield:
    def __init__(self):
        self._main = threading.main_thread()
        self._depth = 0
        self._waiting = False

    def install(self):
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, _number, _frame):
        if self._depth > 0:
            self._waiting = True
        else:
            raise KeyboardInterrupt("the job was stopped")

    def __enter__(self):
        if threading.current_thread() is self._main:
            self._depth += 1

    def __exit__(self, *_):
        if threading.current_thread() is not self._main:
            return
        self._depth -= 1
        if self._depth == 0 and self._waiting:
            self._waiting = False
            raise KeyboardInterrupt("the job was stopped")


shield = Shield()
