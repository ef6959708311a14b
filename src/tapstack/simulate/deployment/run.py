"""A whole deployment, from an empty account to what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tapstack.simulate.adapters.catalogue import adapter
from tapstack.simulate.cloud import ACCOUNT
from tapstack.simulate.deployment.deploy import create
from tapstack.simulate.deployment.outcome import Deployment, deployment
from tapstack.simulate.deployment.world import open_world, zones
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.simulate.engine import StackEvent
    from tapstack.simulate.stackset import Progress

Tell = Callable[["StackEvent | Progress"], None]


def deploy(subject: Subject, *, seed: int = 0, tell: Tell = lambda _: None) -> Deployment:
    """Deploy into every region of the subject, in its order. Raises UnsupportedError for types that cannot be made."""
    ready = prepared(subject)
    refuse_unsupported(ready)
    progress: list[Progress] = []
    with open_world(ready, seed=seed) as world:
        world.engine.listeners.append(tell)
        world.stack_sets.listen(progress.append)
        world.stack_sets.listen(tell)
        operation = create(world)
        return deployment(world, operation, tuple(progress))


def prepared(subject: Subject) -> Subject:
    """The subject as a whole deployment into the simulated account: with its account's id and its zones."""
    account = subject.account_id or ACCOUNT
    known = {**zones(subject.regions), **subject.zones}
    return replace(subject, account_id=account, zones=known, complete=True, family={}, uncacheable=[])


def refuse_unsupported(subject: Subject) -> None:
    """Raises UnsupportedError that names every resource of a type without an adapter."""
    unknown = {
        resource.type: resource.logical_id
        for stack in subject.stacks.values()
        for resource in stack.resources.values()
        if adapter(resource.type) is None
    }
    if unknown:
        listed = ", ".join(f"{kind} ({logical_id})" for kind, logical_id in sorted(unknown.items()))
        raise UnsupportedError(f"The simulator has no adapter for {listed}.")
