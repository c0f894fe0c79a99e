import support  # noqa: F401

import enum
import json
import unittest

from tenantry_host.written import as_written


class Level(enum.IntEnum):
    LOW = 1


class WhatIsWritten(unittest.TestCase):
    def test_is_what_a_later_attempt_reads(self):
        for value, written in [
            (None, None),
            (True, True),
            (1.0, 1),
            (-0.0, 0),
            (1.5, 1.5),
            (1e300, 1e300),
            ((1, (2,)), [1, [2]]),
            ({"a": {"b": "ü"}}, {"a": {"b": "ü"}}),
            (Level.LOW, 1),
            ("\ud800", "\ud800"),
            (2**53 - 1, 2**53 - 1),
        ]:
            with self.subTest(value=value):
                self.assertEqual(as_written(value, "x"), written)
                self.assertEqual(type(as_written(value, "x")), type(written))
                self.assertEqual(json.loads(json.dumps(as_written(value, "x"))), written)

    def test_refuses_what_would_come_back_as_something_else(self):
        loop = {}
        loop["self"] = loop
        for value, path, found in [
            (2**53, "$", "an integer beyond 2^53"),
            (float("inf"), "$", "inf"),
            ([{"a": {1, 2}}], "$[0].a", "a set"),
            ({"a": b"x"}, "$.a", "a bytes"),
            ({1: 2}, "$", "a key that is a int"),
            (loop, "$.self", "a reference to something that holds it"),
            (lambda: 1, "$", "a function"),
        ]:
            with self.subTest(found=found), self.assertRaises(TypeError) as raised:
                as_written(value, "The result")
            self.assertIn(f"The result cannot be written down as JSON: at {path} there is {found}.", str(raised.exception))

    def test_the_same_thing_twice_is_no_loop(self):
        shared = [1]
        self.assertEqual(as_written([shared, shared], "x"), [[1], [1]])
