"""Texts that a parameter may take: such as people give, or else such as its AllowedPattern describes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tapstack.render.worlds.matching import matching

if TYPE_CHECKING:
    from tapstack.template.declaration import Declaration

_ID = "0123456789abcdef0"
_IDENTIFIERS = {
    "AWS::EC2::AvailabilityZone::Name": "{region}b",
    "AWS::EC2::Image::Id": f"ami-{_ID}",
    "AWS::EC2::Instance::Id": f"i-{_ID}",
    "AWS::EC2::SecurityGroup::Id": f"sg-{_ID}",
    "AWS::EC2::Subnet::Id": f"subnet-{_ID}",
    "AWS::EC2::Volume::Id": f"vol-{_ID}",
    "AWS::EC2::VPC::Id": f"vpc-{_ID}",
    "AWS::Route53::HostedZone::Id": "Z0123456789ABCDEFGHIJ",
}
# The account is that of AWS's own documentation.
_USUAL = (
    "another-value",
    "other",
    "arn:aws:kms:{region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "arn:aws:iam::111122223333:policy/other",
    "arn:aws:iam::111122223333:role/other",
    "arn:aws:sns:{region}:111122223333:other",
    "arn:aws:acm:{region}:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
    "arn:aws:s3:::another-value",
    "other@example.com",
    "https://other.example.com/",
    "other.example.com",
    "10.99.0.0/16",
    "10.99.0.0/24",
    "10.99.0.1",
    *_IDENTIFIERS.values(),
    "111122223333",
    "/other",
    "true",
    "false",
    "1",
    "Other",
    "OTHER",
    "Other-Value-1",
    "Other_Value1",
)


def samples(declaration: Declaration, given: str, region: str) -> Iterator[str]:
    """Texts to try, likely ones first; ``given`` is one that it has, or ""."""
    if declaration.type.is_number:
        yield from _numbers(declaration, given)
        return
    if declaration.type.member in _IDENTIFIERS:
        yield _IDENTIFIERS[declaration.type.member].format(region=region)
    yield from (text.format(region=region) for text in _USUAL)
    yield from (f"{given}2", f"{given}-2", f"2{given}", given[:-1], given[1:], given.upper())
    if declaration.type.splits:
        yield from (f"{given},other", "other,another")
    if declaration.allowed_pattern is not None:
        yield from matching(declaration.allowed_pattern.text, declaration.min_length or 0)
    length = max(declaration.min_length or 0, 1)
    yield from (character * length for character in "ab1 ")


def _numbers(declaration: Declaration, given: str) -> Iterator[str]:
    bounds = [bound for bound in (declaration.min_value, declaration.max_value) if bound is not None]
    for near in (given.split(",", maxsplit=1)[0], *map(str, bounds), "1"):
        try:
            value = Decimal(near)
        except ArithmeticError:
            continue
        yield from (str(value + step) for step in (1, -1, 0, 10))
