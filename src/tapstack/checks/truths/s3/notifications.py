"""The configurations by which a bucket notifies topics, queues and functions."""

from collections.abc import Iterator
from typing import NamedTuple

from tapstack.graph.stackset import Property

KINDS = (
    ("TopicConfigurations", "Topic", "AWS::SNS::Topic"),
    ("QueueConfigurations", "Queue", "AWS::SQS::Queue"),
    ("LambdaConfigurations", "Function", "AWS::Lambda::Function"),
)


class Notification(NamedTuple):
    """One configuration: what stands there, where it leads, and the type of that."""

    at: Property
    target: Property
    type: str


def notifications(configuration: Property) -> Iterator[Notification]:
    """All configurations of a NotificationConfiguration. Raises NotKnown."""
    for name, target, type_name in KINDS:
        for one in configuration[name].items:
            yield Notification(one, one[target], type_name)


def named(notification: Property, name: str) -> str:
    """The prefix or suffix that its filter names; "" where it names none. Raises NotKnown."""
    rules = notification["Filter.S3Key.Rules"].items
    return next((rule["Value"].text for rule in rules if rule["Name"].text.lower() == name), "")
