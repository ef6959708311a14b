"""What is known of an ARN that AWS has yet to make: how it begins."""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.facts.schemas import CUSTOM_RESOURCE
from tapstack.render.value import describe
from tapstack.template.unresolved import Unresolved

_START = "arn:"
"""Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"""


def begun(value: Unresolved, types: Mapping[str, str]) -> Unresolved:
    """The value as a text of which the beginning is known where it is an ARN, else as it is.

    The attribute ``Arn`` of a type of AWS is one; of a custom resource, it is what its function answers.
    ``types`` has the type of each resource.
    """
    name, _, attribute = value.of.partition(".")
    made_by = types.get(name, "")
    if value.kind != "GetAtt" or attribute != "Arn" or not made_by.startswith("AWS::") or made_by == CUSTOM_RESOURCE:
        return value
    return Unresolved("String", f"{_START}{describe(value)}", value.why, value.region, (_START, value))
