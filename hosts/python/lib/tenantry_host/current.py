"""The job of this process, for `tenantry` and `automationassets`."""

OUTSIDE = (
    "There is no job here. tenantry and automationassets work in the process that runs the runbook, "
    "not in a child of it; pass what the child needs to it."
)

children = None
questions = None
steps = None
streams = None


def demand(what):
    if what is None:
        raise RuntimeError(OUTSIDE)
    return what


def forget():
    global children, questions, steps, streams
    children = questions = steps = streams = None
