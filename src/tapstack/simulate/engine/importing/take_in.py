"""Taking resources into a stack: each is found, becomes the stack's, and gets the stack's tags.

The events and their words: https://github.com/realestate-com-au/stackup/issues/96. That the last step calls the
type's update: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1497; what the template says
of a resource is otherwise not made so, which drift detection then tells. Where one fails, the stack lets go of all;
what it had given them stays with them (assumed), and a new stack is left empty in IMPORT_ROLLBACK_COMPLETE (botocore
cloudformation, waiter StackImportComplete).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import simpy

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.durations import duration
from tapstack.simulate.engine.exports import missing
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.importing.found import find, owned_by
from tapstack.simulate.engine.importing.wish import Import
from tapstack.simulate.engine.job import Job, begin
from tapstack.simulate.engine.live import LiveResource, LiveStack
from tapstack.simulate.engine.refusals import CANCELLED, reason
from tapstack.simulate.engine.statuses import Status, failed_to
from tapstack.simulate.engine.walk import walk
from tapstack.simulate.resources import RefusedError

_BEGUN, _DONE = "Resource import started.", "Resource import completed."
_TAGS = "Apply stack-level tags to imported resource if applicable."


def take_in(hands: Hands, live: LiveStack, wanted: Definition, imports: Sequence[Import]) -> Steps[bool]:
    """Import these; whether the stack has them. If not, it is as before."""
    clock, by_name = hands.clock, {one.logical_id: one for one in imports}
    live.turn(clock.seconds, Status.IMPORT_IN_PROGRESS, "User Initiated")
    job = begin(hands, live, wanted)
    why = missing(hands.stacks.values(), wanted)
    if not why:
        needs = {name: needed for name, needed in wanted.graph.dependencies.items() if name in by_name}
        yield from walk(clock, needs, lambda name: _import(job, by_name[name]), halt=True)
        why = failed_to([live.resources[name] for name in job.touched])
    if why:
        _let_go(job, why)
        return False
    live.definition, live.owner = wanted, replace(live.owner, tags=wanted.tags)
    live.turn(clock.seconds, Status.IMPORT_COMPLETE)
    return True


def _import(job: Job, one: Import) -> Steps[bool]:
    """One resource; whether it is the stack's. Interrupted, it fails as cancelled."""
    name = one.logical_id
    job.touched[name] = None
    now = LiveResource(name, one.type, Status.IMPORT_IN_PROGRESS, _BEGUN, attempt=job.live.attempt(name))
    job.put(now)
    try:
        yield from job.hands.called(job.live)
        now = _found(job, one, now)
        job.put(replace(now, status=Status.IMPORT_COMPLETE, reason=_DONE))
        return (yield from _tagged(job, now))
    except RefusedError as error:
        job.put(replace(now, status=Status.IMPORT_FAILED, reason=reason(error)))
    except simpy.Interrupt:
        job.put(replace(now, status=Status.IMPORT_FAILED, reason=CANCELLED[Status.IMPORT_FAILED]))
    return False


def _found(job: Job, one: Import, begun: LiveResource) -> LiveResource:
    wanted = job.hands.wanted(job.definition, job.filling, one.logical_id, begun.attempt)
    made = find(job, one)
    taken = owned_by(job.hands.stacks.values(), job.live, one.type, made)
    if taken:
        raise RefusedError("", taken)
    now = replace(begun, reason="", made=made, wanted=replace(wanted, tags={}))
    job.put(now)
    job.know(now)
    return now


def _tagged(job: Job, found: LiveResource) -> Steps[bool]:
    """Have the type's update put the stack's tags on it."""
    before = replace(found, status=Status.UPDATE_IN_PROGRESS, reason=_TAGS)
    job.put(before)
    wanted = job.hands.wanted(job.definition, job.filling, before.logical_id, before.attempt)
    changed = job.hands.tag(job.live, job.definition, before, wanted)
    now = job.live.resources[before.logical_id] = replace(before, reason="", wanted=wanted, made=changed)
    yield job.hands.clock.pause(duration(now.type, "update"))
    job.know(now)
    job.put(replace(now, status=Status.UPDATE_COMPLETE))
    return True


def _let_go(job: Job, why: str) -> None:
    """The stack has none of them any more; they stay where they are."""
    live, seconds = job.live, job.seconds
    live.turn(seconds, Status.IMPORT_ROLLBACK_IN_PROGRESS, why)
    for name in reversed(list(job.touched)):
        resource = live.resources.pop(name)
        if resource.made is not None:
            live.note(seconds, replace(resource, status=Status.IMPORT_ROLLBACK_IN_PROGRESS, reason=""))
            live.note(seconds, replace(resource, status=Status.IMPORT_ROLLBACK_COMPLETE, reason=""))
    live.turn(seconds, Status.IMPORT_ROLLBACK_COMPLETE)
