"""The rule-specific functions on values: each gives True, False, or None where only AWS can tell.

A list or text that only AWS knows is Unresolved, and nothing is concluded from it but what holds for any value.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
"""

from collections.abc import Callable, Sequence
from typing import Any

from tapstack.template.logic import Truth, all_of, any_of, negate, same


def truth(value: Any) -> Truth:
    """A value where true or false is needed; None for anything else."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value) if isinstance(value, str) else None


def both(values: Sequence[Any]) -> Truth:
    """``Fn::And``."""
    return all_of(map(truth, values))


def either(values: Sequence[Any]) -> Truth:
    """``Fn::Or``."""
    return any_of(map(truth, values))


def opposite(values: Sequence[Any]) -> Truth:
    """``Fn::Not``."""
    return negate(truth(values[0]))


def equals(values: Sequence[Any]) -> Truth:
    """``Fn::Equals``: any two values, as texts."""
    left, right = values
    return None if left is None or right is None else same(left, right)


def contains(values: Sequence[Any]) -> Truth:
    """``Fn::Contains``: whether the text matches at least one member of the list."""
    texts, text = values
    return any_of(equals((member, text)) for member in texts) if _usable(texts, text) else None


def each_member_equals(values: Sequence[Any]) -> Truth:
    """``Fn::EachMemberEquals``: whether the text matches all members of the list."""
    texts, text = values
    return all_of(equals((member, text)) for member in texts) if _usable(texts, text) else None


def each_member_in(values: Sequence[Any]) -> Truth:
    """``Fn::EachMemberIn``: whether each member of the first list is in the second."""
    texts, allowed = values
    if not isinstance(texts, list):
        return None
    return all_of(contains((allowed, text)) for text in texts)


Evaluate = Callable[[Sequence[Any]], Truth]

TRUTHS: dict[str, tuple[int, int, Evaluate]] = {
    "Fn::And": (2, 10, both),
    "Fn::Or": (2, 10, either),
    "Fn::Not": (1, 1, opposite),
}
"""Functions of true and false: least and most arguments, and what they give."""

COMPARISONS: dict[str, tuple[tuple[str, str], Evaluate]] = {
    "Fn::Equals": (("any", "any"), equals),
    "Fn::Contains": (("list", "text"), contains),
    "Fn::EachMemberEquals": (("list", "text"), each_member_equals),
    "Fn::EachMemberIn": (("list", "list"), each_member_in),
}
"""Functions of two values: which kind each has to be, and what they give."""

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "AWS::EC2::VPC::Id": ("DefaultNetworkAcl", "DefaultSecurityGroup", "Tags."),
    "AWS::EC2::Subnet::Id": ("AvailabilityZone", "Tags.", "VpcId"),
    "AWS::EC2::SecurityGroup::Id": ("Tags.",),
}
"""What ``Fn::ValueOf`` and ``Fn::ValueOfAll`` can read of each parameter type (``Tags.`` with a key after it)."""


def _usable(texts: Any, text: Any) -> bool:
    return isinstance(texts, list) and not isinstance(text, list)
