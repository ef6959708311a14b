"""Making one resource."""

from __future__ import annotations

from dataclasses import replace

import simpy

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.durations import CALL, duration
from tapstack.simulate.engine.job import Job
from tapstack.simulate.engine.live import LiveResource
from tapstack.simulate.engine.refusals import CANCELLED, reason
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.resources import RefusedError


def make(job: Job, logical_id: str) -> Steps[bool]:
    """Create a resource that is not there; whether it succeeded. Interrupted, it fails as cancelled."""
    job.touched.setdefault(logical_id, None)
    attempt = job.live.attempt(logical_id)
    begun = LiveResource(logical_id, job.definition.type_of(logical_id), Status.CREATE_IN_PROGRESS, attempt=attempt)
    job.put(begun)
    return (yield from made(job, begun, Status.CREATE_COMPLETE, Status.CREATE_FAILED))


def made(job: Job, begun: LiveResource, complete: Status, failed: Status) -> Steps[bool]:
    """Call the service, and wait until what it makes is ready."""
    clock, now = job.hands.clock, begun
    try:
        yield from job.hands.called(job.live)
        wanted = job.hands.wanted(job.definition, job.filling, begun.logical_id, begun.attempt)
        now = replace(now, wanted=wanted)
        now = replace(now, made=job.hands.create(job.live, job.definition, wanted))
        job.put(replace(now, reason="Resource creation Initiated"))
        yield clock.pause(max(duration(begun.type, "create"), now.seconds) - CALL)
        yield from job.hands.held(job.live, now, "create")
    except RefusedError as error:
        job.live.resources[begun.logical_id] = now = replace(now, made=error.made)
        yield from waited(job, now, error, failed)
        return False
    except simpy.Interrupt:
        job.put(replace(now, status=failed, reason=CANCELLED[failed]))
        return False
    job.know(now)
    job.put(replace(now, status=complete))
    return True


def waited(job: Job, resource: LiveResource, error: RefusedError, failed: Status) -> Steps[None]:
    """The resource has failed, once it is known; interrupted before, it fails as cancelled."""
    why = reason(error)
    try:
        if error.seconds:
            yield job.hands.clock.pause(error.seconds)
    except simpy.Interrupt:
        why = CANCELLED[failed]
    job.put(replace(resource, status=failed, reason=why))
