"""Changing one resource: in place, or by making another in its stead."""

from __future__ import annotations

from dataclasses import replace

import simpy

from tapstack.facts.physical_names import name_rules
from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.changes import Change, change
from tapstack.simulate.engine.durations import CALL, duration
from tapstack.simulate.engine.job import Job
from tapstack.simulate.engine.live import Leftover, LiveResource
from tapstack.simulate.engine.make import made, make, waited
from tapstack.simulate.engine.refusals import UPDATE_CANCELLED
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.resources import RefusedError, Wanted

_REPLACES = "Requested update requires the creation of a new physical resource; hence creating one."


def modify(job: Job, logical_id: str) -> Steps[bool]:
    """Bring a resource to what the definition wants of it; whether it succeeded."""
    before = job.live.resources.get(logical_id)
    if before is None or before.made is None or before.wanted is None:
        return (yield from make(job, logical_id))
    wanted = job.hands.wanted(job.definition, job.filling, logical_id, before.attempt)
    what = change(before.type, before.wanted.properties, wanted.properties)
    if what is Change.NOTHING:
        return True
    job.touched.setdefault(logical_id, before)
    if what is Change.REPLACEMENT:
        return (yield from _replace(job, before, wanted))
    return (yield from in_place(job, before, wanted))


def in_place(job: Job, before: LiveResource, wanted: Wanted) -> Steps[bool]:
    """Have the service change what is there; what it gives another physical id is a replacement all the same."""
    now = replace(before, status=Status.UPDATE_IN_PROGRESS, reason="")
    job.put(now)
    clock = job.hands.clock
    try:
        yield clock.pause(CALL)
        changed = job.hands.update(job.live, job.definition, before, wanted)
        now = replace(now, wanted=wanted, made=changed)
        job.live.resources[now.logical_id] = now
        yield clock.pause(max(duration(now.type, "update"), now.seconds) - CALL)
    except RefusedError as error:
        # Some of it may have been changed: what comes next has to set all of it again.
        now = replace(now, wanted=wanted)
        yield from waited(job, now, error, Status.UPDATE_FAILED)
        return False
    except simpy.Interrupt:
        job.put(replace(now, status=Status.UPDATE_FAILED, reason=UPDATE_CANCELLED))
        return False
    job.know(now)
    job.put(replace(now, status=Status.UPDATE_COMPLETE))
    if now.physical_id != before.physical_id:
        _leave(job, before)
    return True


def _replace(job: Job, before: LiveResource, wanted: Wanted) -> Steps[bool]:
    begun = replace(before, status=Status.UPDATE_IN_PROGRESS, reason=_REPLACES)
    job.put(begun)
    name = _same_name(before, wanted)
    if name:
        message = f"Rename {name} and update the stack again."
        why = f"CloudFormation cannot update a stack when a custom-named resource requires replacing. {message}"
        job.put(replace(before, status=Status.UPDATE_FAILED, reason=why))
        return False
    _leave(job, before)
    new = LiveResource(before.logical_id, before.type, Status.UPDATE_IN_PROGRESS, attempt=before.attempt + 1)
    return (yield from made(job, new, Status.UPDATE_COMPLETE, Status.UPDATE_FAILED))


def _same_name(before: LiveResource, wanted: Wanted) -> str:
    """The name that the template gives to both the old and the new, where there cannot be two; else empty.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
    """
    old = before.wanted.properties if before.wanted else {}
    for rule in name_rules(wanted.type):
        name = wanted.properties.get(rule.name)
        apart = any(old.get(one) != wanted.properties.get(one) for one in rule.within)
        if rule.scope and name is not None and name == old.get(rule.name) and not apart:
            return str(name)
    return ""


def _leave(job: Job, before: LiveResource) -> None:
    """What was replaced is deleted, or kept, when the update is complete."""
    job.live.leftovers.append(Leftover(before, job.definition.attribute(before.logical_id, "UpdateReplacePolicy")))
