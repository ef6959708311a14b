"""LOG-04: a message in a dead-letter queue wakes somebody."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.observability.alarms import is_alarmed
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import named
from tapstack.graph.stackset import Item, Property

METRICS = ("ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage")
_PLACES = {
    "AWS::Events::Rule": ("Targets[].DeadLetterConfig.Arn",),
    "AWS::Lambda::EventInvokeConfig": ("DestinationConfig.OnFailure.Destination",),
    "AWS::Lambda::EventSourceMapping": ("DestinationConfig.OnFailure.Destination",),
    "AWS::Lambda::Function": ("DeadLetterConfig.TargetArn",),
    "AWS::SNS::Subscription": ("RedrivePolicy.deadLetterTargetArn",),
    "AWS::SQS::Queue": ("RedrivePolicy.deadLetterTargetArn",),
    "AWS::Scheduler::Schedule": ("Target.DeadLetterConfig.Arn",),
}


def judge(queue: Property, view: View) -> Iterator[Fault]:
    """A fault for a queue that gets what failed, and that no alarm watches."""
    item = queue.item
    if not gets_failures(item, view):
        raise NotAskedError(f"Nothing sends what failed to {item}")
    if not is_alarmed(item, "AWS/SQS", METRICS, "QueueName", item.region, view):
        yield Fault(queue, f"{item} gets what failed, and no alarm watches {' or '.join(METRICS)}.")


def gets_failures(queue: Item, view: View) -> bool:
    """Whether something of the set sends what failed to a queue."""
    return any(place.pattern in queue.texts or named(place, queue, view) for place in view.kept(_places))


def _places(view: View) -> tuple[Property, ...]:
    """What is named as the place for failures, anywhere in the set."""
    return tuple(
        found
        for kind, paths in _PLACES.items()
        for item in view.all(kind)
        for path in paths
        for found in item.properties.each(path)
    )


CONTROL = ControlCheck(
    name="SQS_DEAD_LETTERS_ALARMED",
    title="An alarm watches each dead-letter queue",
    why="What failed stays there unseen until it expires.",
    fix="Add an alarm on ApproximateNumberOfMessagesVisible of the queue.",
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
    controls=("LOG-04",),
    about=("AWS::SQS::Queue",),
    judge=judge,
)
