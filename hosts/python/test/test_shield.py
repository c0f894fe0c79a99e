import support  # noqa: F401

import os
import signal
import unittest

from tenantry_host.shield import Shield


class AStop(unittest.TestCase):
    def setUp(self):
        self.shield = Shield()
        before = signal.getsignal(signal.SIGINT)
        self.shield.install()
        self.addCleanup(signal.signal, signal.SIGINT, before)

    def test_interrupts_at_once_outside_of_a_shield(self):
        with self.assertRaises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            self.fail("it went on")

    def test_waits_until_the_outermost_shield_is_left(self):
        done = []
        with self.assertRaises(KeyboardInterrupt):
            with self.shield:
                with self.shield:
                    os.kill(os.getpid(), signal.SIGINT)
                    done.append("inside")
                done.append("between")
            self.fail("it went on")
        self.assertEqual(done, ["inside", "between"])

    def test_is_told_once(self):
        with self.assertRaises(KeyboardInterrupt):
            with self.shield:
                os.kill(os.getpid(), signal.SIGINT)
        with self.shield:
            pass
