"""What is known of an ARN that AWS has yet to make: how it begins."""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.facts.regions import partition
from tapstack.facts.schemas import CUSTOM_RESOURCE
from tapstack.render.value import describe
from tapstack.template.unresolved import Unresolved

_START = "arn:"
"""Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"""
_SERVICES = {"AWS::KMS::Key": "kms"}
"""The service in the ARN of a type of which no name is known before it is made.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
"""


def begun(value: Unresolved, types: Mapping[str, str]) -> Unresolved:
    """The value as a text of which the beginning is known where it is an ARN, else as it is.

    The attribute ``Arn`` of a type of AWS is one; of a custom resource, it is what its function answers.
    ``types`` has the type of each resource.
    """
    name, _, attribute = value.of.partition(".")
    made_by = types.get(name, "")
    if value.kind != "GetAtt" or attribute != "Arn" or not made_by.startswith("AWS::") or made_by == CUSTOM_RESOURCE:
        return value
    start = _start(made_by, value.region)
    return Unresolved("String", f"{start}{describe(value)}", value.why, value.region, (start, value))


def _start(made_by: str, region: str | None) -> str:
    """How the ARN begins: with the region, too, where the type is one whose service is known."""
    service, where = _SERVICES.get(made_by), partition(region) if region else None
    return f"{_START}{where}:{service}:{region}:" if service and where else _START
