"""Texts with the names of two regions taken out, so that what follows its region is alike in both.

Source for the ids of zones: https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, Final

from tapstack.facts.regions import partition, url_suffix
from tapstack.render.pattern import pattern
from tapstack.template.unresolved import Unresolved

OWN: Final = "\ue002own\ue003"
PEER: Final = "\ue002peer\ue003"
_PARTITION, _SUFFIX = "\ue002partition\ue003", "\ue002suffix\ue003"


@cache
def zone_prefix(region: str) -> str:
    """How the ids of a region's zones begin: ``use1`` for us-east-1, ``apse2`` for ap-southeast-2."""
    area, *middle, number = region.split("-")
    words = re.findall("north|south|east|west|central|gov|iso", "-".join(middle))
    return f"{area}{''.join(word[0] for word in words)}{number}"


@cache
def _expression(region: str, peer: str) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {region: OWN, peer: PEER, zone_prefix(region): OWN, zone_prefix(peer): PEER}
    if partition(region) != partition(peer):
        names |= {f"arn:{partition(region)}:": f"arn:{_PARTITION}:", str(url_suffix(region)): _SUFFIX}
    zones = {zone_prefix(region), zone_prefix(peer)}
    pieces = [
        rf"\b{re.escape(name)}(?=-az\d)"
        if name in zones
        else re.escape(name) + ("" if name.endswith(":") else r"(?!\d)")
        for name in sorted(names, key=len, reverse=True)
    ]
    return re.compile("|".join(pieces)), names


def placeless(text: str, region: str, peer: str) -> str:
    """``text`` of the stack in ``region`` with OWN and PEER for the names of the two regions and of their zones."""
    expression, names = _expression(region, peer)
    return expression.sub(lambda match: names[match[0]], text)


def scalar(value: Any, region: str, peer: str) -> str:
    """A scalar or unresolved value as text without places."""
    return placeless(pattern(value), region, peer)


def canonical(value: Any, region: str, peer: str) -> str:
    """Any value as one text without places: the same in both stacks for what only follows its region."""

    def plain(inner: Any) -> Any:
        if isinstance(inner, dict):
            return {placeless(str(key), region, peer): plain(member) for key, member in inner.items()}
        if isinstance(inner, list):
            return [plain(member) for member in inner]
        return scalar(inner, region, peer) if isinstance(inner, str | Unresolved) else inner

    return json.dumps(plain(value), sort_keys=True, default=str)
