"""What a deletion would do, region by region, asked before anything is deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tapstack.deploy.destroy.fate import DELETED, Fate, fate
from tapstack.deploy.destroy.template import deployed_stack
from tapstack.deploy.errors import DeployError
from tapstack.deploy.standing.stacks import standing_stack
from tapstack.findings import InputError, did_you_mean

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.standing.sets import Instance, StandingSet
    from tapstack.deploy.standing.stacks import StandingStack
    from tapstack.render import Stack

_UNPROTECT = (
    "aws cloudformation update-termination-protection --region {region} --stack-name {name}"
    " --no-enable-termination-protection"
)


@dataclass(frozen=True)
class RegionPlan:
    """``stack`` and ``rendered`` are None where the instance has no stack."""

    instance: Instance
    stack: StandingStack | None
    rendered: Stack | None
    fates: tuple[Fate, ...] = ()

    @property
    def region(self) -> str:
        """Where the stack is."""
        return self.instance.region


@dataclass(frozen=True)
class Plan:
    """``regions`` in the order in which they are deleted; ``others`` are instances that nobody named, and that stay."""

    stack_set: str
    regions: tuple[RegionPlan, ...]
    others: tuple[Instance, ...] = ()

    @property
    def fates(self) -> list[Fate]:
        """What becomes of every resource."""
        return [one for region in self.regions for one in region.fates]

    @property
    def kept(self) -> list[Fate]:
        """What outlives its stack."""
        return [one for one in self.fates if one.fate != DELETED]


def plan(connection: Connection, standing: StandingSet, subject: Subject) -> Plan:
    """For the instances of this account in the named regions, last region first."""
    ours = {one.region: one for one in standing.instances if one.account == connection.account_id}
    order = [ours[region] for region in reversed(subject.regions) if region in ours]
    others = tuple(one for one in standing.instances if one not in order)
    return Plan(standing.name, tuple(_region(connection, subject, one) for one in order), others)


def _region(connection: Connection, subject: Subject, instance: Instance) -> RegionPlan:
    stack = standing_stack(connection, instance.region, instance.stack_id) if instance.stack_id else None
    if stack is None:
        return RegionPlan(instance, None, None)
    rendered = deployed_stack(connection, subject, stack)
    fates = (fate(stack.region, one, rendered.resources.get(name)) for name, one in stack.resources.items())
    return RegionPlan(instance, stack, rendered, tuple(fates))


def refuse_unknown(plan: Plan, named: Sequence[str], earlier: Sequence[str]) -> None:
    """Raises InputError for a name of no store; ``earlier`` are those that earlier runs retained."""
    stores = list(dict.fromkeys([*(one.logical_id for one in plan.fates if one.is_store), *earlier]))
    for name in named:
        if name not in stores:
            raise InputError(f"The stacks have no store {name!r}.", remedy=did_you_mean(name, stores))


def refuse(plan: Plan, named: Sequence[str]) -> None:
    """Raises InputError where data would go that nobody named, DeployError for a stack with termination protection."""
    for one in _lost(plan, named):
        message = f"The data of {one.logical_id} ({one.type}) in {one.region} would go with its stack."
        remedy = f"Deploy it with DeletionPolicy: Retain first; or, to lose it: --delete-data {one.logical_id}."
        raise InputError(message, remedy=remedy)
    for region in plan.regions:
        if region.stack and region.stack.protected:
            remedy = f"Lift it: {_UNPROTECT.format(region=region.region, name=region.stack.name)}."
            raise DeployError(f"Termination protection of {region.stack.name} in {region.region} is on.", remedy=remedy)


def _lost(plan: Plan, named: Sequence[str]) -> Iterator[Fate]:
    return (one for one in plan.fates if one.loses_data and one.logical_id not in named)
