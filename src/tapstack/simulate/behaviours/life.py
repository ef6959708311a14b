"""A world that goes on: its services behave as AWS's do, whatever is deployed in it, updated or broken meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups import Backups
from tapstack.simulate.behaviours.delivery import Queues, Topics, tell_depths
from tapstack.simulate.behaviours.events import Buses, Schedules, tell_of_stacks
from tapstack.simulate.behaviours.exports import Exports
from tapstack.simulate.behaviours.functions import Functions
from tapstack.simulate.behaviours.keys import Keys
from tapstack.simulate.behaviours.machines import Machines
from tapstack.simulate.behaviours.monitoring.alarms import Alarms
from tapstack.simulate.behaviours.monitoring.metrics import Metrics
from tapstack.simulate.behaviours.monitoring.queries import Queries
from tapstack.simulate.behaviours.naming import Health, Names
from tapstack.simulate.behaviours.objects import Jobs, Objects
from tapstack.simulate.behaviours.outages import Outages
from tapstack.simulate.behaviours.permissions import Permissions
from tapstack.simulate.behaviours.streams import Mappings, Sources
from tapstack.simulate.behaviours.tables import Tables, Throttling
from tapstack.simulate.behaviours.timeline import Timeline
from tapstack.simulate.deployment import open_world

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.deployment import World


class Life:
    """What every behaviour works with, and each service that another may call.

    While it is ``quiet`` nothing is measured, judged, or fired at a rate: hours in which nothing happens but what has
    its hour, such as backups, are passed over quickly.
    """

    def __init__(self, world: World) -> None:
        self.quiet = False
        self.world = world
        self.cloud = world.cloud
        self.clock = world.clock
        self.timeline = Timeline(world.clock)
        self.metrics = Metrics()
        self.outages = Outages(world.clock)
        world.engine.reach = self.outages.back
        self.permissions = Permissions(world.cloud, self.timeline)
        world.cloud.calls.guards += [self.outages.guard, self.permissions.guard]
        self.queues = Queues(self)
        self.topics = Topics(self)
        self.functions = Functions(self)
        self.keys = Keys(self)
        self.queries = Queries(self.metrics, world.cloud.calls)
        self.alarms = Alarms(self)
        self.health = Health(self)
        self.names = Names(self)
        self.sources = Sources(self)
        self.mappings = Mappings(self)
        self.tables = Tables(self)
        self.throttling = Throttling(self)
        self.exports = Exports(self)
        self.backups = Backups(self)
        self.events = Buses(self)
        self.schedules = Schedules(self)
        self.machines = Machines(self)
        self.objects = Objects(self)
        self.jobs = Jobs(self)
        tell_of_stacks(self)
        for region in world.regions:
            self.begin(tell_depths(self, region))

    def client(self, service: str, region: str) -> Any:
        """A client of a service: calls by it are made by nobody's role."""
        return self.cloud.client(service, region)

    def measure(self, region: str, namespace: str, name: str, dimensions: Mapping[str, str], value: float) -> None:
        """A value of a metric, now."""
        self.metrics.add(region, namespace, name, dimensions, value, self.clock.moment.timestamp())

    def begin(self, steps: Steps[Any]) -> None:
        """Let something go on beside everything else."""
        self.clock.start(steps)


@contextmanager
def open_life(subject: Subject, *, seed: int = 0) -> Iterator[Life]:
    """A world in which nothing is deployed yet, and everything that is will live."""
    with open_world(subject, seed=seed) as world:
        yield Life(world)
