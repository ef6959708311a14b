"""What is wrong with a statement of a policy, in words."""

import re
from collections.abc import Iterator
from typing import Any

from tests.unit.permissions.arns import fits
from tests.unit.permissions.exceptions import ACCEPTED
from tests.unit.permissions.policies import Policy
from tests.unit.permissions.service_authorization import KEYS_OF_ALL_SERVICES, Action, formats, matching
from tests.unit.stack.values import many

_VARIABLE = re.compile(r"\\\$\\\{\w+\\\}")


def complaints(policy: Policy) -> list[str]:
    """One line for each fault; a policy that belongs to a resource says ``*`` for that resource."""
    return [
        f"{policy.place}: {complaint}"
        for statement in policy.statements
        for complaint in _about(statement, policy)
        if complaint not in ACCEPTED
    ]


def _about(statement: dict[str, Any], policy: Policy) -> Iterator[str]:
    yield from unknown_actions(statement)
    yield from unknown_keys(statement)
    if policy.of_identity:
        yield from too_wide(statement)
        yield from misfits(statement)


def unknown_actions(statement: dict[str, Any]) -> Iterator[str]:
    """Actions that IAM does not have, and wildcards that match none."""
    yield from (f"{name} is no action" for name in many(statement["Action"]) if name != "*" and not matching(name))


def too_wide(statement: dict[str, Any]) -> Iterator[str]:
    """Actions on ``*`` that accept something narrower."""
    if "*" in many(statement["Resource"]):
        yield from (f"{action.name} on * accepts {action.kinds}" for action in _actions(statement) if action.kinds)


def misfits(statement: dict[str, Any]) -> Iterator[str]:
    """Actions none of whose kinds is named, and resources that no action takes."""
    named = [pattern for pattern in many(statement["Resource"]) if pattern != "*"]
    for name in many(statement["Action"]) if named else ():
        if matching(name) and not any(_fits(pattern, action) for pattern in named for action in matching(name)):
            yield f"{name} takes none of {named}"
    for pattern in named:
        if not any(_fits(pattern, action) for action in _actions(statement)):
            yield f"{pattern} is taken by none of {statement['Action']}"


def unknown_keys(statement: dict[str, Any]) -> Iterator[str]:
    """Keys of conditions that an action of the statement does not have: it would never be allowed."""
    keys = {key for tests in statement.get("Condition", {}).values() for key in tests}
    for key in sorted(keys - KEYS_OF_ALL_SERVICES):
        for name in many(statement["Action"]):
            if matching(name) and not any(_has(action, key) for action in matching(name)):
                yield f"{name} has no key {key}"


def _has(action: Action, key: str) -> bool:
    patterns = (_VARIABLE.sub(".+", re.escape(known)) for known in action.keys)
    return any(re.fullmatch(pattern, key, re.IGNORECASE) for pattern in patterns)


def _actions(statement: dict[str, Any]) -> list[Action]:
    return [action for name in many(statement["Action"]) for action in matching(name)]


def _fits(pattern: str, action: Action) -> bool:
    return any(fits(pattern, formats()[kind]) for kind in action.kinds if kind in formats())
