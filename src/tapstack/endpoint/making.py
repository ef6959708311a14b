"""The provider of an account: what cannot be made is refused by its name, and so fails its stack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tapstack.simulate.resources import Made, Owner, RefusedError, UnsupportedError, Wanted

if TYPE_CHECKING:
    from tapstack.simulate.resources import Provider


class Making:
    """A provider over another."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def create(self, owner: Owner, wanted: Wanted) -> Made:
        """Make a resource."""
        with _by_name(wanted):
            return self._provider.create(owner, wanted)

    def update(self, owner: Owner, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Change a resource in place."""
        with _by_name(wanted):
            return self._provider.update(owner, made, before, wanted)

    def delete(self, owner: Owner, made: Made, wanted: Wanted) -> None:
        """Delete a resource."""
        with _by_name(wanted):
            self._provider.delete(owner, made, wanted)

    def adopt(self, owner: Owner, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """Find what is there under an identifier."""
        with _by_name(wanted):
            return self._provider.adopt(owner, identifier, wanted)

    def read(self, owner: Owner, made: Made, wanted: Wanted) -> Mapping[str, Any]:
        """The properties that the service tells."""
        return self._provider.read(owner, made, wanted)


@contextmanager
def _by_name(wanted: Wanted) -> Iterator[None]:
    try:
        yield
    except UnsupportedError as error:
        raise RefusedError("", f"Not simulated: {wanted.type} ({wanted.logical_id}): {error}") from error
