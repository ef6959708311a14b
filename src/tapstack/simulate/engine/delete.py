"""Deleting all that a stack has made, in the reverse order.

What cannot be deleted stays, and with it what it needs; the rest is deleted all the same (assumed: AWS documents only
that the names of all that failed are told). https://repost.aws/knowledge-center/cloudformation-stack-delete-failed
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tapstack.simulate.clock import Steps
from tapstack.simulate.engine.hands import Hands
from tapstack.simulate.engine.live import LiveStack
from tapstack.simulate.engine.remove import remove, retains, skip
from tapstack.simulate.engine.statuses import Status
from tapstack.simulate.engine.walk import reversed_needs, walk


def delete_all(hands: Hands, live: LiveStack, *, creating: bool, kept: Collection[str] = ()) -> Steps[list[str]]:
    """Delete every resource, those that others need last, except what its DeletionPolicy, or ``kept``, says.

    Gives the names of those that could not be deleted; what they need stays with them.
    """

    def work(name: str) -> Steps[bool]:
        resource = live.resources[name]
        if resource.made is None:
            del live.resources[name]
            return True
        if name in kept or retains(live.policy(name), creating=creating):
            skip(hands.clock, live, resource)
            del live.resources[name]
            return True
        after = yield from remove(hands, live, resource)
        gone = after.status is Status.DELETE_COMPLETE
        live.resources[name] = replace(after, made=None) if gone else after
        return gone

    return (yield from walk(hands.clock, reversed_needs(_needs(live)), work, halt=False))


def failed_to_delete(names: Sequence[str]) -> str:
    """What CloudFormation says of the resources that it could not delete; empty where there are none."""
    return f"The following resource(s) failed to delete: [{', '.join(names)}]." if names else ""


def _needs(live: LiveStack) -> Mapping[str, tuple[str, ...]]:
    """For each resource that the stack has, what it needs."""
    return {name: live.definition_of(name).graph.dependencies.get(name, ()) for name in live.resources}
