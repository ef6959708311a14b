"""VPC-017: a subnet has one route table, of its own network."""

from collections.abc import Iterator

from tapstack.checks.truths.others import others
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import same_network
from tapstack.checks.truths.vpc.routing import subnet_of, table_of
from tapstack.graph.stackset import Property


def judge(association: Property, view: View) -> Iterator[Fault]:
    """A fault for a subnet with another association, and for a table of another network."""
    reference = association["SubnetId"]
    for other in others(association, view):
        if other["SubnetId"].pattern == reference.pattern:
            yield Fault(reference, f"{reference.shown} is associated with a table by {other} too.")
    subnet, table = subnet_of(reference, view), table_of(association, view)
    if not same_network(subnet["VpcId"], table["VpcId"], view):
        yield Fault(reference, f"{subnet} and {table} belong to different networks.")


TRUTH = Truth(
    id="VPC-017",
    title="A subnet is associated with one route table, of its own network",
    why="EC2 refuses the association: Resource.AlreadyAssociated or InvalidParameterValue, and the stack fails.",
    fix="Keep one association a subnet, with a table of the subnet's network.",
    source="botocore ec2 AssociateRouteTable (subnet and table must be in the same VPC); Amazon EC2 API Reference:"
    " error codes, Resource.AlreadyAssociated",
    about=("AWS::EC2::SubnetRouteTableAssociation",),
    judge=judge,
)
