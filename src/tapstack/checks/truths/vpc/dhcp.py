"""VPC-038: a set of DHCP options has something in it, in the number and form that EC2 takes."""

from collections.abc import Iterator
from ipaddress import ip_address

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_LISTS = ("DomainNameServers", "NtpServers", "NetbiosNameServers")
_OPTIONS = (*_LISTS, "DomainName", "NetbiosNodeType", "Ipv6AddressPreferredLeaseTime")
_AMAZON = "AmazonProvidedDNS"


def judge(options: Property, _: View) -> Iterator[Fault]:
    """A fault for an empty set, more than four servers, one that is no address, and Amazon's beside others."""
    if not any(options.has(name) for name in _OPTIONS):
        yield Fault(options, "The set has no option.")
    for name in _LISTS:
        servers = [server.text for server in options[name].items]
        if len(servers) > 4:
            yield Fault(options[name], f"{name} has {len(servers)} servers, more than four.")
        if _AMAZON in servers and (len(servers) > 1 or name != _LISTS[0]):
            yield Fault(options[name], f"{name} has {_AMAZON} beside others.")
        for server in servers:
            if server != _AMAZON and not _is_address(server):
                yield Fault(options[name], f"{server} is no address.")


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


TRUTH = Truth(
    id="VPC-038",
    title="DHCP options name up to four servers by address, or AmazonProvidedDNS alone",
    why="EC2 refuses the set: InvalidParameterValue or MissingParameter, and the stack fails.",
    fix="Give at least one option; up to four addresses in a list.",
    source="resource schema AWS::EC2::DHCPOptions (up to four servers, or AmazonProvidedDNS); botocore ec2"
    " CreateDhcpOptions",
    about=("AWS::EC2::DHCPOptions",),
    judge=judge,
)
