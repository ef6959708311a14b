"""A request as IAM sees it: who asks, for which action, on which resource, under which condition keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.access.callers import Caller


@dataclass(frozen=True)
class Given:
    """What a request has under a condition key: nothing where ``values`` is empty.

    Not ``sure``: the request may also come without the key.
    """

    values: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True)
class Request:
    """``resource`` is an ARN, with tokens for what only AWS knows.

    A condition on a key that ``context`` does not have is not known, unless ``complete``: then no such request has
    it. ``caller`` is asked for by policies that name principals. Names of keys are in lower case.
    """

    action: str
    resource: str
    context: Mapping[str, Given] = field(default_factory=dict)
    caller: Caller | None = None
    complete: bool = False

    def under(self, key: str) -> Given | None:
        """What the request has under a key; None where that is not known."""
        return self.context.get(key, _ABSENT if self.complete else None)


_ABSENT = Given(())


def given(*values: str) -> Given:
    """The key has these values in every such request."""
    return Given(values)


def perhaps(*values: str) -> Given:
    """The key has these values, if the request has it at all."""
    return Given(values, sure=False)


def absent() -> Given:
    """No such request has the key."""
    return _ABSENT
