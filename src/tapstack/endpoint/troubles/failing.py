"""Resources that a service is told to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ConnectTimeoutError

from tapstack.endpoint.troubles.rule import Rule, fits, left
from tapstack.simulate.resources import RefusedError

if TYPE_CHECKING:
    from tapstack.simulate.resources import Made, Owner, Provider, Wanted

ACTIONS = ("create", "update", "delete")


@dataclass
class Failure(Rule):
    """``resource`` is a logical id or a type; the service refuses with ``code`` and ``message``."""

    region: str = ""
    resource: str = ""
    action: str = "create"
    code: str = "InternalFailure"
    message: str = ""
    status: int = 400

    def refusal(self) -> RefusedError:
        """What the service says."""
        return RefusedError(self.code, self.message, service="TapStack", status=self.status)


class Failing:
    """A provider that refuses what it is told to, and hands on all the rest.

    CloudFormation tells of a create, update or delete that is refused as it does of any other.
    """

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self.failures: list[Failure] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._provider, name)

    def create(self, owner: Owner, wanted: Wanted) -> Made:
        """Make a resource."""
        self._refuse(owner, wanted, "create")
        with _in_reach():
            return self._provider.create(owner, wanted)

    def update(self, owner: Owner, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Change a resource in place."""
        self._refuse(owner, wanted, "update")
        with _in_reach():
            return self._provider.update(owner, made, before, wanted)

    def delete(self, owner: Owner, made: Made, wanted: Wanted) -> None:
        """Delete a resource."""
        self._refuse(owner, wanted, "delete")
        with _in_reach():
            self._provider.delete(owner, made, wanted)

    def _refuse(self, owner: Owner, wanted: Wanted, action: str) -> None:
        for failure in self.failures:
            meant = fits(failure.resource, wanted.logical_id, wanted.type) and fits(failure.region, owner.region)
            if meant and failure.action == action:
                failure.use()
                self.failures = left(self.failures)
                raise failure.refusal()


@contextmanager
def _in_reach() -> Iterator[None]:
    """A region that is out of reach while a resource needs it: the service that needs it fails (assumed)."""
    try:
        yield
    except ConnectTimeoutError as error:
        raise RefusedError("ServiceUnavailable", str(error), service="TapStack", status=503) from error
