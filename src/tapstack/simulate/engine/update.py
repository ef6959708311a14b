"""Updating a stack: what has changed, in the order of need; then the cleanup, or everything back.

With ``preserve`` (DisableRollback) nothing goes back but what failed itself, and the stack may be updated again:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
"""

from __future__ import annotations

from dataclasses import replace

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.cleanup import LEFT_BEHIND, clean_up
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.exports import missing
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.job import Job, begin
from tapstack.simulate.engine.live import Leftover, LiveStack
from tapstack.simulate.engine.modify import modify
from tapstack.simulate.engine.outputs import fill_outputs
from tapstack.simulate.engine.preserve import put_back
from tapstack.simulate.engine.remove import retains
from tapstack.simulate.engine.rollback import roll_back
from tapstack.simulate.engine.statuses import Status, failed_to
from tapstack.simulate.engine.walk import walk

_BY_USER = "User Initiated"


def update(hands: Hands, live: LiveStack, wanted: Definition, *, preserve: bool = False) -> Steps[bool]:
    """Bring the stack to another definition; whether it is so then. If not, it is as before, as far as that can be."""
    clock, before = hands.clock, live.definition
    live.turn(clock.seconds, Status.UPDATE_IN_PROGRESS, "User Initiated")
    job = begin(hands, live, wanted, preserve=preserve)
    why = missing(hands.stacks.values(), wanted)
    if not why:
        stop = live.cancelled = clock.env.event()
        yield from walk(clock, wanted.graph.dependencies, lambda name: modify(job, name), halt=not preserve, stop=stop)
        why = _BY_USER if stop.triggered else failed_to([live.resources[name] for name in job.touched])
        why = why or fill_outputs(job)
    if why:
        live.drafts.append(wanted)
        return (yield from _failed(job, before, why))
    order = _let_go(live, wanted)
    live.turn(clock.seconds, Status.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS)
    live.definition, live.owner, live.drafts = wanted, replace(live.owner, tags=wanted.tags), []
    cleaned = yield from clean_up(hands, live, order)
    live.turn(clock.seconds, Status.UPDATE_COMPLETE, "" if cleaned else LEFT_BEHIND)
    return True


def _failed(job: Job, before: Definition, why: str) -> Steps[bool]:
    live, clock = job.live, job.hands.clock
    if job.preserve:
        yield from put_back(job, before)
        live.turn(clock.seconds, Status.UPDATE_FAILED, why)
        return False
    live.turn(clock.seconds, Status.UPDATE_ROLLBACK_IN_PROGRESS, why)
    live.leftovers = []  # what was to be replaced is in use again
    yield from roll_back(job, before)
    return False


def _let_go(live: LiveStack, wanted: Definition) -> Definition:
    """What the new definition has no more goes with the cleanup, under the policy that it had; who needed whom."""
    before = live.definition
    for name in [name for name in live.resources if name not in wanted.stack.bodies]:
        kept = retains(live.policy(name), creating=False)
        gone = live.resources.pop(name)
        if gone.made is not None:
            live.leftovers.append(Leftover(gone, kept))
    return before
