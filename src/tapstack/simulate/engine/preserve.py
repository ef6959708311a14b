"""After a failed update that is not rolled back: what failed is as it was last, the rest stays as it is now.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html: what failed to change
is UPDATE_FAILED, and back in its last stable state; what failed to be made is deleted by the next operation.
"""

from __future__ import annotations

from dataclasses import replace

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.job import Job
from tapstack.simulate.engine.live import Leftover, LiveResource
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.resources import RefusedError


def put_back(job: Job, before: Definition) -> Steps[None]:
    """Set what failed to change to what it was; what refuses that too is for the next update to set."""
    for name, was in job.touched.items():
        now = job.live.resources[name]
        if was is not None and was.made is not None and now.status is Status.UPDATE_FAILED and now.wanted != was.wanted:
            yield from job.hands.called(job.live)
            after = job.live.resources[name] = _as_it_was(job, before, was, now)
            if after.physical_id != now.physical_id:
                job.live.leftovers.append(Leftover(now, kept=False))


def _as_it_was(job: Job, before: Definition, was: LiveResource, now: LiveResource) -> LiveResource:
    wanted = was.there[1]
    try:
        return replace(now, wanted=wanted, made=job.hands.update(job.live, before, now, wanted))
    except RefusedError:
        return replace(now, wanted=wanted)
