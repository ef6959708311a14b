"""STATES-022: logging goes to one log group, whose ARN ends with :*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for a level without a destination, for several, for a wrong ARN, and for a group that no stack makes."""
    level, places = site["Level"], site["Destinations"].items
    if level.given and not level.is_in("OFF", "ALL", "ERROR", "FATAL"):
        yield Fault(level, f"The level {level.shown} is none of OFF, ALL, ERROR and FATAL.")
    if level.given and not level.equals("OFF") and not places:
        yield Fault(site, f"The level is {level.shown}, and there is no destination.")
    if len(places) > 1:
        yield Fault(site["Destinations"], f"There are {len(places)} destinations; one is the most.")
    for place in places:
        group = place["CloudWatchLogsLogGroup.LogGroupArn"]
        attribute = re.search(r"GetAtt:([^@]*)@", group.pattern)
        if not group.pattern.endswith(":*") and not (attribute and attribute[1].endswith(".Arn")):
            yield Fault(group, f"The log group {group.shown} has no :* at its end.")
        elif not view.exists(group.pattern if attribute else group.pattern.removesuffix(":*"), "AWS::Logs::LogGroup"):
            yield Fault(group, f"No stack makes the log group {group.shown}.")


TRUTH = Truth(
    id="STATES-022",
    title="Logging goes to one log group, whose ARN ends with :*",
    why="CreateStateMachine answers InvalidLoggingConfiguration, and the stack fails.",
    fix="Give one destination, the Arn attribute of a log group (it ends with :*), whenever the level is not OFF.",
    source="hashicorp/terraform-provider-aws#17683 (log group ARN must have the qualifier *); botocore stepfunctions"
    " LoggingConfiguration",
    about=(MACHINE,),
    at="LoggingConfiguration",
    judge=judge,
)
