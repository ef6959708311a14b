"""One simulated account for whoever calls: its services, CloudFormation in every region, StackSets, and the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.carrying import AccountCarrier
from tapstack.endpoint.judging import AccountJudge
from tapstack.endpoint.making import Making
from tapstack.endpoint.organization import Organization
from tapstack.endpoint.replicas import Replicas
from tapstack.endpoint.told import complete
from tapstack.endpoint.troubles import Troubles
from tapstack.facts.regions import regions
from tapstack.simulate.adapters.workshop import Workshop
from tapstack.simulate.clock import Clock
from tapstack.simulate.cloud import Cloud, open_cloud
from tapstack.simulate.deployment import zones
from tapstack.simulate.deployment.outside import Outside
from tapstack.simulate.drift import Drifts
from tapstack.simulate.engine import Engine
from tapstack.simulate.engine.changesets import ChangeSets
from tapstack.simulate.stackset import StackSets

if TYPE_CHECKING:
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.engine import LiveStack
    from tapstack.simulate.stackset import StackSet


@dataclass
class Request:
    """What a stack was last asked to be, beside its definition: ``parameters`` as they were given."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    capabilities: Sequence[str] = ()
    notification_arns: Sequence[str] = ()
    disable_rollback: bool = False
    description: str = ""
    role: str = ""
    token: str = ""


class Account:
    """``engine`` makes the stacks; ``requests`` holds, by a stack's id, what it was asked to be.

    ``policies`` are the stack policies, by the same ids.
    ``said`` is told what whoever runs the server has to know.

    Nothing here is safe to use from two threads: the gateway's lock is held around everything.
    """

    def __init__(self, cloud: Cloud, start: datetime, said: Callable[[str], None] = lambda _: None) -> None:
        self.said = said
        self.cloud = cloud
        self.id = cloud.account_id
        self.start = start
        self.clock = Clock(start, cloud.set_time)
        self.zones = zones(regions())
        self.workshop = Workshop(cloud)
        self.judge = AccountJudge(cloud)
        self.troubles = Troubles(self.clock, Making(self.workshop))
        self.engine = Engine(self.clock, self.troubles.provider, self.judge, Outside(cloud), strict=False)
        self.troubles.attach(self.engine, cloud.calls)
        complete(cloud)
        Replicas(cloud).attach()
        self.judge.stacks = self.engine.stacks
        self.organization = Organization()
        self.carrier = AccountCarrier(self)
        self.change_sets = ChangeSets(self.engine)
        self.drifts = Drifts(self.engine)
        self.policies: dict[str, str] = {}
        self.requests: dict[str, Request] = {}
        self._tokens: dict[str, list[tuple[int, str]]] = {}
        self._stack_sets: dict[str, StackSets] = {}

    def stack_sets(self, region: str) -> StackSets:
        """The StackSets that are managed from a region."""
        if region not in self._stack_sets:
            self._stack_sets[region] = StackSets(self.clock, self.carrier)
            self._stack_sets[region].knows_units = True
        return self._stack_sets[region]

    def all_stack_sets(self) -> Iterator[StackSet]:
        """The active StackSets, from whichever region they are managed."""
        for sets in self._stack_sets.values():
            yield from sets.sets.values()

    def stack_sets_by_region(self) -> Mapping[str, StackSets]:
        """The StackSets of all regions that have any."""
        return self._stack_sets

    def request(self, live: LiveStack) -> Request:
        """What a stack was last asked to be."""
        return self.requests.setdefault(live.owner.stack_id, Request())

    def tokens(self, live: LiveStack) -> list[tuple[int, str]]:
        """The ClientRequestTokens of a stack's operations, each with the number of its first event."""
        return self._tokens.setdefault(live.owner.stack_id, [])

    def operate(self, live: LiveStack, steps: Steps[Any], token: str = "") -> None:
        """Start an operation on a stack, whose events bear its token."""
        self.tokens(live).append((len(live.events), token))
        self.begin(steps)

    def begin(self, steps: Steps[Any]) -> None:
        """Start what takes virtual time, as far as it takes none."""
        self.clock.start(steps)
        self.clock.advance(self.clock.seconds)

    def client(self, service: str, region: str) -> Any:
        """The boto3 client of a simulated service, in this process."""
        return self.cloud.client(service, region)

    def moment(self, seconds: float) -> datetime:
        """The date and time of a moment of the clock."""
        return self.clock.moment_of(seconds)


@contextmanager
def open_account(
    *, seed: int = 0, said: Callable[[str], None] = lambda _: None, start: datetime | None = None
) -> Iterator[Account]:
    """An empty account whose time begins now, or at ``start``, for as long as the context lasts; one in a process."""
    start = start or datetime.now(UTC).replace(microsecond=0)
    with open_cloud(seed=seed, start=start) as cloud:
        yield Account(cloud, start, said)
