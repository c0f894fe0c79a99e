"""`logging` and `warnings`: records by their level to the Debug, Verbose, Warning and Error streams.

Which levels are written is the runbook's own decision, as everywhere in Python: the root logger begins at WARNING.
"""

import logging

from .failure import describe, record_of


class StreamHandler(logging.Handler):
    def __init__(self, streams):
        super().__init__()
        self._streams = streams

    def emit(self, record):
        try:
            error = record.exc_info[1] if record.exc_info else None
            if error is None:
                self._streams.write(stream_of(record.levelno), self.format(record))
                return
            text = self.format(_without_exception(record))
            trace = describe(error)["trace"]
            self._streams.write(stream_of(record.levelno), f"{text}\n{trace}", record_of(error))
        except Exception:
            self.handleError(record)


def stream_of(level):
    if level >= logging.ERROR:
        return "Error"
    if level >= logging.WARNING:
        return "Warning"
    return "Verbose" if level >= logging.INFO else "Debug"


def _without_exception(record):
    """The traceback is written by us, without the host's own frames."""
    copy = logging.makeLogRecord(record.__dict__)
    copy.exc_info = None
    copy.exc_text = None
    return copy


def capture(streams):
    handler = StreamHandler(streams)
    root = logging.getLogger()
    root.addHandler(handler)
    logging.captureWarnings(True)
    original = logging.basicConfig

    def basic_config(**options):
        """Configures our handler where it would have made one for stderr, instead of doing nothing beside it."""
        if root.handlers != [handler] or options.get("force"):
            return original(**options)
        if any(options.get(name) is not None for name in ("filename", "stream", "handlers")):
            # It names its own place: there, as without us.
            root.removeHandler(handler)
            return original(**options)
        if options.get("format") is not None or options.get("datefmt") is not None:
            style = options.get("style", "%")
            text = options.get("format") or logging.BASIC_FORMAT
            handler.setFormatter(logging.Formatter(text, options.get("datefmt"), style))
        if options.get("level") is not None:
            root.setLevel(options["level"])

    logging.basicConfig = basic_config
