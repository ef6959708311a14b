"""Policies as plain JSON and requests as plain texts: what a simulator or a test has, without any stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from tapstack.access.callers import caller_of
from tapstack.access.documents import Part, read
from tapstack.access.names import Kept
from tapstack.access.request import Request, given
from tapstack.access.variables import OLDEST
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render import Resource

_NOWHERE = Item("", Resource("", "", {}), {})


def policy(document: Any, name: str = "policy", version: str = OLDEST) -> list[Part]:
    """The statements of a document: a map, or JSON as text; of ``version`` if it names none.

    Answers call a statement by ``name`` and where it stands: ``policy.Statement[0]``.
    """
    return read(Property(_NOWHERE, ("Policies", "", name), document), version)


def asking(
    action: str, resource: str = "", context: Mapping[str, str | Sequence[str]] | None = None, principal: str = ""
) -> Request:
    """A request with all the condition keys that it comes with.

    ``principal`` is a service, ``logs.us-east-1.amazonaws.com``, an account, or the ARN of a role or user; without
    one, policies that name principals are taken to mean it. Raises ValueError.
    """
    keys = {
        key.lower(): given(*([found] if isinstance(found, str) else found)) for key, found in (context or {}).items()
    }
    return Request(action, resource, keys, caller_of(principal) if principal else None, complete=True)


class Nowhere:
    """A world in which nothing stands."""

    def all(self, *_types: str, region: str | None = None) -> tuple[Item, ...]:  # noqa: ARG002 a World's
        """Nothing."""
        return ()

    def find(self, reference: Property | str, *_types: str, region: str | None = None) -> NoReturn:  # noqa: ARG002 a World's
        """Nothing can be said about it."""
        raise NotKnown(f"what {reference} stands for is not known")

    def kept(self, work: Callable[..., Kept], *of: Any) -> Kept:
        """``work(self, *of)``."""
        return work(self, *of)
