"""VPC-034: an entry of a network list is whole, and its number is its own."""

from collections.abc import Iterator

from tapstack.checks.truths.others import others
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import parsed
from tapstack.graph.stackset import Property

_ENTRY = "AWS::EC2::NetworkAclEntry"


def judge(entry: Property, view: View) -> Iterator[Fault]:
    """A fault for ranges, ports and types that are missing or too many, and for a number out of bounds or taken."""
    ranges = [name for name in ("CidrBlock", "Ipv6CidrBlock") if entry.has(name)]
    if len(ranges) != 1:
        yield Fault(entry, f"The entry has {' and '.join(ranges) or 'no CidrBlock'}.")
    protocol = entry["Protocol"].text
    if protocol in {"6", "17"} and not entry.has("PortRange"):
        yield Fault(entry, f"The entry for protocol {protocol} has no PortRange.")
    if protocol == "1" and not entry.has("Icmp"):
        yield Fault(entry, "The entry for ICMP has no Icmp.")
    if entry.has("CidrBlock") and parsed(entry["CidrBlock"].text) is None:
        yield Fault(entry["CidrBlock"], f"{entry['CidrBlock'].shown} is no range of IPv4 addresses.")
    yield from _number(entry, view)


def _number(entry: Property, view: View) -> Iterator[Fault]:
    number = entry["RuleNumber"]
    if not 1 <= number.number <= 32766:
        yield Fault(number, f"The number {number.shown} is not between 1 and 32766.")
    for other in others(entry, view):
        alike = other["NetworkAclId"].pattern == entry["NetworkAclId"].pattern
        if alike and other["Egress"].flag == entry["Egress"].flag and other["RuleNumber"].number == number.number:
            yield Fault(number, f"{other} of the same list has the number {number.shown} too.")


TRUTH = Truth(
    id="VPC-034",
    title="An entry of a network list has one range, the ports of its protocol, and a number of its own",
    why="EC2 refuses the entry: NetworkAclEntryAlreadyExists or InvalidParameterValue, and the stack fails.",
    fix="Give each entry of one direction its own RuleNumber from 1 to 32766, one range, and PortRange or Icmp.",
    source="resource schema AWS::EC2::NetworkAclEntry (RuleNumber, CidrBlock, Icmp); botocore ec2 CreateNetworkAclEntry"
    " (PortRange, RuleNumber)",
    about=(_ENTRY,),
    judge=judge,
)
