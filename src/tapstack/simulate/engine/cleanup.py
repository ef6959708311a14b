"""The last part of an update, or of its rollback: what is not wanted any more is deleted."""

from __future__ import annotations

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.remove import remove, retains, skip
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.engine.walk import reversed_needs, walk


def clean_up(hands: Hands, live: LiveStack, order: Definition, *, creating: bool) -> Steps[None]:
    """Delete the leftovers in the reverse order of need; what cannot be deleted does not fail the stack.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-describing-stacks.html
    (UPDATE_COMPLETE_CLEANUP_IN_PROGRESS).
    """
    leftovers = {one.resource.logical_id: one for one in live.leftovers}
    needs = {name: order.graph.dependencies.get(name, ()) for name in leftovers}

    def work(name: str) -> Steps[bool]:
        leftover = leftovers[name]
        if retains(leftover.policy, creating=creating):
            skip(hands.clock, live, leftover.resource)
            return True
        after = yield from remove(hands, live, leftover.resource)
        if after.status is Status.DELETE_FAILED:
            live.abandoned.append(after)
        return True

    yield from walk(hands.clock, reversed_needs(needs), work, halt=False)
    live.leftovers = []
