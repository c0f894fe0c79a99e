"""How the job ends: once, and however it ends."""

import os
import signal
import threading
import time

# How long a runbook may tidy up after it was stopped. No call leaves the job any more.
GRACE = 1.0


class Ending:
    def __init__(self, channel):
        self.stopping = threading.Event()
        self.flush = lambda: None
        self._channel = channel
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._ended = False
        self._failure = None

    def failed(self, message, stack=""):
        self._failure = {"message": message, **({"stack": stack} if stack else {})}

    def stop(self):
        """Interrupts the runbook wherever it is; what it does after that has a moment."""
        self.stopping.set()
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        timer = threading.Timer(GRACE, self._tell)
        timer.daemon = True
        timer.start()

    def at_exit(self):
        # A forked child that leaves by sys.exit comes by here as well.
        if os.getpid() != self._process:
            return
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.flush()
        self._tell()
        # The worker takes the process down; until then it stays.
        while True:
            time.sleep(60)

    def wait_for_jobs(self):
        """The attempt is over; the next one comes when the jobs that the runbook waits for have ended."""
        self.flush()
        self._tell("waiting")

    def _tell(self, well="completed"):
        with self._lock:
            if self._ended:
                return
            self._ended = True
        outcome = "stopped" if self.stopping.is_set() else well if self._failure is None else "failed"
        exception = {"exception": self._failure} if outcome == "failed" else {}
        self._channel.send({"type": "ended", "outcome": outcome, **exception})
