"""Rolling an update back: what was changed is changed again, what was made goes.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
and botocore cloudformation, ContinueUpdateRollbackInput. That the copy which a rolled back replacement has made stays
where UpdateReplacePolicy is Retain was measured by https://github.com/go-to-k/cdkd/pull/2634.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.cleanup import clean_up
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.job import Job, begin
from tapstack.simulate.engine.live import Leftover, LiveResource
from tapstack.simulate.engine.modify import in_place
from tapstack.simulate.engine.remove import retains
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
        return (yield from _restore(back, job.definition, touched[name], name in skipped))

    failed = yield from walk(clock, needs, work, halt=False)
    if failed:
        why = f"The following resource(s) failed to update: [{', '.join(failed)}]."
        live.turn(clock.seconds, Status.UPDATE_ROLLBACK_FAILED, why)
        live.stuck = job
        return False
    _drop_new(job)
    live.turn(clock.seconds, Status.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS)
    live.stuck, live.drafts = None, []
    yield from clean_up(job.hands, live, job.definition)
    live.turn(clock.seconds, Status.UPDATE_ROLLBACK_COMPLETE)
    return True


def _restore(back: Job, failed: Definition, was: LiveResource, skipped: bool) -> Steps[bool]:
    """One resource as it was; whether it is."""
    live, name = back.live, was.logical_id
    now = live.resources[name]
    if now.attempt != was.attempt:
        _leave(live.leftovers, now, failed.attribute(name, "UpdateReplacePolicy"))
        back.know(was)
        back.put(_complete(was))
        return True
    if now.wanted == was.wanted and now.made == was.made:
        if now.status is not Status.UPDATE_COMPLETE:
            back.put(_complete(was))
        return True
    if skipped:
        back.put(_complete(replace(was, made=now.made)))
    elif not (yield from in_place(back, now, was.there[1], back=True)):
        return False
    if live.resources[name].physical_id != was.physical_id:
        _leave(live.leftovers, was, back.definition.attribute(name, "UpdateReplacePolicy"))
    return True


def _complete(was: LiveResource) -> LiveResource:
    return replace(was, status=Status.UPDATE_COMPLETE, reason="")


def _leave(leftovers: list[Leftover], resource: LiveResource, policy: str) -> None:
    if resource.made is not None:
        leftovers.append(Leftover(resource, retains(policy, creating=True)))


def _drop_new(job: Job) -> None:
    """What the update made goes with the cleanup."""
    live = job.live
    for name, was in job.touched.items():
        if was is None and name in live.resources:
            policy = job.definition.attribute(name, "DeletionPolicy")
            _leave(live.leftovers, live.resources.pop(name), policy)


def unrestored(job: Job) -> Iterator[LiveResource]:
    """What an update has replaced, and its rollback has not come back to."""
    for name, was in job.touched.items():
        if was is not None and was.made is not None and job.live.resources[name].physical_id != was.physical_id:
            yield was
