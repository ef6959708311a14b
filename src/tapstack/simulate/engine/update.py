"""Updating a stack: what has changed, in the order of need; then the cleanup, or everything back."""

from __future__ import annotations

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.cleanup import clean_up
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.job import Job, begin
from tapstack.simulate.engine.live import Leftover, LiveStack
from tapstack.simulate.engine.modify import modify
from tapstack.simulate.engine.outputs import fill_outputs
from tapstack.simulate.engine.rollback import roll_back
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.engine.walk import walk


def update(hands: Hands, live: LiveStack, wanted: Definition) -> Steps[bool]:
    """Bring the stack to another definition; whether it is so then. If not, it is as before, as far as that can be."""
    clock, before = hands.clock, live.definition
    live.turn(clock.seconds, Status.UPDATE_IN_PROGRESS, "User Initiated")
    live.leftovers = []
    job = begin(hands, live, wanted)
    failed = yield from walk(clock, wanted.graph.dependencies, lambda name: modify(job, name), halt=True)
    if failed:
        live.turn(clock.seconds, Status.UPDATE_ROLLBACK_IN_PROGRESS, _why(job, failed))
        live.leftovers = []  # what was to be replaced is in use again
        yield from roll_back(job, before)
        return False
    fill_outputs(job)
    _let_go(live, before, wanted)
    live.turn(clock.seconds, Status.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS)
    live.definition = wanted
    yield from clean_up(hands, live, before, creating=False)
    live.turn(clock.seconds, Status.UPDATE_COMPLETE)
    return True


def _why(job: Job, failed: list[str]) -> str:
    words = {Status.CREATE_FAILED: "create", Status.UPDATE_FAILED: "update"}
    said = ""
    for status, word in words.items():
        names = [name for name in failed if job.live.resources[name].status is status]
        if names:
            said += f"The following resource(s) failed to {word}: [{', '.join(names)}]. "
    return said


def _let_go(live: LiveStack, before: Definition, wanted: Definition) -> None:
    """What the new definition has no more goes with the cleanup, under the policy that it had."""
    for name in [name for name in live.resources if name not in wanted.stack.bodies]:
        gone = live.resources.pop(name)
        if gone.made is not None:
            live.leftovers.append(Leftover(gone, before.attribute(name, "DeletionPolicy")))
