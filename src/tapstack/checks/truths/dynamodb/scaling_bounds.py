"""DDB-038: bounds of scaling are in order."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_READ = "ReadProvisionedThroughputSettings.ReadCapacityAutoScalingSettings"
_WRITE = "WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings"
_TARGET = "TargetTrackingScalingPolicyConfiguration.TargetValue"


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each setting whose least is above its most, or whose target is no sensible percentage."""
    replicas = table["Replicas"].items
    indexes = [each for place in replicas for each in place["GlobalSecondaryIndexes"].items]
    settings = [place[_WRITE] for place in (table, *table["GlobalSecondaryIndexes"].items)]
    settings += [place[_READ] for place in (*replicas, *indexes)]
    for setting in settings:
        if setting.given:
            yield from _wrong(setting)


def _wrong(setting: Property) -> Iterator[Fault]:
    least, most, target = setting["MinCapacity"], setting["MaxCapacity"], setting[_TARGET]
    if least.number > most.number:
        yield Fault(least, f"MinCapacity {least.shown} is above MaxCapacity {most.shown}.")
    if target.given and not 20 <= target.number <= 90:
        yield Fault(target, f"The target is {target.shown} percent; it must be 20 to 90.")


TRUTH = Truth(
    id="DDB-038",
    title="The scaling of a global table has MinCapacity <= MaxCapacity and a target of 20 to 90 percent",
    why="Application Auto Scaling refuses the target or the policy, and the stack fails.",
    fix="Order the bounds; write a target such as 70.",
    source="DynamoDB developer guide, managing throughput with auto scaling (target utilization of 20 to 90 percent)"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html)",
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
