"""The provider over adapters: finds the type's adapter, and says in CloudFormation's words what a service refuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError, EndpointConnectionError, ParamValidationError

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.catalogue import adapter
from tapstack.simulate.adapters.refusal import refusal
from tapstack.simulate.cloud import Cloud
from tapstack.simulate.functions import InProcess
from tapstack.simulate.resources import Made, Owner, RefusedError, UnsupportedError, Wanted

_NOT_SIMULATED = "Not yet implemented"


class Workshop:
    """Makes resources of every type that has an adapter, in one cloud."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self.functions = InProcess(cloud)

    def bench(self, owner: Owner) -> Bench:
        """Where adapters work for a stack."""
        return Bench(self._cloud, owner, self.functions)

    def create(self, owner: Owner, wanted: Wanted) -> Made:
        """Make a resource."""
        with _in_its_words(wanted):
            made = self._adapter(wanted).create(self.bench(owner), wanted)
        self._record(owner, made, wanted)
        return made

    def update(self, owner: Owner, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Change a resource in place."""
        with _in_its_words(wanted):
            changed = self._adapter(wanted).update(self.bench(owner), made, before, wanted)
        self._record(owner, changed, wanted)
        return changed

    def delete(self, owner: Owner, made: Made, wanted: Wanted) -> None:
        """Delete a resource."""
        with _in_its_words(wanted):
            self._adapter(wanted).delete(self.bench(owner), made, wanted)
        self._cloud.records.drop(owner.region, wanted.type, made.physical_id)

    def adopt(self, owner: Owner, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """Find what is there under an identifier; of what moto does not hold, what is kept already stays."""
        with _in_its_words(wanted):
            try:
                made = self._adapter(wanted).adopt(self.bench(owner), identifier, wanted)
            except (LookupError, ValueError) as error:  # moto's, of an identifier that no service would take
                raise RefusedError("InvalidRequest", f"{dict(identifier)} identifies no {wanted.type}.") from error
        if self._cloud.records.get(owner.region, wanted.type, made.physical_id) is None:
            self._record(owner, made, wanted)
        return made

    def read(self, owner: Owner, made: Made, wanted: Wanted) -> Mapping[str, Any]:
        """What the service tells of a resource."""
        with _in_its_words(wanted):
            return self._adapter(wanted).read(self.bench(owner), made, wanted)

    def _record(self, owner: Owner, made: Made, wanted: Wanted) -> None:
        """Keep the properties that moto does not hold, or of which it loses something."""
        found = self._adapter(wanted)
        lost = found.recorded | {path.partition("/")[0] for path in found.partly}
        kept = {name: wanted.properties[name] for name in sorted(lost & wanted.properties.keys())}
        self._cloud.records.keep(owner.region, wanted.type, made.physical_id, kept)

    def _adapter(self, wanted: Wanted) -> Adapter:
        found = adapter(wanted.type)
        if found is None:
            message = f"{wanted.logical_id} is of type {wanted.type}, which the simulator cannot make."
            raise UnsupportedError(message)
        found.refuse(wanted)
        return found


@contextmanager
def _in_its_words(wanted: Wanted) -> Iterator[None]:
    """Turns what boto3 and moto raise into what a provider raises."""
    try:
        yield
    except ClientError as error:
        if error.response["Error"].get("Message") == _NOT_SIMULATED:
            raise _unsupported(wanted, error) from error
        raise refusal(error) from error
    except RefusedError as error:
        if error.message == _NOT_SIMULATED:
            raise _unsupported(wanted, error) from error
        raise
    except ParamValidationError as error:
        raise RefusedError("ValidationException", f"{wanted.logical_id}: {error}") from error
    except (EndpointConnectionError, NotImplementedError) as error:
        raise _unsupported(wanted, error) from error


def _unsupported(wanted: Wanted, error: Exception) -> UnsupportedError:
    message = f"{wanted.logical_id} ({wanted.type}) needs a call that the simulated services do not answer: {error}"
    return UnsupportedError(message)
