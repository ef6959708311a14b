"""Where what failed, or was done, goes: a queue, a topic, a bucket."""

from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

TYPES = {
    "sqs": "AWS::SQS::Queue",
    "sns": "AWS::SNS::Topic",
    "s3": "AWS::S3::Bucket",
    "lambda": "AWS::Lambda::Function",
    "events": "AWS::Events::EventBus",
}
_SERVICES = {name: service for service, name in TYPES.items()}


def faults(target: Property, view: View, *services: str) -> Iterator[Fault]:
    """A fault for a target of another service, and for one that no stack makes."""
    if not _is_of_aws(target):
        return
    found = _found(target, view)
    service = _SERVICES[found.type] if found else arns.service(target)
    if service and service not in services:
        yield Fault(target, f"{target.shown} is of {service}; it must be of {' or '.join(services)}.")
    elif not view.exists(target, *TYPES.values()):
        yield Fault(target, f"No stack makes {target.shown}.")


def elsewhere(target: Property) -> Iterator[Fault]:
    """A fault for a target of another region."""
    where = arns.region(target) if _is_of_aws(target) else None
    if where and where != target.item.region:
        yield Fault(target, f"{target.shown} lies in {where}, not in {target.item.region}.")


def fifo(target: Property, view: View) -> Iterator[Fault]:
    """A fault for a target that is FIFO."""
    if not _is_of_aws(target):
        return
    found = _found(target, view)
    if target.pattern.endswith(".fifo") or (found and found["FifoQueue"].flag) or (found and found["FifoTopic"].flag):
        yield Fault(target, f"{target.shown} is FIFO; it must be standard.")


def _is_of_aws(target: Property) -> bool:
    return bool(target.pattern) and not target.pattern.startswith("kafka://")


def _found(target: Property, view: View) -> Item | None:
    try:
        return view.find(target, *TYPES.values())
    except NotKnown:
        if arns.parts(target.pattern):
            return None
        raise
