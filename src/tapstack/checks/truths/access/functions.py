"""Functions of the set, and the roles that they run as."""

from __future__ import annotations

from tapstack.checks.truths.access.asking import role_of
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

FUNCTION = "AWS::Lambda::Function"
_NAMING = (FUNCTION, "AWS::Lambda::Alias", "AWS::Lambda::Version")


def function_of(reference: Property, view: View) -> Item | None:
    """The function that a property names, also by one of its aliases or versions. Raises NotKnown."""
    found = view.find(reference, *_NAMING) if reference.given else None
    while found is not None and found.type != FUNCTION:
        found = view.find(found["FunctionName"], *_NAMING)
    return found


def role_behind(reference: Property, view: View) -> Item | None:
    """The role of the function that a property names. Raises NotKnown."""
    function = function_of(reference, view)
    return role_of(function["Role"], view) if function is not None else None
