"""ALARM-008: an alarm may publish to its topic though the topic is encrypted."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_LISTS = ("AlarmActions", "OKActions", "InsufficientDataActions")
_OWN = "alias/aws/sns"
_TOPIC = "AWS::SNS::Topic"


def judge(alarm: Property, view: View) -> Iterator[Fault]:
    """A fault for each topic that is encrypted with the key which AWS keeps for SNS."""
    actions = [target for name in _LISTS for target in alarm.each(f"{name}[]")]
    yield from one_by_one(actions, lambda target: _topic(target, view))


def _topic(target: Property, view: View) -> Iterator[Fault]:
    if ":lambda:" in target.pattern or ":automate:" in target.pattern:
        return
    topic = view.find(target, _TOPIC, "AWS::AutoScaling::ScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy")
    if topic is not None and topic.type != _TOPIC:
        return
    if topic is None:
        raise NotKnown(f"{target.shown} is made by no stack of the set")
    key = topic["KmsMasterKeyId"]
    if key.given and (key.pattern == _OWN or key.pattern.endswith(f":{_OWN}")):
        yield Fault(target, f"{topic} is encrypted with {_OWN}, which CloudWatch may not use.")


TRUTH = Truth(
    id="ALARM-008",
    title="An alarm's topic is not encrypted with the key that AWS keeps for SNS",
    why="AWS takes it; the policy of that key does not let CloudWatch use it, and every notification is lost.",
    fix="Encrypt the topic with a key of your own whose policy allows cloudwatch.amazonaws.com.",
    source="Amazon SNS Developer Guide: Key management (services as event sources need a customer managed key)",
    about=("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"),
    judge=judge,
)
