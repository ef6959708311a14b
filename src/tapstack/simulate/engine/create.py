"""Creating a stack: every resource in the order of need, and back again if one fails.

The statuses and the words are those of stack events, as https://github.com/ks888/LambStatus/issues/6 shows them: what
is under way when a resource fails is cancelled, and is told among the failed. Where nothing is to be rolled back, a
failure stops only what needs the failed resource:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
"""

from __future__ import annotations

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.delete import delete_all, failed_to_delete
from tapstack.simulate.engine.exports import missing
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.job import begin
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.make import make
from tapstack.simulate.engine.outputs import fill_outputs
from tapstack.simulate.engine.statuses import Status, failed_to
from tapstack.simulate.engine.walk import walk

KEEP = "DO_NOTHING"
_FAILURES = {
    "ROLLBACK": (Status.ROLLBACK_IN_PROGRESS, Status.ROLLBACK_COMPLETE, Status.ROLLBACK_FAILED),
    "DELETE": (Status.DELETE_IN_PROGRESS, Status.DELETE_COMPLETE, Status.DELETE_FAILED),
}
ON_FAILURE = (KEEP, *_FAILURES)
_WHAT_NEXT = {
    "ROLLBACK": "Rollback requested by user.",
    "DELETE": "Delete requested by user.",
}


def create(hands: Hands, live: LiveStack, on_failure: str) -> Steps[bool]:
    """Make the stack; ``on_failure`` is ROLLBACK, DELETE or DO_NOTHING. Whether it stands."""
    clock = hands.clock
    live.turn(clock.seconds, Status.CREATE_IN_PROGRESS, "User Initiated")
    job = begin(hands, live, live.definition)
    why = missing(hands.stacks.values(), live.definition)
    if not why:
        halt = on_failure != KEEP
        yield from walk(clock, live.definition.graph.dependencies, lambda name: make(job, name), halt=halt)
        why = failed_to(live.resources.values()) or fill_outputs(job)
    if not why:
        live.turn(clock.seconds, Status.CREATE_COMPLETE)
        return True
    if on_failure == KEEP:
        live.turn(clock.seconds, Status.CREATE_FAILED, why)
        return False
    begun, done, stuck = _FAILURES[on_failure]
    live.turn(clock.seconds, begun, f"{why} {_WHAT_NEXT[on_failure]}")
    left = yield from delete_all(hands, live, creating=True)
    live.turn(clock.seconds, stuck if left else done, failed_to_delete(left))
    return False
