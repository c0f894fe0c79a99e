import support

import io
import logging
import unittest

from tenantry_host import failure, logs
from tenantry_host.printed import RecordBuffer
from tenantry_host.streams import LARGEST_TEXT, Streams


class Prints(unittest.TestCase):
    def setUp(self):
        self.channel = support.Remembers()
        self.buffer = RecordBuffer("Output", Streams(self.channel), 1)

    def test_are_a_record_a_line_however_they_are_cut(self):
        for chunk in (b"a", b"b\nc", b"\r\n\n", b"d"):
            self.buffer.write(chunk)
        self.assertEqual(self.channel.records, [("Output", "ab"), ("Output", "c"), ("Output", "")])
        self.buffer.end()
        self.buffer.end()
        self.assertEqual(self.channel.records[3:], [("Output", "d")])

    def test_characters_may_lie_across_two_writes(self):
        text = "Grüße".encode()
        for index in range(len(text)):
            self.buffer.write(text[index : index + 1])
        self.buffer.write(b"\n")
        self.assertEqual(self.channel.records, [("Output", "Grüße")])

    def test_half_characters_can_be_carried(self):
        out = io.TextIOWrapper(self.buffer, encoding="utf-8", errors="backslashreplace", write_through=True)
        out.write("\udcff\n")
        Streams(self.channel).write("Error", "\ud800")
        self.assertEqual(self.channel.records, [("Output", "\\udcff"), ("Error", "\\ud800")])

    def test_what_is_too_long_is_cut_and_marked(self):
        self.buffer.write(b"x" * (LARGEST_TEXT + 1) + b"\n")
        (_, text), = self.channel.records
        self.assertTrue(text.endswith(f"… cut here: {LARGEST_TEXT + 1} characters in all"))


class Logging(unittest.TestCase):
    def setUp(self):
        self.channel = support.Remembers()
        self.logger = logging.Logger("test")
        self.logger.addHandler(logs.StreamHandler(Streams(self.channel)))

    def test_goes_to_the_stream_of_its_level(self):
        for level in (5, 10, 19, 20, 29, 30, 40, 50, 70):
            self.logger.log(level, "level %d", level)
        self.assertEqual(
            [stream for stream, _ in self.channel.records],
            ["Debug", "Debug", "Debug", "Verbose", "Verbose", "Warning", "Error", "Error", "Error"],
        )

    def test_an_exception_is_told_with_its_traceback(self):
        try:
            raise LookupError("nobody")
        except LookupError:
            self.logger.exception("searching")
        (frame,) = self.channel.frames
        self.assertRegex(frame["text"], r"^searching\nTraceback[\s\S]*LookupError: nobody$")
        self.assertEqual(frame["value"]["Exception"], "LookupError")


class Failures(unittest.TestCase):
    def test_show_the_frames_of_the_runbook_alone(self):
        try:
            failing("x")
        except ValueError as error:
            described = failure.describe(error)
        self.assertEqual(described["message"], "ValueError: two\nlines")
        self.assertIn("in failing", described["stack"])
        self.assertNotIn("written.py", described["trace"])
        self.assertIn("TypeError: x cannot be written down", described["trace"])


def failing(what):
    from tenantry_host.written import as_written

    try:
        as_written(object(), what)
    except TypeError as error:
        raise ValueError("two\nlines") from error
