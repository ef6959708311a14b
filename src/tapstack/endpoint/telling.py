"""What goes on, a line for each: requests that change CloudFormation's stacks, and stack events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from tapstack.endpoint.wire.reading import reads

if TYPE_CHECKING:
    from tapstack.endpoint.wire import Asked
    from tapstack.simulate.engine import StackEvent

_NAMES = ("StackName", "StackSetName", "ChangeSetName")


class Telling:
    """``told`` gets each line."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told = told
        self._silent = False

    @contextmanager
    def silence(self) -> Iterator[None]:
        """While nothing is told."""
        self._silent = True
        try:
            yield
        finally:
            self._silent = False

    def request(self, what: Asked, body: bytes, status: int) -> None:
        """A request of CloudFormation; those that only read, and are answered, are not told."""
        if reads(what, "POST") and status == 200:
            return
        given = parse_qs(body.decode(errors="replace"))
        names = " ".join(given[name][0] for name in _NAMES if name in given)
        self._tell(f"{what.region} {what.operation or '?'} {names}: {status or 'dropped'}")

    def event(self, event: StackEvent) -> None:
        """A stack event."""
        reason = f": {event.reason}" if event.reason else ""
        self._tell(f"{event.region} {event.stack} {event.logical_id} {event.status}{reason}")

    def _tell(self, line: str) -> None:
        if not self._silent:
            self._told(line)
