"""ALARM-013: a composite alarm is made of alarms that exist."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property
from tapstack.render.pattern import shown

_ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
_STATE = re.compile(r"(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^()\"']*?))\s*\)")


def judge(composite: Property, view: View) -> Iterator[Fault]:
    """A fault for an alarm that no stack makes, one that may come later, itself, and a rule without any."""
    rule = composite["AlarmRule"]
    names = ["".join(match) for match in _STATE.findall(rule.pattern)]
    if not names and not re.search(r"\b(TRUE|FALSE)\b|AT_LEAST", rule.text):
        yield Fault(rule, f"The rule {rule.shown} names no alarm.")
    yield from one_by_one(names, lambda name: _alarm(rule, name, view))
    if rule.pattern.count("(") != rule.pattern.count(")"):
        yield Fault(rule, f"The parentheses of the rule {rule.shown} do not match.")


def _alarm(rule: Property, name: str, view: View) -> Iterator[Fault]:
    alarm = view.find(name, *_ALARMS, region=rule.item.region)
    if alarm is None:
        yield Fault(rule, f"No stack makes the alarm {shown(name)}.")
    elif alarm is rule.item:
        yield Fault(rule, "The rule names the alarm itself.")
    elif not view.before(rule.item, alarm):
        yield Fault(rule, f"The alarm {alarm} may not be there yet.")


TRUTH = Truth(
    id="ALARM-013",
    title="The rule of a composite alarm names alarms that are made before it",
    why="CloudWatch refuses a rule whose alarms do not exist: ValidationError, and the stack fails.",
    fix="Refer to the alarms in AlarmRule with Fn::Sub, or add DependsOn.",
    source="assumption: the alarms of a rule must be there when it is saved; botocore cloudwatch PutCompositeAlarm"
    ".AlarmRule; aws/aws-cdk#34662 (rules with unsupported tokens are refused)",
    about=("AWS::CloudWatch::CompositeAlarm",),
    judge=judge,
    severity=Severity.WARNING,
)
