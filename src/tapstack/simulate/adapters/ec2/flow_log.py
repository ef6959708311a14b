"""AWS::EC2::FlowLog."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_GIVEN = (
    *("ResourceType", "TrafficType", "LogDestinationType", "LogGroupName", "DeliverLogsPermissionArn"),
    *("MaxAggregationInterval", "LogDestination", "LogFormat"),
)
_LOST = {"LogDestination": "a folder in a bucket"}
_TYPES = {"vpc-": "VPC", "subnet-": "Subnet", "eni-": "NetworkInterface", "tgw-": "TransitGateway"}


class FlowLog(Ec2Thing):
    """A flow log; Ref gives its id."""

    type = "AWS::EC2::FlowLog"
    carried = frozenset({"ResourceId", "Tags", *_GIVEN})
    recorded = frozenset({"DeliverCrossAccountRole", "DestinationOptions", "TagFieldSpecifications"})
    partly = _LOST
    kind, describe, ids = "vpc-flow-log", "describe_flow_logs", "FlowLogIds"
    answer, id_name = "FlowLogs", "FlowLogId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateFlowLogs for one resource, which answers with a refusal in a list."""
        given, asked = wanted.properties, pick(wanted.properties, *_GIVEN)
        if given.get("LogDestinationType") == "s3":
            asked["LogDestination"] = given["LogDestination"].partition("/")[0]
        about = bench.client("ec2").create_flow_logs(
            ResourceIds=[given["ResourceId"]], **asked, **self.tagged(bench, wanted)
        )
        for failed in about.get("Unsuccessful", []):
            raise RefusedError(failed["Error"]["Code"], failed["Error"]["Message"], service="Ec2")
        name = about["FlowLogIds"][0]
        return Made(name, {"Id": name})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteFlowLogs."""
        if self.about(bench, made) is not None:
            bench.client("ec2").delete_flow_logs(FlowLogIds=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeFlowLogs; the type of the resource is told by its id."""
        about = self.about(bench, made)
        if about is None:
            return {}
        kind = next(name for start, name in _TYPES.items() if about["ResourceId"].startswith(start))
        return {**super().read(bench, made, wanted), "ResourceType": kind}
