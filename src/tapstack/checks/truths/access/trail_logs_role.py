"""ACCESS-094: the role of a trail may write to its log group."""

from collections.abc import Iterator

from tapstack.access import account, canonical
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for what the role may not do."""
    if properties["CloudWatchLogsLogGroupArn"].given:
        yield from faults(properties["CloudWatchLogsRoleArn"], _needs(properties, view), view)


def _needs(properties: Property, view: View) -> Iterator[Need]:
    group = canonical(properties["CloudWatchLogsLogGroupArn"].pattern, view).removesuffix(":*")
    stream = f"{group}:log-stream:{account(properties.item)}_CloudTrail_{properties.item.region}"
    yield Need(("logs:CreateLogStream",), stream, also=(group,))
    yield Need(("logs:PutLogEvents",), stream)


TRUTH = Truth(
    id="ACCESS-094",
    title="The role of a trail may write to its log group",
    why="CloudTrail refuses the trail: InvalidCloudWatchLogsRoleArnException, access denied; the stack fails.",
    fix="Permit logs:CreateLogStream and logs:PutLogEvents on GROUP:log-stream:ACCOUNT_CloudTrail_REGION*.",
    source="botocore cloudtrail, InvalidCloudWatchLogsRoleArnException; AWS CloudTrail User Guide, Role policy"
    " document for CloudTrail to use CloudWatch Logs",
    about=("AWS::CloudTrail::Trail",),
    judge=judge,
)
