"""ROUTE53-013: a zone's name is a domain, and only a public zone logs its queries, to us-east-1."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.route53.zones import networks
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole

_LABEL = re.compile(r"[^.\s]{1,63}")


def judge(zone: Property, _: View) -> Iterator[Fault]:
    """A fault for a name with an empty or long label, and for a log group where there may be none."""
    group = zone["QueryLoggingConfig.CloudWatchLogsLogGroupArn"]
    if group.given and networks(zone):
        yield Fault(group, "A private zone has a QueryLoggingConfig.")
    if group.given and group.pattern.startswith("arn:") and group.pattern.split(":")[3:4] != ["us-east-1"]:
        yield Fault(group, f"The log group {group.shown} is not in us-east-1.")
    name = zone["Name"].pattern
    labels = name.removesuffix(".").split(".")
    wrong = [label for label in labels if is_whole(label) and not _LABEL.fullmatch(label)]
    if wrong or len(name) > 255:
        yield Fault(zone["Name"], f"{zone['Name'].shown} is no name of a domain.")
    if not is_whole(name):
        raise zone["Name"].unknown()


TRUTH = Truth(
    id="ROUTE53-013",
    title="A zone has the name of a domain; a public one logs queries to a group in us-east-1, a private one not",
    why="Route 53 refuses the zone (InvalidDomainName) or its logging (InvalidInput), and the stack fails.",
    fix="Write a domain, such as trading.internal; make the log group in us-east-1; use Resolver query logging for"
    " private zones.",
    source="botocore route53 CreateQueryLoggingConfig (log group in us-east-1; public hosted zones) and"
    " CreateHostedZone.Name",
    about=("AWS::Route53::HostedZone",),
    judge=judge,
)
