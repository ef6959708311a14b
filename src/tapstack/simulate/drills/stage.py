"""Where a drill takes place: the deployed platform under load, and hands to break it with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tapstack.simulate.drills.drill import Measured
from tapstack.simulate.drills.ledger import Account, account, reasons
from tapstack.simulate.drills.objects_ledger import account as objects_account
from tapstack.simulate.drills.platform import Platform, platform
from tapstack.simulate.drills.producers import Producers

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

NEVER = float("inf")
WARM_UP = 360.0
"""Seconds after the deployment until probes, alarms and health checks have settled."""


class Stage:
    """``trial`` counts the runs of one drill, from 0."""

    def __init__(self, life: Life, trial: int = 0) -> None:
        self.life = life
        self.trial = trial
        self.platform: Platform = platform(life.world)
        self.producers = Producers(life, self.platform)
        self.lost_at = -1.0

    @property
    def now(self) -> float:
        """Seconds of the simulation."""
        return self.life.clock.seconds

    def run(self, seconds: float) -> None:
        """Let time pass."""
        self.life.clock.run(seconds)

    def run_until(self, done: Callable[[], bool], most: float, step: float = 1.0) -> float:
        """Let time pass until something is so; how long that took, infinity where it did not come."""
        began = self.now
        while not done():
            if self.now - began >= most:
                return NEVER
            self.run(step)
        return self.now - began

    def note(self, text: str) -> None:
        """Tell what the drill does."""
        self.life.timeline.note("drill", text)

    def lose(self, region: str) -> None:
        """A region is out of reach."""
        self.note(f"{region} is lost")
        self.lost_at = self.now
        self.life.outages.lose(region)

    def restore(self, region: str) -> None:
        """It is back."""
        self.note(f"{region} is back")
        self.life.outages.restore(region)

    def stored_at(self, region: str) -> dict[str, float]:
        """When each trade was first stored in a region, in seconds of the simulation."""
        start = self.life.clock.moment.timestamp() - self.now
        found: dict[str, float] = {}
        for arn, records in self.life.sources.records.items():
            if f":dynamodb:{region}:" in arn and f"table/{self.platform.table}/" in arn:
                for record in records:
                    name = record.event["dynamodb"]["Keys"].get("TradeId", {}).get("S", "")
                    found.setdefault(name, record.arrived - start)
        return found

    def account(self) -> Account:
        """What became of every trade."""
        producers = self.producers
        return account(self.life, self.platform, producers.trades, unsent=len(producers.unsent), lost_at=self.lost_at)

    def measured(self, kept: Account | None = None, **figures: float) -> Measured:
        """The figures, what became of trades and objects, and what speaks against the platform."""
        kept, producers = kept or self.account(), self.producers
        counts = {
            "produced": kept.produced,
            "taken": kept.taken,
            **{f"stored {region}": many for region, many in kept.stored.items()},
            "in both" if len(kept.stored) > 1 else "in reach": kept.everywhere,
            "dead-lettered": len(kept.dead),
            "lost": len(kept.lost),
            "waiting at producers": kept.unsent,
        }
        objects = objects_account(self.life, self.platform, producers.objects.written)
        faults = [f"{name} is in no table, no dead letter says why, and nothing else does" for name in kept.unexplained]
        faults += [f"{name} is in a table, and nobody made it" for name in kept.unknown]
        if kept.unsent:
            faults.append(f"{kept.unsent} trades wait at producers in the end: no stream takes them")
        return Measured(
            figures=dict(figures),
            counts=counts | objects.counts,
            lost=dict(sorted(kept.lost.items())),
            dead=reasons(kept.dead),
            faults=[*faults, *objects.faults],
        )
