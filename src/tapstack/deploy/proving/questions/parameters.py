"""Parameters of Parameter Store, and the contract that they are between regions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer, judged, nothing, open_, passed
from tapstack.deploy.proving.filled import is_open
from tapstack.findings.plain import cut

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_MOST = 120


def parameter(asked: Asked) -> Iterator[Answer]:
    """That it is there; where another region's stack reads it, also that it holds what this stack made."""
    told = _value(asked)
    readers = asked.deployed.published.of(asked.region, asked.physical_id)
    if not readers:
        yield passed("It is there.")
        return
    for reader in readers:
        yield _held(asked, told, f"read by {reader.logical_id} in {reader.region}")


def value(asked: Asked) -> Iterator[Answer]:
    """That what nobody reads across regions holds what the stack gave it; the rest is asked by ``parameter``."""
    if asked.deployed.published.of(asked.region, asked.physical_id):
        yield nothing("Its value is part of a contract, and judged as such.")
    else:
        yield _held(asked, _value(asked), "which nothing in another region's stack reads")


def _value(asked: Asked) -> str:
    told: str = asked.client("ssm").get_parameter(Name=asked.physical_id)["Parameter"]["Value"]
    return told


def _held(asked: Asked, told: str, what: str) -> Answer:
    wanted = asked["Value"]
    if is_open(wanted.raw):
        return open_(f"What it should hold is not known: {wanted.raw.why}.")
    if told == wanted.text:
        return passed(f"It holds {cut(told, _MOST)}, {what}.")
    return judged(False, f"It holds {cut(told, _MOST)}, and should hold {cut(wanted.text, _MOST)}, {what}.")
