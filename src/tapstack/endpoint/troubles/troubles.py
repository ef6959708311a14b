"""All troubles of one account, and where they take hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.endpoint.troubles.failing import Failing
from tapstack.endpoint.troubles.opting import Opting
from tapstack.endpoint.troubles.refusing import Refusals
from tapstack.endpoint.troubles.regions import Regions
from tapstack.endpoint.troubles.stalling import Stalls
from tapstack.simulate.behaviours.outages import Outages

if TYPE_CHECKING:
    from tapstack.simulate.clock import Clock
    from tapstack.simulate.cloud.calls import Switchboard
    from tapstack.simulate.engine import Engine
    from tapstack.simulate.resources import Provider


class Troubles:
    """``provider`` is what the engine works with, so that resources can be made to fail."""

    def __init__(self, clock: Clock, provider: Provider) -> None:
        self.provider = Failing(provider)
        self.stalls = Stalls(clock)
        self.refusals = Refusals()
        self.regions = Regions()
        self.outages = Outages(clock)

    def attach(self, engine: Engine, calls: Switchboard) -> None:
        """Let an engine, and every call that its resources make, meet them."""
        engine.admit = self.regions.admit
        engine.hold = self.stalls.hold
        engine.reach = self.outages.back
        calls.guards += [self.outages.guard, self.regions.guard]
        Opting(self.regions).answer(calls)

    def clear(self) -> None:
        """End all of them: what is held goes on, what is lost is back."""
        self.provider.failures.clear()
        self.refusals.refusals.clear()
        self.regions.disabled.clear()
        self.stalls.release()
        for region in self.outages.lost():
            self.outages.restore(region)
