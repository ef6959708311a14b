"""Which adapter a resource type has."""

from __future__ import annotations

from functools import cache

from tapstack.facts.schemas import CUSTOM_RESOURCE
from tapstack.simulate.adapters import (
    backup,
    cloudwatch,
    custom,
    dynamodb,
    ec2,
    events,
    iam,
    kinesis,
    kms,
    lambda_,
    logs,
    route53,
    s3,
    sns,
    sqs,
    ssm,
    states,
)
from tapstack.simulate.adapters.adapter import Adapter

_SERVICES = (
    *(backup, cloudwatch, custom, dynamodb, ec2, events, iam, kinesis, kms),
    *(lambda_, logs, route53, s3, sns, sqs, ssm, states),
)


@cache
def adapters() -> dict[str, Adapter]:
    """Every adapter by its resource type."""
    return {kind.type: kind() for service in _SERVICES for kind in service.ADAPTERS}


def adapter(type_name: str) -> Adapter | None:
    """The adapter of a type; None where the simulator cannot make it."""
    return adapters().get(CUSTOM_RESOURCE if type_name.startswith("Custom::") else type_name)
