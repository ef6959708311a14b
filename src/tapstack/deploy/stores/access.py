"""What the functions of a store work with: clients, an account, a region, and what the user allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_EVERY = 5.0
Clients = Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class Access:
    """``clients`` gives the boto3 client of a service in a region; ``pause`` waits so many seconds, to ask again.

    ``patience`` is how often it is asked again whether something is gone, every five seconds; with 0 nothing is waited
    for, and what takes its time is told to be under way.
    """

    clients: Clients
    region: str
    account_id: str
    partition: str = "aws"
    pause: Callable[[float], None] = time.sleep
    patience: int = 120

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service in this region, or in another."""
        return self.clients(service, region or self.region)

    def wait_until(self, holds: Callable[[], bool]) -> bool:
        """Whether something holds at last."""
        for _ in range(self.patience):
            if holds():
                return True
            self.pause(_EVERY)
        return holds()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user allows beside the deletion itself.

    ``bypass_governance`` lifts locks that are there against mistakes (Object Lock in governance mode, a vault lock that
    can still be lifted); ``key_window`` is how many days a key waits for its deletion, 7 to 30.
    """

    bypass_governance: bool = False
    key_window: int = 30
