"""A whole deployment, from an empty account to what came of it."""

from __future__ import annotations

from collections.abc import Callable
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
    """Deploy a prepared subject into every region, in its order. Raises UnsupportedError for types without adapter."""
    refuse_unsupported(subject)
    progress: list[Progress] = []
    with open_world(subject, seed=seed) as world:
        world.engine.listeners.append(tell)
        world.stack_sets.listen(progress.append)
        world.stack_sets.listen(tell)
        operation = create(world)
        return deployment(world, operation, tuple(progress))


def prepared(subject: Subject) -> Subject:
    """The subject as a whole deployment into the simulated account: with its account's id and its zones."""
    return subject.placed(subject.account_id or ACCOUNT, {**zones(subject.regions), **subject.zones})


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
