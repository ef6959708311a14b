"""VPC-039: what is spread over zones has subnets in two."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.zones import same_zone, subnets_of
from tapstack.graph.stackset import Property

_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for subnets that are all in one zone."""
    balancer = resource.item.type == _BALANCER
    if balancer and not resource["Type"].is_in("", "application"):
        return
    places = resource["Subnets" if balancer else "SubnetIds"]
    if not places.given:
        return
    if len(places.items) == 1:
        yield Fault(places, "There is one subnet only.")
        return
    subnets = subnets_of(places, view)
    if all(same_zone(subnets[0], other) for other in subnets[1:]):
        yield Fault(places, "All subnets are in one zone.")


TRUTH = Truth(
    id="VPC-039",
    title="A subnet group of databases and an application load balancer have subnets in two zones",
    why="AWS refuses it: DBSubnetGroupDoesNotCoverEnoughAZs, or at least two subnets in two zones must be specified.",
    fix="Add a subnet in another availability zone.",
    source="botocore rds CreateDBSubnetGroup (at least two zones) and elbv2 CreateLoadBalancer.Subnets",
    about=(_BALANCER, "AWS::RDS::DBSubnetGroup"),
    judge=judge,
)
