"""A deployment as it goes on, on standard error: regions that move on a terminal, a line for each change elsewhere."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.cli.streams import note
from tapstack.deploy.following import Happening, OperationStatus, RegionStatus, StackEvent
from tapstack.findings import plain, redact

if TYPE_CHECKING:
    from rich.console import RenderableType

Show = Callable[[Happening], None]
_WIDTH = 16


@contextlib.contextmanager
def shown(resources: Mapping[str, int], secrets: frozenset[str]) -> Iterator[Show]:
    """A receiver of what happens; ``resources`` are how many each region is to have."""
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield lambda happening: note(f"tapstack: {_text(happening, secrets)}")
        return
    from rich.console import Console
    from rich.live import Live

    moving = _Moving(resources, secrets)
    with Live(console=Console(stderr=True), refresh_per_second=4, get_renderable=moving.table) as live:
        moving.say = live.console.print
        yield moving


def _text(happening: Happening, secrets: frozenset[str]) -> str:
    return redact(plain(" ".join(_words(happening).split())), secrets)


def _words(happening: Happening) -> str:
    if isinstance(happening, OperationStatus):
        return f"operation {happening.operation} ({happening.action}): {happening.status}{_why(happening.reason)}"
    if isinstance(happening, RegionStatus):
        return f"{happening.region}: {happening.status}{_why(happening.reason)}"
    what = f"{happening.logical_id} ({happening.type})"
    return f"{happening.region:{_WIDTH}} {happening.time:%H:%M:%S} {happening.status} {what}{_why(happening.reason)}"


def _why(reason: str) -> str:
    return f": {reason}" if reason else ""


class _Moving:
    """A row for each region: its status, how many of its resources are complete, and what happened last."""

    def __init__(self, resources: Mapping[str, int], secrets: frozenset[str]) -> None:
        self.say: Callable[..., Any] = lambda *_, **__: None
        self._secrets = secrets
        self._resources = resources
        self._statuses = dict.fromkeys(resources, "waiting")
        self._complete: dict[str, set[str]] = {region: set() for region in resources}
        self._last = dict.fromkeys(resources, "")
        self._events: Counter[str] = Counter()

    def __call__(self, happening: Happening) -> None:
        text = _text(happening, self._secrets)
        if isinstance(happening, RegionStatus):
            self._statuses[happening.region] = happening.status
        if isinstance(happening, StackEvent):
            self._hear(happening)
            if "FAILED" not in happening.status:
                return
        self.say(text, markup=False, highlight=False)

    def _hear(self, event: StackEvent) -> None:
        self._events[event.region] += 1
        self._last[event.region] = f"{event.logical_id} {event.status}"
        if not event.of_stack and event.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            self._complete.setdefault(event.region, set()).add(event.logical_id)

    def table(self) -> RenderableType:
        from rich.table import Table

        table = Table.grid(padding=(0, 2))
        for region, status in self._statuses.items():
            done = f"{len(self._complete.get(region, ()))} of {self._resources.get(region, 0)} resources"
            table.add_row(region, status, done, f"{self._events[region]} events", self._last.get(region, ""))
        return table
