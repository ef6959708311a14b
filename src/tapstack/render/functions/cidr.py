"""Fn::Cidr: ranges of one size out of an address block.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_interface, ip_network
from itertools import islice
from typing import TYPE_CHECKING, Any

from tapstack.findings import Status
from tapstack.render.call import Call
from tapstack.render.checks import CIDR
from tapstack.render.node import Constant, Node
from tapstack.render.value import describe
from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

_MOST_RANGES = 256
_DEFAULT_BITS = 8


class CidrNode(Node):
    """A block, a count of ranges, and the size of each in host bits."""

    __slots__ = ("arguments",)
    foldable = True

    def __init__(self, path: TemplatePath, arguments: Sequence[Node]) -> None:
        super().__init__(path)
        self.arguments = arguments

    def evaluate(self, run: Run) -> Any:
        """A list of ``count`` ranges in CIDR notation, from the start of the block."""
        values = [argument.evaluate(run) for argument in self.arguments]
        for value in values:
            if isinstance(value, Unresolved):
                run.volume.charge(values, self.path)
                return UnresolvedList("Cidr", " ".join(map(describe, values)), value.why, value.region)
        block, count, bits = (str(text_of(value)) for value in values)
        if _has_host_bits(block):
            message = f"What Fn::Cidr makes of {block}, an address inside its block, is not known."
            return run.fail(CIDR, self.path, message, status=Status.UNKNOWN)
        try:
            found = ranges(block, int(count), int(bits))
        except ValueError as error:
            return run.fail(CIDR, self.path, f"Fn::Cidr of {block}, {count}, {bits}: {error}.")
        run.volume.charge(found, self.path)
        return found

    def operands(self) -> Sequence[Node]:
        """Block, count and bits."""
        return self.arguments


def _has_host_bits(block: str) -> bool:
    try:
        return ip_interface(block).ip != ip_interface(block).network.network_address
    except ValueError:
        return False


def ranges(block: str, count: int, bits: int) -> list[str]:
    """``count`` ranges of ``2 ** bits`` addresses out of ``block``; ValueError where it cannot be."""
    network: IPv4Network | IPv6Network = ip_network(block)
    if not 1 <= count <= _MOST_RANGES:
        raise ValueError(f"the count must be from 1 to {_MOST_RANGES}")
    prefix = network.max_prefixlen - bits
    if bits < 1 or prefix < network.prefixlen:
        raise ValueError(f"a range of {bits} host bits does not fit into {network}")
    if count > 2 ** (prefix - network.prefixlen):
        raise ValueError(f"{network} holds only {2 ** (prefix - network.prefixlen)} ranges of {bits} host bits")
    return [str(subnet) for subnet in islice(network.subnets(new_prefix=prefix), count)]


def build(call: Call) -> Node:
    """Fn::Cidr takes [block, count] or [block, count, bits]; 8 bits unless said."""
    if not call.has_items(2, 3):
        return call.refuse("[block, count, host bits]")
    arguments = [call.compile(step) for step in range(len(call.argument))]
    if len(arguments) == 2:
        arguments.append(Constant(call.path, _DEFAULT_BITS))
    return CidrNode(call.path, arguments)
