"""SNS-017: what only FIFO topics have is given to FIFO topics."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each of it at a standard topic."""
    if not properties["FifoTopic"].flag:
        for name in ("ArchivePolicy", "ContentBasedDeduplication", "FifoThroughputScope"):
            if properties[name].given and properties[name].raw not in (False, "false"):
                yield Fault(properties[name], f"{name} is for FIFO topics; this one is a standard topic.")


TRUTH = Truth(
    id="SNS-017",
    title="Archive, content-based deduplication and throughput scope are set for FIFO topics only",
    why="SNS refuses the topic: invalid parameter; the stack fails.",
    fix="Set FifoTopic: true and a name that ends in .fifo, or leave it out.",
    source="resource schema AWS::SNS::Topic: ContentBasedDeduplication, FifoThroughputScope and ArchivePolicy are"
    " for FIFO topics",
    about=("AWS::SNS::Topic",),
    judge=judge,
)
