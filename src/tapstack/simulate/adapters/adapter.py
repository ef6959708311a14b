"""What each resource type's adapter is: create, update, delete and read through the service's own API."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, ClassVar

from botocore.exceptions import ClientError, ParamValidationError

from tapstack.simulate.adapters.identified import determined
from tapstack.simulate.adapters.refusal import refusal
from tapstack.simulate.adapters.shapes import refuse_others
from tapstack.simulate.cloud import Cloud
from tapstack.simulate.functions import Runner
from tapstack.simulate.resources import Made, Owner, RefusedError, Wanted


@dataclass(frozen=True)
class Bench:
    """Where an adapter works: the account's services and functions, on behalf of a stack."""

    cloud: Cloud
    owner: Owner
    functions: Runner

    def client(self, service: str, region: str | None = None) -> Any:
        """The boto3 client of a service, in the stack's region unless another is given."""
        return self.cloud.client(service, region or self.owner.region)

    @property
    def region(self) -> str:
        """The stack's region."""
        return self.owner.region

    def arn(self, service: str, resource: str, *, region: str | None = None) -> str:
        """An ARN of the stack's account; ``region=""`` for services that have none in their ARNs."""
        owner = self.owner
        region = owner.region if region is None else region
        return f"arn:{owner.partition}:{service}:{region}:{owner.account_id}:{resource}"


class Adapter(ABC):
    """One resource type.

    ``carried`` names the properties that go to the service. ``recorded`` names those that moto does not hold: they are
    kept in the world's records, and counted as recorded, not executed. Any other is not supported. ``partly`` says,
    by the path of a property, what moto loses of one that is carried.

    Methods may raise botocore's ClientError, which the workshop turns into what CloudFormation says, or RefusedError
    themselves, where AWS refuses and moto does not.
    """

    type: ClassVar[str]
    carried: ClassVar[frozenset[str]]
    recorded: ClassVar[frozenset[str]] = frozenset()
    partly: ClassVar[Mapping[str, str]] = {}

    def refuse(self, wanted: Wanted) -> None:
        """Raises UnsupportedError for a property that would be lost."""
        refuse_others(wanted, self.carried | self.recorded)

    def loses(self, path: str) -> bool:
        """Whether moto is known to lose what stands at a path, ``Rules/0/Filter``, or what it stands in."""
        return any(fnmatchcase(path, pattern) or fnmatchcase(path, f"{pattern}/*") for pattern in self.partly)

    @staticmethod
    @contextmanager
    def begun(made: Made) -> Iterator[None]:
        """While what follows the first call is done: if a later call is refused, what was made is told with it."""
        try:
            yield
        except (ClientError, ParamValidationError) as error:
            refused = refusal(error)
            refused.made = made
            raise refused from error
        except RefusedError as error:
            error.made = error.made or made
            raise

    @abstractmethod
    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """Make the resource: what Ref gives, and every attribute that CloudFormation offers."""

    @abstractmethod
    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Change it in place. Properties that need a replacement do not differ."""

    @abstractmethod
    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Delete it. What is not there any more raises nothing."""

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """What is there under the members of the schema's primaryIdentifier, and is not to be changed.

        Raises RefusedError, or ClientError, where nothing is. This one serves types whose name and attributes the
        identifier and the template determine; others have their own.
        """
        made = determined(bench.owner, identifier, wanted)
        if not self.read(bench, made, wanted):
            raise RefusedError("NotFound", f"{made.physical_id} is not there.", status=404)
        return made

    @abstractmethod
    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The properties as the service tells them, in the template's form; absent where it tells nothing."""
