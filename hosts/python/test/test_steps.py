import support

import unittest

from tenantry_host.questions import Questions, Refused
from tenantry_host.steps import Steps


class Answers(support.Remembers):
    """Answers each question at once."""

    def __init__(self):
        super().__init__()
        self.questions = Questions(self)
        self.reply = lambda frame: {"type": "reply", "id": frame["id"], "value": None}

    def send(self, frame):
        super().send(frame)
        if "id" in frame:
            self.questions.answer(self.reply(frame))


class StepsOfAJob(unittest.TestCase):
    def setUp(self):
        self.channel = Answers()
        self.steps = Steps([{"name": "old", "result": {"a": 1}}], self.channel, self.channel.questions)

    def test_a_recorded_step_does_not_run_again(self):
        self.assertEqual(self.steps.step("old", lambda: self.fail("it ran")), {"a": 1})
        self.assertEqual(self.channel.frames, [{"type": "stepSkipped", "name": "old"}])

    def test_a_new_one_is_recorded_before_the_runbook_goes_on(self):
        self.assertEqual(self.steps.step("new", lambda: (1, 2)), [1, 2])
        self.assertEqual(
            self.channel.frames,
            [{"type": "stepBegan", "name": "new"}, {"type": "stepEnded", "name": "new", "result": [1, 2], "id": 1}],
        )

    def test_one_that_fails_is_not_recorded(self):
        with self.assertRaises(ZeroDivisionError):
            self.steps.step("new", lambda: 1 / 0)
        self.assertEqual([frame["type"] for frame in self.channel.frames], ["stepBegan"])

    def test_one_that_the_worker_refuses_does_not_return(self):
        self.channel.reply = lambda frame: {"type": "refused", "id": frame["id"], "code": "Conflict", "message": "stale"}
        with self.assertRaisesRegex(Refused, "stale"):
            self.steps.step("new", lambda: 1)

    def test_an_answer_that_nobody_waits_for_is_nothing(self):
        self.channel.questions.answer({"type": "reply", "id": 99, "value": 1})
