"""What statements of resource policies say, as far as it is known."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from tapstack.graph.stackset import NotKnown, Property

Asked = TypeVar("Asked")


def statements(policy: Property) -> Sequence[Property]:
    """The statements of a policy document, which may be JSON in a text. Raises NotKnown."""
    return policy.document["Statement"].items


def allows(statement: Property) -> bool:
    """Whether its Effect is Allow. Raises NotKnown."""
    return statement["Effect"].equals("Allow")


def principals(statement: Property, kind: str) -> Sequence[Property]:
    """Its principals of a kind, AWS or Service; ``"*"`` stands for every kind. Raises NotKnown."""
    principal = statement["Principal"]
    if isinstance(principal.raw, str):
        return [principal] if principal.raw == "*" else []
    return principal[kind].items


def of_anyone(statement: Property) -> bool:
    """Whether it speaks of everyone: ``"*"`` or ``{"AWS": "*"}``. Raises NotKnown."""
    return any(one.pattern == "*" for one in principals(statement, "AWS"))


def of_service(statement: Property, *services: str) -> bool:
    """Whether it speaks of one of these services, or of everyone. Raises NotKnown."""
    return any(one.is_in("*", *services) for one in principals(statement, "Service")) or of_anyone(statement)


def covers(statement: Property, action: str) -> bool:
    """Whether ``action`` is among its actions, wildcards considered. Raises NotKnown."""
    if statement.has("NotAction"):
        return not any(_matches(one.text, action) for one in statement["NotAction"].items)
    return any(_matches(one.text, action) for one in statement["Action"].items)


@lru_cache(maxsize=4096)
def _matches(given: str, action: str) -> bool:
    expression = re.escape(given).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, action, re.IGNORECASE) is not None


def some(asked: Iterable[Asked], holds: Callable[[Asked], bool]) -> bool:
    """Whether it holds for one of them; what is not known of others does not matter then. Raises NotKnown."""
    unknown: NotKnown | None = None
    for one in asked:
        try:
            if holds(one):
                return True
        except NotKnown as found:
            unknown = found
    if unknown:
        raise unknown
    return False
