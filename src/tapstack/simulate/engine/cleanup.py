"""The last part of an update, or of its rollback: what is not wanted any more is deleted.

Each is tried three times; what cannot be deleted does not fail the stack, which forgets it:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-monitor-stack.html and
https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/744
"""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.live import Leftover, LiveStack
from tapstack.simulate.engine.remove import remove, skip
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.engine.walk import reversed_needs, walk

ATTEMPTS = 3
LEFT_BEHIND = "Update successful. One or more resources could not be deleted."


def clean_up(hands: Hands, live: LiveStack, order: Definition) -> Steps[bool]:
    """Delete the leftovers in the reverse order of need; whether all that was to go is gone."""
    leftovers = {f"{one.resource.logical_id}/{number}": one for number, one in enumerate(live.leftovers)}

    def work(key: str) -> Steps[bool]:
        resource = leftovers[key].resource
        if leftovers[key].kept:
            skip(hands.clock, live, resource)
            return True
        for _ in range(ATTEMPTS):
            resource = yield from remove(hands, live, resource)
            if resource.status is Status.DELETE_COMPLETE:
                return True
        live.abandoned.append(resource)
        return True

    before = len(live.abandoned)
    yield from walk(hands.clock, reversed_needs(_needs(leftovers, order)), work, halt=False)
    live.leftovers = []
    return len(live.abandoned) == before


def _needs(leftovers: Mapping[str, Leftover], order: Definition) -> dict[str, list[str]]:
    """For each leftover, those that its logical id needs; one logical id may have left several."""
    needs: dict[str, list[str]] = {}
    for key, one in leftovers.items():
        names = order.graph.dependencies.get(one.resource.logical_id, ())
        needs[key] = [other for other, it in leftovers.items() if it.resource.logical_id in names]
    return needs
