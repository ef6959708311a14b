"""The simulated world: one account, its services, CloudFormation in every region, and one StackSet to deploy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tapstack.checks.truths.surroundings import Surroundings
from tapstack.facts.regions import zone_count
from tapstack.simulate.adapters.workshop import Workshop
from tapstack.simulate.clock import Clock
from tapstack.simulate.cloud import ACCOUNT, START, Cloud, open_cloud
from tapstack.simulate.deployment.carrier import StackCarrier, stack_name
from tapstack.simulate.deployment.outside import Outside
from tapstack.simulate.engine import Engine
from tapstack.simulate.judging import TruthJudge
from tapstack.simulate.stackset import StackSets, Target, Wish

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.simulate.engine import LiveStack
    from tapstack.simulate.resources import Provider

NAME = "TapStack"
CAPABILITIES = ("CAPABILITY_NAMED_IAM",)


class World:
    """``regions`` are in the order in which they are deployed; ``provider`` makes the resources."""

    def __init__(self, cloud: Cloud, subject: Subject, provider: Provider | None = None) -> None:
        self.cloud = cloud
        self.subject = subject
        self.regions = subject.regions
        self.clock = Clock(START, cloud.set_time)
        self.workshop = Workshop(cloud)
        self.judge = TruthJudge(subject.stacks, _around(subject))
        self.engine = Engine(self.clock, provider or self.workshop, self.judge, Outside(cloud))
        self.carrier = StackCarrier(self.engine, subject.zones)
        self.stack_sets = StackSets(self.clock, self.carrier)

    def wish(self, parameters: Mapping[str, str] | None = None) -> Wish:
        """What the set is to deploy: the subject's template and values, some of them changed."""
        given = {name: str(value) for name, value in self.subject.given.items()}
        return Wish(self.subject.program, {**given, **(parameters or {})}, {}, CAPABILITIES)

    def stack(self, region: str) -> LiveStack | None:
        """The stack that is there in a region; None where there is none."""
        return self.engine.find(region, stack_name(NAME, Target(self.cloud.account_id, region)))


@contextmanager
def open_world(subject: Subject, *, seed: int = 0) -> Iterator[World]:
    """A world in which nothing is deployed yet, for as long as the context lasts; one at a time in a process."""
    with open_cloud(seed=seed) as cloud:
        yield World(cloud, subject)


def zones(regions: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The zones of regions as most accounts see them: the region's name and a letter."""
    return {region: tuple(region + letter for letter in "abcdefgh"[: zone_count(region) or 3]) for region in regions}


def _around(subject: Subject) -> Surroundings:
    """What the truths know beside the stacks: in a simulated account nothing lies outside but what is declared."""
    return Surroundings(
        now=subject.as_of,
        ours=True,
        externals=subject.externals,
        objectives=subject.objectives,
        given=frozenset(text for text in map(str, subject.given.values()) if text),
        account_id=subject.account_id or ACCOUNT,
    )
