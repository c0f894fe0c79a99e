"""The job's streams, as Azure Automation knows them."""

import datetime

LARGEST_TEXT = 1024 * 1024


class Streams:
    def __init__(self, channel):
        self._channel = channel

    def write(self, stream, text, value=None):
        if len(text) > LARGEST_TEXT:
            text = f"{text[:LARGEST_TEXT]}\n… cut here: {len(text)} characters in all"
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
        frame = {"type": "stream", "stream": stream, "text": _printable(text), "time": now.replace("+00:00", "Z")}
        if value is not None:
            frame["value"] = value
        self._channel.send(frame)


def _printable(text):
    """Bytes that are no text were read as half characters, which nothing else can carry."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
