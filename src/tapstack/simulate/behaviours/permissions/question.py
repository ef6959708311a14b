"""What is asked: whether somebody may do something to a resource, under which condition keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tapstack.access import Given, Role, Service

Values = tuple[str, ...]
"""What a request has under a condition key; nothing where it comes without the key."""
Find = Callable[[str], "Values | None"]
"""The values of a condition key, by its name in lower case; None where they are not known."""


def _unknown(_: str) -> None:
    """Nothing more is known of the request."""


@dataclass(frozen=True)
class Question:
    """``principal`` is the ARN of a role, or a service such as ``events.amazonaws.com``.

    ``keys`` are the condition keys that are known, in lower case; ``find`` is asked for others that policies mention.
    """

    principal: str
    action: str
    resource: str
    region: str
    keys: Mapping[str, Values] = field(default_factory=dict)
    find: Find = _unknown

    @property
    def by_service(self) -> bool:
        """Whether a service asks, not a role."""
        return not self.principal.startswith("arn:")

    @property
    def service(self) -> str:
        """The prefix of the action: ``kms``."""
        return self.action.partition(":")[0]

    def caller(self, account: str) -> Role | Service:
        """Who asks, as policies name it."""
        return Service(self.principal, self.region) if self.by_service else Role(self.principal, account)


def given(values: Mapping[str, Values | None]) -> dict[str, Given]:
    """The condition keys of a request, those that are known."""
    return {key: Given(found) for key, found in values.items() if found is not None}
