"""SNS-001: a FIFO topic is named so, and no other."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault where the name and FifoTopic disagree."""
    name, fifo = properties["TopicName"], properties["FifoTopic"].flag
    if not name.given:
        return
    if fifo and not _may_end_so(name):
        yield Fault(name, f"The FIFO topic {name.shown} has a name that does not end in .fifo.")
    if not fifo and name.pattern.endswith(".fifo"):
        yield Fault(name, f"The topic {name.shown} is named as a FIFO topic; FifoTopic is not true.")


def _may_end_so(name: Property) -> bool:
    if name.pattern.endswith("\ue001"):
        raise NotKnown(f"how {name.shown} ends is not known")
    return name.pattern.endswith(".fifo")


TRUTH = Truth(
    id="SNS-001",
    title="The name of a FIFO topic ends in .fifo, and only its",
    why="SNS refuses the topic: invalid topic name; the stack fails.",
    fix="Add .fifo to the name, and set FifoTopic: true.",
    source="botocore sns CreateTopic.Name: the name of a FIFO topic must end with the .fifo suffix",
    about=("AWS::SNS::Topic",),
    judge=judge,
)
