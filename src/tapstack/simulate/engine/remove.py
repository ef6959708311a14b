"""Deleting one resource, or leaving it as its policy says."""

from __future__ import annotations

from dataclasses import replace

from tapstack.simulate.clock import Clock, Steps
from tapstack.simulate.engine.durations import CALL, duration
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.live import LiveResource, LiveStack
from tapstack.simulate.engine.refusals import reason
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.resources import RefusedError

RETAIN, EXCEPT_ON_CREATE = "Retain", "RetainExceptOnCreate"


def retains(policy: str, *, creating: bool) -> bool:
    """Whether a resource stays; ``creating`` if the operation that made it is being rolled back.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    """
    return policy == RETAIN or (policy == EXCEPT_ON_CREATE and not creating)


def remove(hands: Hands, live: LiveStack, resource: LiveResource) -> Steps[LiveResource]:
    """Delete what is there; how it stands then: DELETE_COMPLETE, or DELETE_FAILED with the reason."""
    clock = hands.clock
    begun = replace(resource, status=Status.DELETE_IN_PROGRESS, reason="")
    live.note(clock.seconds, begun)
    yield from hands.called(live)
    try:
        hands.delete(live, resource)
    except RefusedError as error:
        if error.seconds:
            yield clock.pause(error.seconds)
        return _noted(clock, live, replace(begun, status=Status.DELETE_FAILED, reason=reason(error)))
    yield clock.pause(duration(resource.type, "delete") - CALL)
    yield from hands.held(live, begun, "delete")
    return _noted(clock, live, replace(begun, status=Status.DELETE_COMPLETE))


def skip(clock: Clock, live: LiveStack, resource: LiveResource) -> None:
    """Leave a resource in the account: the stack knows it no more."""
    live.keep(_noted(clock, live, replace(resource, status=Status.DELETE_SKIPPED, reason="")))


def _noted(clock: Clock, live: LiveStack, resource: LiveResource) -> LiveResource:
    live.note(clock.seconds, resource)
    return resource
