"""Deleting all that a stack has made, in the reverse order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
        if name in kept or retains(_policy(live, name), creating=creating):
            skip(hands.clock, live, resource)
            del live.resources[name]
            return True
        after = yield from remove(hands, live, resource)
        live.resources[name] = after
        if after.status is Status.DELETE_COMPLETE:
            live.resources[name] = replace(after, made=None)
            return True
        return False

    return (yield from walk(hands.clock, reversed_needs(_needs(live)), work, halt=False))


def _policy(live: LiveStack, name: str) -> str:
    return live.definition_of(name).attribute(name, "DeletionPolicy")


def _needs(live: LiveStack) -> Mapping[str, tuple[str, ...]]:
    """For each resource that the stack has, what it needs."""
    return {name: live.definition_of(name).graph.dependencies.get(name, ()) for name in live.resources}
