"""The account that is open now, which can be closed and begun anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING, Self

from tapstack.endpoint.account import Account, open_account
from tapstack.endpoint.state import Chance

if TYPE_CHECKING:
    from tapstack.simulate.engine import StackEvent


class House:
    """``account`` is open for as long as the context lasts; ``chance`` is what its ids follow from.

    ``told`` is told every stack event.
    """

    def __init__(
        self,
        *,
        seed: int = 0,
        start: datetime | None = None,
        said: Callable[[str], None] = lambda _: None,
        told: Callable[[StackEvent], None] = lambda _: None,
    ) -> None:
        self.seed = seed
        self._said, self._told = said, told
        self._stack = ExitStack()
        self._open(start)

    def _open(self, start: datetime | None) -> None:
        self.account: Account = self._stack.enter_context(open_account(seed=self.seed, said=self._said, start=start))
        self.account.engine.listeners.append(self._told)
        self.chance = Chance(self.seed, self.account.cloud)
        self._stack.enter_context(self.chance.ruling())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def reset(self) -> None:
        """Close the account with all that is in it, and open an empty one, whose time begins now."""
        self._stack.close()
        self._open(None)
