"""Creating a stack: every resource in the order of need, and back again if one fails."""

from __future__ import annotations

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.delete import delete_all
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.job import begin
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.make import make
from tapstack.simulate.engine.outputs import fill_outputs
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.engine.walk import walk

_FAILURES = {
    "ROLLBACK": (Status.ROLLBACK_IN_PROGRESS, Status.ROLLBACK_COMPLETE, Status.ROLLBACK_FAILED),
    "DELETE": (Status.DELETE_IN_PROGRESS, Status.DELETE_COMPLETE, Status.DELETE_FAILED),
}
_WHAT_NEXT = {
    "ROLLBACK": "Rollback requested by user.",
    "DELETE": "Delete requested by user.",
}


def create(hands: Hands, live: LiveStack, on_failure: str) -> Steps[bool]:
    """Make the stack; ``on_failure`` is ROLLBACK, DELETE or DO_NOTHING. Whether it stands."""
    clock = hands.clock
    live.turn(clock.seconds, Status.CREATE_IN_PROGRESS, "User Initiated")
    job = begin(hands, live, live.definition)
    failed = yield from walk(clock, live.definition.graph.dependencies, lambda name: make(job, name), halt=True)
    if not failed:
        fill_outputs(job)
        live.turn(clock.seconds, Status.CREATE_COMPLETE)
        return True
    why = f"The following resource(s) failed to create: [{', '.join(failed)}]. "
    if on_failure not in _FAILURES:
        live.turn(clock.seconds, Status.CREATE_FAILED, why)
        return False
    begun, done, stuck = _FAILURES[on_failure]
    live.turn(clock.seconds, begun, why + _WHAT_NEXT[on_failure])
    left = yield from delete_all(hands, live, creating=True)
    reason = f"The following resource(s) failed to delete: [{', '.join(left)}]. " if left else ""
    live.turn(clock.seconds, stuck if left else done, reason)
    return False
