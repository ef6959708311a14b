"""Archives: which events of a bus are kept.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html. An event is there at once, where
EventBridge says that it may take ten minutes; it is kept for ever; replays are not simulated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from tapstack.simulate.behaviours.events.rules import name_of
from tapstack.simulate.behaviours.patterns import matches
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.arrival import Arrival
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_CHANGES = ("CreateArchive", "UpdateArchive", "DeleteArchive")


class Archives:
    """``kept`` is the events of each archive, by region and name."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.kept: defaultdict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        self._patterns: dict[str, list[tuple[str, str, str]]] = {}
        for operation in _CHANGES:
            life.cloud.calls.watch(f"events:{operation}", self._forget)
        life.cloud.calls.answer("events:StartReplay", _replay)

    def keep(self, region: str, bus: str, arrival: Arrival) -> None:
        """Put an event into every archive of its bus whose pattern it fits."""
        if region not in self._patterns:
            self._patterns[region] = self._read(region)
        for name, source, pattern in self._patterns[region]:
            if source == bus and (not pattern or matches(pattern, arrival.event)):
                self.kept[region, name].append(arrival.event)

    def _forget(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._patterns.pop(call.region, None)

    def _read(self, region: str) -> list[tuple[str, str, str]]:
        client = self._life.client("events", region)
        names = [one["ArchiveName"] for one in client.list_archives()["Archives"]]
        told = [client.describe_archive(ArchiveName=name) for name in names]
        return [(one["ArchiveName"], name_of(one["EventSourceArn"]), one.get("EventPattern") or "") for one in told]


def _replay(call: Call) -> NoReturn:
    raise UnsupportedError(f"Replay {call.params['ReplayName']}: replays of archives are not simulated.")
