"""Rolling an update back: what was changed is changed again, what was made goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.cleanup import clean_up
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.job import Job, begin
from tapstack.simulate.engine.live import Leftover, LiveResource
from tapstack.simulate.engine.modify import in_place
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.engine.walk import walk


def roll_back(job: Job, before: Definition, skipped: Collection[str] = ()) -> Steps[bool]:
    """Bring every touched resource back to what it was; whether all are.

    ``skipped`` are left as they are, and taken to be as before: ContinueUpdateRollback is told so.
    """
    live, clock = job.live, job.hands.clock
    back = begin(job.hands, live, before)
    touched = {name: was for name, was in job.touched.items() if was is not None}
    needs = {name: needed for name, needed in before.graph.dependencies.items() if name in touched}

    def work(name: str) -> Steps[bool]:
        return (yield from _restore(back, touched[name], name in skipped))

    failed = yield from walk(clock, needs, work, halt=False)
    if failed:
        why = f"The following resource(s) failed to update: [{', '.join(failed)}]. "
        live.turn(clock.seconds, Status.UPDATE_ROLLBACK_FAILED, why)
        live.stuck = job
        return False
    _drop_new(job)
    live.turn(clock.seconds, Status.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS)
    live.stuck = None
    yield from clean_up(job.hands, live, job.definition, creating=True)
    live.turn(clock.seconds, Status.UPDATE_ROLLBACK_COMPLETE)
    return True


def _restore(back: Job, was: LiveResource, skipped: bool) -> Steps[bool]:
    now = back.live.resources[was.logical_id]
    if skipped or now.wanted is None or now == was:
        back.put(replace(was, status=Status.UPDATE_COMPLETE, reason=""))
        return True
    if now.attempt != was.attempt:
        if now.made is not None:
            back.live.leftovers.append(Leftover(now, "Delete"))
        back.put(replace(was, status=Status.UPDATE_COMPLETE, reason=""))
        back.know(was)
        return True
    if now.wanted == was.wanted:
        back.live.resources[was.logical_id] = was
        return True
    return (yield from in_place(back, now, was.there[1]))


def _drop_new(job: Job) -> None:
    """What the update made goes with the cleanup."""
    live = job.live
    for name, was in job.touched.items():
        if was is None and name in live.resources:
            new = live.resources.pop(name)
            if new.made is not None:
                live.leftovers.append(Leftover(new, job.definition.attribute(name, "DeletionPolicy")))
