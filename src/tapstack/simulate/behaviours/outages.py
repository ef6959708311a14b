"""Regions that are out of reach: their calls are not answered, and nothing in them goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ConnectTimeoutError

from tapstack.simulate.cloud.role import let_pass

if TYPE_CHECKING:
    import simpy

    from tapstack.simulate.clock import Clock
    from tapstack.simulate.cloud.calls import Call

_GLOBAL = frozenset({"iam", "route53", "sts"})
"""Services that no region's loss takes away: their data planes stand everywhere."""
_ATTEMPTS, _CONNECT = 3, 60.0
"""botocore's own, where a client's configuration says nothing."""


class Outages:
    """Which regions are out; what waits for one to come back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._out: dict[str, simpy.Event] = {}

    def lose(self, region: str) -> None:
        """From now on the region is out of reach; its data stays as it is."""
        self._out.setdefault(region, self._clock.env.event())

    def restore(self, region: str) -> None:
        """The region is back."""
        if (waited := self._out.pop(region, None)) is not None:
            waited.succeed()

    def lost(self) -> list[str]:
        """The regions that are out of reach."""
        return list(self._out)

    def is_out(self, region: str) -> bool:
        """Whether the region is out of reach."""
        return region in self._out

    def back(self, *regions: str) -> simpy.Event:
        """An event that happens when all of them are in reach: at once if they are."""
        waited = [self._out[region] for region in regions if region in self._out]
        return self._clock.env.all_of(waited) if waited else self._over()

    def _over(self) -> simpy.Event:
        """An event that has happened: who waits for it goes on at once, before a region can be lost."""
        event = self._clock.env.event()
        event._ok, event._value, event.callbacks = True, None, None  # type: ignore[assignment]  # noqa: SLF001
        return event

    def guard(self, call: Call) -> None:
        """A call to a region that is out ends as botocore ends it, after all its attempts."""
        if call.service in _GLOBAL or not self.is_out(call.region):
            return
        retries = getattr(call.config, "retries", None) or {}
        attempts = int(retries.get("total_max_attempts", _ATTEMPTS))
        connect = float(getattr(call.config, "connect_timeout", None) or _CONNECT)
        let_pass(attempts * connect)
        raise ConnectTimeoutError(endpoint_url=f"https://{call.service}.{call.region}.amazonaws.com")
