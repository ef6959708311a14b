"""Finding what a request names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.engine.statuses import Status

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.engine import LiveStack


def stack(account: Account, region: str, name: str) -> LiveStack:
    """The stack of a name, or of an id: by its id one that is deleted is found, too. Raises StackError.

    Source of the message: that of DescribeStacks.
    """
    live = account.engine.find(region, name) or account.engine.stacks.get(name)
    if live is None or live.owner.region != region:
        raise invalid(f"Stack with id {name} does not exist")
    return live


def present(account: Account, region: str, name: str) -> LiveStack:
    """The same, and it is not deleted."""
    live = stack(account, region, name)
    if live.status is Status.DELETE_COMPLETE:
        raise invalid(f"Stack [{name}] does not exist")
    return live
