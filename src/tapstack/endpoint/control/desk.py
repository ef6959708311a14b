"""What control calls work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.endpoint.house import House
    from tapstack.endpoint.pace import Pace
    from tapstack.endpoint.troubles import Troubles


@dataclass
class Desk:
    """The account and its time. Whoever calls holds the lock."""

    house: House
    pace: Pace

    @property
    def account(self) -> Account:
        """The account that is open now."""
        return self.house.account

    @property
    def troubles(self) -> Troubles:
        """What is made to go wrong in it."""
        return self.account.troubles
