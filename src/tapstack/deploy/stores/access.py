"""What the functions of a store work with: clients, an account, a region, and what the user allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Clients = Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class Access:
    """``clients`` gives the boto3 client of a service in a region; ``pause`` waits so many seconds, to ask again."""

    clients: Clients
    region: str
    account_id: str
    partition: str = "aws"
    pause: Callable[[float], None] = time.sleep

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service in this region, or in another."""
        return self.clients(service, region or self.region)

    def wait_until(self, holds: Callable[[], bool], *, every: float = 5, times: int = 120) -> bool:
        """Whether something holds at last, asked again every few seconds."""
        for _ in range(times):
            if holds():
                return True
            self.pause(every)
        return holds()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user allows beside the deletion itself.

    ``bypass_governance`` lifts locks that are there against mistakes (Object Lock in governance mode, a vault lock that
    can still be lifted); ``key_window`` is how many days a key waits for its deletion, 7 to 30.
    """

    bypass_governance: bool = False
    key_window: int = 30
