"""ACCESS-097: the role that API Gateway logs with may write logs."""

from collections.abc import Iterator

from tapstack.access import account, partition
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for what the role may not do."""
    if properties["CloudWatchRoleArn"].given:
        item = properties.item
        group = f"arn:{partition(item)}:logs:{item.region}:{account(item)}:log-group:\ue000Any:group@\ue001"
        stream = f"{group}:log-stream:\ue000Any:stream@\ue001"
        needs = [Need((f"logs:{name}",), group, also=(stream, "*")) for name in ("CreateLogGroup", "CreateLogStream")]
        yield from faults(properties["CloudWatchRoleArn"], [*needs, Need(("logs:PutLogEvents",), stream)], view)


TRUTH = Truth(
    id="ACCESS-097",
    title="The role that API Gateway logs with may write logs",
    why="API Gateway refuses it: the role ARN does not have required permissions configured; the stack fails.",
    fix="Attach service-role/AmazonAPIGatewayPushToCloudWatchLogs.",
    source="aws/aws-cdk#2194 and aws-cloudformation/rain#163 quote the refusal: the role ARN does not have"
    " required permissions",
    about=("AWS::ApiGateway::Account",),
    judge=judge,
)
