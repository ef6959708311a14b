"""Changing one resource: in place, or by making another in its stead."""

from __future__ import annotations

from dataclasses import replace

import simpy

from tapstack.facts.physical_names import name_rules
from tapstack.graph.stackset.stackset import is_custom
from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.changes import Change, change
from tapstack.simulate.engine.durations import CALL, duration
from tapstack.simulate.engine.job import Job
from tapstack.simulate.engine.live import Leftover, LiveResource
from tapstack.simulate.engine.make import made, make, waited
from tapstack.simulate.engine.refusals import CANCELLED, reason
from tapstack.simulate.engine.remove import remove, retains
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.resources import RefusedError, Wanted

_NO_REPLACING = "Replacement type updates not supported on stack with disable-rollback."
_OTHER_SERVICE = "Modifying service token is not allowed."
_REPLACES = "Requested update requires the creation of a new physical resource; hence creating one."


def modify(job: Job, logical_id: str) -> Steps[bool]:
    """Bring a resource to what the definition wants of it; whether it succeeded."""
    before = job.live.resources.get(logical_id)
    if before is not None and before.status is Status.CREATE_FAILED and before.made is not None:
        yield from _clear_away(job, before)
        return (yield from make(job, logical_id))
    if before is None or before.made is None or before.wanted is None:
        return (yield from make(job, logical_id))
    try:
        wanted = job.hands.wanted(job.definition, job.filling, logical_id, before.attempt)
    except RefusedError as error:
        return _refused(job, before, reason(error))
    what = change(before.type, before.wanted, wanted)
    if what is Change.NOTHING and before.status is not Status.UPDATE_FAILED:
        return True
    job.touched.setdefault(logical_id, before)
    if what is Change.REPLACEMENT:
        why = _irreplaceable(job, before, wanted)
        return _refused(job, before, why) if why else (yield from _replace(job, before))
    return (yield from in_place(job, before, wanted))


def in_place(job: Job, before: LiveResource, wanted: Wanted, *, back: bool = False) -> Steps[bool]:
    """Have the service change what is there; what it gives another physical id is a replacement all the same.

    Where it refuses, some may be changed all the same: what comes next has to set all of it, and so starts from what
    was wanted; or, where this sets it ``back``, from what was there before.
    """
    now = replace(before, status=Status.UPDATE_IN_PROGRESS, reason="")
    job.put(now)
    clock = job.hands.clock
    try:
        yield from job.hands.called(job.live)
        changed = job.hands.update(job.live, job.definition, before, wanted)
        now = replace(now, wanted=wanted, made=changed)
        job.live.resources[now.logical_id] = now
        yield clock.pause(max(duration(now.type, "update"), now.seconds) - CALL)
        yield from job.hands.held(job.live, now, "update")
    except RefusedError as error:
        now = now if back else replace(now, wanted=wanted)
        yield from waited(job, now, error, Status.UPDATE_FAILED)
        return False
    except simpy.Interrupt:
        job.put(replace(now, status=Status.UPDATE_FAILED, reason=CANCELLED[Status.UPDATE_FAILED]))
        return False
    job.know(now)
    job.put(replace(now, status=Status.UPDATE_COMPLETE))
    if now.physical_id != before.physical_id:
        _leave(job, before)
    return True


def _clear_away(job: Job, failed: LiveResource) -> Steps[None]:
    """What an earlier operation made by half is deleted before it is made anew."""
    after = yield from remove(job.hands, job.live, failed)
    if after.status is Status.DELETE_FAILED:
        job.live.abandoned.append(after)


def _irreplaceable(job: Job, before: LiveResource, wanted: Wanted) -> str:
    """Why there cannot be another in its stead; empty where there can.

    Sources: aws-cdk issue 25938 and https://github.com/cloudcomponents/cdk-constructs/issues/197 (service token);
    https://github.com/aws/aws-sam-cli/issues/4585 (disable-rollback); aws-properties-name.html (names).
    """
    if is_custom(before.type):
        return _OTHER_SERVICE
    if job.preserve:
        return _NO_REPLACING
    name = _same_name(before, wanted)
    message = f"Rename {name} and update the stack again."
    why = f"CloudFormation cannot update a stack when a custom-named resource requires replacing. {message}"
    return why if name else ""


def _refused(job: Job, before: LiveResource, why: str) -> bool:
    job.put(replace(before, status=Status.UPDATE_IN_PROGRESS, reason=""))
    job.put(replace(before, status=Status.UPDATE_FAILED, reason=why))
    return False


def _replace(job: Job, before: LiveResource) -> Steps[bool]:
    job.put(replace(before, status=Status.UPDATE_IN_PROGRESS, reason=_REPLACES))
    _leave(job, before)
    attempt = job.live.attempt(before.logical_id)
    new = LiveResource(before.logical_id, before.type, Status.UPDATE_IN_PROGRESS, attempt=attempt)
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
    policy = job.definition.attribute(before.logical_id, "UpdateReplacePolicy")
    job.live.leftovers.append(Leftover(before, retains(policy, creating=False)))
