"""What the engine asks of whoever makes resources, and what it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Owner:
    """The stack that a resource belongs to; ``tags`` are the stack's own, which its resources get too."""

    account_id: str
    region: str
    partition: str
    stack_name: str
    stack_id: str
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """A resource as the template wants it: properties as CloudFormation hands them to the service, nothing unresolved.

    ``attempt`` counts how often the stack has made this resource: a replacement gets another generated name.
    ``tags`` are the stack's tags at that time, where the type takes tags; None: those of the owner.
    """

    logical_id: str
    type: str
    properties: Mapping[str, Any]
    attempt: int = 1
    tags: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Made:
    """What was made: what Ref gives, and the attributes that Fn::GetAtt gives, by name.

    ``seconds`` of simulated time have passed over it, where the provider knows.
    """

    physical_id: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = field(default=0.0, compare=False)


class RefusedError(Exception):
    """A service refuses. ``code`` and ``message`` are the service's own; ``seconds`` pass before it is known.

    ``code`` is empty for what CloudFormation itself says: of custom resources it tells the message as it is.
    ``made`` is what is there in spite of it: the first call of several went through.
    """

    made: Made | None = None

    def __init__(self, code: str, message: str, *, service: str = "", status: int = 400, seconds: float = 0) -> None:
        super().__init__(f"{code}: {message}" if code else message)
        self.code = code
        self.message = message
        self.service = service
        self.status = status
        self.seconds = seconds


class UnsupportedError(Exception):
    """A resource that the simulator cannot make: an unknown type, or one whose value is not known here."""


class Provider(Protocol):
    """Makes, changes, deletes and reads resources. Raises RefusedError, or UnsupportedError for what it cannot do."""

    def create(self, owner: Owner, wanted: Wanted) -> Made:
        """Make a resource."""

    def update(self, owner: Owner, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Change a resource in place; only properties that need no replacement differ."""

    def delete(self, owner: Owner, made: Made, wanted: Wanted) -> None:
        """Delete a resource; one that is gone already is no error."""

    def adopt(self, owner: Owner, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """What is there already under an identifier, by the names of the schema's primaryIdentifier; it is not changed.

        Raises RefusedError where nothing is there.
        """

    def read(self, owner: Owner, made: Made, wanted: Wanted) -> Mapping[str, Any]:
        """The properties that the service tells, in the template's form; absent where it tells nothing."""
