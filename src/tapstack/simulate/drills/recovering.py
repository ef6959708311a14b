"""How long it takes until new trades are stored in another region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.drills.stage import NEVER

if TYPE_CHECKING:
    from tapstack.simulate.drills.stage import Stage

LONG = 900.0


def recovered_after(stage: Stage, region: str, since: float) -> float:
    """Seconds until the first trade that was made after a moment is stored in a region; infinity if none is in time."""

    def served() -> float:
        stored = stage.stored_at(region)
        made = (trade for trade in stage.producers.trades.values() if trade.made > since)
        return min((stored[trade.id] for trade in made if trade.id in stored), default=NEVER)

    stage.run_until(lambda: served() < NEVER, LONG)
    return served() - since


def replica_age(stage: Stage, source: str, target: str) -> float:
    """How old the oldest write is that has not reached the other region: what its loss now would cost."""
    moment = stage.life.clock.moment.timestamp()
    return max((moment - change.stamp[0] for change in stage.life.tables.pending(source, target)), default=0.0)


def object_age(stage: Stage, source: str) -> float:
    """The same of objects: of what is on its way from the region's bucket."""
    bucket = stage.platform.buckets.get(source, "")
    return max((stage.life.objects.behind(rule) for rule in stage.life.objects.rules(bucket)), default=0.0)
