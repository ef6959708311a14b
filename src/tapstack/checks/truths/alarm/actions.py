"""ALARM-007: what an alarm does, it can do: targets are there, in its region, at most five and each once."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN

_LISTS = ("AlarmActions", "OKActions", "InsufficientDataActions")
_TARGETS = (
    "AWS::SNS::Topic",
    "AWS::Lambda::Function",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Version",
    "AWS::AutoScaling::ScalingPolicy",
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    "AWS::SSMIncidents::ResponsePlan",
)


def judge(alarm: Property, view: View) -> Iterator[Fault]:
    """A fault for too many actions, one that is listed twice, in another region, or at nothing."""
    for name in _LISTS:
        targets = [target.pattern for target in alarm[name].items] if alarm.has(name) else []
        if len(targets) > 5:
            yield Fault(alarm[name], f"{name} has {len(targets)} actions, more than five.")
        if len(set(targets)) < len(targets):
            yield Fault(alarm[name], f"{name} has an action twice.")
    actions = [target for name in _LISTS for target in alarm.each(f"{name}[]")]
    yield from one_by_one(actions, lambda target: _target(target, view))


def _target(target: Property, view: View) -> Iterator[Fault]:
    text = target.pattern
    if not text.startswith("arn:"):
        if not TOKEN.search(text):
            yield Fault(target, f"The action {target.shown} is no ARN.")
            return
    elif (parts := text.split(":"))[2] in {"sns", "lambda"}:
        if len(parts) > 4 and parts[3] != target.item.region and not TOKEN.search(parts[3]):
            yield Fault(target, f"The action {target.shown} is in another region than the alarm.")
            return
    else:
        return
    if not view.exists(target, *_TARGETS):
        yield Fault(target, f"No stack makes the target {target.shown}.")


TRUTH = Truth(
    id="ALARM-007",
    title="An alarm has at most five actions a state, at topics and functions that exist in its region",
    why="CloudWatch refuses a target in another region and more than five; a target that is missing is told nothing.",
    fix="Name the topic of the alarm's own region.",
    source="botocore cloudwatch PutMetricAlarm.AlarmActions; Amazon CloudWatch User Guide: Using alarms (the topic must"
    " be in the region of the alarm); resource schema AWS::CloudWatch::Alarm (at most five)",
    about=("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"),
    judge=judge,
)
