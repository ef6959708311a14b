"""Subscriptions: those that are resources, and those that a topic has in itself."""

from __future__ import annotations

from tapstack.access import canonical
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

ABOUT = ("AWS::SNS::Subscription",)
QUEUE, FUNCTION, TOPIC = "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::SNS::Topic"


def is_fifo(place: Property, view: View) -> bool:
    """Whether a FIFO topic or queue is behind an ARN, by its name or by what the set makes. Raises NotKnown."""
    text = place.pattern
    if not text.endswith("\ue001"):
        return text.endswith(".fifo")
    found = view.find(place, QUEUE, TOPIC)
    if found is None:
        return False
    return found["FifoQueue" if found.type == QUEUE else "FifoTopic"].flag


def region_in(place: Property, view: View) -> str:
    """The region of an ARN; "" where the text is none."""
    fields = canonical(place.pattern, view).split(":")
    return fields[3] if len(fields) > 5 and fields[0] == "arn" else ""
