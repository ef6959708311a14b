"""Who answers a custom resource."""

from __future__ import annotations

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property


def provider(token: Property, view: View) -> Item | None:
    """The function that a ServiceToken names, also by an alias or a version. Raises NotKnown."""
    found = view.find(token)
    if found is not None and found.type in {"AWS::Lambda::Alias", "AWS::Lambda::Version"}:
        found = view.find(found["FunctionName"], "AWS::Lambda::Function")
    return found if found is not None and found.type == "AWS::Lambda::Function" else None
